#include "projections/loop_activity.h"

#include <algorithm>
#include <functional>
#include <vector>

#include <fmt/format.h>

#include "projections/activity.h"
#include "projections/describe.h"
#include "projections/selection.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;
using eventstore::EventLog;
using eventstore::Position;
using eventstore::RecordedEvent;

std::vector<Number> records_in(const Loop& loop) {
  std::vector<Number> all{loop.finding};
  for (const auto* part : {&loop.learning, &loop.recommendations, &loop.actions, &loop.evidence}) {
    all.insert(all.end(), part->begin(), part->end());
  }
  return all;
}

/// Where the events of a loop are, newest first.
Result<std::vector<Position>> positions_of(const Board& board, const EventLog& log,
                                           const Loop& loop, const AsAt& as_at) {
  const auto& records = board.records();
  std::vector<Position> positions;
  for (const auto number : records_in(loop)) {
    const auto stream = page_of(records, number).substr(1);
    BOOST_OUTCOME_TRY(log.read_stream(stream, {}, [&](const RecordedEvent& event) {
      if (event.position > board.position()) return false;
      if (as_at.includes(event)) positions.push_back(event.position);
      return true;
    }));
  }
  std::sort(positions.begin(), positions.end(), std::greater{});
  return positions;
}

}  // namespace

Result<object> loop_activity(const Board& board, const EventLog& log,
                             const eventstore::Sealer& sealer, std::string_view finding,
                             const AsAt& as_at, const Page& page) {
  const auto& records = board.records();
  BOOST_OUTCOME_TRY(const auto number, must_find(records, "findings", finding));
  BOOST_OUTCOME_TRY(const auto limit, limit_of(page));
  BOOST_OUTCOME_TRY(const auto before, place_of(page));
  Loop loop;
  records.loop_of(number, loop);
  BOOST_OUTCOME_TRY(const auto positions, positions_of(board, log, loop, as_at));

  auto model = reference_json(records, number);
  model["title"] = fmt::format("What happened in the loop of {}", finding);
  model["sentence"] = fmt::format(
      "{} recorded of {}.", sentence_case(counted(positions.size(), "event is", "events are")),
      counted(records_in(loop).size(), "record", "records"));
  array rows;
  for (const auto position : positions) {
    if (before != 0 && position.number() >= before) continue;
    if (rows.size() == limit) {
      model["next"] = cursor_of(position.number() + 1);
      break;
    }
    BOOST_OUTCOME_TRY(auto event, event_at(board, log, sealer, position, as_at));
    rows.push_back(std::move(event));
  }
  model["rows"] = std::move(rows);
  return model;
}

}  // namespace closeloop
