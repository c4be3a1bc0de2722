#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include <boost/json/serialize.hpp>

#include "tools/closeloop/charts/parts.h"

namespace closeloop::tools {
namespace {

using spc::PointType;
using spc::XmrPoint;

/// Where an example states no tolerance.
constexpr double tolerance_unless_stated = 1e-6;

/// One example: its chart, and what is expected of it.
class Example {
 public:
  Example(ObjectReader example, ChartCheck& check) : from_{std::move(example)}, check_{check} {}

  void run() {
    id_ = from_.text("id").value_or(from_.pointer());
    const auto data = from_.numbers_or_gaps("data");
    if (!data) from_.refuse("data", "This must be the list of the values.");
    spc::XmrOptions options;
    options.screen_outliers = from_.flag("screen_outliers").value_or(false);
    const auto rebase_at = from_.counts("rebase_at").value_or(std::vector<std::size_t>{});
    options.baseline = from_.count(from_.called("baseline", "fix_after_n_points"));
    tolerance_ = from_.number("tolerance").value_or(tolerance_unless_stated);
    const auto direction = from_.called("direction", "improvement_direction");
    // As the source does where nothing is said.
    const auto better = direction_in(from_, direction).value_or(spc::Direction::higher);
    const auto target = from_.number("target");
    auto expected = from_.object("expected");
    from_.note_the_rest();
    if (!expected) {
      return from_.refuse("expected", "This must be an object with what the chart must show.");
    }
    if (!data) return;
    data_ = *data;
    for (const auto at : rebase_at) options.rebase_at.push_back(points_before(at));
    std::vector<double> values;
    for (const auto& value : data_) {
      if (value) values.push_back(*value);
    }
    chart_ = spc::xmr(values, better, options);
    ++check_.worked_examples;
    compare_limits(*expected);
    compare_counts(*expected);
    compare_points(*expected);
    const auto name = expected->is_null("assurance") ? std::optional<std::string>{"none"}
                                                     : expected->text("assurance");
    if (const auto got = name_of(spc::assurance(chart_.segments, target, better));
        name && *name != got) {
      differs("assurance", *name, std::string{got});
    }
    expected->note_the_rest();
  }

 private:
  /// Gaps are no points: the chart is of what stands between them.
  [[nodiscard]] std::size_t points_before(std::size_t index) const {
    const auto end = data_.begin() + static_cast<std::ptrdiff_t>(std::min(index, data_.size()));
    return static_cast<std::size_t>(
        std::count_if(data_.begin(), end, [](const auto& value) { return value.has_value(); }));
  }

  void differs(std::string what, std::string expected, std::string got) {
    check_.differences.push_back({id_, std::move(what), std::move(expected), std::move(got)});
  }

  /// Of a rebased series, the last segment's: those that hold now.
  void compare_limits(ObjectReader& expected) {
    const auto now = chart_.segments.empty() ? spc::Limits{} : chart_.segments.back();
    compare(expected, "mean", now.mean);
    compare(expected, "lpl", now.lower);
    compare(expected, "upl", now.upper);
    compare(expected, "nlpl", now.near_lower);
    compare(expected, "nupl", now.near_upper);
  }
  void compare(ObjectReader& expected, std::string_view name, double got) {
    const auto number = expected.number(name);
    if (!number) return;
    if (chart_.segments.empty()) {
      return differs(std::string{name}, words_of(*number), "nothing: there are no values");
    }
    // What was rounded to the last digit may lie on the very edge of its tolerance.
    const double edge = 1e-12 * std::max(std::abs(*number), std::abs(got));
    if (std::abs(got - *number) <= tolerance_ + edge) return;
    differs(std::string{name}, words_of(*number) + " within " + words_of(tolerance_),
            words_of(got));
  }

  void compare_counts(ObjectReader& expected) {
    const auto of_type = [](PointType type) {
      return [type](const XmrPoint& point) { return point.type == type; };
    };
    const auto special = [](const XmrPoint& point) { return point.rule != spc::Rule::none; };
    compare_count(expected, "n", [](const XmrPoint&) { return true; });
    compare_count(expected, "n_common_cause", of_type(PointType::common_cause));
    compare_count(expected, "n_special", special);
    compare_count(expected, "n_improvement", of_type(PointType::improvement));
    compare_count(expected, "n_concern", of_type(PointType::concern));
    compare_count(expected, "n_neutral_high", of_type(PointType::neutral_high));
    compare_count(expected, "n_neutral_low", of_type(PointType::neutral_low));
  }
  template <typename Counted>
  void compare_count(ObjectReader& expected, std::string_view name, Counted&& counted) {
    const auto number = expected.count(name);
    if (!number) return;
    const auto& points = chart_.points;
    const auto got = std::count_if(points.begin(), points.end(), counted);
    if (static_cast<std::size_t>(got) == *number) return;
    differs(std::string{name}, std::to_string(*number), std::to_string(got));
  }

  void compare_points(ObjectReader& expected) {
    std::set<std::size_t> named;
    const auto* special = expected.find("special");
    if (special && special->is_array()) {
      compare_list(expected, named);
    } else if (auto members = expected.object("special")) {
      for (const auto& [key, words] : special->get_object()) {
        const auto index = index_in(*members, key);
        if (!index) continue;
        named.insert(*index);
        compare_point(*index, said_of(words));
      }
    }
    if (const auto common = expected.flag("common_cause_others")) compare_others(named, *common);
  }

  /// "Above UCL". Of true and false: special, or not. Anything else is no such word.
  static std::string said_of(const boost::json::value& words) {
    if (words.is_string()) return std::string{words.get_string()};
    if (words.is_bool()) return words.get_bool() ? "special" : "Common Cause";
    return boost::json::serialize(words);
  }

  void compare_others(const std::set<std::size_t>& named, bool common) {
    bool any_special = false;
    for (std::size_t i = 0; i < data_.size(); ++i) {
      const auto* point = named.contains(i) ? nullptr : point_at(i);
      if (point == nullptr || point->rule == spc::Rule::none) continue;
      any_special = true;
      if (common) differs("point " + std::to_string(i), "Common Cause", published_words(*point));
    }
    if (!common && !any_special) {
      differs("common_cause_others", "a special cause among the others", "Common Cause");
    }
  }

  /// Null: there is a gap.
  [[nodiscard]] const XmrPoint* point_at(std::size_t index) const {
    return data_[index] ? &chart_.points[points_before(index)] : nullptr;
  }

  /// Indexes alone: those points are special, whatever the rule.
  void compare_list(ObjectReader& expected, std::set<std::size_t>& named) {
    const auto indexes = expected.counts("special").value_or(std::vector<std::size_t>{});
    for (const auto index : indexes) {
      if (index >= data_.size()) {
        expected.refuse("special", "There is no point " + std::to_string(index) + ".");
      } else if (named.insert(index).second) {
        compare_point(index, "special");
      }
    }
  }

  std::optional<std::size_t> index_in(ObjectReader& special, std::string_view key) {
    std::size_t index = 0;
    const auto* end = key.data() + key.size();
    const auto [after, failed] = std::from_chars(key.data(), end, index);
    if (failed == std::errc{} && after == end && index < data_.size()) return index;
    special.refuse(key, "The name must be the index of a point, counted from 0.");
    return std::nullopt;
  }

  void compare_point(std::size_t index, std::string_view said) {
    const auto* point = point_at(index);
    if (point != nullptr && is_as_said(*point, said)) return;
    differs("point " + std::to_string(index), std::string{said},
            point == nullptr ? "a gap" : published_words(*point));
  }

  ObjectReader from_;
  ChartCheck& check_;
  std::string id_;
  double tolerance_ = tolerance_unless_stated;
  std::vector<std::optional<double>> data_;
  spc::XmrChart chart_;
};

}  // namespace

void check_worked_example(ObjectReader example, ChartCheck& check) {
  Example{std::move(example), check}.run();
}

}  // namespace closeloop::tools
