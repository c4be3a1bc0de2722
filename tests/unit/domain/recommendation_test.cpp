#include "domain/recommendation.h"

#include "tests/support/given.h"

namespace closeloop::recommendation {
namespace {

using testing::By;
using Given = testing::Given<Decider>;
using person::Role;

constexpr auto made = R"({"made": {"statement": "Agencies use one neglect tool",
  "findings": ["F-1"], "to": ["council"]}})";
constexpr auto accepted = R"({"accepted": {}})";
constexpr auto declined = R"({"declined": {}})";
constexpr auto answered = R"({"answered": {"actions": ["A-1"]}})";

TEST(Recommendation, IsMadeOnce) {
  Given{}.when(made).then(made);
  Given{made}.when(made).then_refused("recommendation.make.once");
}

TEST(Recommendation, IsAcceptedOrDeclined) {
  Given{made}.when(accepted).then(accepted);
  Given{made}.when(declined).then(declined);
  Given{made, accepted}.when(accepted).then_refused("recommendation.accept.once");
  Given{made, declined}.when(declined).then_refused("recommendation.decline.once");
}

TEST(Recommendation, DecisionCanBeChanged) {
  Given{made, declined}.when(accepted).then(accepted);
  Given{made, accepted}.when(declined).then(declined);
}

TEST(Recommendation, MayBeAnsweredByAnExistingActionUnlessDeclined) {
  Given{made}.when(answered).then(answered);
  Given{made, declined}.when(answered).then_refused("recommendation.answer.declined");
}

TEST(Recommendation, ThatAnActionAnswersIsNotDeclined) {
  Given{made, answered}.when(declined).then_refused("recommendation.decline.answered");
}

TEST(Recommendation, IsAnsweredForByTheAgenciesItWasMadeTo) {
  const auto lead = By{"alan", Role::AGENCY_LEAD};
  Given{made}.when(accepted, By{lead}.of("council")).then_allowed();
  Given{made}.when(accepted, By{lead}.of("police")).then_refused("recommendation.own-agency");
}

TEST(Recommendation, CorrectionNamesWhatItCorrects) {
  Given{made, accepted}
      .when(R"({"corrected": {"corrects": 2, "statement": "s"}})")
      .then_refused("recommendation.correct.version");
  Given{made}
      .when(R"({"corrected": {"corrects": 1}})")
      .then_refused("recommendation.correct.something");
  Given{made}.when(R"({"corrected": {"corrects": 1, "statement": "s"}})").then_allowed();
}

TEST(Recommendation, MustExist) { Given{}.when(accepted).then_fails(Errc::not_found); }

}  // namespace
}  // namespace closeloop::recommendation
