#include "projections/plan_summary.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "eventstore/schema/values.h"
#include "projections/describe.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;
using eventstore::view;

/// What the summary reads of an action, beyond its state.
struct ActionFacts {
  Number number = 0;
  std::string reference;
  std::string status;  ///< As normalised in the source.
  bool has_lead = false;
  bool has_due_text = false;
  bool complete = false;
  bool live = false;
  bool has_output = false;
  bool has_outcome = false;
};

ActionFacts facts_of(const Board::Records& records, Number number) {
  const auto& state = records.action(number);
  ActionFacts facts;
  facts.number = number;
  facts.reference = reference_of(records, number);
  for_each_kept<std::tuple_element_t<4, Aggregates>>(
      records, number, [&](auto event, const KeptEvent&) {
        if (event.isAgreed()) {
          facts.has_lead = event.getAgreed().getLeadInSource().size() > 0;
          facts.has_due_text = event.getAgreed().getDueInSource().size() > 0;
        } else if (event.isSourceStatusReported()) {
          facts.status = view(event.getSourceStatusReported().getStatus());
        }
      });
  facts.has_lead =
      facts.has_lead || !state.lead_agency.text().empty() || !state.owner.text().empty();
  facts.complete = state.source == action::AtSource::complete ||
                   state.phase == action::Phase::delivered ||
                   state.phase == action::Phase::verified;
  facts.live = state.is_live() && state.source != action::AtSource::ended;
  for (const auto seen : records.forward(number, RecordKind::EVIDENCE)) {
    const auto& evidence = records.evidence(seen);
    if (evidence.phase == evidence::Phase::withdrawn) continue;
    facts.has_output = facts.has_output || evidence.kind == evidence::Kind::OUTPUT;
    facts.has_outcome = facts.has_outcome || evidence.kind == evidence::Kind::OUTCOME;
  }
  return facts;
}

bool has_stated_outcome(const Board::Records& records, Number finding) {
  bool stated = false;
  for_each_kept<std::tuple_element_t<1, Aggregates>>(
      records, finding, [&](auto event, const KeptEvent&) {
        if (event.isRaised()) stated = event.getRaised().getOutcomeStated().size() > 0;
      });
  return stated;
}

/// The findings and actions of one review, each once, in the order they were recorded.
struct Plan {
  std::vector<Number> findings;
  std::vector<Number> actions;
};

Plan plan_of(const Board::Records& records, Number review) {
  Plan plan;
  plan.findings = records.forward(review, RecordKind::FINDING);
  plan.actions = records.forward(review, RecordKind::ACTION);
  for (const auto finding : plan.findings) {
    const auto answers = records.forward(finding, RecordKind::ACTION);
    plan.actions.insert(plan.actions.end(), answers.begin(), answers.end());
  }
  std::sort(plan.actions.begin(), plan.actions.end());
  plan.actions.erase(std::unique(plan.actions.begin(), plan.actions.end()), plan.actions.end());
  return plan;
}

object summary_of(const Board::Records& records, const Plan& plan, Day as_at) {
  std::vector<ActionFacts> actions;
  for (const auto number : plan.actions) actions.push_back(facts_of(records, number));

  std::map<std::string, std::size_t> by_status;
  for (const auto& action : actions) {
    ++by_status[action.status.empty() ? "unknown" : action.status];
  }
  object statuses;
  for (const auto& [status, count] : by_status) statuses[status] = count;

  const auto which_actions = [&](auto&& test) {
    array found;
    for (const auto& action : actions) {
      if (test(action)) found.push_back(boost::json::string{action.reference});
    }
    return found;
  };
  const auto which_findings = [&](auto&& test) {
    array found;
    for (const auto finding : plan.findings) {
      if (test(finding)) found.push_back(boost::json::string{reference_of(records, finding)});
    }
    return found;
  };
  const auto state_of = [&](const ActionFacts& action) -> const action::State& {
    return records.action(action.number);
  };
  const auto actions_of = [&](Number finding) {
    return records.forward(finding, RecordKind::ACTION);
  };
  const auto is_concern = [&](Number finding) { return records.finding(finding).has_loop(); };
  const auto facts_by_number = [&](Number number) {
    const auto found = std::find_if(actions.begin(), actions.end(),
                                    [&](const auto& a) { return a.number == number; });
    return found == actions.end() ? facts_of(records, number) : *found;
  };

  object summary;
  summary["findings"] = plan.findings.size();
  summary["actions"] = actions.size();
  summary["actions_by_status"] = std::move(statuses);
  summary["actions_complete"] = static_cast<std::size_t>(
      std::count_if(actions.begin(), actions.end(), [](const auto& a) { return a.complete; }));
  summary["findings_needing_action"] = which_findings(is_concern);
  summary["loop_gap_findings_without_any_action"] = which_findings(
      [&](Number finding) { return is_concern(finding) && actions_of(finding).empty(); });
  summary["findings_whose_every_live_action_is_complete"] = which_findings([&](Number finding) {
    bool any = false;
    for (const auto number : actions_of(finding)) {
      const auto facts = facts_by_number(number);
      if (!facts.live) continue;
      if (!facts.complete) return false;
      any = true;
    }
    return any;
  });
  summary["actions_linked_to_no_finding"] = which_actions(
      [&](const auto& a) { return records.back(a.number, RecordKind::FINDING).empty(); });
  summary["actions_serving_several_findings"] = which_actions(
      [&](const auto& a) { return records.back(a.number, RecordKind::FINDING).size() > 1; });
  summary["findings_with_several_actions"] =
      which_findings([&](Number finding) { return actions_of(finding).size() > 1; });
  summary["complete_actions_without_outcome"] =
      which_actions([](const auto& a) { return a.complete && !a.has_outcome; });
  summary["complete_actions_without_evidence"] =
      which_actions([](const auto& a) { return a.complete && !a.has_output; });
  summary["actions_without_due_date"] =
      which_actions([&](const auto& a) { return !state_of(a).due; });
  summary["due_text_that_is_not_a_date"] =
      which_actions([&](const auto& a) { return a.has_due_text && !state_of(a).due; });
  summary["actions_without_lead"] = which_actions([](const auto& a) { return !a.has_lead; });
  summary["findings_with_stated_outcome"] =
      which_findings([&](Number finding) { return has_stated_outcome(records, finding); });
  summary[fmt::format("overdue_at_{}_not_complete", iso(as_at))] =
      which_actions([&](const auto& a) {
        return a.live && !a.complete && state_of(a).due && *state_of(a).due < as_at;
      });
  return summary;
}

/// The plan's own id, as its source wrote it.
std::string plan_id_of(const Board::Records& records, Number review) {
  std::string id;
  for_each_kept<std::tuple_element_t<0, Aggregates>>(
      records, review, [&](auto event, const KeptEvent&) {
        if (event.isOpened()) id = view(event.getOpened().getReference());
      });
  return id.empty() ? std::string{records.store[review].id} : id;
}

/// Adds a plan's summary to that of all: counts are summed, lists joined as "P01/A4".
void add_to_all(object& all, const object& summary, std::string_view plan) {
  for (const auto& [name, value] : summary) {
    if (value.is_number()) {
      auto& sum = all[name];
      sum =
          (sum.is_number() ? sum.to_number<std::uint64_t>() : 0) + value.to_number<std::uint64_t>();
    } else if (value.is_array()) {
      auto& joined = all[name];
      if (!joined.is_array()) joined = array{};
      for (const auto& id : value.as_array()) {
        joined.as_array().push_back(
            boost::json::string{fmt::format("{}/{}", plan, std::string_view{id.as_string()})});
      }
    } else {
      auto& sums = all[name];
      if (!sums.is_object()) sums = object{};
      for (const auto& [key, count] : value.as_object()) {
        auto& sum = sums.as_object()[key];
        sum = (sum.is_number() ? sum.to_number<std::uint64_t>() : 0) +
              count.to_number<std::uint64_t>();
      }
    }
  }
}

/// What of this plan no plan before it had, noted as counted: an action may serve findings of two
/// plans, and a finding come from two, yet nothing is counted twice in what all plans hold.
Plan take_uncounted(const Plan& plan, std::set<Number>& counted) {
  const auto is_new = [&](Number number) { return counted.insert(number).second; };
  Plan uncounted;
  std::ranges::copy_if(plan.findings, std::back_inserter(uncounted.findings), is_new);
  std::ranges::copy_if(plan.actions, std::back_inserter(uncounted.actions), is_new);
  return uncounted;
}

}  // namespace

object plan_summaries(const Board& board, Day as_at) {
  const auto& records = board.records();
  array plans;
  std::set<Number> counted;
  auto all = summary_of(records, {}, as_at);  // Every name is there, even without a plan.
  records.lists(list_of(RecordKind::REVIEW)).visit_from(0, [&](std::uint64_t key) {
    const auto review = number_in(key);
    if (!records.state<review::State>(review).imported) return true;
    const auto plan = plan_of(records, review);
    const auto id = plan_id_of(records, review);
    auto summary = summary_of(records, plan, as_at);
    const auto uncounted = take_uncounted(plan, counted);
    add_to_all(all, summary_of(records, uncounted, as_at), id);
    object named{{"plan_id", id}, {"title", text_of(records, review)}};
    for (auto& [name, value] : summary) named[name] = std::move(value);
    plans.push_back(std::move(named));
    return true;
  });
  return {{"asAt", iso(as_at)}, {"plans", std::move(plans)}, {"all", std::move(all)}};
}

}  // namespace closeloop
