#include "api/import/plan_events.h"

#include <algorithm>
#include <map>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "api/import/fitting.h"
#include "api/import/record_ids.h"
#include "api/import/source_date.h"
#include "api/import/source_words.h"
#include "eventstore/core/digest.h"
#include "eventstore/schema/text.h"

namespace closeloop::imports {
namespace {

namespace json = boost::json;

constexpr std::size_t note_characters = 4000;  // As the schema has it; longer ones are split.
constexpr std::size_t name_characters = 100;
constexpr std::size_t reference_characters = 100;
constexpr std::size_t title_characters = 500;  // Of evidence; what is longer goes to its detail.

json::array notes_of(const std::vector<NoteDraft>& notes) {
  json::array list;
  for (const auto& note : notes) {
    std::string_view text = note.text;
    while (!text.empty()) {
      list.push_back(json::object{{"name", shortened(note.name, name_characters)},
                                  {"text", take_characters(text, note_characters)}});
    }
  }
  return list;
}

void put(json::object& body, const char* name, const std::string& text) {
  if (!text.empty()) body[name] = text;
}
void put(json::object& body, const char* name, const std::optional<Day>& day) {
  if (day) body[name] = eventstore::iso(*day);
}
void put(json::object& body, const char* name, json::array list) {
  if (!list.empty()) body[name] = std::move(list);
}

/// Adds a word that is not there yet.
void add_once(json::array& list, std::string_view word) {
  for (const auto& one : list) {
    if (one.as_string() == word) return;
  }
  list.emplace_back(word);
}

/// Makes the events of one plan.
class Writer {
 public:
  Writer(const PlanDraft& plan, Day today, const std::set<std::string>& areas, PlanEvents& to)
      : plan_{plan},
        areas_{areas},
        to_{to},
        effective_on_{std::min(end_of_period(plan.date).value_or(today), today)} {}

  void write() {
    to_.review = review_of(plan_);
    review();
    for (const auto& finding : plan_.findings) this->finding(finding);
    for (const auto& point : plan_.learning) learning(point);
    for (const auto& one : plan_.recommendations) recommendation(one);
    for (const auto& action : plan_.actions) this->action(action);
    to_.events.front().asked.body["sourceDigest"] = digest();
  }

 private:
  void add(const std::string& place, const char* kind, const char* resource, std::string id,
           const char* type, json::object body) {
    to_.events.push_back(
        {{resource, std::move(id), type, effective_on_, std::move(body)}, place, kind, false});
  }

  void review() {
    json::object body{{"kind", review_kind(plan_.kind)},
                      {"title", plan_.title},
                      {"reference", reference(plan_.id)}};
    put(body, "board", plan_.board);
    if (const auto held = full_date(plan_.date); held && *held <= effective_on_) {
      put(body, "heldOn", held);
    }
    put(body, "kindInSource", plan_.kind);
    put(body, "dateInSource", plan_.date);
    put(body, "sourceUrl", plan_.url);
    put(body, "notes", notes_of(plan_.notes));
    add(plan_.place, "plans", "reviews", to_.review, "ReviewOpened", std::move(body));
  }

  void finding(const FindingDraft& finding) {
    const auto id = record_id("findings", to_.review, finding.id);
    findings_[finding.id] = id;
    json::object body{{"reviews", json::array{to_.review}},
                      {"nature", nature_of(finding.kind)},
                      {"statement", finding.text},
                      {"reference", reference(finding.id)}};
    json::array themes;
    auto areas = finding.priority_areas;
    for (const auto& theme : finding.themes) {
      add_once(themes, as_id(theme));
      areas.push_back(theme);
    }
    put(body, "themes", std::move(themes));
    json::array known;
    for (const auto& area : areas) {
      const auto word = slug(area, '-');
      if (areas_.contains(word)) add_once(known, word);
    }
    put(body, "priorityAreas", std::move(known));
    put(body, "journeyStage", finding.journey_stage);
    put(body, "kindInSource", finding.kind);
    put(body, "outcomeStated", finding.outcome_stated);
    put(body, "notes", notes_of(finding.notes));
    add(finding.place, "findings", "findings", id, "FindingRaised", std::move(body));
  }

  json::array findings_of(const std::vector<std::string>& references) const {
    json::array list;
    for (const auto& reference : references) list.emplace_back(findings_.at(reference));
    return list;
  }

  void learning(const StatementDraft& point) {
    learning_.push_back(record_id("learning-points", to_.review, "L" + next(learning_)));
    json::object body{{"statement", point.text},
                      {"findings", findings_of(point.findings)},
                      {"reviews", json::array{to_.review}}};
    add(point.place, "learning points", "learning-points", learning_.back(), "LearningAgreed",
        std::move(body));
  }

  void recommendation(const StatementDraft& one) {
    recommendations_.push_back(
        record_id("recommendations", to_.review, "RC" + next(recommendations_)));
    json::object body{{"statement", one.text}, {"reviews", json::array{to_.review}}};
    put(body, "findings", findings_of(one.findings));
    add(one.place, "recommendations", "recommendations", recommendations_.back(),
        "RecommendationMade", std::move(body));
  }

  static std::string next(const std::vector<std::string>& ids) {
    return std::to_string(ids.size() + 1);
  }

  void action(const ActionDraft& action) {
    const auto id = record_id("actions", to_.review, action.id);
    json::object body{{"statement", action.text},
                      {"reviews", json::array{to_.review}},
                      {"reference", reference(action.id)}};
    put(body, "findings", findings_of(action.findings));
    json::array points;
    for (const auto index : action.learning) points.emplace_back(learning_.at(index));
    put(body, "learningPoints", std::move(points));
    json::array answered;
    for (const auto index : action.recommendations) {
      answered.emplace_back(recommendations_.at(index));
    }
    put(body, "recommendations", std::move(answered));
    put(body, "leadInSource", action.lead);
    put(body, "dueInSource", action.due_text);
    put(body, "start", action.start);
    put(body, "due", action.due);
    put(body, "successCriterion", action.success_criterion);
    put(body, "childWouldNotice", action.child_would_notice);
    put(body, "notes", notes_of(action.notes));
    add(action.place, "actions", "actions", id, "ActionAgreed", std::move(body));
    if (action.moved_to) {
      add(action.place, nullptr, "actions", id, "ActionDateMoved",
          {{"newDate", eventstore::iso(*action.moved_to)}});
      to_.events.back().is_part = true;
    }
    status(action, id);
    std::size_t number = 0;
    for (const auto& text : action.outputs) evidence(action, id, ++number, "output", text);
    for (const auto& text : action.outcomes) evidence(action, id, ++number, "outcome", text);
  }

  void status(const ActionDraft& action, const std::string& id) {
    if (action.status.empty() && action.status_in_source.empty() && action.completed_text.empty() &&
        !action.completed_on) {
      return;
    }
    json::object body{{"status", action.status.empty() ? "unknown" : action.status}};
    put(body, "inSource", action.status_in_source);
    put(body, "completedInSource", action.completed_text);
    put(body, "completedOn", action.completed_on);
    add(action.place, nullptr, "actions", id, "ActionSourceStatusReported", std::move(body));
  }

  void evidence(const ActionDraft& action, const std::string& about, std::size_t number,
                const char* kind, const std::string& text) {
    json::object body{{"kind", kind},
                      {"actions", json::array{about}},
                      {"method", "statedInSource"},
                      {"strength", "weak"}};
    const auto title = shortened(text, title_characters);
    if (title != text) body["detail"] = text;
    body["title"] = title;
    add(action.place, "pieces of evidence", "evidence",
        record_id("evidence", about, "E" + std::to_string(number)), "EvidenceRecorded",
        std::move(body));
  }

  static std::string reference(const std::string& id) {
    return shortened(id, reference_characters);
  }

  /// Of everything the plan says, so that the same plan is known again.
  [[nodiscard]] std::string digest() const {
    std::string all;
    for (const auto& event : to_.events) {
      all += event.asked.id + ' ' + event.asked.type + ' ' + json::serialize(event.asked.body);
      all += '\n';
    }
    return eventstore::hex(eventstore::sha256(all));
  }

  const PlanDraft& plan_;
  const std::set<std::string>& areas_;
  PlanEvents& to_;
  Day effective_on_;
  std::map<std::string, std::string> findings_;  // The source's id to ours.
  std::vector<std::string> learning_;
  std::vector<std::string> recommendations_;
};

void check_references(const std::string& place, const std::vector<std::string>& references,
                      const std::set<std::string>& known, ImportReport& report) {
  std::set<std::string> seen;
  std::size_t number = 0;
  for (const auto& reference : references) {
    const auto column = "finding_ids/" + std::to_string(number++);
    if (!known.contains(reference)) {
      report.refuse(place, column, "There is no finding '" + reference + "' in this plan.");
    } else if (!seen.insert(reference).second) {
      report.refuse(place, column, "The finding '" + reference + "' is named twice.");
    }
  }
}

}  // namespace

void check_plans(const std::vector<PlanDraft>& plans, ImportReport& report) {
  const auto once = [&](std::set<std::string>& seen, const std::string& id,
                        const std::string& place, const char* column, const char* what) {
    if (id.empty() || seen.insert(id).second) return;
    report.refuse(place, column, std::string{"There is another "} + what + " '" + id + "'.");
  };
  std::set<std::string> ids;
  for (const auto& plan : plans) {
    once(ids, plan.id, plan.place, "plan_id", "plan");
    std::set<std::string> findings;
    std::set<std::string> actions;
    for (const auto& finding : plan.findings) {
      once(findings, finding.id, finding.place, "id", "finding");
    }
    for (const auto& action : plan.actions) {
      once(actions, action.id, action.place, "id", "action");
      check_references(action.place, action.findings, findings, report);
    }
  }
}

PlanEvents events_of(const PlanDraft& plan, Day today,
                     const std::set<std::string>& priority_areas) {
  PlanEvents events;
  Writer{plan, today, priority_areas, events}.write();
  return events;
}

std::string review_of(const PlanDraft& plan) { return record_id("reviews", "", plan.id); }

std::span<const std::string_view> types_of_plans() {
  static constexpr std::string_view types[] = {"ReviewOpened",    "FindingRaised",
                                               "LearningAgreed",  "RecommendationMade",
                                               "ActionAgreed",    "ActionSourceStatusReported",
                                               "EvidenceRecorded"};
  return types;
}

std::string source_of(std::string_view field) {
  static const std::map<std::string_view, const char*> names{
      {"statement", "text"},
      {"title", "title"},
      {"kindInSource", "kind"},
      {"dateInSource", "date"},
      {"sourceUrl", "source_url"},
      {"leadInSource", "lead"},
      {"dueInSource", "due_text"},
      {"due", "due_date"},
      {"status", "status"},
      {"inSource", "status_in_source"},
      {"completedOn", "completed_date"},
      {"completedInSource", "completed_text"},
      {"themes", "theme"},
      {"findings", "finding_ids"},
      {"outcomeStated", "outcome_stated"},
      {"reference", "id"},
      {"detail", "evidence"}};
  const auto found = names.find(field);
  return found == names.end() ? std::string{field} : found->second;
}

}  // namespace closeloop::imports
