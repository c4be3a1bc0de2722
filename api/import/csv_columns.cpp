#include "api/import/csv_columns.h"

#include <algorithm>
#include <span>
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

/// What other plans call the same. Such a name means so only where no better one is there: beside
/// "action", "task" is something else.
constexpr std::pair<std::string_view, Column> near_names[] = {
    {"review_number", Column::review_id},
    {"review_no", Column::review_id},
    {"review_title", Column::review},
    {"review_name", Column::review},
    {"source_of_action", Column::review},
    {"type_of_review", Column::review_kind},
    {"lscb", Column::board},
    {"partnership", Column::board},
    {"key_finding", Column::finding},
    {"key_findings", Column::finding},
    {"main_finding", Column::finding},
    {"main_findings", Column::finding},
    {"finding_text", Column::finding},
    {"finding_from_review", Column::finding},
    {"audit_finding", Column::finding},
    {"review_finding", Column::finding},
    {"what_we_found", Column::finding},
    {"issues", Column::finding},
    {"issue_identified", Column::finding},
    {"issues_identified", Column::finding},
    {"identified_issue", Column::finding},
    {"concern", Column::finding},
    {"area_of_concern", Column::finding},
    {"areas_for_improvement", Column::finding},
    {"area_for_development", Column::finding},
    {"areas_for_development", Column::finding},
    {"topic", Column::themes},
    {"key_theme", Column::themes},
    {"board_priority", Column::priority_area},
    {"learning_points", Column::learning},
    {"key_learning", Column::learning},
    {"lesson", Column::learning},
    {"lessons", Column::learning},
    {"lesson_learned", Column::learning},
    {"lessons_learned", Column::learning},
    {"lessons_learnt", Column::learning},
    {"what_we_learned", Column::learning},
    {"recommendations", Column::recommendation},
    {"recommendation_text", Column::recommendation},
    {"id", Column::ref},
    {"number", Column::ref},
    {"item_no", Column::ref},
    {"ref_no", Column::ref},
    {"reference_number", Column::ref},
    {"reference_no", Column::ref},
    {"actions_required", Column::action},
    {"required_action", Column::action},
    {"action_to_be_taken", Column::action},
    {"actions_to_be_taken", Column::action},
    {"action_needed", Column::action},
    {"action_agreed", Column::action},
    {"agreed_action", Column::action},
    {"agreed_actions", Column::action},
    {"action_point", Column::action},
    {"action_text", Column::action},
    {"action_description", Column::action},
    {"description_of_action", Column::action},
    {"key_action", Column::action},
    {"key_actions", Column::action},
    {"what_we_will_do", Column::action},
    {"what_will_we_do", Column::action},
    {"task", Column::action},
    {"lead_name", Column::lead_person},
    {"lead_professional", Column::lead_person},
    {"named_lead", Column::lead_person},
    {"action_lead", Column::lead_person},
    {"action_owner", Column::lead_person},
    {"owner_role", Column::lead_person},
    {"responsible_person", Column::lead_person},
    {"person_responsible", Column::lead_person},
    {"responsible_officer", Column::lead_person},
    {"responsibility", Column::lead_person},
    {"by_whom", Column::lead_person},
    {"who", Column::lead_person},
    {"lead_organisation", Column::lead_agency},
    {"lead_service", Column::lead_agency},
    {"responsible_agency", Column::lead_agency},
    {"agency_responsible", Column::lead_agency},
    {"organisation", Column::lead_agency},
    {"date_started", Column::start},
    {"started", Column::start},
    {"date_due", Column::due},
    {"due_by", Column::due},
    {"timescales", Column::due},
    {"timeframe", Column::due},
    {"target_completion_date", Column::due},
    {"date_for_completion", Column::due},
    {"completion_due", Column::due},
    {"complete_by", Column::due},
    {"to_be_completed_by", Column::due},
    {"when", Column::due},
    {"revised_timescales", Column::revised_due},
    {"extended_to", Column::revised_due},
    {"success_measures", Column::success_criterion},
    {"measure_of_success", Column::success_criterion},
    {"measures_of_success", Column::success_criterion},
    {"success_looks_like", Column::success_criterion},
    {"what_will_success_look_like", Column::success_criterion},
    {"how_will_we_know", Column::success_criterion},
    {"what_will_a_child_notice", Column::child_would_notice},
    {"what_a_child_would_notice", Column::child_would_notice},
    {"difference_for_children", Column::child_would_notice},
    {"action_status", Column::status},
    {"current_status", Column::status},
    {"progress_status", Column::status},
    {"status_of_action", Column::status},
    {"delivered", Column::delivered},
    {"date_delivered", Column::delivered},
    {"date_of_completion", Column::delivered},
    {"completed_date", Column::delivered},
    {"actual_completion_date", Column::delivered},
    {"outputs", Column::outputs},
    {"output", Column::outputs},
    {"evidence_of_delivery", Column::outputs},
    {"evidence_of_progress", Column::outputs},
    {"supporting_evidence", Column::outputs},
    {"outcomes", Column::outcomes},
    {"outcome_impact", Column::outcomes},
    {"outcomes_and_impact", Column::outcomes},
    {"outcome_and_impact", Column::outcomes},
    {"impact_outcome", Column::outcomes},
    {"evidence_of_impact", Column::outcomes},
    {"evidence_of_outcome", Column::outcomes},
    {"evidence_of_outcomes", Column::outcomes},
    {"impact_evidence", Column::outcomes},
};

Column meaning_of(std::string_view header,
                  std::span<const std::pair<std::string_view, Column>> in) {
  const auto word = slug(header, '_');
  for (const auto& [name, column] : in) {
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
  for (const auto& name : header) meanings.push_back(meaning_of(name, names));
  const auto find_more = [&](auto&& meaning_of_name) {
    for (std::size_t i = 0; i < header.size(); ++i) {
      if (meanings[i] != Column::other) continue;
      const auto meaning = meaning_of_name(header[i]);
      if (std::ranges::find(meanings, meaning) == meanings.end()) meanings[i] = meaning;
    }
  };
  find_more([](const std::string& name) { return meaning_of(without_brackets(name), names); });
  find_more([](const std::string& name) { return meaning_of(name, near_names); });
  find_more([](const std::string& name) { return meaning_of(without_brackets(name), near_names); });
  return meanings;
}

}  // namespace closeloop::imports
