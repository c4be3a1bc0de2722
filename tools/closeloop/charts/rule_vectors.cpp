#include <algorithm>
#include <array>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "projections/spc/rules.h"
#include "tools/closeloop/charts/parts.h"

namespace closeloop::tools {
namespace {

using Numbers = std::vector<double>;
using Ints = std::vector<int>;

/// The sides and flags of a vector: above, below or on nought.
Ints signs(const Numbers& numbers) {
  Ints signs;
  for (const double number : numbers) signs.push_back((number > 0 ? 1 : 0) - (number < 0 ? 1 : 0));
  return signs;
}

template <typename Number>
std::string words_of_all(const std::vector<Number>& numbers) {
  std::string words;
  for (const auto number : numbers) {
    words += (words.empty() ? "" : " ") + words_of(static_cast<double>(number));
  }
  return "[" + words + "]";
}

/// The name that the file of NHSRplotthedots has for what others call "7_point_trend" or
/// "ptd_two_of_three".
std::string usual_name(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> usual{
      {{"7", "seven"}, {"2", "two"}, {"3", "three"}, {"of", "in"}}};
  constexpr std::array<std::string_view, 5> left_out{"ptd", "point", "points", "mean", "rule"};
  std::string all;
  while (!name.empty()) {
    const auto end = std::min(name.find_first_of("_- "), name.size());
    auto word = name.substr(0, end);
    name.remove_prefix(std::min(end + 1, name.size()));
    if (std::ranges::find(left_out, word) != left_out.end()) continue;
    for (const auto& [one, other] : usual) {
      if (word == one) word = other;
    }
    all += (all.empty() ? "" : "_") + std::string{word};
  }
  return all;
}

class RuleVectors {
 public:
  RuleVectors(ObjectReader vectors, ChartCheck& check) : from_{std::move(vectors)}, check_{check} {}

  void run() {
    for (const auto& name : from_.names()) run(name);
    compare_precedence();
    from_.note_the_rest();
  }

 private:
  /// A list of another rule, or of another length of run, is none of ours, and is noted.
  void run(std::string_view name) {
    const auto rule = usual_name(name);
    if (rule == "seven_one_side") {
      run_one(name, [](const Numbers& in) { return spc::seven_one_side(signs(in)); });
    } else if (rule == "seven_trend") {
      run_one(name, [](const Numbers& in) { return spc::seven_trend(in); });
    } else if (rule == "back_fill_seven") {
      run_one(name, [](const Numbers& in) { return spc::back_fill_seven(signs(in)); });
    } else if (rule == "two_in_three") {
      run_two(name, spc::two_in_three);
    } else if (rule == "two_in_three_highlight_only_close") {
      run_two(name, spc::two_in_three_close_only);
    }
  }

  template <typename Rule>
  void run_one(std::string_view name, Rule&& rule) {
    from_.objects(name, [&](ObjectReader vector) {
      const auto in = numbers(vector, "in");
      const auto out = numbers(vector, "out");
      vector.note_the_rest();
      compare(vector, out, rule(in));
    });
  }

  template <typename Rule>
  void run_two(std::string_view name, Rule&& rule) {
    from_.objects(name, [&](ObjectReader vector) {
      const auto close = signs(numbers(vector, "close"));
      const auto sides = signs(numbers(vector, "rel"));
      const auto out = numbers(vector, "out");
      vector.note_the_rest();
      compare(vector, out, rule(close, sides));
    });
  }

  static Numbers numbers(ObjectReader& vector, std::string_view name) {
    auto numbers = vector.numbers(name);
    if (!numbers && !vector.find(name)) vector.refuse(name, "This must be a list of numbers.");
    return std::move(numbers).value_or(Numbers{});
  }

  void compare(const ObjectReader& vector, const Numbers& expected, const Ints& got) {
    ++check_.rule_vectors;
    if (expected == Numbers{got.begin(), got.end()}) return;
    check_.differences.push_back({vector.pointer(), "", words_of_all(expected), words_of_all(got)});
  }

  /// Which rule names a point that meets several.
  void compare_precedence() {
    const auto* list = from_.list("rule_precedence");
    if (!list) return;
    std::vector<std::optional<spc::Rule>> expected;
    for (const auto& word : *list) {
      expected.push_back(word.is_string() ? rule_said(word.get_string()) : std::nullopt);
    }
    ++check_.rule_vectors;
    const std::vector<std::optional<spc::Rule>> ours{spc::rule_precedence.begin(),
                                                     spc::rule_precedence.end()};
    if (expected == ours) return;
    check_.differences.push_back({from_.pointer_to("rule_precedence"), "",
                                  boost::json::serialize(*list),
                                  "outside limits, seven-point trend, two in three, "
                                  "seven one side"});
  }

  ObjectReader from_;
  ChartCheck& check_;
};

}  // namespace

void check_rule_vectors(ObjectReader vectors, ChartCheck& check) {
  RuleVectors{std::move(vectors), check}.run();
}

}  // namespace closeloop::tools
