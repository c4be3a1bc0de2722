#include "api/import/csv_columns.h"

#include <algorithm>
#include <utility>

#include "api/import/source_words.h"

namespace closeloop::imports {
namespace {

/// Header names, as slugs, and what they mean (domain 1.6 and what is usual beside it).
constexpr std::pair<std::string_view, Column> names[] = {
    {"review_id", Column::review_id},
    {"review_ref", Column::review_id},
    {"plan_id", Column::review_id},
    {"source_review", Column::review},
    {"review", Column::review},
    {"source", Column::review},
    {"plan", Column::review},
    {"plan_title", Column::review},
    {"review_kind", Column::review_kind},
    {"kind_of_review", Column::review_kind},
    {"review_type", Column::review_kind},
    {"board", Column::board},
    {"review_date", Column::review_date},
    {"date_of_review", Column::review_date},
    {"finding_id", Column::finding_id},
    {"finding_ref", Column::finding_id},
    {"finding_refs", Column::finding_id},
    {"finding_no", Column::finding_id},
    {"finding_number", Column::finding_id},
    {"finding", Column::finding},
    {"findings", Column::finding},
    {"issue", Column::finding},
    {"area_for_improvement", Column::finding},
    {"finding_kind", Column::finding_kind},
    {"finding_type", Column::finding_kind},
    {"strength_or_concern", Column::finding_kind},
    {"theme", Column::themes},
    {"themes", Column::themes},
    {"theme_s", Column::themes},
    {"priority_area", Column::priority_area},
    {"priority", Column::priority_area},
    {"priority_areas", Column::priority_area},
    {"journey_stage", Column::journey_stage},
    {"stage", Column::journey_stage},
    {"learning", Column::learning},
    {"learning_point", Column::learning},
    {"recommendation", Column::recommendation},
    {"ref", Column::ref},
    {"reference", Column::ref},
    {"action_ref", Column::ref},
    {"action_id", Column::ref},
    {"no", Column::ref},
    {"action_no", Column::ref},
    {"action_number", Column::ref},
    {"action", Column::action},
    {"action_required", Column::action},
    {"actions", Column::action},
    {"lead_person", Column::lead_person},
    {"lead", Column::lead_person},
    {"lead_person_role", Column::lead_person},
    {"lead_role", Column::lead_person},
    {"owner", Column::lead_person},
    {"lead_officer", Column::lead_person},
    {"responsible", Column::lead_person},
    {"lead_agency", Column::lead_agency},
    {"agency", Column::lead_agency},
    {"start", Column::start},
    {"start_date", Column::start},
    {"due", Column::due},
    {"due_date", Column::due},
    {"timescale", Column::due},
    {"by_when", Column::due},
    {"deadline", Column::due},
    {"target_date", Column::due},
    {"revised_due", Column::revised_due},
    {"revised_due_date", Column::revised_due},
    {"revised_date", Column::revised_due},
    {"revised_due_dates", Column::revised_due},
    {"revised_deadline", Column::revised_due},
    {"revised_timescale", Column::revised_due},
    {"revised_target_date", Column::revised_due},
    {"due_revised", Column::revised_due},
    {"due_date_revised", Column::revised_due},
    {"new_due_date", Column::revised_due},
    {"original_due", Column::due},
    {"original_due_date", Column::due},
    {"due_original", Column::due},
    {"due_date_original", Column::due},
    {"success_criterion", Column::success_criterion},
    {"success_criteria", Column::success_criterion},
    {"success_measure", Column::success_criterion},
    {"what_would_a_child_notice", Column::child_would_notice},
    {"child_would_notice", Column::child_would_notice},
    {"status", Column::status},
    {"delivered_on", Column::delivered},
    {"date_completed", Column::delivered},
    {"completed_on", Column::delivered},
    {"completed", Column::delivered},
    {"completion_date", Column::delivered},
    {"output_evidence", Column::outputs},
    {"evidence", Column::outputs},
    {"evidence_of_completion", Column::outputs},
    {"outcome_evidence", Column::outcomes},
    {"outcome", Column::outcomes},
};

Column meaning_of(std::string_view header) {
  const auto word = slug(header, '_');
  for (const auto& [name, column] : names) {
    if (name == word) return column;
  }
  return Column::other;
}

std::string without_brackets(std::string_view header) {
  std::string plain;
  int depth = 0;
  for (const char c : header) {
    if (c == '(' || c == '[') ++depth;
    if (depth == 0) plain += c;
    if ((c == ')' || c == ']') && depth > 0) --depth;
  }
  return plain;
}

}  // namespace

std::vector<Column> meanings_of(const std::vector<std::string>& header) {
  std::vector<Column> meanings;
  for (const auto& name : header) meanings.push_back(meaning_of(name));
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (meanings[i] != Column::other) continue;
    const auto meaning = meaning_of(without_brackets(header[i]));
    if (std::ranges::find(meanings, meaning) == meanings.end()) meanings[i] = meaning;
  }
  return meanings;
}

}  // namespace closeloop::imports
