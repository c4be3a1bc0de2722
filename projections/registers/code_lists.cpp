#include "projections/registers/code_lists.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "projections/choices.h"
#include "projections/describe.h"
#include "projections/measures/measure_row.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;
using code_list::Code;

object code_json(const Code& code) {
  object one{{"code", code.code}, {"label", code.label}, {"validFrom", iso(code.valid_from)}};
  if (code.valid_to) one["validTo"] = iso(*code.valid_to);
  return one;
}

/// 3B before 16A: by the number that a code begins with, if any, then by its letters. Of one code
/// that was taken twice, by the day.
std::vector<Code> in_order(std::vector<Code> codes) {
  std::ranges::sort(codes, [](const Code& left, const Code& right) {
    const auto key = [](const Code& code) {
      return std::tuple{std::strtoul(code.code.c_str(), nullptr, 10), std::string_view{code.code},
                        code.valid_from};
    };
    return key(left) < key(right);
  });
  return codes;
}

array used_by(const Board::Records& records, std::string_view id) {
  std::vector<Number> found;
  for (const auto number : indicators(records)) {
    const auto& lists = records.state<indicator::State>(number).terms.code_lists;
    if (std::ranges::any_of(lists, [&](const auto& one) { return one.text() == id; })) {
      found.push_back(number);
    }
  }
  return references_json(records, found);
}

object row_of(const Board::Records& records, Number number, Day asked_on) {
  const auto& state = records.state<code_list::State>(number);
  array valid;
  array earlier;
  array later;
  for (const auto& code : in_order(state.codes)) {
    const bool ended = code.valid_to && *code.valid_to < asked_on;
    (ended ? earlier : asked_on < code.valid_from ? later : valid).push_back(code_json(code));
  }
  auto row = reference_json(records, number);
  row["breakdown"] = json_of(words_of<code_list::Opened>("breakdown", state.breakdown));
  row["valid"] = std::move(valid);
  row["earlier"] = std::move(earlier);
  row["later"] = std::move(later);
  row["usedBy"] = used_by(records, records.store[number].id);
  return row;
}

}  // namespace

object code_lists(const Board& board, Day asked_on) {
  const auto& records = board.records();
  array rows;
  std::size_t valid = 0;
  records.lists(list_of(RecordKind::CODE_LIST)).visit_from(0, [&](std::uint64_t key) {
    rows.push_back(row_of(records, number_in(key), asked_on));
    valid += rows.back().at("valid").as_array().size();
    return true;
  });
  auto sentence =
      rows.empty()
          ? std::string{"No code list is held: figures may name any category."}
          : fmt::format("{}, with {} on {}.", sentence_case(counted(rows.size(), "list", "lists")),
                        counted(valid, "valid code", "valid codes"), long_form(asked_on));
  return {{"title", "Code lists"},    {"sentence", std::move(sentence)},
          {"askedOn", iso(asked_on)}, {"count", rows.size()},
          {"validCount", valid},      {"codeLists", std::move(rows)}};
}

}  // namespace closeloop
