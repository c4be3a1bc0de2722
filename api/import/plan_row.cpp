#include "api/import/plan_row.h"

#include <algorithm>

namespace closeloop::imports {

const std::string& PlanRow::operator[](Column column) const {
  static const std::string nothing;
  const auto at = std::find(meanings_.begin(), meanings_.end(), column);
  return at == meanings_.end() ? nothing
                               : row_.cells[static_cast<std::size_t>(at - meanings_.begin())];
}

std::string PlanRow::name(Column column) const {
  const auto at = std::find(meanings_.begin(), meanings_.end(), column);
  return at == meanings_.end() ? std::string{}
                               : table_.header[static_cast<std::size_t>(at - meanings_.begin())];
}

void PlanRow::add_others(std::vector<NoteDraft>& notes) const {
  for (std::size_t i = 0; i < meanings_.size(); ++i) {
    if (meanings_[i] != Column::other || row_.cells[i].empty()) continue;
    notes.push_back({table_.header[i], row_.cells[i]});
  }
}

}  // namespace closeloop::imports
