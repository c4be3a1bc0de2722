#pragma once

#include <string>

#include "api/spreadsheet/zip_writer.h"

namespace closeloop::spreadsheet {

/// What a workbook with one sheet consists of, to be varied. Style 1 is a day, 2 a time, 3 both.
struct Parts {
  std::string prefix;  ///< Of the elements: "x:".
  std::string workbook_properties;
  std::string strings;
  std::string rows;
  std::string after_rows;
};

inline std::string part(const std::string& prefix, const std::string& root,
                        const std::string& content) {
  const auto colon = prefix.empty() ? "" : ":" + prefix.substr(0, prefix.size() - 1);
  return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<" + prefix + root +
         " xmlns" + colon +
         "=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
         "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">" +
         content + "</" + prefix + root + ">";
}

inline std::string relations(const std::string& content) {
  return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
         content + "</Relationships>";
}

inline std::string relation(const std::string& id, const std::string& kind,
                            const std::string& target) {
  return "<Relationship Id=\"" + id +
         "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + kind +
         "\" Target=\"" + target + "\"/>";
}

inline std::string file_of(const Parts& parts) {
  const auto& p = parts.prefix;
  return write_zip(
      {{"[Content_Types].xml", "<Types/>"},
       {"_rels/.rels", relations(relation("rId1", "officeDocument", "xl/workbook.xml"))},
       {"xl/_rels/workbook.xml.rels",
        relations(relation("rId1", "worksheet", "worksheets/sheet1.xml") +
                  relation("rId2", "styles", "/xl/styles.xml") +
                  relation("rId3", "sharedStrings", "sharedStrings.xml"))},
       {"xl/workbook.xml",
        part(p, "workbook",
             parts.workbook_properties + "<" + p + "sheets><" + p +
                 "sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></" + p + "sheets>")},
       {"xl/styles.xml",
        part("", "styleSheet",
             "<numFmts><numFmt numFmtId=\"164\" formatCode=\"hh:mm\"/></numFmts><cellXfs><xf "
             "numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf "
             "numFmtId=\"22\"/></cellXfs>")},
       {"xl/sharedStrings.xml", part("", "sst", parts.strings)},
       {"xl/worksheets/sheet1.xml",
        part(p, "worksheet",
             "<" + p + "sheetData>" + parts.rows + "</" + p + "sheetData>" + parts.after_rows)}});
}

}  // namespace closeloop::spreadsheet
