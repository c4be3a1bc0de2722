#include "api/import/held_catalogue.h"

#include "api/import/catalogue_table.h"
#include "projections/measures/held_series.h"
#include "projections/records.h"

namespace closeloop::imports {
namespace {

std::optional<boost::json::object> fields_of(const Board& board, std::string_view resource,
                                             std::string_view id) {
  const auto found = record(board, resource, id, Day{});
  if (!found) return std::nullopt;
  return found.value().at("data").as_object();
}

}  // namespace

HeldCatalogue catalogue_held_by(const Projector& projector) {
  return {.fields = [&projector](std::string_view resource,
                                 std::string_view id) -> std::optional<boost::json::object> {
            return fields_of(*projector.live(), resource, id);
          },
          .codes = [&projector](std::string_view id) -> std::optional<code_list::State> {
            const auto live = projector.live();
            const auto* list = held_code_list(*live, id);
            return list == nullptr ? std::nullopt : std::optional{*list};
          }};
}

std::string indicators_csv(const Board& board) {
  std::vector<std::pair<std::string, boost::json::object>> held;
  for (const auto& id : indicator_ids(board)) {
    if (auto fields = fields_of(board, "indicators", id)) held.emplace_back(id, std::move(*fields));
  }
  return indicators_csv(held);
}

}  // namespace closeloop::imports
