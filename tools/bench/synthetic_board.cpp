#include "tools/bench/synthetic_board.h"

#include <cstdlib>
#include <string>
#include <utility>

#include "domain/schema/event.capnp.h"
#include "eventstore/core/clock.h"
#include "eventstore/schema/message.h"
#include "eventstore/schema/values.h"

namespace closeloop::bench {
namespace {

using eventstore::Day;
using eventstore::Draft;
using eventstore::set;

constexpr Day first_day{std::chrono::year{2016} / 4 / 1};
constexpr std::size_t commit_events = 1'000;

/// One board as it grows: ids by number, and a commit that is sent when it is full.
class Growing {
 public:
  explicit Growing(eventstore::EventLog& log) : log_{log} {}
  ~Growing() { send(); }
  Growing(const Growing&) = delete;
  Growing& operator=(const Growing&) = delete;

  [[nodiscard]] std::uint64_t events() const { return events_; }

  /// The one who recorded everything, so that somebody can sign in and ask.
  void person() {
    record("people/P-1", "PersonAdded", [](Event::Builder event) {
      auto added = event.initPerson().initAdded();
      added.setName("Max Manager");
      added.setRole(person::Role::BOARD_MANAGER);
    });
  }

  void loop(std::uint64_t number) {
    today_ = first_day + std::chrono::days{static_cast<int>(number % 3'000)};
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

  /// Records one event, made by `fill` in the payload.
  template <typename Fill>
  void record(std::string stream, const char* type, Fill&& fill) {
    Draft<Event> payload;
    fill(*payload);
    commit_.events.push_back({std::move(stream), type, 1, today_, {}, payload.bytes()});
    ++events_;
    if (commit_.events.size() >= commit_events) send();
  }

  void send() {
    if (commit_.events.empty()) return;
    commit_.command_id = eventstore::new_uuid(clock_.now());
    commit_.actor = "P-1";
    if (!log_.append(std::exchange(commit_, {}))) std::abort();
  }

  void review(std::uint64_t number) {
    record("reviews/" + id("R", number), "ReviewOpened", [&](Event::Builder event) {
      auto opened = event.initReview().initOpened();
      opened.setKind(review::Kind::MULTI_AGENCY_AUDIT);
      opened.setTitle("Multi-agency case audit of eight cases, childhood neglect, second quarter");
      opened.initPriorityAreas(1)[0].setText("neglect");
    });
  }

  void finding(std::uint64_t number) {
    record("findings/" + id("F", number), "FindingRaised", [&](Event::Builder event) {
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
    record("learning-points/" + id("L", number), "LearningAgreed", [&](Event::Builder event) {
      auto agreed = event.initLearning().initAgreed();
      agreed.setStatement(
          "A shared measure of care, used early, lets agencies see the same thing.");
      agreed.initFindings(1)[0].setText(id("F", number));
    });
  }

  void work(std::uint64_t loop, std::uint64_t number) {
    const auto stream = "actions/" + id("A", number);
    record(stream, "ActionAgreed", [&](Event::Builder event) {
      auto agreed = event.initAction().initAgreed();
      agreed.setStatement("Train every early help worker in the profile and put it in the form.");
      agreed.initFindings(1)[0].setText(id("F", loop));
      agreed.initLearningPoints(1)[0].setText(id("L", loop));
      agreed.initLeadAgency().setText(id("AG", number % 12));
      agreed.initOwner().setText("head-of-early-help");
      set(agreed.initDue(), today_ + std::chrono::days{90});
      agreed.setSuccessCriterion("Nine of ten assessments with suspected neglect hold a profile.");
      agreed.setChildWouldNotice("Somebody asks how my days are at home.");
    });
    record(stream, "ActionAccepted", [&](Event::Builder event) {
      event.initAction().initAccepted().initBy().setText("P-2");
    });
    for (int note = 0; note < 2; ++note) {
      record(stream, "ActionProgressed", [&](Event::Builder event) {
        const std::string_view text =
            "Two of four teams are trained; the form is with the printer.";
        auto box = event.initAction().initProgressed().initNote().initBox(
            static_cast<unsigned>(text.size()));
        std::copy(text.begin(), text.end(), box.begin());
      });
    }
    if (number % 4 == 0) {
      record(stream, "ActionDateMoved", [&](Event::Builder event) {
        set(event.initAction().initDateMoved().initNewDate(), today_ + std::chrono::days{120});
      });
    }
    if (number % 8 == 7) return;
    record(stream, "ActionDelivered", [&](Event::Builder event) {
      auto delivered = event.initAction().initDelivered();
      set(delivered.initOn(), today_);
      delivered.initBy().setText("P-2");
    });
    record(stream, "ActionDeliveryVerified", [&](Event::Builder event) {
      event.initAction().initDeliveryVerified().initBy().setText("P-3");
    });
  }

  void evidence(std::uint64_t loop, std::uint64_t number, bool outcome) {
    record("evidence/" + id("E", number), "EvidenceRecorded", [&](Event::Builder event) {
      auto recorded = event.initEvidence().initRecorded();
      recorded.setKind(outcome ? evidence::Kind::OUTCOME : evidence::Kind::OUTPUT);
      recorded.setTitle("Dip sample of twelve cases: the profile is there in eleven");
      recorded.initActions(1)[0].setText(id("A", 2 * loop));
      recorded.setMethod(evidence::Method::DIP_SAMPLE);
      recorded.setStrength(evidence::Strength::MEDIUM);
      set(recorded.initObservedFrom(), today_);
      set(recorded.initObservedTo(), today_ + std::chrono::days{30});
    });
  }

  void judged_and_closed(std::uint64_t number) {
    const auto stream = "findings/" + id("F", number);
    record(stream, "FindingImprovementJudged", [&](Event::Builder event) {
      auto judged = event.initFinding().initImprovementJudged();
      judged.setResult(finding::ImprovementJudged::Result::MET);
      judged.initEvidence(1)[0].setText(id("E", 2 * number + 1));
      judged.setStatement("Children in nine of twelve families say that somebody asked.");
      judged.initJudgedBy().setText("P-4");
    });
    record(stream, "FindingSustainabilityCheckDue", [&](Event::Builder event) {
      set(event.initFinding().initSustainabilityCheckDue().initOn(),
          today_ + std::chrono::days{365});
    });
    record(stream, "FindingClosed", [&](Event::Builder event) {
      event.initFinding().initClosed().setStatement("The profile is used where it was not.");
    });
  }

  eventstore::EventLog& log_;
  eventstore::SystemClock clock_;
  eventstore::Commit commit_;
  std::uint64_t events_ = 0;
  Day today_ = first_day;
};

}  // namespace

void append_synthetic_board(eventstore::EventLog& log, std::uint64_t events) {
  Growing board{log};
  board.person();
  for (std::uint64_t loop = 0; board.events() < events; ++loop) board.loop(loop);
}

}  // namespace closeloop::bench
