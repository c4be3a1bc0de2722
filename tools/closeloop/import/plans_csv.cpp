#include "tools/closeloop/import/plans_csv.h"

#include <algorithm>
#include <map>
#include <set>

#include "tools/closeloop/import/csv.h"
#include "tools/closeloop/import/csv_columns.h"
#include "tools/closeloop/import/source_date.h"
#include "tools/closeloop/import/source_words.h"

namespace closeloop::tools {
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

/// A row with its cells by meaning.
class Row {
 public:
  Row(const CsvTable& table, const std::vector<Column>& meanings, const CsvRow& row)
      : table_{table}, meanings_{meanings}, row_{row} {}

  [[nodiscard]] std::string place() const { return row_.place(); }
  [[nodiscard]] const std::string& operator[](Column column) const {
    static const std::string nothing;
    const auto at = std::find(meanings_.begin(), meanings_.end(), column);
    return at == meanings_.end() ? nothing
                                 : row_.cells[static_cast<std::size_t>(at - meanings_.begin())];
  }
  /// The column as the file calls it.
  [[nodiscard]] std::string name(Column column) const {
    const auto at = std::find(meanings_.begin(), meanings_.end(), column);
    return at == meanings_.end() ? std::string{}
                                 : table_.header[static_cast<std::size_t>(at - meanings_.begin())];
  }
  void others(std::vector<NoteDraft>& notes) const {
    for (std::size_t i = 0; i < meanings_.size(); ++i) {
      if (meanings_[i] != Column::other || row_.cells[i].empty()) continue;
      notes.push_back({table_.header[i], row_.cells[i]});
    }
  }

 private:
  const CsvTable& table_;
  const std::vector<Column>& meanings_;
  const CsvRow& row_;
};

/// Builds one plan from its rows.
class Builder {
 public:
  Builder(PlanDraft& plan, ImportReport& report) : plan_{plan}, report_{report} {}

  void add(const Row& row) {
    if (row[Column::action].empty() && row[Column::finding].empty()) {
      report_.refuse(row.place(), "", "This row has neither a finding nor an action.");
      return;
    }
    const auto findings = add_finding(row);
    if (!row[Column::action].empty()) add_action(row, findings);
  }

 private:
  std::vector<std::string> add_finding(const Row& row) {
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
        report_.refuse(
            row.place(), row.name(Column::finding),
            "The finding '" + same->id + "' says something else in " + same->place + ".");
      }
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
        finding.notes.push_back({row.name(Column::journey_stage), stage});
      }
    }
    for (const auto& area : finding.priority_areas) {
      finding.notes.push_back({row.name(Column::priority_area), area});
    }
    if (row[Column::action].empty()) row.others(finding.notes);
    plan_.findings.push_back(std::move(finding));
    return {plan_.findings.back().id};
  }

  template <typename Drafts>
  static std::string free_id(const std::string& prefix, const Drafts& drafts) {
    for (auto number = drafts.size() + 1;; ++number) {
      auto id = prefix + std::to_string(number);
      if (std::none_of(drafts.begin(), drafts.end(), [&](const auto& one) { return one.id == id; }))
        return id;
    }
  }

  /// The place of a learning point or recommendation with that text, which is made if need be.
  static void refer(std::vector<StatementDraft>& all, const Row& row, Column column,
                    const std::vector<std::string>& findings, std::vector<std::size_t>& to) {
    const auto& text = row[column];
    if (text.empty()) return;
    auto same =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.text == text; });
    if (same == all.end()) same = all.insert(same, {row.place(), text, {}});
    for (const auto& finding : findings) {
      if (std::find(same->findings.begin(), same->findings.end(), finding) ==
          same->findings.end()) {
        same->findings.push_back(finding);
      }
    }
    const auto index = static_cast<std::size_t>(same - all.begin());
    if (std::find(to.begin(), to.end(), index) == to.end()) to.push_back(index);
  }

  void add_action(const Row& row, const std::vector<std::string>& findings) {
    const auto& reference = row[Column::ref];
    auto same = std::find_if(plan_.actions.begin(), plan_.actions.end(), [&](const auto& one) {
      return !reference.empty() && one.id == reference;
    });
    const bool known = same != plan_.actions.end();
    if (known && same->text != row[Column::action]) {
      report_.refuse(row.place(), row.name(Column::ref),
                     "There is another action '" + reference + "' in " + same->place + ".");
      return;
    }
    if (!known) {
      plan_.actions.push_back(new_action(row));
      same = plan_.actions.end() - 1;
    }
    for (const auto& finding : findings) {
      if (std::find(same->findings.begin(), same->findings.end(), finding) ==
          same->findings.end()) {
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

  ActionDraft new_action(const Row& row) {
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
    if (const auto& revised = row[Column::revised_due]; !revised.empty()) {
      if (const auto day = date(row, Column::revised_due)) action.due = day;
      action.due_text += (action.due_text.empty() ? "" : ", revised to ") + revised;
    }
    action.success_criterion = row[Column::success_criterion];
    action.child_would_notice = row[Column::child_would_notice];
    action.status_in_source = row[Column::status];
    action.status = normalised_status(row[Column::status]);
    action.completed_text = row[Column::delivered];
    action.completed_on = date(row, Column::delivered);
    action.outputs = split(row[Column::outputs], "\n");
    action.outcomes = split(row[Column::outcomes], "\n");
    row.others(action.notes);
    return action;
  }

  std::optional<eventstore::Day> date(const Row& row, Column column) {
    const auto& text = row[column];
    if (is_impossible_date(text, true)) {
      report_.refuse(row.place(), row.name(column),
                     "There is no such day, or it is not between 1900 and 2100: " + text + ".");
      return std::nullopt;
    }
    const auto day = full_date(text, true);
    if (!day && !text.empty()) report_.keep_as_text(row.place(), row.name(column), text);
    return day;
  }

  PlanDraft& plan_;
  ImportReport& report_;
};

bool understands(const CsvTable& table, const std::vector<Column>& meanings, const CsvPlan& plan,
                 ImportReport& report) {
  const auto has = [&](Column column) {
    return std::find(meanings.begin(), meanings.end(), column) != meanings.end();
  };
  const auto before = report.refused.size();
  if (!has(Column::action) && !has(Column::finding)) {
    report.refuse("row 1", "", "There is no column 'finding' and none 'action'.");
  }
  if (!has(Column::review) && !has(Column::review_id) && plan.id.empty()) {
    report.refuse("row 1", "",
                  "There is no column 'source review': say which plan this is with --plan-id and "
                  "--title.");
  }
  std::set<Column> seen;
  for (std::size_t i = 0; i < meanings.size(); ++i) {
    if (meanings[i] != Column::other && !seen.insert(meanings[i]).second) {
      report.refuse("row 1", table.header[i], "Another column means the same.");
    }
  }
  if (table.rows.empty()) report.refuse("row 1", "", "There is no row below the header.");
  return report.refused.size() == before;
}

}  // namespace

std::vector<PlanDraft> read_plans_csv(std::string_view bytes, const CsvPlan& plan,
                                      ImportReport& report) {
  std::vector<PlanDraft> plans;
  const auto table = read_csv(bytes, report);
  if (!report.refused.empty() && table.header.empty()) return plans;
  std::vector<Column> meanings;
  for (const auto& name : table.header) meanings.push_back(meaning_of(name));
  if (!understands(table, meanings, plan, report)) return plans;

  std::map<std::string, std::size_t> index;
  for (const auto& cells : table.rows) {
    const Row row{table, meanings, cells};
    auto title = row[Column::review];
    auto id = row[Column::review_id];
    if (id.empty()) id = title.empty() ? plan.id : title;
    if (title.empty()) title = plan.title.empty() ? id : plan.title;
    if (id.empty()) {
      report.refuse(row.place(), "", "This row does not say which review it comes from.");
      continue;
    }
    const auto [at, added] = index.try_emplace(id, plans.size());
    if (added) {
      PlanDraft draft;
      draft.place = row.place();
      draft.id = id;
      draft.title = std::move(title);
      draft.kind = row[Column::review_kind];
      draft.board = row[Column::board];
      draft.date = row[Column::review_date];
      if (const auto day = full_date(draft.date, true)) draft.date = eventstore::iso(*day);
      plans.push_back(std::move(draft));
    }
    Builder{plans[at->second], report}.add(row);
  }
  return plans;
}

}  // namespace closeloop::tools
