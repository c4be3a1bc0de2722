#include "api/spreadsheet/ods_writer.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "api/spreadsheet/zip_writer.h"

namespace closeloop::spreadsheet {
namespace {

constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr std::string_view media_type = "application/vnd.oasis.opendocument.spreadsheet";
constexpr std::string_view content_begin =
    R"(<office:document-content office:version="1.3")"
    R"( xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0")"
    R"( xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0")"
    R"( xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0")"
    R"( xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0")"
    R"( xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0")"
    R"( xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">)";
constexpr std::string_view cell_styles =
    R"(<style:style style:name="head" style:family="table-cell">)"
    R"(<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/>)"
    R"(<style:text-properties fo:font-weight="bold"/></style:style>)"
    R"(<style:style style:name="wrap" style:family="table-cell">)"
    R"(<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/>)"
    R"(</style:style>)"
    R"(<number:date-style style:name="iso"><number:year number:style="long"/>)"
    R"(<number:text>-</number:text><number:month number:style="long"/>)"
    R"(<number:text>-</number:text><number:day number:style="long"/></number:date-style>)"
    R"(<style:style style:name="date" style:family="table-cell" style:data-style-name="iso">)"
    R"(<style:table-cell-properties style:vertical-align="top"/></style:style>)";

std::string escaped(std::string_view text) {
  std::string kept;
  for (const char c : storable(text)) {
    switch (c) {
      case '&': kept += "&amp;"; break;
      case '<': kept += "&lt;"; break;
      case '>': kept += "&gt;"; break;
      case '"': kept += "&quot;"; break;
      default: kept += c;
    }
  }
  return kept;
}

/// A paragraph for each line. Spaces that XML would fold into one are counted, tabs are named.
std::string paragraphs(std::string_view text) {
  std::string out = "<text:p>";
  const auto all = escaped(text);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i] == '\n') {
      out += "</text:p><text:p>";
    } else if (all[i] == '\t') {
      out += "<text:tab/>";
    } else if (all[i] == ' ') {
      const auto end = std::min(all.find_first_not_of(' ', i), all.size());
      const bool plain = end - i == 1 && i > 0 && all[i - 1] != '\n' && end < all.size();
      out += plain ? " " : "<text:s text:c=\"" + std::to_string(end - i) + "\"/>";
      i = end - 1;
    } else {
      out += all[i];
    }
  }
  return out + "</text:p>";
}

std::string element(std::string_view name, std::string_view content) {
  std::string out{"<"};
  return out.append(name).append(">").append(content).append("</").append(name).append(">");
}

std::string number_style(int decimals) {
  const auto places = std::to_string(decimals);
  return "<number:number-style style:name=\"n" + places +
         "\"><number:number number:min-integer-digits=\"1\" number:decimal-places=\"" + places +
         "\" number:min-decimal-places=\"" + places +
         "\"/></number:number-style><style:style style:name=\"d" + places +
         "\" style:family=\"table-cell\" style:data-style-name=\"n" + places +
         "\"><style:table-cell-properties style:vertical-align=\"top\"/></style:style>";
}

std::string width_style(std::size_t width) {
  constexpr std::size_t millimetres_each = 2;
  return "<style:style style:name=\"w" + std::to_string(width) +
         "\" style:family=\"table-column\"><style:table-column-properties "
         "style:column-width=\"" +
         std::to_string(width * millimetres_each) + "mm\"/></style:style>";
}

/// The sheets' text, and which styles it names.
class Content {
 public:
  void sheet(const Sheet& sheet, const std::string& name) {
    constexpr std::size_t rows_max = 1048576;
    constexpr std::size_t columns_max = 16384;
    const auto columns = columns_of(sheet);
    if (sheet.rows.size() > rows_max || columns > columns_max) {
      throw std::length_error{"\"" + name + "\" is larger than a sheet can be"};
    }
    body_ += "<table:table table:name=\"" + escaped(name) + "\">";
    for (std::size_t column = 0; column < std::max<std::size_t>(columns, 1); ++column) {
      const auto width = column_width(sheet, column);
      widths_.insert(width);
      body_ += "<table:table-column table:style-name=\"w" + std::to_string(width) + "\"/>";
    }
    if (sheet.rows.empty()) body_ += "<table:table-row><table:table-cell/></table:table-row>";
    for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
      if (row == 0) body_ += "<table:table-header-rows>";
      body_ += "<table:table-row>";
      for (const auto& each : sheet.rows[row]) cell(each, row == 0);
      if (sheet.rows[row].empty()) body_ += "<table:table-cell/>";
      body_ += "</table:table-row>";
      if (row == 0) body_ += "</table:table-header-rows>";
    }
    body_ += "</table:table>";
  }

  /// The whole part; what was collected is gone then.
  [[nodiscard]] std::string take() {
    std::string styles{cell_styles};
    for (const auto width : widths_) styles += width_style(width);
    for (const auto decimals : decimals_) styles += number_style(decimals);
    std::string head{declaration};
    head.append(content_begin)
        .append(element("office:automatic-styles", styles))
        .append("<office:body><office:spreadsheet>");
    body_.insert(0, head);  // No second copy of what may be tens of megabytes.
    body_ += "</office:spreadsheet></office:body></office:document-content>";
    return std::move(body_);
  }

 private:
  void cell(const Cell& cell, bool is_header) {
    const auto shown = as_text(cell);
    switch (cell.kind) {
      case Cell::Kind::empty: body_ += "<table:table-cell/>"; return;
      case Cell::Kind::text: begin(is_header ? "head" : "wrap", "string", ""); break;
      case Cell::Kind::number:
        if (cell.decimals >= 0) decimals_.insert(cell.decimals);
        begin(is_header           ? "head"
              : cell.decimals < 0 ? ""
                                  : "d" + std::to_string(cell.decimals),
              "float", " office:value=\"" + shown + "\"");
        break;
      case Cell::Kind::date: begin("date", "date", " office:date-value=\"" + shown + "\""); break;
    }
    body_ += paragraphs(shown) + "</table:table-cell>";
  }
  void begin(const std::string& style, std::string_view type, const std::string& value) {
    body_ += "<table:table-cell";
    if (!style.empty()) body_ += " table:style-name=\"" + style + "\"";
    body_.append(" office:value-type=\"").append(type).append("\"").append(value).append(">");
  }

  std::string body_;
  std::set<std::size_t> widths_;
  std::set<int> decimals_;
};

std::string meta(const Workbook& workbook) {
  const auto date = eventstore::iso(workbook.known_at);
  const auto own = [](std::string_view name, std::string_view value) {
    return "<meta:user-defined meta:name=\"" + std::string{name} + "\">" + escaped(value) +
           "</meta:user-defined>";
  };
  std::string said = "<meta:generator>Closeloop</meta:generator>";
  said += element("dc:title", escaped(workbook.title));
  said += element("dc:description", escaped(workbook.source));
  said += element("meta:creation-date", date) + element("dc:date", date);
  said += own("Board", workbook.board) + own("Audience", workbook.audience);
  said += own("Position", std::to_string(workbook.position)) + own("Known at", date);
  return std::string{declaration}
      .append(R"(<office:document-meta office:version="1.3")"
              R"( xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0")"
              R"( xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0")"
              R"( xmlns:dc="http://purl.org/dc/elements/1.1/">)")
      .append(element("office:meta", said))
      .append("</office:document-meta>");
}

/// That the first row of each sheet stays in sight: ODF leaves that to the programs, and they
/// have agreed on these names.
std::string settings(const std::vector<std::string>& names) {
  const auto item = [](std::string_view name, std::string_view type, std::string_view value) {
    std::string out{"<config:config-item config:name=\""};
    return out.append(name)
        .append("\" config:type=\"")
        .append(type)
        .append("\">")
        .append(value)
        .append("</config:config-item>");
  };
  std::string sheets;
  for (const auto& name : names) {
    sheets += "<config:config-item-map-entry config:name=\"" + escaped(name) + "\">" +
              item("VerticalSplitMode", "short", "2") + item("VerticalSplitPosition", "int", "1") +
              item("PositionBottom", "int", "1") + "</config:config-item-map-entry>";
  }
  return std::string{declaration}
      .append(R"(<office:document-settings office:version="1.3")"
              R"( xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0")"
              R"( xmlns:ooo="http://openoffice.org/2004/office")"
              R"( xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0">)"
              R"(<office:settings><config:config-item-set config:name="ooo:view-settings">)"
              R"(<config:config-item-map-indexed config:name="Views">)"
              R"(<config:config-item-map-entry>)")
      .append(item("ViewId", "string", "view1"))
      .append(R"(<config:config-item-map-named config:name="Tables">)")
      .append(sheets)
      .append("</config:config-item-map-named>")
      .append(item("ActiveTable", "string", escaped(names.front())))
      .append(
          "</config:config-item-map-entry></config:config-item-map-indexed>"
          "</config:config-item-set></office:settings></office:document-settings>");
}

std::string manifest() {
  std::string files;
  const auto file = [&](std::string_view path, std::string_view type) {
    files.append("<manifest:file-entry manifest:full-path=\"")
        .append(path)
        .append("\" manifest:media-type=\"")
        .append(type)
        .append("\"/>");
  };
  file("/", media_type);
  for (const auto* part : {"content.xml", "styles.xml", "meta.xml", "settings.xml"}) {
    file(part, "text/xml");
  }
  return std::string{declaration}
      .append(R"(<manifest:manifest manifest:version="1.3")"
              R"( xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">)")
      .append(files)
      .append("</manifest:manifest>");
}

/// Empty, but some programs ask for it.
std::string styles() {
  return std::string{declaration}.append(
      R"(<office:document-styles office:version="1.3")"
      R"( xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>)");
}

}  // namespace

std::string write_ods(const Workbook& workbook) {
  const auto names = sheet_names(workbook);
  Content content;
  content.sheet(about_sheet(workbook), names.front());
  for (std::size_t i = 0; i < workbook.sheets.size(); ++i) {
    content.sheet(workbook.sheets[i], names[i + 1]);
  }
  std::vector<ZipEntry> files;
  files.push_back({"mimetype", std::string{media_type}, true});
  files.push_back({"content.xml", content.take()});
  files.push_back({"styles.xml", styles()});
  files.push_back({"meta.xml", meta(workbook)});
  files.push_back({"settings.xml", settings(names)});
  files.push_back({"META-INF/manifest.xml", manifest()});
  return write_zip(files);
}

}  // namespace closeloop::spreadsheet
