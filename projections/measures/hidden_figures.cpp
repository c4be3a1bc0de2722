#include "projections/measures/hidden_figures.h"

#include <string_view>

#include <boost/json/array.hpp>

#include "projections/measures/figures.h"

namespace closeloop {
namespace {

using boost::json::object;

std::optional<Decimal> number_in(const object& data, std::string_view name) {
  const auto* found = data.if_contains(name);
  if (found == nullptr || !found->is_string()) return std::nullopt;
  return eventstore::parse_decimal(std::string_view{found->get_string()});
}

}  // namespace

void hide_small_figures(const Board& board, object& event) {
  const std::string_view type = event.at("type").as_string();
  if (type != "SeriesMeasured" && type != "SeriesRemeasured") return;
  const auto& records = board.records();
  const std::string_view stream = event.at("stream").as_string();
  const auto number = records.store.find(RecordKind::SERIES, stream.substr(stream.find('/') + 1));
  auto& data = event.at("data").as_object();
  series::Value value;
  value.numerator = number_in(data, "numerator");
  value.denominator = number_in(data, "denominator");
  value.value = number_in(data, "value");
  if (number == 0 || !is_small(records, number, value)) return;
  for (const auto* name : {"numerator", "value"}) {
    if (data.contains(name)) data[name] = "c";
  }
  for (auto& line : event.at("lines").as_array()) {
    auto& members = line.as_object();
    const auto& label = members.at("label").as_string();
    if (label == "Numerator" || label == "Value") members["text"] = "c";
  }
}

}  // namespace closeloop
