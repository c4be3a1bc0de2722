#include "api/import/fitting.h"

#include <fmt/format.h>

#include "api/import/source_date.h"
#include "domain/schema/event.capnp.h"
#include "eventstore/schema/shape.h"

namespace closeloop::imports {
namespace {

using eventstore::Day;

/// How many characters the schema gives a field.
template <typename Event>
std::size_t room(std::string_view field) {
  return eventstore::shape_of<Event>().find(field)->max_length;
}

/// What a value is called where it came from: a table names it otherwise than JSON.
std::string called(const std::string& place, const char* in_json, const char* in_table) {
  return place.starts_with("row ") ? in_table : in_json;
}

class Fitting {
 public:
  Fitting(Day today, ImportReport& report) : today_{today}, report_{report} {}

  void plan(PlanDraft& plan) {
    if (const auto day = full_date(plan.date); day && *day > today_) {
      report_.change(plan.place, called(plan.place, "date", "review date"),
                     "The plan is dated " + plan.date +
                         ", which has not come yet: it counts from today, and its own date is kept "
                         "as text.");
    }
    const auto whole = [&](const char* in_json, const char* in_table, const std::string& text,
                           std::size_t most) {
      return text_of(plan.place, called(plan.place, in_json, in_table), text, most, plan.notes);
    };
    (void)whole("plan_id", "review id", plan.id, room<review::Opened>("reference"));
    plan.title = whole("title", "source review", plan.title, room<review::Opened>("title"));
    plan.board = whole("board", "board", plan.board, room<review::Opened>("board"));
    plan.kind =
        whole("review_kind", "review kind", plan.kind, room<review::Opened>("kindInSource"));
    plan.date = whole("date", "review date", plan.date, room<review::Opened>("dateInSource"));
    plan.url = whole("source_url", "source url", plan.url, room<review::Opened>("sourceUrl"));
    for (auto& one : plan.findings) finding(one);
    for (auto& one : plan.learning) {
      one.text =
          text_of(one.place, "learning", one.text, room<learning::Agreed>("statement"), plan.notes);
    }
    for (auto& one : plan.recommendations) {
      one.text = text_of(one.place, "recommendation", one.text,
                         room<recommendation::Made>("statement"), plan.notes);
    }
    for (auto& one : plan.actions) action(one);
  }

 private:
  void finding(FindingDraft& finding) {
    const auto whole = [&](const char* in_json, const char* in_table, const std::string& text,
                           const char* field) {
      return text_of(finding.place, called(finding.place, in_json, in_table), text,
                     room<finding::Raised>(field), finding.notes);
    };
    (void)whole("id", "finding ref", finding.id, "reference");
    finding.text = whole("text", "finding", finding.text, "statement");
    finding.kind = whole("kind", "finding kind", finding.kind, "kindInSource");
    finding.outcome_stated =
        whole("outcome_stated", "outcome stated", finding.outcome_stated, "outcomeStated");
  }

  void action(ActionDraft& action) {
    const auto whole = [&](const char* in_json, const char* in_table, std::string& text,
                           std::size_t most) {
      text =
          text_of(action.place, called(action.place, in_json, in_table), text, most, action.notes);
    };
    auto id = action.id;
    whole("id", "ref", id, room<action::Agreed>("reference"));
    whole("text", "action", action.text, room<action::Agreed>("statement"));
    whole("lead", "lead person", action.lead, room<action::Agreed>("leadInSource"));
    whole("due_text", "due", action.due_text, room<action::Agreed>("dueInSource"));
    whole("success_criterion", "success criterion", action.success_criterion,
          room<action::Agreed>("successCriterion"));
    whole("child_would_notice", "child would notice", action.child_would_notice,
          room<action::Agreed>("childWouldNotice"));
    happened_already(action);
    whole("status", "status", action.status, room<action::SourceStatusReported>("status"));
    whole("status_in_source", "status", action.status_in_source,
          room<action::SourceStatusReported>("inSource"));
    whole("completed_text", "delivered on", action.completed_text,
          room<action::SourceStatusReported>("completedInSource"));
    for (auto& one : action.outputs) {
      whole("evidence", "output evidence", one, room<evidence::Recorded>("detail"));
    }
    for (auto& one : action.outcomes) {
      whole("outcome", "outcome evidence", one, room<evidence::Recorded>("detail"));
    }
    if (action.start && action.due && *action.start > *action.due) {
      note(action, called(action.place, "start", "start"), eventstore::iso(*action.start));
      action.start.reset();
    }
  }

  void happened_already(ActionDraft& action) {
    if (!action.completed_on || *action.completed_on <= today_) return;
    note(action, called(action.place, "completed_date", "delivered on"),
         eventstore::iso(*action.completed_on));
    action.completed_on.reset();
  }

  void note(ActionDraft& action, std::string name, std::string text) {
    report_.keep_as_text(action.place, name, text);
    action.notes.push_back({std::move(name), std::move(text)});
  }

  /// As much of the text as there is room for. If that is not all, all of it becomes a note.
  std::string text_of(const std::string& place, const std::string& name, const std::string& text,
                      std::size_t most, std::vector<NoteDraft>& notes) {
    auto fitting = shortened(text, most);
    if (fitting != text) {
      report_.change(place, name,
                     fmt::format("This is longer than {} characters, so it is shortened; the whole "
                                 "text is in the notes.",
                                 most));
      notes.push_back({name, text});
    }
    return fitting;
  }

  Day today_;
  ImportReport& report_;
};

}  // namespace

void fit(PlanDraft& plan, Day today, ImportReport& report) { Fitting{today, report}.plan(plan); }

std::string take_characters(std::string_view& text, std::size_t most) {
  std::size_t end = 0;
  for (std::size_t taken = 0; end < text.size() && taken < most; ++taken) {
    ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  }
  std::string first{text.substr(0, end)};
  text.remove_prefix(end);
  return first;
}

std::string shortened(std::string_view text, std::size_t most) {
  auto left = text;
  auto first = take_characters(left, most);
  if (left.empty()) return first;
  left = text;
  first = take_characters(left, most - 1);
  // A word is left whole, unless that would leave next to nothing.
  if (const auto end = first.find_last_of(" \n\t"); end != std::string::npos && end > most / 2) {
    first.resize(end);
  }
  return first + "…";
}

}  // namespace closeloop::imports
