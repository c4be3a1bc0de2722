#include "projections/registers/service_register.h"

#include <algorithm>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "projections/choices.h"
#include "projections/describe.h"
#include "projections/priority_areas.h"
#include "projections/registers/service_gaps.h"
#include "projections/registers/service_rows.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

Result<void> must_be_known(const ServiceFilter& filter) {
  const auto& audiences = eventstore::shape_of<service::Description>().find("audiences")->choices;
  const auto known = [&](const auto& choice) { return choice.name == filter.audience; };
  if (!filter.audience.empty() && std::ranges::none_of(audiences, known)) {
    return eventstore::invalid("parameter",
                               fmt::format("There is no audience called '{}'.", filter.audience));
  }
  if (filter.running.empty() || filter.running == "yes" || filter.running == "no") {
    return eventstore::allowed();
  }
  return eventstore::invalid("parameter", "running must be yes or no.");
}

bool is_asked_for(const service::State& state, const ServiceFilter& filter, Day asked_on) {
  if (!filter.audience.empty() && !is_for(state, filter.audience)) return false;
  if (!filter.priority_area.empty() && !is_of_area(state, filter.priority_area)) return false;
  return filter.running.empty() || state.runs_on(asked_on) == (filter.running == "yes");
}

/// Something to filter by, and how many there would be with the other filters as they are.
object choice(std::string_view name, std::string_view label, std::size_t count, bool selected) {
  object one{{"name", name}, {"label", label}, {"count", count}};
  if (selected) one["selected"] = true;
  return one;
}

class Register {
 public:
  Register(const Board::Records& records, const ServiceFilter& filter, Day asked_on)
      : records_{records}, filter_{filter}, asked_on_{asked_on}, all_{services(records)} {}

  [[nodiscard]] std::vector<Number> found() const { return found(filter_); }

  [[nodiscard]] array audiences() const {
    array choices;
    auto other = filter_;
    for (const auto& each :
         eventstore::shape_of<service::Description>().find("audiences")->choices) {
      other.audience = each.name;
      choices.push_back(
          choice(each.name, each.label, found(other).size(), filter_.audience == each.name));
    }
    return choices;
  }
  [[nodiscard]] array areas() const {
    array choices;
    auto other = filter_;
    for (const auto& each : priority_areas(records_)) {
      other.priority_area = each.id;
      choices.push_back(
          choice(each.id, each.name, found(other).size(), filter_.priority_area == each.id));
    }
    return choices;
  }
  [[nodiscard]] array standings() const {
    array choices;
    auto other = filter_;
    for (const auto& [name, label] :
         {std::pair{"yes", "Running on the day"}, std::pair{"no", "Not running on the day"}}) {
      other.running = name;
      choices.push_back(choice(name, label, found(other).size(), filter_.running == name));
    }
    return choices;
  }

 private:
  [[nodiscard]] std::vector<Number> found(const ServiceFilter& filter) const {
    std::vector<Number> some;
    std::ranges::copy_if(all_, std::back_inserter(some), [&](Number number) {
      return is_asked_for(records_.state<service::State>(number), filter, asked_on_);
    });
    return some;
  }

  const Board::Records& records_;
  const ServiceFilter& filter_;
  Day asked_on_;
  std::vector<Number> all_;
};

std::string sentence_of(std::size_t listed, std::size_t running, std::size_t gaps, Day asked_on) {
  auto sentence =
      listed == 0
          ? std::string{"No service is listed."}
          : fmt::format("{} listed; {} on {}.",
                        sentence_case(counted(listed, "service is", "services are")),
                        running == 1 ? std::string{"1 runs"} : fmt::format("{} run", running),
                        long_form(asked_on));
  if (gaps == 0) return sentence + " There is no gap.";
  return sentence +
         fmt::format(" There {} {}.", gaps == 1 ? "is" : "are", counted(gaps, "gap", "gaps"));
}

}  // namespace

Result<object> service_register(const Board& board, const ServiceFilter& filter, Day asked_on,
                                Audience audience) {
  BOOST_OUTCOME_TRY(must_be_known(filter));
  const auto& records = board.records();
  const Register register_of{records, filter, asked_on};
  const auto series = series_of_services(records);
  auto gaps = service_gaps(records, filter.audience, filter.priority_area, asked_on);
  array rows;
  std::size_t running = 0;
  for (const auto number : register_of.found()) {
    const auto its = series.find(std::string{records.store[number].id});
    rows.push_back(service_row(records, number,
                               its == series.end() ? std::vector<Number>{} : its->second, asked_on,
                               audience));
    if (rows.back().at("running").as_bool()) ++running;
  }
  auto sentence = sentence_of(rows.size(), running, gaps.size(), asked_on);
  return object{{"title", "Services"},
                {"sentence", std::move(sentence)},
                {"askedOn", iso(asked_on)},
                {"count", rows.size()},
                {"runningCount", running},
                {"audiences", register_of.audiences()},
                {"priorityAreas", register_of.areas()},
                {"standings", register_of.standings()},
                {"gaps", std::move(gaps)},
                {"services", std::move(rows)}};
}

}  // namespace closeloop
