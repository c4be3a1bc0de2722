#include "projections/work_lists.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/filter_choices.h"
#include "projections/look_again.h"
#include "projections/measures/shift_proposals.h"
#include "projections/selection.h"
#include "projections/signatures.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

constexpr std::int32_t kFirstDay = -0x7fffffff;

/// Part of a list: what a work list shows one page of.
struct Part {
  Selection selection;
  std::int32_t from = kFirstDay;
  std::int32_t before = never;    ///< `never` too is beyond it, unless `undated`.
  bool undated = true;            ///< With what has no day.
  std::string_view verb = {};     ///< If it waits for a signature, the command that gives it,
  std::string_view label = {};    ///< what that is called,
  std::string_view because = {};  ///< and what prompts it.

  [[nodiscard]] bool to_sign() const { return !verb.empty(); }

  [[nodiscard]] Selection::Count count() const {
    return from == kFirstDay && undated ? selection.count() : selection.count_between(from, before);
  }
  [[nodiscard]] std::uint64_t first() const { return from == kFirstDay ? 0 : key_of(from, 0); }
  [[nodiscard]] std::uint64_t end() const {
    return undated ? ~std::uint64_t{0} : key_of(before, 0);
  }
};

class WorkLists {
 public:
  WorkLists(const Board::Records& records, const Filter& filter, std::optional<LoopStage> stage,
            std::optional<Actor> person, Day asked_on)
      : records_{records},
        filter_{filter},
        stage_{stage},
        person_{std::move(person)},
        asked_on_{asked_on} {}

  [[nodiscard]] std::vector<Part> parts(std::string_view list) const {
    auto parts = at_any_stage(list);
    if (stage_) {
      for (auto& part : parts) part.selection.only_loops_at(*stage_);
    }
    return parts;
  }

  [[nodiscard]] object row(Number number, std::string_view list, const Part& part) const {
    const auto& record = records_.store[number];
    object row{{"id", record.id},
               {"kind", word_of(record.kind)},
               {"title", text_of(records_, number)},
               {"page", page_of(records_, number)},
               {"self", self_of(records_, number)},
               {"reference", reference_of(records_, number)}};
    std::vector<Number> loops{number};
    if (record.kind == RecordKind::ACTION) {
      add_action_status(records_, number, asked_on_, row);
      const auto& state = records_.action(number);
      row["owner"] = state.owner.text();
      row["leadAgency"] = object{{"id", state.lead_agency.text()},
                                 {"label", agency_name(records_, state.lead_agency.text())}};
      loops = records_.findings_of(number);
    } else {
      add_loop_status(records_, number, asked_on_, row);
    }
    if (list == "awaiting-evidence") {
      if (const auto line = proposal_line(records_, number); !line.empty()) {
        row["figures"] = line;
      }
    }
    row["loops"] = references_json(records_, loops);
    if (part.to_sign()) {
      row["command"] = object{{"method", "POST"},
                              {"path", fmt::format("{}/{}", self_of(records_, number), part.verb)},
                              {"label", part.label}};
      if (!part.because.empty()) row["because"] = part.because;
    }
    if (list == "look-again") {
      add_look_again(records_, number, asked_on_, row);
    } else {
      row["status"] = status(number, list, part.to_sign(), row);
    }
    return row;
  }

 private:
  [[nodiscard]] std::vector<Part> at_any_stage(std::string_view list) const {
    const auto today = number_of_day(asked_on_);
    if (list == "overdue") {
      return {{{records_, List::open_actions, filter_}, kFirstDay, today, false}};
    }
    if (list == "due-soon") {
      const auto end = today + static_cast<std::int32_t>(due_soon_within.count()) + 1;
      return {{{records_, List::open_actions, filter_}, today, end, false}};
    }
    if (list == "awaiting-evidence") return {{{records_, List::awaiting_evidence, filter_}}};
    if (list == "all") return {{{records_, List::live_actions, filter_}}};
    if (list == "look-again") return to_look_at_again();
    if (!person_) return {};
    auto parts = to_sign();
    if (list == "mine") {
      for (auto& part : mine()) parts.push_back(std::move(part));
    }
    return parts;
  }

  [[nodiscard]] std::string status(Number number, std::string_view list, bool to_sign,
                                   const object& row) const {
    if (to_sign) {
      const bool closed = records_.store[number].kind == RecordKind::FINDING &&
                          records_.finding(number).is_closed();
      return closed ? "Reopen? Figures give concern" : "Waiting for you";
    }
    if (row.contains("daysOverdue")) {
      return fmt::format("Overdue {} days", row.at("daysOverdue").to_number<std::int64_t>());
    }
    if (list == "awaiting-evidence") {
      const auto since = day_of(records_.store[number].listed.days[3]);
      return fmt::format("No outcome evidence for {} days", days_between(since, asked_on_));
    }
    const auto* soon = row.if_contains("dueSoon");
    if (soon != nullptr && soon->as_bool() && is_due_soon(records_.action(number), asked_on_)) {
      return "Due soon";
    }
    return std::string{row.at("stage").at("label").as_string()};
  }

  [[nodiscard]] FacetNumber own_post() const {
    const auto& post = person_->post.text();
    return post.empty() ? 0 : records_.store.find_facet(FacetKind::post, post);
  }

  /// What the owner's post has to do beside signing; of an agency lead, what the agency has.
  [[nodiscard]] std::vector<Part> mine() const {
    const auto& agency = person_->agency.text();
    if (person_->role == person::Role::AGENCY_LEAD && !agency.empty()) {
      Filter own = filter_;
      if (!own.agency.empty() && own.agency != agency) return {};
      own.agency = agency;
      return {{{records_, List::open_actions, own}}};
    }
    const auto post = own_post();
    if (post == 0) return {};
    Selection selection{records_, List::open_actions, filter_};
    selection.only(post, List::open_actions);
    return {{std::move(selection)}};
  }

  [[nodiscard]] std::vector<Part> to_sign() const {
    std::vector<Part> parts;
    for (auto& waiting : awaiting_signature(records_, filter_, *person_, asked_on_)) {
      parts.push_back({.selection = std::move(waiting.selection),
                       .verb = waiting.verb,
                       .label = waiting.label,
                       .because = waiting.because});
    }
    return parts;
  }

  [[nodiscard]] std::vector<Part> to_look_at_again() const {
    auto again = look_again(records_, filter_, asked_on_);
    return {{.selection = std::move(again.prompted),
             .before = number_of_day(asked_on_) + 1,
             .undated = false},
            {.selection = std::move(again.figures)}};
  }

  const Board::Records& records_;
  const Filter& filter_;
  std::optional<LoopStage> stage_;
  std::optional<Actor> person_;
  Day asked_on_;
};

Selection::Count total(const std::vector<Part>& parts) {
  Selection::Count total;
  for (const auto& part : parts) {
    const auto counted = part.count();
    total.count += counted.count;
    total.exact = total.exact && counted.exact;
  }
  return total;
}

std::string counted(Selection::Count of, std::string_view one, std::string_view many) {
  return (of.exact ? "" : "at least ") + closeloop::counted(of.count, one, many);
}

std::string sentence(std::string_view list, Selection::Count of, Day asked_on) {
  const auto count = of.count;
  const auto actions = sentence_case(counted(of, "action", "actions"));
  const auto is = count == 1 ? "is" : "are";
  if (list == "overdue")
    return fmt::format("{} {} overdue on {}.", actions, is, long_form(asked_on));
  if (list == "due-soon") {
    return fmt::format("{} {} due in the 28 days from {}.", actions, is, long_form(asked_on));
  }
  if (list == "awaiting-evidence") {
    return fmt::format("{} delivered, and nothing shows an outcome yet.",
                       actions + (count == 1 ? " is" : " are"));
  }
  if (list == "awaiting-my-signature") {
    return count == 0 ? "Nothing waits for your signature."
                      : fmt::format("{} {} for your signature.",
                                    sentence_case(counted(of, "thing", "things")),
                                    count == 1 ? "waits" : "wait");
  }
  if (list == "look-again") {
    return count == 0 ? "Nothing calls for another look at a closed loop."
                      : fmt::format("{} should be looked at again.",
                                    sentence_case(counted(of, "closed loop", "closed loops")));
  }
  if (list == "mine") {
    return count == 0 ? "You have nothing to do."
                      : fmt::format("You have {} to do.", counted(of, "thing", "things"));
  }
  return fmt::format("{} {} live.", actions, is);
}

}  // namespace

Result<object> work_list(const Board& board, std::string_view list, std::string_view person,
                         const Filter& filter, const Page& page, Day asked_on) {
  const auto& records = board.records();
  if (std::find(work_list_names.begin(), work_list_names.end(), list) == work_list_names.end()) {
    return not_found(fmt::format("There is no work list '{}'. There are: {}.", list,
                                 fmt::join(work_list_names, ", ")));
  }
  const auto actor = board.person(person);
  const bool own = list == "mine" || list == "awaiting-my-signature";
  if (own && !actor) return not_found(fmt::format("There is no person '{}' here.", person));
  BOOST_OUTCOME_TRY(const auto stage, stage_named(filter.stage));
  const WorkLists lists{records, filter, stage, actor, asked_on};

  object model{{"title", "Now"}, {"list", list}, {"filter", filter_json(filter)}};
  array counts;
  for (const auto name : work_list_names) {
    if (!actor && (name == "mine" || name == "awaiting-my-signature")) continue;
    const auto counted = total(lists.parts(name));
    object one{{"list", name},
               {"count", counted.count},
               {"self", fmt::format("/api/v1/work-lists/{}", name)}};
    if (!counted.exact) one["atLeast"] = true;
    counts.push_back(std::move(one));
  }
  model["counts"] = std::move(counts);
  const auto parts = lists.parts(list);
  const auto count = total(parts);
  model["count"] = count.count;
  if (!count.exact) model["atLeast"] = true;
  model["sentence"] = sentence(list, count, asked_on);
  if (list == "mine" && count.count > 0) {
    std::size_t late = 0;
    Selection::Count to_sign;
    for (const auto& part : parts) {
      if (part.to_sign()) {
        const auto waiting = part.count();
        to_sign.count += waiting.count;
        to_sign.exact = to_sign.exact && waiting.exact;
        continue;
      }
      late += part.selection.count_between(kFirstDay, number_of_day(asked_on)).count;
    }
    model["late"] = late;
    auto said = sentence(list, count, asked_on);
    if (to_sign.count > 0) {
      said += fmt::format(" {} {} for your signature.", counted(to_sign, "thing", "things"),
                          to_sign.count == 1 ? "waits" : "wait");
    }
    if (late > 0) said += fmt::format(" {} {} late.", late, late == 1 ? "is" : "are");
    model["sentence"] = said;
  }

  // A cursor says in which part it lies: "1-" before the place in that part.
  std::size_t at = 0;
  auto inner = page;
  if (!page.cursor.empty()) {
    at = page.cursor.size() > 2 && page.cursor[1] == '-' ? std::size_t(page.cursor[0] - '0') : 9;
    if (at >= std::max<std::size_t>(1, parts.size())) {
      inner.cursor = "none";
      BOOST_OUTCOME_TRY(place_of(inner));
    }
    inner.cursor = page.cursor.substr(2);
  }
  BOOST_OUTCOME_TRY(const auto limit, limit_of(page));
  array rows;
  for (; at < parts.size(); ++at, inner.cursor.clear()) {
    if (rows.size() == limit) {
      if (parts[at].count().count == 0) continue;
      model["next"] = fmt::format("{}-{}", at, cursor_of(0));
      break;
    }
    inner.limit = limit - rows.size();
    object part;
    BOOST_OUTCOME_TRY(add_page(parts[at].selection, inner, parts[at].first(), parts[at].end(), part,
                               [&](Number n) { return lists.row(n, list, parts[at]); }));
    for (auto& row : part["rows"].as_array()) rows.push_back(std::move(row));
    if (const auto* next = part.if_contains("next")) {
      model["next"] = fmt::format("{}-{}", at, std::string_view{next->as_string()});
      break;
    }
  }
  model["rows"] = std::move(rows);
  return model;
}

}  // namespace closeloop
