#include "tools/closeloop/charts/check.h"

#include "eventstore/schema/json.h"
#include "tools/closeloop/charts/parts.h"

namespace closeloop::tools {
namespace {

eventstore::Error wrong_shape(eventstore::Problems problems) {
  return {eventstore::Errc::invalid, "chart.shape",
          "This is not a file of chart examples: mend these places.", std::move(problems)};
}

}  // namespace

eventstore::Result<ChartCheck> check_charts(std::string_view json) {
  if (json.starts_with("\xEF\xBB\xBF")) json.remove_prefix(3);
  const auto parsed = eventstore::parse_json(json);
  if (!parsed) return parsed.error();
  const auto* root = parsed.value().if_object();
  if (!root) return wrong_shape({{"", "shape", "The file must hold one object, in braces."}});

  ChartCheck check;
  ReadingNotes notes;
  ObjectReader file{*root, "", notes};
  file.pass_over({"conventions"});
  file.objects("worked_examples",
               [&](ObjectReader example) { check_worked_example(std::move(example), check); });
  if (auto vectors = file.object("rule_vectors")) check_rule_vectors(std::move(*vectors), check);
  if (auto vectors = file.object("assurance_vectors")) {
    check_assurance_vectors(std::move(*vectors), check);
  }
  file.note_the_rest();
  if (!notes.problems.empty()) return wrong_shape(std::move(notes.problems));
  // A check of nothing would agree with anything.
  if (check.worked_examples + check.rule_vectors + check.assurance_vectors == 0) {
    eventstore::Problems problems{{"", "shape",
                                   "There is nothing to check: no worked_examples, rule_vectors or "
                                   "assurance_vectors that we know."}};
    for (auto& pointer : notes.not_checked) {
      problems.push_back({std::move(pointer), "shape", "This is not known."});
    }
    return wrong_shape(std::move(problems));
  }
  check.not_checked = std::move(notes.not_checked);
  return check;
}

}  // namespace closeloop::tools
