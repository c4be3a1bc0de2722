#include "projections/records.h"

#include <algorithm>

#include <fmt/format.h>

#include "projections/choices.h"
#include "projections/describe.h"
#include "projections/measures/restricted.h"
#include "projections/measures/shift_proposals.h"
#include "projections/record_fields.h"
#include "projections/selection.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

/// What is derived of a record, beside what was recorded of it.
void add_derived(const Board::Records& records, Number number, Day asked_on, object& to) {
  switch (records.store[number].kind) {
    case RecordKind::FINDING: add_loop_status(records, number, asked_on, to); break;
    case RecordKind::ACTION: add_action_status(records, number, asked_on, to); break;
    case RecordKind::EVIDENCE: {
      const auto& state = records.evidence(number);
      to["stands"] = state.stands();
      to["withdrawn"] = state.phase == evidence::Phase::withdrawn;
      to["challenged"] = state.phase == evidence::Phase::challenged;
      break;
    }
    case RecordKind::RECOMMENDATION: {
      const auto& state = records.state<recommendation::State>(number);
      to["accepted"] = state.phase == recommendation::Phase::accepted;
      to["declined"] = state.phase == recommendation::Phase::declined;
      break;
    }
    case RecordKind::PERSON: {
      const auto& state = records.state<person::State>(number);
      to["ended"] = state.ended;
      array tokens;
      for (const auto& token : state.tokens) {
        tokens.push_back(object{{"id", token.id},
                                {"expires", iso(token.expires)},
                                {"revoked", token.revoked},
                                {"usable", state.may_use(token, asked_on)}});
      }
      to["tokens"] = std::move(tokens);
      break;
    }
    case RecordKind::AGENCY: {
      const auto& state = records.state<agency::State>(number);
      if (!state.succeeded_by.text().empty()) to["succeededBy"] = state.succeeded_by.text();
      if (state.focus != agency::FocusSet::Focus::UNSET) {
        to["focus"] = json_of(words_of<agency::FocusSet>("focus", state.focus));
      }
      break;
    }
    default: break;
  }
  add_gaps(records, number, asked_on, to);
}

std::string_view link_label(RecordKind kind, bool back) {
  switch (kind) {
    case RecordKind::REVIEW: return "Reviews it comes from";
    case RecordKind::FINDING: return back ? "Findings it comes from" : "Findings";
    case RecordKind::LEARNING: return back ? "Learning it rests on" : "Learning from it";
    case RecordKind::RECOMMENDATION:
      return back ? "Recommendations it answers" : "Recommendations from it";
    case RecordKind::ACTION: return back ? "Actions it is about" : "Actions that answer it";
    case RecordKind::EVIDENCE: return "Evidence about it";
    default: return "Connected";
  }
}

array links_json(const Board::Records& records, Number number) {
  array links;
  for (const bool back : {true, false}) {
    for (const auto kind : {RecordKind::REVIEW, RecordKind::FINDING, RecordKind::LEARNING,
                            RecordKind::RECOMMENDATION, RecordKind::ACTION, RecordKind::EVIDENCE}) {
      auto linked = back ? records.back(number, kind) : records.forward(number, kind);
      if (linked.empty()) continue;
      constexpr std::size_t kShown = 200;
      object group{{"label", link_label(kind, back)},
                   {"direction", back ? "back" : "forward"},
                   {"count", linked.size()}};
      if (linked.size() > kShown) linked.resize(kShown);
      group["records"] = references_json(records, linked);
      links.push_back(std::move(group));
    }
  }
  return links;
}

/// The findings in whose loops a record lies: those that it came from.
std::vector<Number> findings_behind(const Board::Records& records, Number number) {
  std::vector<Number> findings;
  std::vector<Number> waiting{number};
  for (std::size_t next = 0; next < waiting.size(); ++next) {
    records.store.back(waiting[next], [&](Number from) {
      auto& to = records.store[from].kind == RecordKind::FINDING ? findings : waiting;
      if (std::find(to.begin(), to.end(), from) == to.end()) to.push_back(from);
    });
  }
  return findings;
}

/// Of an action whose date was moved: which day holds, and how often it was put off.
std::string moved_sentence(const action::State& state) {
  if (state.times_moved == 0 || !state.due) return {};
  const auto times =
      state.times_moved == 1 ? std::string{"once"} : fmt::format("{} times", state.times_moved);
  return state.first_due
             ? fmt::format(" It is due on {}; it was first agreed for {}, and moved {}.",
                           long_form(*state.due), long_form(*state.first_due), times)
             : fmt::format(" It is due on {}, a date that was moved {}.", long_form(*state.due),
                           times);
}

std::string sentence(const Board::Records& records, Number number, Day asked_on) {
  const auto& record = records.store[number];
  if (record.kind == RecordKind::ACTION) {
    const auto& state = records.action(number);
    const auto stage = std::string{words(stage_of(state)).label};
    const auto dates = moved_sentence(state);
    if (is_overdue(state, asked_on)) {
      return fmt::format("{}, and overdue by {} days.{}", stage, days_between(*state.due, asked_on),
                         dates);
    }
    const auto note = source_note(state);
    return note.empty() ? stage + "." + dates : fmt::format("{}; {}.{}", stage, note, dates);
  }
  if (record.kind == RecordKind::FINDING) {
    Loop loop;
    records.loop_of(number, loop);
    return fmt::format("Its loop: {}.",
                       words(stage_of(records.facts_of(loop), !loop.learning.empty())).label);
  }
  return fmt::format("{} {}.", sentence_case(std::string{word_of(record.kind)}), record.id);
}

object model_of(const Board::Records& records, Number number, Day asked_on) {
  const auto& record = records.store[number];
  object model{{"kind", word_of(record.kind)},
               {"resource", resource_of(record.kind)},
               {"id", record.id},
               {"title", text_of(records, number)},
               {"self", self_of(records, number)},
               {"page", page_of(records, number)},
               {"version", record.version}};
  add_derived(records, number, asked_on, model);
  return model;
}

}  // namespace

Result<object> record(const Board& board, std::string_view resource, std::string_view id,
                      Day asked_on, Audience audience) {
  const auto& records = board.records();
  BOOST_OUTCOME_TRY(const auto number, must_find(records, resource, id));
  BOOST_OUTCOME_TRY(must_be_open(records, number, audience));
  auto model = model_of(records, number, asked_on);
  model["sentence"] = sentence(records, number, asked_on);
  model["data"] = fields_of(records, number);
  model["fields"] = fields_json(records, number);
  model["links"] = links_json(records, number);
  if (records.store[number].kind != RecordKind::FINDING) {
    constexpr std::size_t shown_most = 20;
    auto findings = findings_behind(records, number);
    if (findings.size() > shown_most) findings.resize(shown_most);
    model["inLoops"] = references_json(records, findings);
  }
  model["corrections"] = corrections_json(records, number);
  if (records.store[number].kind == RecordKind::ACTION) {
    model["figures"] = figures_on_action(records, number);
  }
  return model;
}

object record_kinds(const Board& board) {
  const auto& found = board.records();
  array kinds;
  std::uint64_t all = 0;
  for_each_aggregate([&](auto aggregate) {
    const auto count = Selection{found, list_of(aggregate.member), {}}.count().count;
    all += count;
    auto label = sentence_case(std::string{aggregate.resource});
    std::replace(label.begin(), label.end(), '-', ' ');
    kinds.push_back(object{{"resource", aggregate.resource},
                           {"label", std::move(label)},
                           {"self", fmt::format("/api/v1/{}", aggregate.resource)},
                           {"page", fmt::format("/records/{}", aggregate.resource)},
                           {"count", count}});
  });
  auto sentence =
      fmt::format("{} {} recorded, of {} kinds.", sentence_case(counted(all, "record", "records")),
                  all == 1 ? "is" : "are", kinds.size());
  return {{"title", "Records"},
          {"sentence", std::move(sentence)},
          {"count", all},
          {"kinds", std::move(kinds)}};
}

Result<object> records(const Board& board, std::string_view resource, const Filter& filter,
                       const Page& page, Day asked_on, Audience audience) {
  const auto& found = board.records();
  RecordKind kind{};
  if (!with_aggregate(resource, [&](auto aggregate) { kind = aggregate.member; })) {
    return not_found(fmt::format("There is no kind of record called '{}'.", resource));
  }
  Selection selection{found, list_of(kind), filter};
  if (kind == RecordKind::SERIES && !audience.sees_restricted) {
    selection.only_if([&](Number number) { return !is_closed(found, number, audience); });
  }
  const auto counted_all = selection.count();
  object model{{"title", fmt::format("Records: {}", resource)},
               {"sentence", fmt::format("{}{} {} recorded.", counted_all.exact ? "" : "At least ",
                                        counted_all.count, counted_all.count == 1 ? "is" : "are")},
               {"filter", filter_json(filter)},
               {"count", counted_all.count}};
  BOOST_OUTCOME_TRY(add_page(selection, page, 0, ~std::uint64_t{0}, model, [&](Number number) {
    auto row = model_of(found, number, asked_on);
    row["reference"] = reference_of(found, number);
    return row;
  }));
  return model;
}

}  // namespace closeloop
