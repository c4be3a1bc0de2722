#include "api/spreadsheet/xlsx_reader.h"

#include <map>
#include <optional>

#include "api/spreadsheet/xlsx_sheet.h"
#include "api/spreadsheet/xml.h"
#include "api/spreadsheet/zip_reader.h"

namespace closeloop::spreadsheet {
namespace {

using eventstore::Result;

constexpr std::size_t sheets_max = 250;
constexpr std::string_view ole_mark = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
constexpr std::string_view workbook_part = "xl/workbook.xml";

eventstore::Error another_kind(std::string what) {
  return eventstore::invalid("spreadsheet.kind", std::move(what));
}

/// As names are written in the containers of older files.
std::string utf16(std::string_view text) {
  std::string wide;
  for (const char c : text) wide.append({c, '\0'});
  return wide;
}

/// What is said of a file that is no zip archive. Nothing if it is one.
std::optional<eventstore::Error> not_a_zip(std::string_view bytes) {
  if (bytes.empty()) return another_kind("This file is empty.");
  if (bytes.starts_with(ole_mark)) {
    if (bytes.find(utf16("EncryptedPackage")) != std::string_view::npos) {
      return another_kind(
          "This workbook has a password. Take the password off (in Excel: File, Info, Protect "
          "workbook), save it and send it again.");
    }
    return another_kind(
        "This file is in the old format of Excel (.xls). Save it as an Excel workbook (.xlsx) and "
        "send that.");
  }
  if (!bytes.starts_with("PK")) {
    return another_kind(
        "This is not an Excel workbook (.xlsx). If it is a CSV file, give it a name that ends in "
        ".csv.");
  }
  return std::nullopt;
}

std::string folder_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return std::string{path.substr(0, slash == std::string_view::npos ? 0 : slash + 1)};
}

/// Where a part lies that another names: "../media/a.xml", "/xl/a.xml".
std::string resolved(const std::string& folder, std::string_view target) {
  if (target.starts_with('/')) return std::string{target.substr(1)};
  auto base = folder;
  while (target.starts_with("../") && !base.empty()) {
    target.remove_prefix(3);
    base.pop_back();
    base = folder_of(base);
  }
  return base.append(target);
}

struct Related {
  std::string kind;  ///< The last word of its type: "worksheet".
  std::string path;
};
using Relations = std::map<std::string, Related, std::less<>>;

/// Reads one part after another.
class Package {
 public:
  explicit Package(ZipReader zip) : zip_{std::move(zip)} {}

  [[nodiscard]] bool has(const std::string& path) const { return zip_.has(path); }
  Result<pugi::xml_document> part(const std::string& path) {
    BOOST_OUTCOME_TRY(const auto text, zip_.read(path));
    return parse_xml(text);
  }
  /// What a part (or with "" the whole file) names, by the ids that it uses for it.
  Result<Relations> relations(const std::string& path) {
    const auto folder = folder_of(path);
    const auto listing = folder + "_rels/" + path.substr(folder.size()) + ".rels";
    Relations relations;
    if (!has(listing)) return relations;
    BOOST_OUTCOME_TRY(const auto document, part(listing));
    for (const auto node : document.document_element().children()) {
      const auto type = attribute(node, "Type");
      const auto kind = type.substr(type.rfind('/') + 1);
      relations[std::string{attribute(node, "Id")}] = {std::string{kind},
                                                       resolved(folder, attribute(node, "Target"))};
    }
    return relations;
  }

 private:
  ZipReader zip_;
};

/// The path of the workbook's main part.
Result<std::string> find_workbook(Package& package) {
  BOOST_OUTCOME_TRY(const auto relations, package.relations(""));
  for (const auto& [id, related] : relations) {
    if (related.kind != "officeDocument") continue;
    if (related.path.ends_with(".bin")) {
      return another_kind(
          "This is a binary workbook (.xlsb). Save it as an Excel workbook (.xlsx) and send that.");
    }
    return related.path;
  }
  if (package.has(std::string{workbook_part})) return std::string{workbook_part};
  if (package.has("content.xml") && package.has("mimetype")) {
    return another_kind(
        "This is an OpenDocument file (.ods). Save it as an Excel workbook (.xlsx) or as CSV and "
        "send that.");
  }
  return another_kind("This is not an Excel workbook (.xlsx): there is no workbook in it.");
}

Result<SharedParts> read_shared(Package& package, const Relations& relations) {
  SharedParts shared;
  for (const auto& [id, related] : relations) {
    if (related.kind == "sharedStrings") {
      BOOST_OUTCOME_TRY(const auto document, package.part(related.path));
      for (const auto node : document.document_element().children()) {
        if (is(node, "si")) shared.strings.push_back(rich_text(node));
      }
    } else if (related.kind == "styles") {
      BOOST_OUTCOME_TRY(const auto document, package.part(related.path));
      shared.formats = read_formats(document.document_element());
    }
  }
  return shared;
}

}  // namespace

Result<Workbook> read_xlsx(std::string_view bytes) {
  if (auto problem = not_a_zip(bytes)) return *std::move(problem);
  BOOST_OUTCOME_TRY(auto zip, ZipReader::open(bytes));
  Package package{std::move(zip)};
  BOOST_OUTCOME_TRY(const auto path, find_workbook(package));
  BOOST_OUTCOME_TRY(const auto document, package.part(path));
  const auto root = document.document_element();
  if (!is(root, "workbook")) {
    return another_kind("This is not an Excel workbook (.xlsx): there is no workbook in it.");
  }
  BOOST_OUTCOME_TRY(const auto relations, package.relations(path));
  BOOST_OUTCOME_TRY(auto shared, read_shared(package, relations));
  shared.from_1904 = is_true(attribute(child(root, "workbookPr"), "date1904"));

  Workbook workbook;
  Allowance left;
  for (const auto node : child(root, "sheets").children()) {
    const auto found = relations.find(attribute(node, "id"));
    const auto state = attribute(node, "state");
    if (state == "hidden" || state == "veryHidden") continue;
    if (found == relations.end()) return damaged_workbook();
    if (found->second.kind != "worksheet") continue;  // A sheet of nothing but a chart.
    if (workbook.sheets.size() == sheets_max) return workbook_too_large();
    BOOST_OUTCOME_TRY(const auto part, package.part(found->second.path));
    BOOST_OUTCOME_TRY(auto rows, read_rows(part.document_element(), shared, left));
    workbook.sheets.push_back({storable(attribute(node, "name")), std::move(rows)});
  }
  return workbook;
}

}  // namespace closeloop::spreadsheet
