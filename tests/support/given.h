#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/decider.h"
#include "tests/support/codec.h"

/// Tests in the words of a rule:
///
///   Given<Decider>{agreed, accepted}.when(moved).then(moved_with_old_date);
namespace closeloop::testing {

inline Day a_day(std::string_view iso) { return eventstore::parse_day(iso).value(); }

/// Who asks, and when. An auditor on 1 June 2017, unless said otherwise.
struct By : Context {
  explicit By(std::string who = "grace", person::Role role = person::Role::AUDITOR) {
    actor.person = Id<PersonId>{std::move(who)};
    actor.role = role;
    today = effective_on = a_day("2017-06-01");
  }
  By& of(std::string agency) { return actor.agency = Id<AgencyId>{std::move(agency)}, *this; }
  By& in_post(std::string post) { return actor.post = Id<PostId>{std::move(post)}, *this; }
  By& on(std::string_view day) { return today = effective_on = a_day(day), *this; }
  By& to(std::string id) { return record = std::move(id), *this; }
};

/// Something that happened: by default on 2 January 2017.
struct Past {
  Past(const char* event) : json{event} {}  // NOLINT
  Past(std::string_view day, const char* event) : json{event}, on{day} {}
  std::string_view json;
  std::string_view on = "2017-01-02";
};
using History = std::vector<Past>;

/// The state after that history, through JSON and stored bytes.
template <Decider D>
typename D::State state_of(const History& history) {
  using Event = typename D::Event;
  typename D::State state;
  eventstore::Opener opener;
  std::uint64_t version = 0;
  for (const auto& past : history) {
    const auto bytes = eventstore::testing::message<Event>(past.json).bytes();
    const auto opened = opener.open<Event>(
        bytes, [&](auto event) { D::evolve(state, event, a_day(past.on), Version{++version}); });
    EXPECT_TRUE(opened.has_value());
  }
  return state;
}

template <typename Event>
class Outcome {
 public:
  explicit Outcome(Result<Drafts<Event>> result) : result_{std::move(result)} {}

  void then(std::string_view expected) const {
    using eventstore::testing::json_of;
    ASSERT_TRUE(result_.has_value()) << result_.error().rule << ": " << result_.error().message;
    ASSERT_EQ(result_.value().size(), 1U);
    EXPECT_EQ(json_of<Event>(result_.value().front().reader()),
              json_of<Event>(eventstore::testing::message<Event>(expected).reader()));
  }
  void then_allowed() const {
    EXPECT_TRUE(result_.has_value()) << result_.error().rule << ": " << result_.error().message;
  }
  void then_refused(const std::string& rule, const std::string& words = "") const {
    ASSERT_TRUE(result_.has_error()) << "it was allowed";
    EXPECT_EQ(result_.error().code, Errc::refused);
    EXPECT_EQ(result_.error().rule, rule);
    EXPECT_THAT(result_.error().message, ::testing::HasSubstr(words));
  }
  /// Each test of the closure rule that is named in the refusal.
  void then_cannot_close(const std::vector<std::string>& unmet) const {
    then_refused("closure.unmet");
    std::vector<std::string> named;
    for (const auto& problem : problems()) named.push_back(problem.code);
    EXPECT_EQ(named, unmet);
  }
  void then_fails(Errc code) const {
    ASSERT_TRUE(result_.has_error()) << "it was allowed";
    EXPECT_EQ(result_.error().code, code);
  }
  [[nodiscard]] Problems problems() const {
    return result_.has_error() ? result_.error().problems : Problems{};
  }

 private:
  Result<Drafts<Event>> result_;
};

template <Decider D>
class Given {
 public:
  Given(std::initializer_list<Past> history) : history_{history} {}
  explicit Given(History history) : history_{std::move(history)} {}

  [[nodiscard]] auto when(std::string_view asked, const Context& context = By{},
                          const typename D::Facts& facts = {}) const {
    const auto event = eventstore::testing::message<typename D::Event>(asked);
    return Outcome<typename D::Event>{
        D::decide(state_of<D>(history_), event.reader(), context, facts)};
  }
  [[nodiscard]] auto state() const { return state_of<D>(history_); }

 private:
  History history_;
};

}  // namespace closeloop::testing
