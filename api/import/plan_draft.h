#pragma once

#include <optional>
#include <string>
#include <vector>

#include "eventstore/core/time.h"

/// A published action plan as its file says it, before anything is made of it. Empty text: the
/// source says nothing.
namespace closeloop::imports {

/// What a source says that has no place of its own.
struct NoteDraft {
  std::string name;
  std::string text;

  friend bool operator==(const NoteDraft&, const NoteDraft&) = default;
};

struct FindingDraft {
  std::string place;  ///< "/plans/0/findings/2", or "row 4".
  std::string id;     ///< As the source has it.
  std::string kind;
  std::string text;
  std::vector<std::string> themes;
  std::vector<std::string> priority_areas;
  std::string journey_stage;  ///< As the schema names it: "earlyHelp".
  std::string outcome_stated;
  std::vector<NoteDraft> notes;
};

/// A learning point or a recommendation.
struct StatementDraft {
  std::string place;
  std::string text;
  std::vector<std::string> findings;  ///< Ids of the source.
};

struct ActionDraft {
  std::string place;
  std::string id;
  std::string text;
  std::vector<std::string> findings;  ///< Ids of the source.
  std::vector<std::size_t> learning;  ///< Of the plan's learning points.
  std::vector<std::size_t> recommendations;
  std::string lead;
  std::string due_text;
  std::optional<eventstore::Day> start;
  std::optional<eventstore::Day> due;       ///< As it was first agreed.
  std::optional<eventstore::Day> moved_to;  ///< The later day to which the plan moved it.
  std::string success_criterion;
  std::string child_would_notice;
  std::string status;  ///< Normalised.
  std::string status_in_source;
  std::string completed_text;
  std::optional<eventstore::Day> completed_on;
  std::vector<std::string> outputs;
  std::vector<std::string> outcomes;
  std::vector<NoteDraft> notes;
};

struct PlanDraft {
  std::string place;
  std::string id;
  std::string title;
  std::string kind;
  std::string board;
  std::string date;  ///< Full, or a month, or a year, or words.
  std::string url;
  std::vector<NoteDraft> notes;
  std::vector<FindingDraft> findings;
  std::vector<StatementDraft> learning;
  std::vector<StatementDraft> recommendations;
  std::vector<ActionDraft> actions;
};

}  // namespace closeloop::imports
