#include "api/phase_rules.h"

#include <algorithm>
#include <array>

namespace closeloop::api {
namespace {

constexpr std::array<std::string_view, 29> rules{
    "action.accept.once",
    "action.accepted",
    "action.block.once",
    "action.decline.accepted",
    "action.live",
    "action.open",
    "action.own-agency",
    "action.reopen.ended",
    "action.return.delivered",
    "action.unblock.blocked",
    "action.verify.delivered",
    "action.verify.independence",
    "agency.succeeded",
    "evidence.challenge.once",
    "evidence.uphold.challenged",
    "evidence.withdrawn",
    "finding.check.booked",
    "finding.check.due",
    "finding.closed",
    "finding.concern",
    "finding.independence",
    "finding.open",
    "person.ended",
    "person.not-oneself",
    "recommendation.accept.once",
    "recommendation.answer.declined",
    "recommendation.decline.answered",
    "recommendation.decline.once",
    "recommendation.own-agency",
};

}  // namespace

bool refuses_any_answer(std::string_view rule) {
  return std::ranges::find(rules, rule) != rules.end();
}

}  // namespace closeloop::api
