#include "tools/bench/synthetic_measures.h"

#include <chrono>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "domain/schema/measures.capnp.h"
#include "eventstore/schema/values.h"
#include "tools/bench/recorder.h"

namespace closeloop::bench {
namespace {

using eventstore::Day;
using eventstore::set;
using std::chrono::months;
using std::chrono::year_month;

constexpr int measures_each = 30;
constexpr int questions_each = 5;
constexpr int own_months = 60;
constexpr int all_months = 120;
constexpr year_month first_month = std::chrono::year{2014} / 4;
constexpr const char* own_area = "Anytown";
constexpr const char* age_bands[] = {"Under 1", "1 to 4", "5 to 11", "12 to 17"};

struct Scorecard {
  char letter;
  const char* area;
  const char* name;
};
constexpr Scorecard scorecards[] = {{'N', "neglect", "Childhood neglect"},
                                    {'C', "cse", "Exploitation and missing"},
                                    {'D', "domestic-abuse", "Domestic abuse"}};

/// One series: how its figures come about.
struct Measured {
  std::string id;
  bool percent = false;
  std::int64_t usual = 0;          ///< Of a count; of a percentage, out of `usual`.
  std::vector<std::string> parts;  ///< Series that add up to it.
  int begins = 0;                  ///< The first month of it.
};

class Measuring {
 public:
  explicit Measuring(Recorder& recorder) : recorder_{recorder} {}

  void define() {
    recorder_.on(Day{first_month / 1});
    recorder_.record("boards/B-1", "BoardOpened", [](Event::Builder event) {
      event.initBoard().initOpened().setName("Anytown Safeguarding Children Board");
    });
    recorder_.record("boards/B-1", "BoardAreaSet", [](Event::Builder event) {
      event.initBoard().initAreaSet().setName(own_area);
    });
    for (const auto& scorecard : scorecards) {
      recorder_.record("boards/B-1", "BoardPriorityAreaSet", [&](Event::Builder event) {
        auto area = event.initBoard().initPriorityAreaSet();
        area.initPriorityArea().setText(scorecard.area);
        area.setName(scorecard.name);
        area.setOrigin("Strategic objective");
      });
      for (int number = 1; number <= questions_each; ++number) ask(scorecard, number);
      for (int number = 1; number <= measures_each; ++number) define(scorecard, number);
    }
  }

  /// The board's own series, then those of so many other areas.
  void open(int other_areas) {
    for (const auto& scorecard : scorecards) {
      for (int number = 1; number <= measures_each; ++number) open_own(scorecard, number);
    }
    for (int area = 1; area <= other_areas; ++area) {
      for (const auto& scorecard : scorecards) {
        for (int number = 1; number <= measures_each; ++number) {
          const auto id = fmt::format("S-{}{:02}-{}", scorecard.letter, number, area);
          open_series(id, scorecard, number, fmt::format("Area {}", area), nullptr);
          series_.push_back({id, is_percent(number), 20 + (area * 7 + number) % 60, {}, 0});
        }
      }
    }
  }

  void measure_all() {
    for (int month = 0; month < all_months; ++month) {
      recorder_.on(Day{(first_month + months{month + 1}) / 15});
      for (const auto& series : series_) {
        if (month < series.begins) continue;
        measure(series, month);
        if (month > series.begins && random_() % 50 == 0) revise(series, month - 1);
      }
    }
  }

 private:
  static bool is_percent(int number) { return number % 3 == 0; }
  static bool has_bands(int number) { return number % 3 == 1; }

  void ask(const Scorecard& scorecard, int number) {
    const auto id = fmt::format("Q-{}{}", scorecard.letter, number);
    recorder_.record("questions/" + id, "QuestionAsked", [&](Event::Builder event) {
      auto asked = event.initQuestion().initAsked();
      asked.setQuestion("How many children are affected, and are they seen early?");
      asked.initPriorityArea().setText(scorecard.area);
      asked.setNumber(static_cast<unsigned>(number));
    });
  }

  void define(const Scorecard& scorecard, int number) {
    const auto id = fmt::format("{}{:02}", scorecard.letter, number);
    recorder_.record("indicators/" + id, "IndicatorDefined", [&](Event::Builder event) {
      auto defined = event.initIndicator().initDefined();
      defined.setTitle("Children on a plan for this reason for a second time within two years");
      defined.initPriorityArea().setText(scorecard.area);
      defined.setGroup(number % 3 == 0 ? "Identified" : number % 3 == 1 ? "Helped" : "Protected");
      defined.initQuestions(1)[0].setText(
          fmt::format("Q-{}{}", scorecard.letter, number % questions_each + 1));
      defined.setUnit(is_percent(number) ? measures::Unit::PERCENT : measures::Unit::COUNT);
      defined.setCountingUnit(measures::CountingUnit::CHILD);
      defined.setFrequency(measures::PeriodKind::MONTH);
      defined.setTaken(indicator::Definition::Taken::FLOW);
      defined.setDirection(number % 2 == 0 ? measures::Direction::HIGHER
                                           : measures::Direction::LOWER);
      defined.setSuppression(indicator::Definition::Suppression::SMALL_COUNTS);
      defined.setChart(indicator::Definition::Chart::XMR);
      if (number > 1) {
        defined.initBalancedBy(1)[0].setText(fmt::format("{}{:02}", scorecard.letter, number - 1));
      }
    });
  }

  void open_own(const Scorecard& scorecard, int number) {
    const auto id = fmt::format("S-{}{:02}", scorecard.letter, number);
    Measured whole{id, is_percent(number), 60 + number, {}, all_months - own_months};
    open_series(id, scorecard, number, own_area, nullptr);
    if (has_bands(number)) {
      for (const auto* band : age_bands) {
        whole.parts.push_back(fmt::format("{}-{}", id, whole.parts.size() + 1));
        open_series(whole.parts.back(), scorecard, number, own_area, band);
      }
    }
    series_.push_back(std::move(whole));
  }

  void open_series(const std::string& id, const Scorecard& scorecard, int number,
                   const std::string& area, const char* band) {
    recorder_.record("series/" + id, "SeriesOpened", [&](Event::Builder event) {
      auto opened = event.initSeries().initOpened();
      opened.setTitle("Children on a plan for this reason for a second time within two years");
      opened.initIndicator().setText(fmt::format("{}{:02}", scorecard.letter, number));
      opened.setArea(area);
      opened.setPeriodKind(measures::PeriodKind::MONTH);
      opened.setUnit(is_percent(number) ? measures::Unit::PERCENT : measures::Unit::COUNT);
      opened.setCountingUnit(measures::CountingUnit::CHILD);
      if (band == nullptr) return;
      opened.setBreakdown(measures::Breakdown::AGE_BAND);
      opened.setCategory(band);
    });
  }

  /// About so many, now and then few.
  std::int64_t about(std::int64_t usual) {
    return usual * 7 / 10 +
           static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(usual * 6 / 10 + 1));
  }

  void measure(const Measured& series, int month) {
    if (series.percent) {
      const auto out_of = about(series.usual);
      return put(series.id, month, about(out_of * 6 / 10), out_of, false);
    }
    if (series.parts.empty()) return put(series.id, month, about(series.usual), 0, false);
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < series.parts.size(); ++i) {
      const auto count = about(series.usual / 10 * static_cast<std::int64_t>(i + 1));
      put(series.parts[i], month, count, 0, false);
      sum += count;
    }
    put(series.id, month, sum, 0, false);
  }

  void revise(const Measured& series, int month) {
    if (series.percent || !series.parts.empty()) return;  // Sums stay sums.
    put(series.id, month, about(series.usual), 0, true);
  }

  void put(const std::string& id, int month, std::int64_t numerator, std::int64_t denominator,
           bool revises) {
    const auto when = first_month + months{month};
    recorder_.record("series/" + id, revises ? "SeriesRemeasured" : "SeriesMeasured",
                     [&](Event::Builder event) {
                       auto of = event.initSeries();
                       auto measured = revises ? of.initRemeasured() : of.initMeasured();
                       measured.setPeriod(fmt::format("{}-{:02}", static_cast<int>(when.year()),
                                                      static_cast<unsigned>(when.month())));
                       set(measured.initNumerator(), {numerator, 0});
                       if (denominator > 0) set(measured.initDenominator(), {denominator, 0});
                       measured.setSource("Monthly return of the local authority");
                       set(measured.initStarts(), Day{when / 1});
                       set(measured.initEnds(), Day{when / std::chrono::last});
                     });
  }

  Recorder& recorder_;
  std::mt19937 random_{7};
  std::vector<Measured> series_;
};

}  // namespace

void append_synthetic_measures(eventstore::EventLog& log, std::uint64_t events) {
  constexpr std::uint64_t scorecard_events = std::uint64_t{std::size(scorecards)} * measures_each;
  constexpr std::uint64_t own = scorecard_events * own_months * 2;
  constexpr std::uint64_t of_an_area = scorecard_events * (all_months + 1) * 51 / 50;
  Recorder recorder{log};
  record_manager(recorder);
  Measuring measuring{recorder};
  measuring.define();
  measuring.open(events > own ? static_cast<int>((events - own) / of_an_area) : 0);
  measuring.measure_all();
}

}  // namespace closeloop::bench
