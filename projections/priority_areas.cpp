#include "projections/priority_areas.h"

#include <cctype>

#include "projections/board_records.h"

namespace closeloop {

std::vector<PriorityArea> priority_areas(const Board::Records& records) {
  std::vector<PriorityArea> all;
  records.lists(list_of(RecordKind::BOARD)).visit_from(0, [&](std::uint64_t key) {
    for (const auto& area : records.state<board::State>(number_in(key)).priority_areas) {
      all.push_back({area.id.text(), area.name});
    }
    return true;
  });
  return all;
}

std::string priority_area_name(const Board::Records& records, std::string_view id) {
  for (const auto& area : priority_areas(records)) {
    if (area.id == id) return area.name;
  }
  return std::string{id};
}

std::string inside_a_sentence(std::string_view name) {
  std::string text{name};
  const auto is_capital = [&](std::size_t at) {
    return at < text.size() && std::isupper(static_cast<unsigned char>(text[at])) != 0;
  };
  if (is_capital(0) && !is_capital(1)) {
    text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
  }
  return text;
}

}  // namespace closeloop
