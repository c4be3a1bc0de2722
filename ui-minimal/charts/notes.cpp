#include "ui-minimal/charts/notes.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <utility>

#include "ui-minimal/charts/plot.h"
#include "ui-minimal/charts/scale.h"
#include "ui-minimal/component.h"

namespace closeloop::ui::charts {
namespace {

struct Flag {
  std::string_view name, sign, words;
};

constexpr std::array<Flag, 7> known_flags = {
    {{"c", "c", "suppressed: one to five, or could reveal one"},
     {":", ":", "not available: a count is missing"},
     {"x", "x", "not available"},
     {"z", "z", "not applicable"},
     {"u", "u", "low reliability"},
     {"notHeld", "h", "not held"},
     {"notSupplied", "n", "not supplied"}}};

const Flag* known(std::string_view name) {
  const auto* found = std::find_if(known_flags.begin(), known_flags.end(),
                                   [&](const auto& flag) { return flag.name == name; });
  return found == known_flags.end() ? nullptr : found;
}

std::string item(std::string_view sign, std::string_view words) {
  return "<li><strong>" + std::string(sign) + "</strong> " + std::string(words) + "</li>";
}

std::string linked(const Chart& chart, std::string_view words, std::string_view href) {
  const auto address = href_of(chart, href);
  if (address.empty()) return escaped(words);
  return "<a class=\"govuk-link\" href=\"" + address + "\">" + escaped(words) + "</a>";
}

/// "The average is 22.4% from here; it was 30.1%."
std::string averages(const Chart& chart, const Segment& segment, const Segment& before) {
  if (!segment.mean || !before.mean) return {};
  const auto step = Plot(chart, Width::wide).axis.step;
  return " The average is " + beside_axis(*segment.mean, step, chart.unit) + " from here; it was " +
         beside_axis(*before.mean, step, chart.unit) + ".";
}

/// What changed, in the words of who said so, and where that stands.
std::string told(const Chart& chart, const Cause& cause) {
  std::string words;
  if (!cause.what.empty()) words += " " + escaped(cause.what) + ".";
  if (!cause.reason.empty()) words += " “" + escaped(cause.reason) + "”";
  if (const auto event = href_of(chart, cause.event); !event.empty()) {
    words += " <a class=\"govuk-link\" href=\"" + event + "\">The event that says so</a>.";
  }
  return words;
}

/// The periods that a sign stands at, if they are few enough to read.
std::string periods_with(const Chart& chart, std::string_view sign) {
  constexpr std::size_t few = 4;
  std::size_t count = 0;
  std::string list;
  for (const auto& point : chart.points) {
    if ((point.value && point.flag.empty()) || sign_of_flag(point.flag) != sign) continue;
    if (++count <= few) list += (list.empty() ? "" : ", ") + escaped(point.period);
  }
  return count <= few ? list : std::to_string(count) + " periods";
}

}  // namespace

std::string steps_html(const Chart& chart, std::size_t index) {
  std::string words;
  for (const auto& place : chart.breaks) {
    if (place.index != index) continue;
    words += " The line is broken here: figures can't be compared with those before." +
             told(chart, place.cause);
  }
  for (std::size_t i = 1; i < chart.segments.size(); ++i) {
    const auto& segment = chart.segments[i];
    if (segment.first != index) continue;
    const auto& cause = segment.cause;
    words += segment.kind == Kind::dots ? " Judged anew from here" : " New limits from here";
    if (!cause.text.empty()) words += ": " + linked(chart, cause.text, cause.href);
    words += ".";
    if (!cause.breaks) words += told(chart, cause);
    words += averages(chart, segment, chart.segments[i - 1]);
  }
  return words.empty() ? words : words.substr(1);
}

std::vector<Lettered> lettered(const Chart& chart) {
  std::set<std::size_t> places;
  for (const auto& place : chart.breaks) places.insert(place.index);
  for (std::size_t i = 1; i < chart.segments.size(); ++i) places.insert(chart.segments[i].first);
  std::vector<Lettered> notes;
  for (const auto index : places) {
    const auto number = notes.size();
    auto letter = std::string(1, static_cast<char>('A' + number % 26));
    if (number >= 26) letter += std::to_string(number / 26);
    notes.push_back({index, std::move(letter)});
  }
  return notes;
}

std::string_view sign_of_flag(std::string_view flag) {
  if (flag.empty()) return "?";
  const auto* found = known(flag);
  return found == nullptr ? flag : found->sign;
}

std::string_view words_for_flag(std::string_view flag) {
  if (flag.empty()) return "no figure";
  const auto* found = known(flag);
  return found == nullptr ? flag : found->words;
}

std::string notes_html(const Chart& chart) {
  std::string items;
  for (const auto& marker : chart.markers) {
    const auto sign =
        "<span aria-hidden=\"true\">▲</span><span class=\"govuk-visually-hidden\">"
        "Action</span> " +
        std::to_string(marker.number);
    items += item(sign, linked(chart, marker.label, marker.href) + ", " +
                            escaped(chart.points[marker.index].period));
  }
  for (const auto& note : lettered(chart)) {
    items += item(note.letter,
                  escaped(chart.points[note.index].period) + ". " + steps_html(chart, note.index));
  }
  std::set<std::string_view> said;
  for (const auto& point : chart.points) {
    if (point.value && point.flag.empty()) continue;
    const auto sign = sign_of_flag(point.flag);
    if (!said.insert(sign).second) continue;
    items += item(escaped(sign),
                  escaped(words_for_flag(point.flag)) + " (" + periods_with(chart, sign) + ")");
  }
  return items.empty() ? items : "<ul class=\"govuk-list chart-notes\">" + items + "</ul>";
}

}  // namespace closeloop::ui::charts
