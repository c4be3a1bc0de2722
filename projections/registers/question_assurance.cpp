#include "projections/registers/question_assurance.h"

#include <algorithm>

#include <fmt/format.h>

#include "projections/choices.h"
#include "projections/describe.h"
#include "projections/record_fields.h"
#include "projections/registers/cited.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;
using question::AssuranceSet;

using Questions = std::tuple_element_t<static_cast<std::size_t>(RecordKind::QUESTION), Aggregates>;

/// How sure, in a word; what it means stands behind the colon of the label.
std::string_view in_a_word(Words words) { return words.label.substr(0, words.label.find(':')); }

array series_json(const Board::Records& records, const std::vector<Number>& series) {
  array all;
  for (const auto number : series) {
    auto one = reference_json(records, number);
    one["page"] = fmt::format("/series/{}/chart", records.store[number].id);
    all.push_back(std::move(one));
  }
  return all;
}

object said_of(const Board::Records& records, AssuranceSet::Reader said, const KeptEvent& kept,
               const std::optional<Day>& expires, Day asked_on) {
  const auto level = words_of<AssuranceSet>("level", said.getLevel());
  const bool lapsed = expires && *expires < asked_on;
  array changes;
  bool stands = said.getLevel() == AssuranceSet::Level::NONE;
  for (const auto number : cited(records, RecordKind::ACTION, ids_of(said.getChanges()))) {
    auto one = reference_json(records, number);
    add_action_status(records, number, asked_on, one);
    stands = stands || records.action(number).is_live();
    changes.push_back(std::move(one));
  }
  auto evidence = cited_evidence(records, ids_of(said.getEvidence()));
  stands = stands || std::ranges::any_of(
                         evidence, [](const auto& one) { return one.at("stands").as_bool(); });
  auto sentence = fmt::format("{}, said on {}.", level.label, long_form(kept.effective()));
  if (expires) {
    sentence += fmt::format(" {} until {}.", lapsed ? "It lapsed: it held" : "It holds",
                            long_form(*expires));
  }
  if (!stands) sentence += " Nothing that it cites stands any more.";
  object model{{"level", json_of(level)},
               {"sentence", std::move(sentence)},
               {"basis", eventstore::str(said.getBasis())},
               {"on", iso(kept.effective())},
               {"event", fmt::format("/events/{}", kept.position)},
               {"lapsed", lapsed},
               {"stands", stands},
               {"changes", std::move(changes)},
               {"evidence", std::move(evidence)}};
  if (expires) model["expires"] = iso(*expires);
  return model;
}

}  // namespace

object asked_json(const Board::Records& records, Number question) {
  const auto fields = fields_of(records, question);
  object asked;
  for (const auto& [name, from] :
       {std::pair{"by", "askedBy"}, std::pair{"meeting", "meeting"}, std::pair{"on", "askedOn"}}) {
    if (const auto* said = fields.if_contains(from)) asked[name] = *said;
  }
  return asked;
}

array board_answers(const Board::Records& records, Number question) {
  array all;
  for_each_kept<Questions>(records, question, [&](auto event, const KeptEvent& kept) {
    if (!event.isAnswered()) return;
    const auto said = event.getAnswered();
    const auto findings = cited(records, RecordKind::FINDING, ids_of(said.getFindings()));
    const auto series = cited(records, RecordKind::SERIES, ids_of(said.getSeries()));
    all.push_back(object{
        {"answer", eventstore::str(said.getAnswer())},
        {"confidence", in_a_word(words_of<question::Answered>("confidence", said.getConfidence()))},
        {"on", iso(kept.effective())},
        {"event", fmt::format("/events/{}", kept.position)},
        {"findings", references_json(records, findings)},
        {"evidence", cited_evidence(records, ids_of(said.getEvidence()))},
        {"series", series_json(records, series)}});
  });
  return all;
}

object assurance_json(const Board::Records& records, Number question, Day asked_on) {
  // The newest stands, and the state has its day.
  const auto& expires = records.state<question::State>(question).assurance_expires;
  object said;
  for_each_kept<Questions>(records, question, [&](auto event, const KeptEvent& kept) {
    if (!event.isAssuranceSet()) return;
    said = said_of(records, event.getAssuranceSet(), kept, expires, asked_on);
  });
  return said;
}

}  // namespace closeloop
