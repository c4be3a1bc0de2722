#include "projections/measures/hidden_figures.h"

#include <string_view>

#include <boost/json/array.hpp>

#include "projections/measures/figures.h"

namespace closeloop {

void hide_small_figures(const Board& board, boost::json::object& event) {
  const std::string_view type = event.at("type").as_string();
  if (type != "SeriesMeasured" && type != "SeriesRemeasured") return;
  const auto& records = board.records();
  const std::string_view stream = event.at("stream").as_string();
  const auto number = records.store.find(RecordKind::SERIES, stream.substr(stream.find('/') + 1));
  auto& data = event.at("data").as_object();
  const auto* ends = data.if_contains("ends");
  const auto day = ends == nullptr ? std::nullopt : eventstore::parse_day(ends->as_string());
  const auto version = event.at("version").to_number<std::uint64_t>();
  if (number == 0 || !day || !is_hidden(records, number, *day, version)) return;
  for (const auto* name : {"numerator", "denominator", "value"}) {
    if (data.contains(name)) data[name] = "c";
  }
  for (auto& line : event.at("lines").as_array()) {
    auto& members = line.as_object();
    const auto& label = members.at("label").as_string();
    if (label == "Numerator" || label == "Denominator" || label == "Value") members["text"] = "c";
  }
}

}  // namespace closeloop
