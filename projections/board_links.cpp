#include "projections/board_links.h"

#include <algorithm>

#include <boost/container/small_vector.hpp>

#include "eventstore/schema/values.h"
#include "projections/lists.h"
#include "projections/measures/choice_words.h"

namespace closeloop {
namespace {

using eventstore::Day;
using eventstore::view;

/// Notes what one event says about one record.
class Noter {
 public:
  Noter(RecordStore& store, Number about, Day effective_on)
      : store_{store}, about_{about}, effective_on_{effective_on} {}

  template <typename Ids>
  void link(RecordKind to, const Ids& ids) {
    for (const auto id : ids) store_.link(about_, store_.number_of(to, view(id.getText())));
  }
  template <typename Ids>
  void replace(RecordKind to, const Ids& ids) {
    if (ids.size() == 0) return;
    store_.unlink(about_, to, [&](Number lost) { lose(lost); });
    link(to, ids);
  }
  /// What this record filled for others, it fills no more.
  void lose_all() {
    store_.back(about_, [&](Number to) { lose(to); });
  }

  template <typename Ids>
  void facet(FacetKind kind, const Ids& ids) {
    for (const auto id : ids) facet_text(kind, view(id.getText()));
  }
  template <typename Ids>
  void replace_facet(FacetKind kind, const Ids& ids) {
    if (ids.size() == 0) return;
    drop_facet(kind);
    facet(kind, ids);
  }
  void facet_text(FacetKind kind, std::string_view text) {
    if (!text.empty()) added_.push_back(store_.facet_of(kind, text));
  }
  void drop_facet(FacetKind kind) { dropped_ |= 1U << static_cast<unsigned>(kind); }

  ~Noter() {
    if (added_.empty() && dropped_ == 0) return;
    auto& record = store_[about_];
    for (const auto facet : store_.facets(record.own_facets)) {
      const auto kind = static_cast<unsigned>(store_.kind_of_facet(facet));
      if ((dropped_ >> kind & 1U) == 0) added_.push_back(facet);
    }
    std::sort(added_.begin(), added_.end());
    added_.erase(std::unique(added_.begin(), added_.end()), added_.end());
    record.own_facets = store_.keep_facets({added_.data(), added_.size()});
  }
  Noter(const Noter&) = delete;
  Noter& operator=(const Noter&) = delete;

 private:
  void set_lost(Number of) {
    auto& lost_on = store_[of].lost_on;
    lost_on = std::max(lost_on, number_of_day(effective_on_));
  }
  [[nodiscard]] auto set_lost_if(RecordKind kind) {
    return [this, kind](Number of) {
      if (store_[of].kind == kind) set_lost(of);
    };
  }

  /// A finding may have lost its learning, learning its action, an action its evidence; nothing
  /// else opens a gap.
  void lose(Number other) {
    store_.touch(other, true);
    const auto kind = store_[other].kind;
    switch (store_[about_].kind) {
      case RecordKind::LEARNING:
        if (kind == RecordKind::FINDING) set_lost(other);
        break;
      case RecordKind::RECOMMENDATION:
        if (kind == RecordKind::LEARNING) set_lost(other);
        break;
      case RecordKind::ACTION:
        if (kind == RecordKind::LEARNING) set_lost(other);
        if (kind == RecordKind::FINDING) store_.forward(other, set_lost_if(RecordKind::LEARNING));
        if (kind == RecordKind::RECOMMENDATION) {
          store_.back(other, set_lost_if(RecordKind::LEARNING));
        }
        break;
      case RecordKind::EVIDENCE:
        if (kind == RecordKind::ACTION) set_lost(other);
        if (kind == RecordKind::FINDING) store_.forward(other, set_lost_if(RecordKind::ACTION));
        break;
      default: break;
    }
  }

  RecordStore& store_;
  Number about_;
  Day effective_on_;
  boost::container::small_vector<FacetNumber, 16> added_;
  unsigned dropped_ = 0;
};

}  // namespace

void note_links(RecordStore& store, Number about, review::Event::Reader event, Day effective_on) {
  Noter note{store, about, effective_on};
  if (!event.isOpened()) return;
  const auto opened = event.getOpened();
  note.facet(FacetKind::priority_area, opened.getPriorityAreas());
  note.facet(FacetKind::theme, opened.getThemes());
}

void note_links(RecordStore& store, Number about, finding::Event::Reader event, Day effective_on) {
  Noter note{store, about, effective_on};
  if (event.isRaised()) {
    const auto raised = event.getRaised();
    note.link(RecordKind::REVIEW, raised.getReviews());
    note.facet(FacetKind::theme, raised.getThemes());
    note.facet(FacetKind::priority_area, raised.getPriorityAreas());
    note.facet_text(FacetKind::journey_stage, words(raised.getJourneyStage()).name);
  } else if (event.isCorrected()) {
    const auto corrected = event.getCorrected();
    note.replace_facet(FacetKind::theme, corrected.getThemes());
    note.replace_facet(FacetKind::priority_area, corrected.getPriorityAreas());
    if (corrected.getJourneyStage() != JourneyStage::UNSET) {
      note.drop_facet(FacetKind::journey_stage);
      note.facet_text(FacetKind::journey_stage, words(corrected.getJourneyStage()).name);
    }
  }
}

void note_links(RecordStore& store, Number about, learning::Event::Reader event, Day effective_on) {
  Noter note{store, about, effective_on};
  switch (event.which()) {
    case learning::Event::AGREED: {
      const auto agreed = event.getAgreed();
      note.link(RecordKind::FINDING, agreed.getFindings());
      note.link(RecordKind::REVIEW, agreed.getReviews());
      note.facet(FacetKind::theme, agreed.getThemes());
      break;
    }
    case learning::Event::CORRECTED: {
      const auto corrected = event.getCorrected();
      note.replace(RecordKind::FINDING, corrected.getFindings());
      note.replace_facet(FacetKind::theme, corrected.getThemes());
      break;
    }
    case learning::Event::LINKED: {
      const auto linked = event.getLinked();
      note.link(RecordKind::FINDING, linked.getFindings());
      note.link(RecordKind::REVIEW, linked.getReviews());
      break;
    }
  }
}

void note_links(RecordStore& store, Number about, recommendation::Event::Reader event,
                Day effective_on) {
  Noter note{store, about, effective_on};
  switch (event.which()) {
    case recommendation::Event::MADE: {
      const auto made = event.getMade();
      note.link(RecordKind::FINDING, made.getFindings());
      note.link(RecordKind::LEARNING, made.getLearningPoints());
      note.link(RecordKind::REVIEW, made.getReviews());
      note.facet(FacetKind::agency, made.getTo());
      break;
    }
    case recommendation::Event::ANSWERED:  // The action came of it, whichever was first.
      for (const auto id : event.getAnswered().getActions()) {
        store.link(store.number_of(RecordKind::ACTION, view(id.getText())), about);
      }
      break;
    case recommendation::Event::CORRECTED: {
      const auto corrected = event.getCorrected();
      note.replace(RecordKind::FINDING, corrected.getFindings());
      note.replace(RecordKind::LEARNING, corrected.getLearningPoints());
      break;
    }
    case recommendation::Event::ACCEPTED:
    case recommendation::Event::DECLINED: break;
  }
}

void note_links(RecordStore& store, Number about, action::Event::Reader event, Day effective_on) {
  Noter note{store, about, effective_on};
  switch (event.which()) {
    case action::Event::AGREED: {
      const auto agreed = event.getAgreed();
      note.link(RecordKind::FINDING, agreed.getFindings());
      note.link(RecordKind::LEARNING, agreed.getLearningPoints());
      note.link(RecordKind::RECOMMENDATION, agreed.getRecommendations());
      note.link(RecordKind::REVIEW, agreed.getReviews());
      note.facet_text(FacetKind::agency, view(agreed.getLeadAgency().getText()));
      note.facet(FacetKind::agency, agreed.getSupportingAgencies());
      note.facet_text(FacetKind::post, view(agreed.getOwner().getText()));
      note.facet(FacetKind::theme, agreed.getThemes());
      note.facet(FacetKind::priority_area, agreed.getPriorityAreas());
      break;
    }
    case action::Event::CORRECTED: {
      const auto corrected = event.getCorrected();
      note.replace(RecordKind::FINDING, corrected.getFindings());
      note.replace_facet(FacetKind::theme, corrected.getThemes());
      note.replace_facet(FacetKind::priority_area, corrected.getPriorityAreas());
      if (corrected.hasOwner()) {
        note.drop_facet(FacetKind::post);
        note.facet_text(FacetKind::post, view(corrected.getOwner().getText()));
      }
      break;  // Agencies: see note_agencies.
    }
    case action::Event::LINKED: {
      const auto linked = event.getLinked();
      note.link(RecordKind::FINDING, linked.getFindings());
      note.link(RecordKind::LEARNING, linked.getLearningPoints());
      note.link(RecordKind::RECOMMENDATION, linked.getRecommendations());
      break;
    }
    case action::Event::DECLINED:
    case action::Event::SUPERSEDED:
    case action::Event::WITHDRAWN: note.lose_all(); break;
    case action::Event::ACCEPTED:
    case action::Event::PROGRESSED:
    case action::Event::DATE_MOVED:
    case action::Event::BLOCKED:
    case action::Event::DELIVERED:
    case action::Event::DELIVERY_VERIFIED:
    case action::Event::RETURNED:
    case action::Event::REOPENED:
    case action::Event::SOURCE_STATUS_REPORTED:
    case action::Event::UNBLOCKED: break;
  }
}

void note_agencies(RecordStore& store, Number about, const action::State& state) {
  Noter note{store, about, {}};
  note.drop_facet(FacetKind::agency);
  note.facet_text(FacetKind::agency, state.lead_agency.text());
  for (const auto& agency : state.supporting_agencies) {
    note.facet_text(FacetKind::agency, agency.text());
  }
}

void note_links(RecordStore& store, Number about, evidence::Event::Reader event, Day effective_on) {
  Noter note{store, about, effective_on};
  if (event.isRecorded()) {
    note.link(RecordKind::ACTION, event.getRecorded().getActions());
    note.link(RecordKind::FINDING, event.getRecorded().getFindings());
  }
}

void note_outcome_withdrawn(RecordStore& store, Number about, Day effective_on) {
  Noter{store, about, effective_on}.lose_all();
}

void note_links(RecordStore&, Number, agency::Event::Reader, Day) {}

void note_links(RecordStore& store, Number about, person::Event::Reader event, Day effective_on) {
  Noter note{store, about, effective_on};
  const auto place = [&](const auto& given) {
    note.drop_facet(FacetKind::agency);
    note.drop_facet(FacetKind::post);
    note.facet_text(FacetKind::agency, view(given.getAgency().getText()));
    note.facet_text(FacetKind::post, view(given.getPost().getText()));
  };
  if (event.isAdded()) place(event.getAdded());
  if (event.isRoleGiven()) place(event.getRoleGiven());
}

void note_links(RecordStore&, Number, board::Event::Reader, Day) {}

void note_links(RecordStore& store, Number about, indicator::Event::Reader event,
                Day effective_on) {
  Noter note{store, about, effective_on};
  if (!event.isDefined() && !event.isRevised()) return;
  const auto said = event.isDefined() ? event.getDefined() : event.getRevised();
  note.drop_facet(FacetKind::priority_area);
  note.facet_text(FacetKind::priority_area, view(said.getPriorityArea().getText()));
}

void note_links(RecordStore& store, Number about, series::Event::Reader event, Day effective_on) {
  Noter note{store, about, effective_on};
  const auto measures = [&](std::string_view indicator) {
    if (indicator.empty()) return;
    store.unlink(about, RecordKind::INDICATOR, [](Number) {});
    store.link(about, store.number_of(RecordKind::INDICATOR, indicator));
  };
  if (event.isOpened()) {
    const auto opened = event.getOpened();
    measures(view(opened.getIndicator().getText()));
    note.facet_text(FacetKind::agency, view(opened.getAgency().getText()));
  } else if (event.isIndicatorSet()) {
    measures(view(event.getIndicatorSet().getIndicator().getText()));
  }
}

void note_links(RecordStore& store, Number about, data_return::Event::Reader event,
                Day effective_on) {
  if (!event.isRequested()) return;
  Noter note{store, about, effective_on};
  note.facet_text(FacetKind::agency, view(event.getRequested().getAgency().getText()));
  for (const auto indicator : event.getRequested().getIndicators()) {
    store.link(about, store.number_of(RecordKind::INDICATOR, view(indicator.getText())));
  }
}

void note_links(RecordStore& store, Number about, question::Event::Reader event, Day effective_on) {
  if (!event.isAsked() && !event.isReworded()) return;
  Noter note{store, about, effective_on};
  const auto said = event.isAsked() ? event.getAsked() : event.getReworded();
  note.drop_facet(FacetKind::priority_area);
  note.drop_facet(FacetKind::theme);
  note.facet_text(FacetKind::priority_area, view(said.getPriorityArea().getText()));
  note.facet(FacetKind::theme, said.getThemes());
}

void note_links(RecordStore& store, Number about, service::Event::Reader event, Day effective_on) {
  if (!event.isRegistered() && !event.isChanged()) return;
  Noter note{store, about, effective_on};
  const auto said = event.isRegistered() ? event.getRegistered() : event.getChanged();
  note.drop_facet(FacetKind::priority_area);
  note.facet(FacetKind::priority_area, said.getPriorityAreas());
}

void note_links(RecordStore& store, Number about, strategy::Event::Reader event, Day effective_on) {
  if (!event.isAdopted() && !event.isRevised()) return;
  Noter note{store, about, effective_on};
  const auto said = event.isAdopted() ? event.getAdopted() : event.getRevised();
  note.drop_facet(FacetKind::priority_area);
  note.facet_text(FacetKind::priority_area, view(said.getPriorityArea().getText()));
}

void note_links(RecordStore&, Number, code_list::Event::Reader, Day) {}

bool is_shown(review::Event::Reader) { return true; }
bool is_shown(finding::Event::Reader) { return true; }
bool is_shown(learning::Event::Reader event) { return !event.isLinked(); }
bool is_shown(recommendation::Event::Reader event) { return !event.isAccepted(); }

bool is_shown(action::Event::Reader event) {
  switch (event.which()) {
    case action::Event::ACCEPTED:
    case action::Event::PROGRESSED:
    case action::Event::DELIVERED:
    case action::Event::DELIVERY_VERIFIED:
    case action::Event::LINKED:
    case action::Event::UNBLOCKED: return false;
    default: return true;
  }
}

bool is_shown(evidence::Event::Reader) { return true; }
bool is_shown(agency::Event::Reader) { return true; }
bool is_shown(person::Event::Reader event) { return event.isAdded() || event.isRoleGiven(); }
bool is_shown(board::Event::Reader) { return true; }
bool is_shown(indicator::Event::Reader) { return true; }
// Its figures are in its state; only they come by the million.
bool is_shown(series::Event::Reader event) { return !event.isMeasured(); }
bool is_shown(data_return::Event::Reader) { return true; }
bool is_shown(question::Event::Reader) { return true; }
bool is_shown(service::Event::Reader) { return true; }
bool is_shown(strategy::Event::Reader) { return true; }
bool is_shown(code_list::Event::Reader) { return true; }

}  // namespace closeloop
