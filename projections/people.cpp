#include "projections/people.h"

#include <map>
#include <vector>

#include <fmt/format.h>

#include "domain/permissions.h"
#include "projections/choices.h"
#include "projections/describe.h"
#include "projections/selection.h"

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
  if (const auto& post = state.post.text(); !post.empty()) {
    row["post"] = post;
    row["postLabel"] = facet_label(records, records.store.find_facet(FacetKind::post, post));
  }
  return row;
}

}  // namespace

Result<object> people_list(const Board& board, const Page& page, bool ended) {
  const auto& records = board.records();
  std::uint64_t hold = 0;
  std::uint64_t gone = 0;
  for_each_of(records, RecordKind::PERSON,
              [&](Number number) { ++(records.state<person::State>(number).ended ? gone : hold); });
  auto sentence = counted(hold, "person has access", "people have access");
  if (gone > 0) {
    sentence += "; the access of " + counted(gone, "person has", "people has") + " ended";
  }
  object model{{"title", "People"},
               {"sentence", sentence_case(std::move(sentence)) + "."},
               {"holding", hold},
               {"ended", gone},
               {"count", ended ? gone : hold}};
  Selection selection{records, list_of(RecordKind::PERSON), {}};
  selection.only_if(
      [&](Number number) { return records.state<person::State>(number).ended == ended; });
  BOOST_OUTCOME_TRY(add_page(selection, page, 0, ~std::uint64_t{0}, model, [&](Number number) {
    auto row = person_json(records, number);
    const auto& agency = records.state<person::State>(number).agency.text();
    if (!agency.empty()) {
      row["agency"] = object{{"id", agency}, {"label", agency_name(records, agency)}};
    }
    row["ended"] = ended;
    return row;
  }));
  return model;
}

Result<object> agency_list(const Board& board, const Page& page) {
  const auto& records = board.records();
  std::map<std::string, std::vector<Number>, std::less<>> people;
  for_each_of(records, RecordKind::PERSON, [&](Number number) {
    const auto& state = records.state<person::State>(number);
    if (!state.ended) people[state.agency.text()].push_back(number);
  });
  const Selection selection{records, list_of(RecordKind::AGENCY), {}};
  const auto count = selection.count().count;
  object model{{"title", "Agencies"},
               {"sentence", fmt::format("{} {} registered.",
                                        sentence_case(counted(count, "agency", "agencies")),
                                        count == 1 ? "is" : "are")},
               {"count", count}};
  BOOST_OUTCOME_TRY(add_page(selection, page, 0, ~std::uint64_t{0}, model, [&](Number number) {
    auto row = named(records, number);
    const auto& state = records.state<agency::State>(number);
    const auto& by = state.succeeded_by;
    if (!by.text().empty()) {
      row["succeededBy"] = object{{"id", by.text()}, {"label", agency_name(records, by.text())}};
    }
    if (state.focus != agency::FocusSet::Focus::UNSET) {
      row["focus"] = json_of(words_of<agency::FocusSet>("focus", state.focus));
    }
    array its;
    for (const auto person : people[std::string{records.store[number].id}]) {
      its.push_back(person_json(records, person));
    }
    row["people"] = std::move(its);
    return row;
  }));
  return model;
}

}  // namespace closeloop
