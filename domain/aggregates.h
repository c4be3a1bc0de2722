#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <tuple>

#include "domain/action.h"
#include "domain/agency.h"
#include "domain/board.h"
#include "domain/code_list.h"
#include "domain/data_return.h"
#include "domain/decider.h"
#include "domain/evidence.h"
#include "domain/finding.h"
#include "domain/indicator.h"
#include "domain/learning.h"
#include "domain/person.h"
#include "domain/question.h"
#include "domain/recommendation.h"
#include "domain/review.h"
#include "domain/series.h"
#include "domain/service.h"
#include "domain/strategy.h"

/// All aggregates, known when the program is compiled, so that the shell and the views work on
/// any of them without a registry.
namespace closeloop {

template <std::size_t N>
struct Word {
  consteval Word(const char (&text)[N]) { std::copy_n(text, N, characters); }  // NOLINT
  [[nodiscard]] constexpr std::string_view view() const { return {characters, N - 1}; }
  char characters[N]{};
};

/// One aggregate: its rules, the word in its address, and its member of the payload union.
template <closeloop::Decider D, Word resource_word, Event::Which which_member, auto get_member,
          auto set_member>
struct Aggregate {
  using Decider = D;
  using State = typename D::State;
  using Facts = typename D::Facts;
  using Event = typename D::Event;

  static constexpr std::string_view resource = resource_word.view();
  static constexpr closeloop::Event::Which member = which_member;

  /// What the payload holds of this aggregate. Only if `payload.which() == member`.
  [[nodiscard]] static typename Event::Reader get(closeloop::Event::Reader payload) {
    return (payload.*get_member)();
  }
  /// The payload that holds this event.
  [[nodiscard]] static Draft<closeloop::Event> wrap(typename Event::Reader event) {
    Draft<closeloop::Event> payload;
    ((*payload).*set_member)(event);
    return payload;
  }
};

using Aggregates =
    std::tuple<Aggregate<review::Decider, "reviews", Event::REVIEW, &Event::Reader::getReview,
                         &Event::Builder::setReview>,
               Aggregate<finding::Decider, "findings", Event::FINDING, &Event::Reader::getFinding,
                         &Event::Builder::setFinding>,
               Aggregate<learning::Decider, "learning-points", Event::LEARNING,
                         &Event::Reader::getLearning, &Event::Builder::setLearning>,
               Aggregate<recommendation::Decider, "recommendations", Event::RECOMMENDATION,
                         &Event::Reader::getRecommendation, &Event::Builder::setRecommendation>,
               Aggregate<action::Decider, "actions", Event::ACTION, &Event::Reader::getAction,
                         &Event::Builder::setAction>,
               Aggregate<evidence::Decider, "evidence", Event::EVIDENCE,
                         &Event::Reader::getEvidence, &Event::Builder::setEvidence>,
               Aggregate<agency::Decider, "agencies", Event::AGENCY, &Event::Reader::getAgency,
                         &Event::Builder::setAgency>,
               Aggregate<person::Decider, "people", Event::PERSON, &Event::Reader::getPerson,
                         &Event::Builder::setPerson>,
               Aggregate<board::Decider, "boards", Event::BOARD, &Event::Reader::getBoard,
                         &Event::Builder::setBoard>,
               Aggregate<indicator::Decider, "indicators", Event::INDICATOR,
                         &Event::Reader::getIndicator, &Event::Builder::setIndicator>,
               Aggregate<series::Decider, "series", Event::SERIES, &Event::Reader::getSeries,
                         &Event::Builder::setSeries>,
               Aggregate<data_return::Decider, "returns", Event::DATA_RETURN,
                         &Event::Reader::getDataReturn, &Event::Builder::setDataReturn>,
               Aggregate<question::Decider, "questions", Event::QUESTION,
                         &Event::Reader::getQuestion, &Event::Builder::setQuestion>,
               Aggregate<service::Decider, "services", Event::SERVICE, &Event::Reader::getService,
                         &Event::Builder::setService>,
               Aggregate<strategy::Decider, "strategies", Event::STRATEGY,
                         &Event::Reader::getStrategy, &Event::Builder::setStrategy>,
               Aggregate<code_list::Decider, "code-lists", Event::CODE_LIST,
                         &Event::Reader::getCodeList, &Event::Builder::setCodeList>>;

/// Calls `use(A{})` with each aggregate A.
template <typename Use>
void for_each_aggregate(Use&& use) {
  std::apply([&](auto... aggregate) { (use(aggregate), ...); }, Aggregates{});
}

/// Calls `use(A{})` with the aggregate of that resource ("actions"). False if there is none.
template <typename Use>
bool with_aggregate(std::string_view resource, Use&& use) {
  return std::apply(
      [&](auto... aggregate) {
        return ((resource == aggregate.resource && (use(aggregate), true)) || ...);
      },
      Aggregates{});
}

/// The same, by the member of the payload union. False if this program does not know it.
template <typename Use>
bool with_aggregate(Event::Which member, Use&& use) {
  return std::apply(
      [&](auto... aggregate) {
        return ((member == aggregate.member && (use(aggregate), true)) || ...);
      },
      Aggregates{});
}

}  // namespace closeloop
