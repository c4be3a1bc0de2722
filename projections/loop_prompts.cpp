#include "projections/loop_prompts.h"

#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "domain/closure.h"
#include "domain/status.h"
#include "projections/describe.h"
#include "projections/measures/loop_concerns.h"

namespace closeloop {

using boost::json::array;
using boost::json::object;

void add_prompts(const Board::Records& records, const Loop& loop, Day asked_on, object& to) {
  array prompts;
  const auto add = [&](std::string_view because, std::string_view said, std::string sentence,
                       std::string_view verb = "reopen",
                       std::string_view label = "Reopen the loop") {
    prompts.push_back(object{
        {"because", because},
        {"label", said},
        {"sentence", std::move(sentence)},
        {"command", object{{"method", "POST"},
                           {"path", fmt::format("{}/{}", self_of(records, loop.finding), verb)},
                           {"label", label}}}});
  };
  const auto facts = records.facts_of(loop);
  const auto due = prompts_of(facts, asked_on);
  if (due.no_longer_holds) {
    std::string sentence = "What this loop was closed on no longer holds.";
    for (const auto& lost : lost_since_closing(facts)) sentence += " " + lost.sentence;
    add("other", "No longer holds", std::move(sentence));
  }
  if (due.sustainability_failed) {
    add("sustainabilityFailed", "Check failed",
        "The sustainability check failed: the improvement did not last.");
  }
  if (due.contradicted) {
    add("contradictingEvidence", "Contradicted",
        "Evidence recorded since contradicts the closing of this loop.");
  }
  if (due.check_due) {
    add("other", "Check due",
        "The sustainability check is due: record whether it passed or failed.",
        "pass-sustainability-check", "Record that it passed");
    add("other", "Check due", "If the improvement did not last, record that the check failed.",
        "fail-sustainability-check", "Record that it failed");
  }
  if (due.review_due) {
    add("other", "Review due", "The loop was closed without improvement, and its review is due.");
  }
  for (const auto& concern : concerns_since_closing(records, loop)) {
    const auto& id = records.store[concern.indicator].id;
    add("signal", "Figures give concern",
        fmt::format("The figures of {} give concern since the closing: at {}, {}. Consider "
                    "reopening the loop.",
                    id, concern.figure.period, concern.figure.why));
    auto& prompt = prompts.back().as_object();
    prompt["indicator"] = reference_json(records, concern.indicator);
    prompt["measurePage"] = fmt::format("/indicators/{}/measure", id);
    prompt["period"] = concern.figure.period;
    prompt["rule"] = concern.figure.why;
  }
  const auto again =
      records.finding(loop.finding).is_closed() ? records.found_again(loop.finding) : 0;
  if (again != 0) {
    const auto& raised = records.finding(again).raised_on;
    add("recurrence", "Found again",
        fmt::format("Its theme was found again in {} on {}, {} days after closing: consider "
                    "reopening the loop.",
                    records.store[again].id, long_form(raised),
                    days_between(records.closed_on(loop.finding).value_or(raised), raised)));
    prompts.back().as_object()["finding"] = reference_json(records, again);
    to["recurrences"] = references_json(records, {again});
  } else {
    to["recurrences"] = array{};
  }
  to["prompts"] = std::move(prompts);
}

}  // namespace closeloop
