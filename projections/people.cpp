#include "projections/people.h"

#include <fmt/format.h>

#include "domain/permissions.h"
#include "projections/describe.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

template <typename Use>
void for_each_of(const Board::Records& records, RecordKind kind, Use&& use) {
  records.lists(list_of(kind)).visit_from(0, [&](std::uint64_t key) {
    use(number_in(key));
    return true;
  });
}

object named(const Board::Records& records, Number number) {
  return {{"id", records.store[number].id},
          {"name", text_of(records, number)},
          {"page", page_of(records, number)}};
}

object person_json(const Board::Records& records, Number number) {
  const auto& state = records.state<person::State>(number);
  auto row = named(records, number);
  row["role"] = role_label(state.role);
  if (const auto& post = state.post.text(); !post.empty()) row["post"] = post;
  return row;
}

}  // namespace

object people_list(const Board& board) {
  const auto& records = board.records();
  array hold;
  array ended;
  for_each_of(records, RecordKind::PERSON, [&](Number number) {
    const auto& state = records.state<person::State>(number);
    auto row = person_json(records, number);
    if (const auto& agency = state.agency.text(); !agency.empty()) {
      row["agency"] = object{{"id", agency}, {"label", agency_name(records, agency)}};
    }
    row["ended"] = state.ended;
    (state.ended ? ended : hold).push_back(std::move(row));
  });
  auto sentence = counted(hold.size(), "person has access", "people have access");
  if (!ended.empty()) {
    sentence += "; the access of " + counted(ended.size(), "person has", "people has") + " ended";
  }
  object model{{"title", "People"}, {"sentence", sentence_case(std::move(sentence)) + "."}};
  for (auto& row : ended) hold.push_back(std::move(row));
  model["rows"] = std::move(hold);
  return model;
}

object agency_list(const Board& board) {
  const auto& records = board.records();
  array rows;
  for_each_of(records, RecordKind::AGENCY, [&](Number number) {
    const std::string_view id = records.store[number].id;
    auto row = named(records, number);
    const auto& by = records.state<agency::State>(number).succeeded_by;
    if (!by.text().empty()) {
      row["succeededBy"] = object{{"id", by.text()}, {"label", agency_name(records, by.text())}};
    }
    array people;
    for_each_of(records, RecordKind::PERSON, [&](Number person) {
      const auto& state = records.state<person::State>(person);
      if (!state.ended && state.agency.text() == id) {
        people.push_back(person_json(records, person));
      }
    });
    row["people"] = std::move(people);
    rows.push_back(std::move(row));
  });
  auto sentence = sentence_case(counted(rows.size(), "agency", "agencies"));
  return object{{"title", "Agencies"},
                {"sentence", fmt::format("{} {} registered.", std::move(sentence),
                                         rows.size() == 1 ? "is" : "are")},
                {"rows", std::move(rows)}};
}

}  // namespace closeloop
