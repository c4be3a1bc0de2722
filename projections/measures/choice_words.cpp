#include "projections/measures/choice_words.h"

#include <string_view>

#include "domain/schema/indicator.capnp.h"

namespace closeloop {
namespace {

const std::vector<eventstore::Choice>& choices_of(std::string_view field) {
  return eventstore::shape_of<indicator::Definition>().find(field)->choices;
}

template <typename Enum>
Words words_in(std::string_view field, Enum value) {
  for (const auto& choice : choices_of(field)) {
    if (choice.raw == static_cast<std::uint16_t>(value)) return {choice.name, choice.label};
  }
  return {"", "Not said"};
}

}  // namespace

Words words(JourneyStage stage) { return words_in("journeyStages", stage); }
Words words(measures::Breakdown breakdown) { return words_in("breakdowns", breakdown); }
Words words(measures::Grade grade) { return words_in("grade", grade); }
Words words(measures::CountingUnit unit) { return words_in("countingUnit", unit); }

const std::vector<eventstore::Choice>& journey_stages() { return choices_of("journeyStages"); }

}  // namespace closeloop
