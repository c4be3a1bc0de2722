#include <boost/json/array.hpp>

#include "tools/closeloop/charts/parts.h"

namespace closeloop::tools {
namespace {

class AssuranceVectors {
 public:
  AssuranceVectors(ObjectReader vectors, ChartCheck& check)
      : from_{std::move(vectors)}, check_{check} {}

  void run() {
    from_.pass_over({"rule"});
    from_.objects("cases", [&](ObjectReader vector) {
      spc::Limits limits;
      limits.lower = required(vector, "lpl");
      limits.upper = required(vector, "upl");
      compare(vector, {limits});
    });
    from_.objects("rebased", [&](ObjectReader vector) { compare(vector, segments_in(vector)); });
    from_.note_the_rest();
  }

 private:
  static double required(ObjectReader& vector, std::string_view name) {
    const auto number = vector.number(name);
    if (!number && !vector.find(name)) vector.refuse(name, "This must be a number.");
    return number.value_or(0);
  }

  static std::vector<spc::Limits> segments_in(ObjectReader& vector) {
    constexpr auto name = "segments_in_order";
    std::vector<spc::Limits> segments;
    const auto* list = vector.list(name);
    if (!list && !vector.find(name)) vector.refuse(name, "This must be a list.");
    if (!list) return segments;
    for (std::size_t i = 0; i < list->size(); ++i) {
      const auto* pair = (*list)[i].if_array();
      if (!pair || pair->size() != 2 || !(*pair)[0].is_number() || !(*pair)[1].is_number()) {
        vector.refuse_at(vector.pointer_to(name) + "/" + std::to_string(i),
                         "This must be a list of two numbers: the lower limit and the upper.");
        continue;
      }
      spc::Limits limits;
      limits.lower = (*pair)[0].to_number<double>();
      limits.upper = (*pair)[1].to_number<double>();
      segments.push_back(limits);
    }
    return segments;
  }

  /// No target, and null for the answer, are as good as any other: then there is none.
  void compare(ObjectReader& vector, const std::vector<spc::Limits>& segments) {
    vector.pass_over({"mean"});
    const auto target = vector.number("target");
    const auto direction = vector.called("direction", "improvement_direction");
    const auto better = direction_in(vector, direction);
    if (!better && !vector.find(direction)) {
      vector.refuse("direction", "This must be \"increase\", \"decrease\" or \"neutral\".");
    }
    const auto expected = vector.text("out").value_or("none");
    vector.note_the_rest();
    const auto got =
        name_of(spc::assurance(segments, target, better.value_or(spc::Direction::neutral)));
    ++check_.assurance_vectors;
    if (expected == got) return;
    check_.differences.push_back({vector.pointer(), "", expected, std::string{got}});
  }

  ObjectReader from_;
  ChartCheck& check_;
};

}  // namespace

void check_assurance_vectors(ObjectReader vectors, ChartCheck& check) {
  AssuranceVectors{std::move(vectors), check}.run();
}

}  // namespace closeloop::tools
