#include "api/parameters.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "api/http.h"
#include "eventstore/schema/text.h"

namespace closeloop::api {
namespace {

using eventstore::Error;
using Kind = Parameter::Kind;

constexpr std::uint64_t whole_most = (1ULL << 53) - 1;  // What JavaScript can hold.

constexpr Parameter parameters[] = {
    {"known_at", Kind::date, "What the board knew: only what was recorded on or before this day."},
    {"true_on", Kind::date, "What was true: only what took effect on or before this day."},
    {"known_since", Kind::date, "Only what came to be known after this day."},
    {"day", Kind::number, "Days after the first event, where a slider stands.", 0, 100'000},
    {"then", Kind::date,
     "An earlier day to compare with: what each measure showed as it was known then."},
    {"agencies", Kind::text,
     "notMainlyChildren: in a breakdown by agency only those that don't mainly work with "
     "children."},
    {"status", Kind::text,
     "Only what stands so: of measures their availability, such as heldNotSupplied; of returns "
     "owed, overdue, received or accepted."},
    {"position", Kind::number, "The board up to and including the event at this position.", 1,
     whole_most},
    {"min_position", Kind::number,
     "Wait, for 2 seconds at most, until the answer has the event at this position in it.", 1,
     whole_most},
    {"agency", Kind::text, "Only what this agency leads or supports: its id."},
    {"priority_area", Kind::text, "Only this priority area: its id, such as neglect."},
    {"theme", Kind::text, "Only this theme: its id, such as voice."},
    {"stage", Kind::text, "Only loops at this stage, such as actionsUnderWay."},
    {"journey_stage", Kind::text,
     "Only what is of this stage of the child's journey, such as earlyHelp."},
    {"audience", Kind::text, "Only services for this audience, such as perpetrators."},
    {"running", Kind::text,
     "yes: only services that run on the day that is asked for. no: only those that do not."},
    {"screening", Kind::text,
     "on: outlying moving ranges are left out of the limits. off: they are not. As it is set for "
     "the series, if you leave it out."},
    {"format", Kind::text,
     "As a file to keep: csv, xlsx, ods or json. It says for whom and as known when it is."},
    {"small_numbers", Kind::text,
     "shown: without small numbers hidden, if you have opened those of this measure today."},
    {"gap", Kind::text, "Only loops with this gap, such as findingWithoutLearning."},
    {"list", Kind::text, "Which work list, such as overdue."},
    {"cursor", Kind::text, "Where to go on, as `next` of the page before gave it."},
    {"limit", Kind::number, "How many to answer with.", 1, 200},
    {"person", Kind::text, "Whose list: a person's id. Your own if you leave it out."},
    {"after", Kind::number, "Only events after this position.", 0, whole_most},
    {"wait", Kind::number, "If there is nothing yet, wait this many seconds for something.", 0, 20},
    {"next", Kind::text, "The page to go to after signing in.", 0, 1000},
    {"about", Kind::text, "The record that a form is opened from, such as findings/F-12."},
    {"because", Kind::text, "What prompts a form, such as recurrence."},
    {"series", Kind::text, "The series whose figures a form is opened for."},
    {"done", Kind::text, "What was just recorded, such as deliver."},
    {"q", Kind::words,
     "What to look for: an id, or words, each matched by its beginning; words in quotation marks "
     "are found as they stand.",
     0, 500},
    {"kind", Kind::text, "Only one kind of record, by the name in its address, such as findings."},
    {"plan_id", Kind::text, "The plan's id, for a table that does not name it."},
    {"title", Kind::words, "The plan's title, for a table that does not name it.", 0, 500},
    {"return", Kind::text, "The return that the figures answer, such as DR-3."},
    {"reason", Kind::words, "Why definitions are revised, where their rows don't say.", 0, 500},
    {"ended", Kind::number, "1: only those whose access has ended. 0: only those who have it.", 0,
     1},
    {"focus", Kind::text,
     "The id of one record of the loop: what lies on a way through it is marked."},
    {"v", Kind::text, "Which edition of the file, so that a newer one is fetched at once."},
};

Error wrong(std::string message) { return eventstore::invalid("parameter", std::move(message)); }

std::optional<std::uint64_t> whole(std::string_view text) {
  std::uint64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, number);
  return error == std::errc{} && at == end && !text.empty() ? std::optional{number} : std::nullopt;
}

eventstore::Result<void> must_fit(const Parameter& parameter, std::string_view value) {
  switch (parameter.kind) {
    case Kind::text:
      if (const auto most = parameter.most > 0 ? parameter.most : 200; value.size() > most) {
        return wrong(fmt::format("{} must have {} characters or fewer.", parameter.name, most));
      }
      if (std::ranges::any_of(value, [](unsigned char c) { return c < 0x20 || c >= 0x7f; })) {
        return wrong(fmt::format("{} holds characters that no id has.", parameter.name));
      }
      break;
    case Kind::words:
      if (value.size() > parameter.most) {
        return wrong(fmt::format("{} must have {} bytes or fewer: use fewer words.", parameter.name,
                                 parameter.most));
      }
      if (!eventstore::characters(value)) {
        return wrong(fmt::format("{} holds characters that no text has.", parameter.name));
      }
      break;
    case Kind::date:
      if (!eventstore::parse_day(value)) {
        return wrong(fmt::format("{} must be a real date, such as 2017-03-31.", parameter.name));
      }
      break;
    case Kind::number:
      const auto number = whole(value);
      if (!number || *number < parameter.least || *number > parameter.most) {
        return wrong(fmt::format("{} must be a whole number from {} to {}.", parameter.name,
                                 parameter.least, parameter.most));
      }
  }
  return eventstore::allowed();
}

}  // namespace

const Parameter* find_parameter(std::string_view name) {
  const auto* found = std::ranges::find(parameters, name, &Parameter::name);
  return found == std::end(parameters) ? nullptr : found;
}

eventstore::Result<Parameters> Parameters::read(std::string_view query,
                                                std::span<const std::string_view> taken) {
  Parameters read;
  while (!query.empty()) {
    const auto pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = percent_decoded(pair.substr(0, equals), true);
    auto value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!name || !value) return wrong("The parameters in the address are not well encoded.");
    const auto* parameter = find_parameter(*name);
    if (!parameter || std::ranges::find(taken, *name) == taken.end()) {
      if (taken.empty()) return wrong("This address takes no parameters.");
      return wrong(fmt::format("This address takes no such parameter. It takes: {}.",
                               fmt::join(taken, ", ")));
    }
    if (std::ranges::find(read.values_, *name, [](const auto& each) { return each.first; }) !=
        read.values_.end()) {
      return wrong(fmt::format("{} is there twice.", *name));
    }
    if (value->empty()) continue;  // How a form says "any": as good as left out.
    BOOST_OUTCOME_TRY(must_fit(*parameter, *value));
    read.values_.emplace_back(std::move(*name), std::move(*value));
  }
  return read;
}

std::string_view Parameters::text(std::string_view name) const {
  const auto found = std::ranges::find(values_, name, [](const auto& each) { return each.first; });
  return found == values_.end() ? std::string_view{} : std::string_view{found->second};
}

std::optional<std::uint64_t> Parameters::number(std::string_view name) const {
  return whole(text(name));
}
std::optional<eventstore::Day> Parameters::day(std::string_view name) const {
  return eventstore::parse_day(text(name));
}

AsAt Parameters::as_at() const {
  AsAt as_at{.known_at = day("known_at"), .true_on = day("true_on"), .position = {}};
  if (const auto at = number("position")) as_at.position = eventstore::Position{*at};
  return as_at;
}

Filter Parameters::filter() const {
  return {.agency = std::string{text("agency")},
          .priority_area = std::string{text("priority_area")},
          .theme = std::string{text("theme")},
          .journey_stage = std::string{text("journey_stage")},
          .stage = std::string{text("stage")},
          .gap = std::string{text("gap")}};
}

Page Parameters::page() const {
  Page page;
  page.cursor = text("cursor");
  page.limit = number("limit").value_or(page.limit);
  return page;
}

}  // namespace closeloop::api
