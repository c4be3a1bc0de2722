#pragma once

#include "domain/action.h"
#include "domain/code_list.h"
#include "domain/data_return.h"
#include "domain/indicator.h"
#include "domain/question.h"
#include "domain/series.h"
#include "domain/service.h"
#include "domain/strategy.h"
#include "eventstore/core/time.h"
#include "projections/record_store.h"

namespace closeloop {

/// What an event says of links and facets, noted for the record it is about. One overload for
/// each aggregate; a correction that names links of a kind replaces those of that kind.
void note_links(RecordStore&, Number, review::Event::Reader, eventstore::Day effective_on);
void note_links(RecordStore&, Number, finding::Event::Reader, eventstore::Day effective_on);
void note_links(RecordStore&, Number, learning::Event::Reader, eventstore::Day effective_on);
void note_links(RecordStore&, Number, recommendation::Event::Reader, eventstore::Day effective_on);
void note_links(RecordStore&, Number, action::Event::Reader, eventstore::Day effective_on);
void note_links(RecordStore&, Number, evidence::Event::Reader, eventstore::Day effective_on);
void note_links(RecordStore&, Number, agency::Event::Reader, eventstore::Day effective_on);
void note_links(RecordStore&, Number, person::Event::Reader, eventstore::Day effective_on);
void note_links(RecordStore&, Number, board::Event::Reader, eventstore::Day effective_on);
void note_links(RecordStore&, Number, indicator::Event::Reader, eventstore::Day effective_on);
void note_links(RecordStore&, Number, series::Event::Reader, eventstore::Day effective_on);
void note_links(RecordStore&, Number, data_return::Event::Reader, eventstore::Day effective_on);
void note_links(RecordStore&, Number, question::Event::Reader, eventstore::Day effective_on);
void note_links(RecordStore&, Number, service::Event::Reader, eventstore::Day effective_on);
void note_links(RecordStore&, Number, strategy::Event::Reader, eventstore::Day effective_on);
void note_links(RecordStore&, Number, code_list::Event::Reader, eventstore::Day effective_on);

/// The agencies of an action as its state has them, after a correction of either kind.
void note_agencies(RecordStore&, Number, const action::State&);

/// What outcome evidence showed for others, it shows no more.
void note_outcome_withdrawn(RecordStore&, Number, eventstore::Day effective_on);

/// Whether views show words of this event, so that it must be kept.
[[nodiscard]] bool is_shown(review::Event::Reader);
[[nodiscard]] bool is_shown(finding::Event::Reader);
[[nodiscard]] bool is_shown(learning::Event::Reader);
[[nodiscard]] bool is_shown(recommendation::Event::Reader);
[[nodiscard]] bool is_shown(action::Event::Reader);
[[nodiscard]] bool is_shown(evidence::Event::Reader);
[[nodiscard]] bool is_shown(agency::Event::Reader);
[[nodiscard]] bool is_shown(person::Event::Reader);
[[nodiscard]] bool is_shown(board::Event::Reader);
[[nodiscard]] bool is_shown(indicator::Event::Reader);
[[nodiscard]] bool is_shown(series::Event::Reader);
[[nodiscard]] bool is_shown(data_return::Event::Reader);
[[nodiscard]] bool is_shown(question::Event::Reader);
[[nodiscard]] bool is_shown(service::Event::Reader);
[[nodiscard]] bool is_shown(strategy::Event::Reader);
[[nodiscard]] bool is_shown(code_list::Event::Reader);

}  // namespace closeloop
