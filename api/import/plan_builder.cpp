#include "api/import/plan_builder.h"

#include <algorithm>
#include <string_view>

#include "api/import/source_date.h"
#include "api/import/source_words.h"
#include "domain/written_date.h"

namespace closeloop::imports {
namespace {

std::vector<std::string> split(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(separators), text.size());
    const auto part = text.substr(0, end);
    const auto first = part.find_first_not_of(" \t");
    if (first != std::string_view::npos) {
      parts.emplace_back(part.substr(first, part.find_last_not_of(" \t") - first + 1));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

template <typename Drafts>
std::string free_id(const std::string& prefix, const Drafts& drafts) {
  for (auto number = drafts.size() + 1;; ++number) {
    auto id = prefix + std::to_string(number);
    if (std::none_of(drafts.begin(), drafts.end(), [&](const auto& one) { return one.id == id; }))
      return id;
  }
}

/// The place of a learning point or recommendation with that text, which is made if need be.
void refer(std::vector<StatementDraft>& all, const PlanRow& row, Column column,
           const std::vector<std::string>& findings, std::vector<std::size_t>& to) {
  const auto& text = row[column];
  if (text.empty()) return;
  auto same =
      std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.text == text; });
  if (same == all.end()) same = all.insert(same, {row.place(), text, {}});
  for (const auto& finding : findings) {
    if (std::find(same->findings.begin(), same->findings.end(), finding) == same->findings.end()) {
      same->findings.push_back(finding);
    }
  }
  const auto index = static_cast<std::size_t>(same - all.begin());
  if (std::find(to.begin(), to.end(), index) == to.end()) to.push_back(index);
}

}  // namespace

void PlanBuilder::add(const PlanRow& row) {
  if (row[Column::action].empty() && row[Column::finding].empty()) {
    report_.refuse(row.place(), "",
                   "This row has neither a finding nor an action. Fill one in, or delete the row.");
    return;
  }
  const auto findings = add_finding(row);
  if (!row[Column::action].empty()) add_action(row, findings);
}

std::vector<std::string> PlanBuilder::add_finding(const PlanRow& row) {
  auto references = split(row[Column::finding_id], ";\n");
  const auto& text = row[Column::finding];
  if (text.empty()) return references;
  if (references.size() > 1) {
    report_.refuse(row.place(), row.name(Column::finding),
                   "Several findings are referred to here, so their texts need rows of their "
                   "own.");
    return references;
  }
  auto same = std::find_if(plan_.findings.begin(), plan_.findings.end(), [&](const auto& one) {
    return references.empty() ? one.text == text : one.id == references.front();
  });
  if (same != plan_.findings.end()) {
    if (same->text != text) {
      report_.refuse(row.place(), row.name(Column::finding),
                     "The finding '" + same->id + "' says something else in " + same->place +
                         ". Give this one a ref of its own, or the same words.");
    }
    if (row[Column::action].empty()) row.add_others(same->notes, report_);
    return {same->id};
  }
  FindingDraft finding;
  finding.place = row.place();
  finding.id = references.empty() ? free_id("F", plan_.findings) : references.front();
  finding.kind = row[Column::finding_kind];
  finding.text = text;
  finding.themes = split(row[Column::themes], ";,\n");
  finding.priority_areas = split(row[Column::priority_area], ";,\n");
  if (const auto& stage = row[Column::journey_stage]; !stage.empty()) {
    finding.journey_stage = journey_stage(stage);
    if (finding.journey_stage.empty()) {
      keep(row, Column::journey_stage, stage, finding.notes);
    }
  }
  for (const auto& area : finding.priority_areas) {
    keep(row, Column::priority_area, area, finding.notes);
  }
  if (row[Column::action].empty()) row.add_others(finding.notes, report_);
  plan_.findings.push_back(std::move(finding));
  return {plan_.findings.back().id};
}

void PlanBuilder::add_action(const PlanRow& row, const std::vector<std::string>& findings) {
  const auto& reference = row[Column::ref];
  auto same = std::find_if(plan_.actions.begin(), plan_.actions.end(), [&](const auto& one) {
    return !reference.empty() && one.id == reference;
  });
  const bool known = same != plan_.actions.end();
  if (known && same->text != row[Column::action]) {
    report_.refuse(row.place(), row.name(Column::ref),
                   "There is another action '" + reference + "' in " + same->place +
                       ". Give this one a ref of its own, or the same words.");
    return;
  }
  if (known) {
    say_again(row, *same);
  } else {
    plan_.actions.push_back(new_action(row));
    rows_of_actions_.emplace(plan_.actions.back().id, row);
    same = plan_.actions.end() - 1;
  }
  for (const auto& finding : findings) {
    if (std::find(same->findings.begin(), same->findings.end(), finding) == same->findings.end()) {
      same->findings.push_back(finding);
    }
  }
  if (!row[Column::learning].empty() && findings.empty()) {
    report_.refuse(row.place(), row.name(Column::learning),
                   "A learning point comes from a finding: fill in the finding too.");
    return;
  }
  refer(plan_.learning, row, Column::learning, findings, same->learning);
  refer(plan_.recommendations, row, Column::recommendation, findings, same->recommendations);
}

ActionDraft PlanBuilder::new_action(const PlanRow& row) {
  ActionDraft action;
  action.place = row.place();
  action.id = row[Column::ref].empty() ? free_id("A", plan_.actions) : row[Column::ref];
  action.text = row[Column::action];
  action.lead = row[Column::lead_person];
  if (const auto& agency = row[Column::lead_agency]; !agency.empty()) {
    action.lead += (action.lead.empty() ? "" : ", ") + agency;
  }
  if (const auto start = date(row, Column::start)) {
    action.start = start;
  } else if (!row[Column::start].empty()) {
    action.notes.push_back({row.name(Column::start), row[Column::start]});
  }
  action.due = date(row, Column::due);
  action.due_text = row[Column::due];
  move_date(row, action);
  action.success_criterion = row[Column::success_criterion];
  action.child_would_notice = row[Column::child_would_notice];
  action.status_in_source = row[Column::status];
  action.status = normalised_status(row[Column::status]);
  action.completed_text = row[Column::delivered];
  action.completed_on = date(row, Column::delivered);
  action.outputs = split(row[Column::outputs], "\n");
  action.outcomes = split(row[Column::outcomes], "\n");
  row.add_others(action.notes, report_);
  return action;
}

void PlanBuilder::move_date(const PlanRow& row, ActionDraft& action) {
  const auto& revised = row[Column::revised_due];
  if (revised.empty() || revised == action.due_text) return;
  const auto moved = revised_date(revised);
  const bool later = moved && (!action.due || moved->to > *action.due);
  if (later) action.moved_to = moved->to;
  // Why and how often it was moved, and what is no later day, are said nowhere else.
  if (!later || !moved->more.empty()) keep(row, Column::revised_due, revised, action.notes);
  action.due_text += (action.due_text.empty() ? "revised to " : ", revised to ") + revised;
}

void PlanBuilder::say_again(const PlanRow& row, ActionDraft& action) {
  constexpr Column said_once[] = {Column::lead_person,
                                  Column::lead_agency,
                                  Column::start,
                                  Column::due,
                                  Column::revised_due,
                                  Column::success_criterion,
                                  Column::child_would_notice,
                                  Column::status,
                                  Column::delivered};
  const auto& before = rows_of_actions_.at(action.id);
  for (const auto column : said_once) {
    if (!row[column].empty() && row[column] != before[column]) {
      keep(row, column, row[column], action.notes);
    }
  }
  const auto add = [](std::vector<std::string>& to, const std::vector<std::string>& from) {
    for (const auto& one : from) {
      if (std::ranges::find(to, one) == to.end()) to.push_back(one);
    }
  };
  add(action.outputs, split(row[Column::outputs], "\n"));
  add(action.outcomes, split(row[Column::outcomes], "\n"));
  row.add_others(action.notes, report_);
}

void PlanBuilder::keep(const PlanRow& row, Column column, const std::string& text,
                       std::vector<NoteDraft>& notes) {
  NoteDraft note{row.name(column), text};
  if (std::ranges::find(notes, note) != notes.end()) return;
  report_.keep_as_text(row.place(), note.name, text);
  notes.push_back(std::move(note));
}

std::optional<eventstore::Day> PlanBuilder::date(const PlanRow& row, Column column) {
  const auto& text = row[column];
  const auto day = written_date(text);
  if (!day && !text.empty()) report_.keep_as_text(row.place(), row.name(column), text);
  return day;
}

}  // namespace closeloop::imports
