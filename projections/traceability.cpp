#include "projections/traceability.h"

#include <algorithm>
#include <deque>
#include <optional>

#include <boost/unordered/unordered_flat_set.hpp>
#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/measures/restricted.h"
#include "projections/selection.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

constexpr std::size_t kTracedMax = 1000;  // A review of a nation's findings must not hang a page.

/// Everything in one direction, the nearest first, each once.
std::vector<Number> all_along(const Board::Records& records, Number from, bool back,
                              Audience audience, bool& cut) {
  std::vector<Number> found;
  boost::unordered_flat_set<Number> seen{from};
  std::deque<Number> way{from};
  while (!way.empty() && !cut) {
    const auto at = way.front();
    way.pop_front();
    const auto step = [&](Number to) {
      if (cut || !records.store[to].exists || !seen.insert(to).second ||
          is_closed(records, to, audience)) {
        return;
      }
      if (found.size() == kTracedMax) {
        cut = true;
        return;
      }
      found.push_back(to);
      way.push_back(to);
    };
    if (back) {
      records.store.back(at, step);
    } else {
      records.store.forward(at, step);
    }
  }
  return found;
}

array links_within(const Board::Records& records, std::vector<Number> all) {
  const boost::unordered_flat_set<Number> within(all.begin(), all.end());
  array links;
  for (const auto number : all) {
    records.store.back(number, [&](Number to) {
      if (!within.contains(to)) return;
      links.push_back(object{{"from", page_of(records, to).substr(1)},
                             {"to", page_of(records, number).substr(1)}});
    });
  }
  return links;
}

/// The record a gap is about, with its age.
object gap_row(const Board::Records& records, Number number, Gap gap, Day asked_on) {
  auto row = reference_json(records, number);
  row["title"] = text_of(records, number);
  row["reference"] = reference_of(records, number);
  const auto list = static_cast<std::size_t>(list_of(gap));
  const auto since = day_of(day_in(key_in(list, records.store[number].listed, number)));
  row["since"] = iso(since);
  row["ageDays"] = days_between(since, asked_on);
  const auto kind = records.store[number].kind;
  if (kind == RecordKind::ACTION) {
    add_action_status(records, number, asked_on, row);
    row["findings"] = references_json(records, records.findings_of(number));
  } else if (kind == RecordKind::LEARNING) {
    row["findings"] = references_json(records, records.back(number, RecordKind::FINDING));
  }
  return row;
}

}  // namespace

Result<object> trace(const Board& board, std::string_view resource, std::string_view id,
                     Day asked_on, Audience audience) {
  const auto& records = board.records();
  BOOST_OUTCOME_TRY(const auto number, must_find(records, resource, id));
  BOOST_OUTCOME_TRY(must_be_open(records, number, audience));
  bool cut = false;
  const auto back = all_along(records, number, true, audience, cut);
  const auto forward = all_along(records, number, false, audience, cut);
  const auto count = [&](const std::vector<Number>& among, RecordKind kind) {
    return static_cast<std::size_t>(std::count_if(
        among.begin(), among.end(), [&](Number n) { return records.store[n].kind == kind; }));
  };
  auto model = reference_json(records, number);
  model["title"] = text_of(records, number);
  model["sentence"] = fmt::format(
      "It goes back to {} and {}, and leads forward to {} and {}.",
      counted(count(back, RecordKind::REVIEW), "review", "reviews"),
      counted(count(back, RecordKind::FINDING), "finding", "findings"),
      counted(count(forward, RecordKind::ACTION), "action", "actions"),
      counted(count(forward, RecordKind::EVIDENCE), "piece of evidence", "pieces of evidence"));
  model["back"] = references_json(records, back);
  model["forward"] = references_json(records, forward);
  auto all = back;
  all.push_back(number);
  all.insert(all.end(), forward.begin(), forward.end());
  model["links"] = links_within(records, std::move(all));
  model["gaps"] = gaps_json(records, number, asked_on);
  if (cut) model["cut"] = fmt::format("Only the nearest {} records are shown.", kTracedMax);
  return model;
}

Result<object> gaps(const Board& board, const Filter& filter, const Page& page, Day asked_on) {
  const auto& records = board.records();
  std::optional<Gap> only;
  std::string names;
  for (std::size_t i = 0; i < gap_count; ++i) {
    const auto gap = static_cast<Gap>(i);
    if (words(gap).name == filter.gap) only = gap;
    names += (i == 0 ? "" : ", ") + std::string{words(gap).name};
  }
  if (!filter.gap.empty() && !only) {
    return eventstore::invalid(
        {{"/gap", "choice",
          fmt::format("There is no gap '{}'. There are: {}.", filter.gap, names)}});
  }
  if (!only && !page.cursor.empty()) {
    return eventstore::invalid(
        {{"/cursor", "cursor", "Say which gap to page through: gap=" + names + "."}});
  }
  const auto total = Selection{records, List::with_gap, filter}.count();
  object model{
      {"title", "Gaps"},
      {"sentence", total.count == 0
                       ? std::string{"Nothing is broken: every loop goes on."}
                       : fmt::format("{} {} where the loop is broken.",
                                     sentence_case(counted(total.count, "record", "records")),
                                     total.count == 1 ? "stands" : "stand")},
      {"filter", filter_json(filter)},
      {"total", total.count}};
  array kinds;
  for (std::size_t i = 0; i < gap_count; ++i) {
    const auto gap = static_cast<Gap>(i);
    const Selection selection{records, list_of(gap), filter};
    auto one = json_of(words(gap));
    const auto counted_gap = selection.count();
    one["count"] = counted_gap.count;
    if (!counted_gap.exact) one["atLeast"] = true;
    if (!only || *only == gap) {
      BOOST_OUTCOME_TRY(add_page(selection, page, 0, ~std::uint64_t{0}, one, [&](Number number) {
        return gap_row(records, number, gap, asked_on);
      }));
      if (only) {
        if (const auto* next = one.if_contains("next")) model["next"] = *next;
      }
    }
    kinds.push_back(std::move(one));
  }
  model["gaps"] = std::move(kinds);
  return model;
}

std::vector<std::string> findings_behind(const Board& board, std::string_view resource,
                                         std::string_view id) {
  const auto& records = board.records();
  std::vector<std::string> ids;
  with_aggregate(resource, [&](auto aggregate) {
    const auto number = records.store.find(aggregate.member, id);
    if (number == 0) return;
    for (const auto finding : records.findings_of(number)) {
      ids.emplace_back(records.store[finding].id);
    }
  });
  return ids;
}

}  // namespace closeloop
