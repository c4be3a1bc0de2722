#include "projections/loop_graph.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "projections/describe.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

std::string none_for(Day since, Day asked_on) {
  const auto days = days_between(since, asked_on);
  return fmt::format("none – {} {}", days, days == 1 ? "day" : "days");
}

int column_of(RecordKind kind) {
  switch (kind) {
    case RecordKind::FINDING: return 1;
    case RecordKind::LEARNING:
    case RecordKind::RECOMMENDATION: return 2;
    case RecordKind::ACTION: return 3;
    case RecordKind::EVIDENCE: return 4;
    default: return 0;
  }
}

/// The node of a record is known by its page, without the first slash.
std::string key_of_node(const Board::Records& records, Number number) {
  return page_of(records, number).substr(1);
}

/// The first of its themes, its own or by way of what it is linked to; empty if it has none.
std::string_view theme_of(const Board::Records& records, Number number) {
  for (const auto facet : records.store.facets(records.store[number].facets)) {
    if (records.store.kind_of_facet(facet) == FacetKind::theme) {
      return records.store.text_of_facet(facet);
    }
  }
  return {};
}

/// In words; and, where it is not there or did not hold, why.
struct Improvement {
  std::string label;
  std::string broken;
};

Improvement improvement_of(const finding::State& state) {
  const auto closed_on = long_form(state.closed_on.value_or(Day{}));
  if (state.phase == finding::Phase::closed) {
    return {"Closed on " + closed_on, state.check == finding::Check::failed ? "did not last" : ""};
  }
  if (state.phase == finding::Phase::closed_without_improvement) {
    return {"Closed without improvement on " + closed_on, ""};
  }
  const auto judged_on = long_form(state.judged_on);
  switch (state.judgement) {
    case finding::Judgement::UNSET: return {"Not judged yet", ""};
    case finding::Judgement::MET: return {"Judged met on " + judged_on, ""};
    case finding::Judgement::NOT_MET: return {"Judged not met on " + judged_on, "not improved yet"};
    default: return {"Judged partly met on " + judged_on, "not improved yet"};
  }
}

}  // namespace

LoopGraph::Cell LoopGraph::record(Number number, const std::string& state) {
  const auto& record = records_.store[number];
  const std::string id{record.id};
  const auto text = text_of(records_, number);
  std::string broken;
  for (const auto& gap : gaps_json(records_, number, asked_on_)) {
    if (!broken.empty()) broken += "; ";
    broken += fmt::format("{} – {} days", std::string_view{gap.at("label").as_string()},
                          gap.at("ageDays").to_number<std::int64_t>());
  }
  const std::string kind{record.kind == RecordKind::LEARNING ? "learning" : word_of(record.kind)};
  const auto key = key_of_node(records_, number);
  object json{{"kind", kind},
              {"key", key},
              {"column", column_of(record.kind)},
              {"id", id},
              {"label", text},
              {"page", page_of(records_, number)},
              {"self", self_of(records_, number)},
              {"state", state},
              {"broken", broken}};
  if (const auto theme = theme_of(records_, number); !theme.empty()) json["theme"] = theme;
  if (record.kind == RecordKind::ACTION) {
    add_action_status(records_, number, asked_on_, json);
    auto others = records_.findings_of(number);
    std::erase(others, loop_.finding);
    if (!others.empty()) json["alsoServes"] = references_json(records_, others);
  }
  add_node(std::move(json));
  return {{{"label", text},
           {"id", id},
           {"page", page_of(records_, number)},
           {"state", state},
           {"broken", ""}},
          key};
}

LoopGraph::Cell LoopGraph::improvement() {
  const auto id = "improvement-" + std::string{records_.store[loop_.finding].id};
  const auto [label, broken] = improvement_of(records_.finding(loop_.finding));
  add_node({{"kind", "improvement"},
            {"key", id},
            {"column", 5},
            {"id", id},
            {"label", label},
            {"page", page_of(records_, loop_.finding)},
            {"state", ""},
            {"broken", broken}});
  return {{{"label", label}, {"id", ""}, {"page", ""}, {"broken", broken}}, id};
}

LoopGraph::Cell LoopGraph::missing(std::string_view kind, const std::string& id,
                                   std::string_view what, Day since) {
  const auto node = "missing-" + id;
  add_node({{"kind", kind},
            {"key", node},
            {"column", kind == "learning" ? 2
                       : kind == "action" ? 3
                                          : 4},
            {"id", node},
            {"label", fmt::format("{} missing", what)},
            {"page", ""},
            {"state", "missing"},
            {"broken", none_for(since, asked_on_)}});
  return {gap(since).json, node};
}

LoopGraph::Cell LoopGraph::gap(Day since) const {
  return {{{"label", ""}, {"id", ""}, {"page", ""}, {"broken", none_for(since, asked_on_)}}, ""};
}

LoopGraph::Cell LoopGraph::blank(std::string_view label) {
  return {{{"label", label}, {"id", ""}, {"page", ""}, {"broken", ""}}, ""};
}

void LoopGraph::link(const Cell& from, const Cell& to) { link(from.node, to.node); }

void LoopGraph::link(const std::string& from, const std::string& to) {
  object json{{"from", from}, {"to", to}};
  if (std::find(links_.begin(), links_.end(), json) == links_.end()) {
    links_.push_back(std::move(json));
  }
}

void LoopGraph::link_back(Number middle, const Cell& to) {
  records_.store.back(middle, [&](Number from) {
    const bool on_the_way =
        from == loop_.finding ||
        std::find(loop_.learning.begin(), loop_.learning.end(), from) != loop_.learning.end();
    if (on_the_way) link(key_of_node(records_, from), to.node);
  });
}

void LoopGraph::row(const std::vector<Cell>& cells) {
  array row;
  for (const auto& cell : cells) row.push_back(cell.json);
  rows_.push_back(object{{"cells", std::move(row)}});
}

void LoopGraph::move_to(object& model) {
  model["columns"] = {object{{"label", "Finding"}}, object{{"label", "Learning"}},
                      object{{"label", "Action"}}, object{{"label", "Evidence"}},
                      object{{"label", "Improvement"}}};
  const auto says = [](const boost::json::value& node, std::string_view member) {
    const auto* text = node.as_object().if_contains(member);
    return text != nullptr && text->is_string() && !text->as_string().empty();
  };
  model["recordCount"] = std::count_if(nodes_.begin(), nodes_.end(),
                                       [&](const auto& node) { return says(node, "page"); });
  model["brokenCount"] = std::count_if(nodes_.begin(), nodes_.end(),
                                       [&](const auto& node) { return says(node, "broken"); });
  model["nodes"] = std::move(nodes_);
  model["links"] = std::move(links_);
  model["rows"] = std::move(rows_);
}

void LoopGraph::add_node(object json) {
  const auto same = [&](const boost::json::value& other) {
    return other.at("key") == json.at("key");
  };
  if (std::none_of(nodes_.begin(), nodes_.end(), same)) nodes_.push_back(std::move(json));
}

}  // namespace closeloop
