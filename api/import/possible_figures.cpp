#include "api/import/possible_figures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <string>
#include <string_view>

namespace closeloop::imports {
namespace {

using eventstore::Decimal;
using measures::CountingUnit;
using measures::Unit;
using series::says_there_is_none;

/// Whether the title has one of the words, as a whole word.
bool speaks_of(std::string_view title, std::initializer_list<std::string_view> words) {
  std::string plain{" "};
  for (const char c : title) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    plain += letter ? static_cast<char>(c | 0x20) : ' ';
  }
  plain += ' ';
  return std::ranges::any_of(words, [&](std::string_view word) {
    return plain.find(" " + std::string{word} + " ") != std::string::npos;
  });
}

bool is_whole(const std::optional<Decimal>& number) {
  return !number || number->value() == std::floor(number->value());
}

/// How far a count may be from what was counted: published ones are rounded to fives or tens.
double rounding_of(const Decimal& count) {
  const auto is_of = [&](int step) { return std::fmod(count.value(), step) == 0; };
  if (is_of(10)) return 5;
  return is_of(5) ? 2.5 : 0;
}

class Figures {
 public:
  Figures(const ReturnRow& row, const Units& units, const indicator::State* defined,
          ImportReport& report)
      : row_{row}, units_{units}, defined_{defined}, report_{report} {}

  void run() {
    none_is_less_than_nought();
    none_is_a_part_of_one();
    none_stands_beside_its_flag();
    none_is_of_more_than_all();
    value_is_what_its_counts_come_to();
  }

 private:
  void none_is_less_than_nought() {
    const auto look = [&](const char* column, const std::optional<Decimal>& number) {
      if (!number || number->digits >= 0) return;
      report_.refuse(row_.place, column,
                     number->text() +
                         " is less than nought, which can't be. Mend it, or leave it "
                         "out and give a flag.");
    };
    look("numerator", row_.numerator);
    look("denominator", row_.denominator);
    const bool may_fall = speaks_of(row_.indicator, {"change", "difference", "shift", "gap", "net",
                                                     "increase", "decrease", "variance"});
    if (!may_fall) look("value", row_.value);
  }

  void none_is_a_part_of_one() {
    const bool counts = units_.unit == Unit::COUNT;
    if (!counts && units_.unit != Unit::PERCENT && units_.unit != Unit::N_OF_N) return;
    // Without a unit it may be of anything.
    if (counts && units_.counting_unit == CountingUnit::UNSET && units_.word.empty()) return;
    const bool sure = units_.unit != Unit::PERCENT && units_.counting_unit != CountingUnit::UNSET &&
                      !speaks_of(row_.indicator, {"average", "mean", "median", "per", "rate",
                                                  "ratio", "fte", "equivalent"});
    const auto look = [&](const char* column, const std::optional<Decimal>& number) {
      if (is_whole(number)) return;
      const auto what = number->text() + " is no whole number, but a count is. ";
      if (sure) {
        report_.refuse(row_.place, column, what + "Mend it, or say what unit it is in.");
      } else {
        report_.remark(row_.place, column, what + "It is taken as it is.");
      }
    };
    look("numerator", row_.numerator);
    look("denominator", row_.denominator);
    if (counts) look("value", row_.value);
  }

  /// A value beside such a flag is refused as it is read; a count may be the value.
  void none_stands_beside_its_flag() {
    if (!row_.numerator || row_.value || !says_there_is_none(row_.flag)) return;
    if (units_.unit == Unit::COUNT) {
      report_.refuse(row_.place, "numerator",
                     "The flag says that there is no figure, but the row gives " +
                         row_.numerator->text() + ". Take one of the two out.");
    } else if (row_.denominator) {
      report_.remark(row_.place, "flag",
                     "The flag says that there is no value, but the row has the counts that it is "
                     "worked out from.");
    }
  }

  void none_is_of_more_than_all() {
    const bool of_more =
        row_.numerator && row_.denominator && row_.numerator->value() > row_.denominator->value();
    if (units_.unit == Unit::N_OF_N && of_more) return refuse_more();
    if (units_.unit != Unit::PERCENT) return;
    if (of_more && is_a_part_by_definition()) return refuse_more();
    const bool over = row_.value && row_.value->value() > 100;
    if (!of_more && !over) return;
    report_.remark(row_.place, of_more ? "numerator" : "value",
                   of_more ? row_.numerator->text() + " of " + row_.denominator->text() +
                                 " is more than all of them. It is taken as it is."
                           : row_.value->text() + "% is more than all. It is taken as it is.");
  }
  void refuse_more() {
    report_.refuse(row_.place, "numerator",
                   row_.numerator->text() + " of " + row_.denominator->text() +
                       " can't be: it is more than all of them. Mend one of the two.");
  }

  /// Of those who are there on one day no more than all can be so. Over a period more may come to
  /// an end than began.
  [[nodiscard]] bool is_a_part_by_definition() const {
    constexpr std::array whole{CountingUnit::CHILD, CountingUnit::PLAN, CountingUnit::PERSON,
                               CountingUnit::CASE_SEEN, CountingUnit::AGENCY};
    return defined_ != nullptr && defined_->terms.unit == Unit::PERCENT &&
           defined_->terms.of_one_day &&
           std::ranges::find(whole, defined_->terms.counting_unit) != whole.end();
  }

  void value_is_what_its_counts_come_to() {
    if (!row_.value || !row_.numerator) return;
    const auto value = row_.value->value();
    const auto top = row_.numerator->value();
    if (units_.unit == Unit::COUNT) {
      if (units_.counting_unit == CountingUnit::UNSET && units_.word.empty()) return;
      if (value != top && !row_.denominator) odd(row_.numerator->text());
      return;
    }
    const bool share = units_.unit == Unit::PERCENT || units_.unit == Unit::PER10000;
    if (!share || !row_.denominator || row_.denominator->value() <= 0) return;
    const double times = units_.unit == Unit::PERCENT ? 100 : 10'000;
    const auto bottom = row_.denominator->value();
    const auto spread_top = rounding_of(*row_.numerator);
    const auto spread_bottom = std::min(rounding_of(*row_.denominator), bottom / 2);
    // Rounded down, up or to the nearest in its last place.
    const double last_place = std::pow(10, -row_.value->places);
    const double least = std::max(top - spread_top, 0.0) / (bottom + spread_bottom) * times;
    const double most = (top + spread_top) / (bottom - spread_bottom) * times;
    const double noise = 1e-9 * times;
    if (value >= least - last_place - noise && value <= most + last_place + noise) return;
    auto text = std::to_string(std::round(top / bottom * times * 10) / 10);
    text.resize(text.find('.') + 2);
    odd(row_.numerator->text() + " of " + row_.denominator->text() + ", which is " + text);
  }
  void odd(const std::string& counts) {
    report_.remark(row_.place, "value",
                   "The value is " + row_.value->text() + ", but the counts say " + counts +
                       ". Both are kept as they are.");
  }

  const ReturnRow& row_;
  const Units& units_;
  const indicator::State* defined_;
  ImportReport& report_;
};

}  // namespace

void must_be_possible(const ReturnRow& row, const Units& units, const indicator::State* defined,
                      ImportReport& report) {
  Figures{row, units, defined, report}.run();
}

}  // namespace closeloop::imports
