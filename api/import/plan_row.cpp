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

void PlanRow::add_others(std::vector<NoteDraft>& notes, ImportReport& report) const {
  for (std::size_t i = 0; i < meanings_.size(); ++i) {
    if (meanings_[i] != Column::other || row_.cells[i].empty()) continue;
    const auto& header = table_.header[i];
    NoteDraft note{header.empty() ? "column " + std::to_string(i + 1) : header, row_.cells[i]};
    if (std::ranges::find(notes, note) != notes.end()) continue;
    report.keep_as_text(place(), note.name, note.text);
    notes.push_back(std::move(note));
  }
}

}  // namespace closeloop::imports
