#include "api/spreadsheet/xml.h"

#include <algorithm>
#include <charconv>

namespace closeloop::spreadsheet {

eventstore::Error damaged_workbook() {
  return eventstore::invalid("spreadsheet.damaged",
                             "This file is damaged. Open it in your spreadsheet program, save it "
                             "again as an Excel workbook (.xlsx) and send that.");
}

eventstore::Error workbook_too_large() {
  return eventstore::invalid("spreadsheet.size",
                             "This workbook is too large. Leave only the rows to send in it, or "
                             "send it in parts.");
}

eventstore::Result<pugi::xml_document> parse_xml(const std::string& text) {
  constexpr std::ptrdiff_t tags_max = 6'000'000;
  if (std::ranges::count_if(text, [](char c) { return c == '<' || c == '='; }) > tags_max) {
    return workbook_too_large();
  }
  pugi::xml_document document;
  const auto outcome = document.load_buffer(text.data(), text.size(),
                                            pugi::parse_default | pugi::parse_ws_pcdata_single);
  if (!outcome) return damaged_workbook();
  return document;
}

std::string_view local_name(const char* name) {
  const std::string_view whole{name};
  const auto colon = whole.find(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

bool is(pugi::xml_node node, std::string_view name) { return local_name(node.name()) == name; }

pugi::xml_node child(pugi::xml_node parent, std::string_view name) {
  for (const auto node : parent.children()) {
    if (is(node, name)) return node;
  }
  return {};
}

std::string_view attribute(pugi::xml_node node, std::string_view name) {
  for (const auto each : node.attributes()) {
    if (local_name(each.name()) == name) return each.value();
  }
  return {};
}

bool is_true(std::string_view attribute) { return attribute == "1" || attribute == "true"; }

int whole_number(std::string_view text, int otherwise) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size() && number >= 0;
  return whole ? number : otherwise;
}

}  // namespace closeloop::spreadsheet
