#include "api/board_name.h"

#include <boost/json/array.hpp>

#include "projections/queries.h"

namespace closeloop::api {

std::string board_name(const Seen& seen) {
  const auto boards = records(*seen.board, "boards", {}, {.cursor = {}, .limit = 1}, seen.asked_on);
  if (!boards) return "Closeloop";
  const auto* rows = boards.value().if_contains("rows");
  if (!rows || !rows->is_array() || rows->get_array().empty()) return "Closeloop";
  const auto* title = rows->get_array().front().as_object().if_contains("title");
  return title && title->is_string() ? std::string{title->get_string()} : "Closeloop";
}

}  // namespace closeloop::api
