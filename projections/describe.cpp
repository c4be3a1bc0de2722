#include "projections/describe.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "eventstore/schema/values.h"
#include "projections/measures/choice_words.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;
using eventstore::str;
using eventstore::view;

template <RecordKind kind>
using AggregateOf = std::tuple_element_t<static_cast<std::size_t>(kind), Aggregates>;

void take(std::string& text, capnp::Text::Reader said) {
  if (said.size() > 0) text = str(said);
}

}  // namespace

std::string text_of(const Board::Records& records, Number number) {
  std::string text;
  switch (records.store[number].kind) {
    case RecordKind::REVIEW:
      for_each_kept<AggregateOf<RecordKind::REVIEW>>(records, number, [&](auto event, auto&) {
        if (event.isOpened()) take(text, event.getOpened().getTitle());
        if (event.isCorrected()) take(text, event.getCorrected().getTitle());
      });
      break;
    case RecordKind::FINDING:
      for_each_kept<AggregateOf<RecordKind::FINDING>>(records, number, [&](auto event, auto&) {
        if (event.isRaised()) take(text, event.getRaised().getStatement());
        if (event.isCorrected()) take(text, event.getCorrected().getStatement());
      });
      break;
    case RecordKind::LEARNING:
      for_each_kept<AggregateOf<RecordKind::LEARNING>>(records, number, [&](auto event, auto&) {
        if (event.isAgreed()) take(text, event.getAgreed().getStatement());
        if (event.isCorrected()) take(text, event.getCorrected().getStatement());
      });
      break;
    case RecordKind::RECOMMENDATION:
      for_each_kept<AggregateOf<RecordKind::RECOMMENDATION>>(
          records, number, [&](auto event, auto&) {
            if (event.isMade()) take(text, event.getMade().getStatement());
            if (event.isCorrected()) take(text, event.getCorrected().getStatement());
          });
      break;
    case RecordKind::ACTION:
      for_each_kept<AggregateOf<RecordKind::ACTION>>(records, number, [&](auto event, auto&) {
        if (event.isAgreed()) take(text, event.getAgreed().getStatement());
        if (event.isCorrected()) take(text, event.getCorrected().getStatement());
      });
      break;
    case RecordKind::EVIDENCE:
      for_each_kept<AggregateOf<RecordKind::EVIDENCE>>(records, number, [&](auto event, auto&) {
        if (event.isRecorded()) take(text, event.getRecorded().getTitle());
        if (event.isCorrected()) take(text, event.getCorrected().getTitle());
      });
      break;
    case RecordKind::AGENCY:
      for_each_kept<AggregateOf<RecordKind::AGENCY>>(records, number, [&](auto event, auto&) {
        if (event.isRegistered()) take(text, event.getRegistered().getName());
        if (event.isRenamed()) take(text, event.getRenamed().getName());
      });
      break;
    case RecordKind::PERSON:
      for_each_kept<AggregateOf<RecordKind::PERSON>>(records, number, [&](auto event, auto&) {
        if (event.isAdded()) take(text, event.getAdded().getName());
      });
      break;
    case RecordKind::BOARD:
      for_each_kept<AggregateOf<RecordKind::BOARD>>(records, number, [&](auto event, auto&) {
        if (event.isOpened()) take(text, event.getOpened().getName());
        if (event.isRenamed()) take(text, event.getRenamed().getName());
      });
      break;
    case RecordKind::INDICATOR: text = records.state<indicator::State>(number).terms.title; break;
    case RecordKind::SERIES: {
      const auto& state = records.state<series::State>(number);
      text = state.title + ", " + state.area;
      if (!state.category.empty()) text += ", " + state.category;
      break;
    }
    case RecordKind::DATA_RETURN: {
      const auto& state = records.state<data_return::State>(number);
      text = agency_name(records, state.agency.text()) + ", " + state.period;
      break;
    }
    case RecordKind::QUESTION: text = records.state<question::State>(number).text; break;
    case RecordKind::SERVICE: text = records.state<service::State>(number).name; break;
    case RecordKind::STRATEGY: text = records.state<strategy::State>(number).title; break;
    case RecordKind::CODE_LIST: text = records.state<code_list::State>(number).title; break;
  }
  return text.empty() ? std::string{records.store[number].id} : text;
}

std::string agency_name(const Board::Records& records, std::string_view id) {
  const auto number = records.store.find(RecordKind::AGENCY, id);
  return number == 0 ? std::string{id} : text_of(records, number);
}

std::string facet_label(const Board::Records& records, FacetNumber facet) {
  const auto text = records.store.text_of_facet(facet);
  std::string label{text};
  switch (records.store.kind_of_facet(facet)) {
    case FacetKind::agency: return agency_name(records, text);
    case FacetKind::priority_area: {
      records.lists(list_of(RecordKind::BOARD)).visit_from(0, [&](std::uint64_t key) {
        for_each_kept<AggregateOf<RecordKind::BOARD>>(
            records, number_in(key), [&](auto event, auto&) {
              if (!event.isPriorityAreaSet()) return;
              const auto set = event.getPriorityAreaSet();
              if (view(set.getPriorityArea().getText()) == text) label = str(set.getName());
            });
        return true;
      });
      break;
    }
    case FacetKind::journey_stage: {
      const auto& stages = journey_stages();
      const auto stage = std::ranges::find(stages, text, &eventstore::Choice::name);
      return stage == stages.end() ? label : stage->label;
    }
    case FacetKind::theme:
    case FacetKind::post:
      std::replace(label.begin(), label.end(), '-', ' ');
      std::replace(label.begin(), label.end(), '_', ' ');
      return sentence_case(std::move(label));
  }
  return label;
}

std::string reference_of(const Board::Records& records, Number number) {
  std::string reference;
  switch (records.store[number].kind) {
    case RecordKind::FINDING:
      for_each_kept<AggregateOf<RecordKind::FINDING>>(records, number, [&](auto event, auto&) {
        if (event.isRaised()) take(reference, event.getRaised().getReference());
      });
      break;
    case RecordKind::ACTION:
      for_each_kept<AggregateOf<RecordKind::ACTION>>(records, number, [&](auto event, auto&) {
        if (event.isAgreed()) take(reference, event.getAgreed().getReference());
      });
      break;
    default: break;
  }
  return reference.empty() ? std::string{records.store[number].id} : reference;
}

std::string page_of(const Board::Records& records, Number number) {
  const auto& record = records.store[number];
  return fmt::format("/{}/{}", resource_of(record.kind), record.id);
}

std::string self_of(const Board::Records& records, Number number) {
  return "/api/v1" + page_of(records, number);
}

object somebody_json(const Board::Records& records, std::string_view id) {
  const auto number = records.store.find(RecordKind::PERSON, id);
  const bool known = number != 0 && records.store[number].exists;
  object somebody{{"id", id}, {"name", known ? text_of(records, number) : std::string{id}}};
  if (known) somebody["page"] = page_of(records, number);
  return somebody;
}

object json_of(Words words) { return {{"name", words.name}, {"label", words.label}}; }

object reference_json(const Board::Records& records, Number number) {
  const auto& record = records.store[number];
  return {{"kind", word_of(record.kind)},
          {"id", record.id},
          {"label", text_of(records, number)},
          {"self", self_of(records, number)},
          {"page", page_of(records, number)}};
}

array references_json(const Board::Records& records, const std::vector<Number>& numbers) {
  array found;
  for (const auto number : numbers) found.push_back(reference_json(records, number));
  return found;
}

ActionImpact impact_of(const Board::Records& records, Number action) {
  ActionImpact impact;
  const auto& state = records.action(action);
  for (const auto seen : records.evidence_of(action)) {
    const auto& evidence = records.evidence(seen);
    impact.outcome_shown = impact.outcome_shown ||
                           (state.delivered_on && shows_outcome(evidence, *state.delivered_on));
    impact.failed = impact.failed || contradicts(evidence, state.delivered_on);
  }
  const auto findings = records.findings_of(action);
  Loop loop;
  impact.improved = !findings.empty();
  for (const auto number : findings) {
    const auto& finding = records.finding(number);
    impact.failed = impact.failed || finding.judgement == finding::Judgement::NOT_MET;
    impact.improved = impact.improved && finding.phase == finding::Phase::closed &&
                      finding.check != finding::Check::failed;
    if (!impact.improved) continue;
    records.loop_of(number, loop);
    impact.improved = lost_since_closing(records.facts_of(loop)).empty();
  }
  return impact;
}

object source_status_json(const Board::Records& records, Number action) {
  object said;
  for_each_kept<AggregateOf<RecordKind::ACTION>>(
      records, action, [&](auto event, const KeptEvent& kept) {
        if (!event.isSourceStatusReported()) return;
        const auto reported = event.getSourceStatusReported();
        said = {{"status", view(reported.getStatus())}, {"on", iso(kept.effective())}};
        if (reported.hasInSource()) said["inSource"] = view(reported.getInSource());
        if (reported.hasCompletedInSource()) {
          said["completedInSource"] = view(reported.getCompletedInSource());
        }
        if (reported.hasCompletedOn()) {
          said["completedOn"] = iso(eventstore::day(reported.getCompletedOn()));
        }
      });
  if (said.empty()) return said;
  std::string word{said["status"].as_string()};
  std::replace(word.begin(), word.end(), '_', ' ');
  const auto note = source_note(records.action(action));
  said["sentence"] = note.empty() ? fmt::format("The source says: {}.", word)
                                  : fmt::format("The source says: {} ({}).", word, note);
  return said;
}

void add_action_status(const Board::Records& records, Number number, Day asked_on, object& to) {
  const auto& state = records.action(number);
  to["stage"] = json_of(words(stage_of(state)));
  to["brag"] = json_of(words(brag_of(state, impact_of(records, number), asked_on)));
  if (state.due) {
    to["due"] = iso(*state.due);
    to["dueSoon"] = is_due_soon(state, asked_on);
  }
  const bool overdue = is_overdue(state, asked_on);
  to["overdue"] = overdue;
  if (overdue) to["daysOverdue"] = days_between(*state.due, asked_on);
  if (state.times_moved > 0) {
    to["timesMoved"] = state.times_moved;
    if (state.first_due) to["firstDue"] = iso(*state.first_due);
  }
  if (state.delivered_on) to["deliveredOn"] = iso(*state.delivered_on);
  if (state.verified_on) to["verifiedOn"] = iso(*state.verified_on);
  if (auto said = source_status_json(records, number); !said.empty()) {
    to["sourceStatus"] = std::move(said);
  }
}

void add_loop_status(const Board::Records& records, Number number, Day asked_on, object& to) {
  Loop loop;
  records.loop_of(number, loop);
  const auto facts = records.facts_of(loop);
  to["stage"] = json_of(words(stage_of(facts, !loop.learning.empty())));
  to["brag"] = json_of(words(brag_of(facts, asked_on)));
}

array gaps_json(const Board::Records& records, Number number, Day asked_on) {
  array gaps;
  const auto& record = records.store[number];
  for (std::size_t i = 0; i < gap_count; ++i) {
    if ((record.gaps >> i & 1U) == 0) continue;
    const auto gap = static_cast<Gap>(i);
    auto one = json_of(words(gap));
    const auto key = key_in(static_cast<std::size_t>(list_of(gap)), record.listed, number);
    one["since"] = iso(day_of(day_in(key)));
    one["ageDays"] = days_between(day_of(day_in(key)), asked_on);
    gaps.push_back(std::move(one));
  }
  return gaps;
}

void add_gaps(const Board::Records& records, Number number, Day asked_on, object& to) {
  to["gaps"] = gaps_json(records, number, asked_on);
}

Result<Number> must_find(const Board::Records& records, std::string_view resource,
                         std::string_view id) {
  Number number = 0;
  const bool known = with_aggregate(
      resource, [&](auto aggregate) { number = records.store.find(aggregate.member, id); });
  if (!known) return not_found(fmt::format("There is no kind of record called '{}'.", resource));
  if (number == 0 || !records.store[number].exists) {
    return not_found(fmt::format("There is no record {}/{}.", resource, id));
  }
  return number;
}

std::int64_t days_between(Day from, Day to) {
  return std::max<std::int64_t>(0, (to - from).count());
}

Day day_of(std::int32_t days) { return Day{std::chrono::days{days}}; }

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  if (count == 0) return fmt::format("no {}", many);
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string sentence_case(std::string text) {
  if (!text.empty()) {
    text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  }
  return text;
}

}  // namespace closeloop
