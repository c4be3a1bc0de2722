#include "tools/bench/synthetic_board.h"

#include <algorithm>
#include <string>

#include "eventstore/schema/values.h"
#include "tools/bench/recorder.h"

namespace closeloop::bench {
namespace {

using eventstore::Day;
using eventstore::set;

constexpr Day first_day{std::chrono::year{2016} / 4 / 1};

/// One board as it grows: ids by number.
class Growing {
 public:
  explicit Growing(Recorder& recorder) : recorder_{recorder} {}

  void loop(std::uint64_t number) {
    recorder_.on(first_day + std::chrono::days{static_cast<int>(number % 3'000)});
    if (number % 10 == 0) review(number / 10);
    finding(number);
    learning(number);
    for (const auto action : {2 * number, 2 * number + 1}) work(number, action);
    evidence(number, 2 * number, false);
    evidence(number, 2 * number + 1, true);
    if (number % 3 != 0) return;
    judged_and_closed(number);
  }

 private:
  static std::string id(const char* prefix, std::uint64_t number) {
    return std::string{prefix} + "-" + std::to_string(number + 1);
  }

  void review(std::uint64_t number) {
    recorder_.record("reviews/" + id("R", number), "ReviewOpened", [&](Event::Builder event) {
      auto opened = event.initReview().initOpened();
      opened.setKind(review::Kind::MULTI_AGENCY_AUDIT);
      opened.setTitle("Multi-agency case audit of eight cases, childhood neglect, second quarter");
      opened.initPriorityAreas(1)[0].setText("neglect");
    });
  }

  void finding(std::uint64_t number) {
    recorder_.record("findings/" + id("F", number), "FindingRaised", [&](Event::Builder event) {
      auto raised = event.initFinding().initRaised();
      raised.initReviews(1)[0].setText(id("R", number / 10));
      raised.setNature(finding::Nature::CONCERN);
      raised.setStatement(
          "The graded care profile was not considered at the point where concerns about neglect "
          "were first written down.");
      raised.setScope("5 of 8 cases");
      raised.initThemes(1)[0].setText(number % 2 == 0 ? "neglect" : "information-sharing");
      raised.initPriorityAreas(1)[0].setText("neglect");
    });
  }

  void learning(std::uint64_t number) {
    recorder_.record(
        "learning-points/" + id("L", number), "LearningAgreed", [&](Event::Builder event) {
          auto agreed = event.initLearning().initAgreed();
          agreed.setStatement(
              "A shared measure of care, used early, lets agencies see the same thing.");
          agreed.initFindings(1)[0].setText(id("F", number));
        });
  }

  void work(std::uint64_t loop, std::uint64_t number) {
    const auto stream = "actions/" + id("A", number);
    recorder_.record(stream, "ActionAgreed", [&](Event::Builder event) {
      auto agreed = event.initAction().initAgreed();
      agreed.setStatement("Train every early help worker in the profile and put it in the form.");
      agreed.initFindings(1)[0].setText(id("F", loop));
      agreed.initLearningPoints(1)[0].setText(id("L", loop));
      agreed.initLeadAgency().setText(id("AG", number % 12));
      agreed.initOwner().setText("head-of-early-help");
      set(agreed.initDue(), recorder_.today() + std::chrono::days{90});
      agreed.setSuccessCriterion("Nine of ten assessments with suspected neglect hold a profile.");
      agreed.setChildWouldNotice("Somebody asks how my days are at home.");
    });
    recorder_.record(stream, "ActionAccepted", [&](Event::Builder event) {
      event.initAction().initAccepted().initBy().setText("P-2");
    });
    for (int note = 0; note < 2; ++note) {
      recorder_.record(stream, "ActionProgressed", [&](Event::Builder event) {
        const std::string_view text =
            "Two of four teams are trained; the form is with the printer.";
        auto box = event.initAction().initProgressed().initNote().initBox(
            static_cast<unsigned>(text.size()));
        std::copy(text.begin(), text.end(), box.begin());
      });
    }
    if (number % 4 == 0) {
      recorder_.record(stream, "ActionDateMoved", [&](Event::Builder event) {
        set(event.initAction().initDateMoved().initNewDate(),
            recorder_.today() + std::chrono::days{120});
      });
    }
    if (number % 8 == 7) return;
    recorder_.record(stream, "ActionDelivered", [&](Event::Builder event) {
      auto delivered = event.initAction().initDelivered();
      set(delivered.initOn(), recorder_.today());
      delivered.initBy().setText("P-2");
    });
    recorder_.record(stream, "ActionDeliveryVerified", [&](Event::Builder event) {
      event.initAction().initDeliveryVerified().initBy().setText("P-3");
    });
  }

  void evidence(std::uint64_t loop, std::uint64_t number, bool outcome) {
    recorder_.record("evidence/" + id("E", number), "EvidenceRecorded", [&](Event::Builder event) {
      auto recorded = event.initEvidence().initRecorded();
      recorded.setKind(outcome ? evidence::Kind::OUTCOME : evidence::Kind::OUTPUT);
      recorded.setTitle("Dip sample of twelve cases: the profile is there in eleven");
      recorded.initActions(1)[0].setText(id("A", 2 * loop));
      recorded.setMethod(evidence::Method::DIP_SAMPLE);
      recorded.setStrength(evidence::Strength::MEDIUM);
      set(recorded.initObservedFrom(), recorder_.today());
      set(recorded.initObservedTo(), recorder_.today() + std::chrono::days{30});
    });
  }

  void judged_and_closed(std::uint64_t number) {
    const auto stream = "findings/" + id("F", number);
    recorder_.record(stream, "FindingImprovementJudged", [&](Event::Builder event) {
      auto judged = event.initFinding().initImprovementJudged();
      judged.setResult(finding::ImprovementJudged::Result::MET);
      judged.initEvidence(1)[0].setText(id("E", 2 * number + 1));
      judged.setStatement("Children in nine of twelve families say that somebody asked.");
      judged.initJudgedBy().setText("P-4");
    });
    recorder_.record(stream, "FindingSustainabilityCheckDue", [&](Event::Builder event) {
      set(event.initFinding().initSustainabilityCheckDue().initOn(),
          recorder_.today() + std::chrono::days{365});
    });
    recorder_.record(stream, "FindingClosed", [&](Event::Builder event) {
      event.initFinding().initClosed().setStatement("The profile is used where it was not.");
    });
  }

  Recorder& recorder_;
};

}  // namespace

void append_synthetic_board(eventstore::EventLog& log, std::uint64_t events) {
  Recorder recorder{log};
  record_manager(recorder);
  Growing board{recorder};
  for (std::uint64_t loop = 0; recorder.events() < events; ++loop) board.loop(loop);
}

}  // namespace closeloop::bench
