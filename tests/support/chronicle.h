#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/aggregates.h"
#include "eventstore/log/memory_event_log.h"
#include "eventstore/schema/catalogue.h"
#include "eventstore/schema/shape.h"
#include "projections/as_at.h"
#include "projections/board.h"
#include "tests/support/given.h"
#include "tests/support/log.h"

/// A board's history as it is written down: events as JSON, recorded in a log in memory.
namespace closeloop::testing {

inline boost::json::object object_of(std::string_view text) {
  return eventstore::testing::parsed(text).as_object();
}

/// The payload and type of one event: ("findings/F-1", {"raised": ...}).
inline eventstore::NewEvent event_of(std::string_view stream, std::string_view said) {
  static const eventstore::Catalogue catalogue{eventstore::shape_of<Event>()};
  const auto resource = stream.substr(0, stream.find('/'));
  eventstore::NewEvent event;
  event.stream = stream;
  const auto known = with_aggregate(resource, [&](auto aggregate) {
    using Aggregate = decltype(aggregate);
    const auto inner = eventstore::testing::message<typename Aggregate::Event>(said);
    event.payload = Aggregate::wrap(inner.reader()).bytes();
  });
  EXPECT_TRUE(known) << stream;
  const std::string name{object_of(said).begin()->key()};
  for (const auto& kind : catalogue.all()) {
    if (kind.resource() == resource && kind.event->name == name) event.type = kind.type;
  }
  EXPECT_FALSE(event.type.empty()) << said;
  return event;
}

class Chronicle {
 public:
  Chronicle() : log_{eventstore::make_memory_event_log(clock_)} { on("2017-01-02"); }

  /// What follows is recorded on that day, and true from it unless it says otherwise.
  Chronicle& on(std::string_view day) {
    today_ = a_day(day);
    clock_.set(std::chrono::duration_cast<std::chrono::milliseconds>(today_.time_since_epoch() +
                                                                     std::chrono::hours{9})
                   .count());
    return *this;
  }
  Chronicle& because(std::string reason) { return reason_ = std::move(reason), *this; }
  Chronicle& by(std::string actor) { return actor_ = std::move(actor), *this; }

  Chronicle& add(std::string_view stream, std::string_view said) {
    return add(stream, said, today_);
  }
  /// True from a day other than that of recording.
  Chronicle& late(std::string_view true_on, std::string_view stream, std::string_view said) {
    return add(stream, said, a_day(true_on));
  }

  [[nodiscard]] eventstore::EventLog& log() const { return *log_; }
  [[nodiscard]] eventstore::Position head() const { return log_->head(); }
  [[nodiscard]] Day today() const { return today_; }

  /// All of it, or what one looks at, folded and settled at once.
  [[nodiscard]] Board board(const AsAt& as_at = {}) const {
    Board board;
    const auto read = log_->read_all({}, head(), [&](const eventstore::RecordedEvent& event) {
      if (!as_at.includes(event)) return true;
      const auto applied = board.apply(event);
      EXPECT_TRUE(applied) << applied.error().message;
      return applied.has_value();
    });
    EXPECT_TRUE(read);
    board.settle();
    return board;
  }

 private:
  Chronicle& add(std::string_view stream, std::string_view said, Day effective_on) {
    eventstore::Commit commit;
    commit.command_id = eventstore::testing::command(++commands_);
    commit.request_digest = eventstore::sha256(said);
    commit.actor = actor_;
    commit.reason = std::exchange(reason_, {});
    commit.events.push_back(event_of(stream, said));
    commit.events.back().effective_on = effective_on;
    const auto committed = log_->append(std::move(commit));
    EXPECT_TRUE(committed) << committed.error().message;
    return *this;
  }

  eventstore::testing::ToldClock clock_;
  std::unique_ptr<eventstore::EventLog> log_;
  Day today_;
  std::string actor_ = "carol";
  std::string reason_;
  std::uint64_t commands_ = 0;
};

/// The values of a member along a list: every "id" of the rows.
inline std::vector<std::string> each(const boost::json::value& rows, std::string_view member) {
  std::vector<std::string> found;
  for (const auto& row : rows.as_array()) found.emplace_back(row.at(member).as_string());
  return found;
}

/// The one of a list whose member says so; fails the test if there is none.
inline boost::json::object one_of(const boost::json::value& rows, std::string_view member,
                                  std::string_view value) {
  for (const auto& row : rows.as_array()) {
    if (row.at(member).as_string() == value) return row.as_object();
  }
  ADD_FAILURE() << "none is " << value;
  return {};
}

}  // namespace closeloop::testing
