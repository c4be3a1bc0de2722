#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "projections/board_records.h"
#include "projections/page.h"

namespace closeloop {

/// Who asked the question, at which meeting and when (R66): by, meeting, on. What is not known is
/// left out.
[[nodiscard]] boost::json::object asked_json(const Board::Records& records, Number question);

/// What the Board answered to a question, oldest first (R66): how sure it is, when, the event that
/// says so, and the findings, evidence and figures that the answer rests on.
[[nodiscard]] boost::json::array board_answers(const Board::Records& records, Number question);

/// How far the Board said that it is assured (R79): the level, what it rests on in words, the
/// changes and evidence that it cites, each as it stands now, until when it holds and whether it
/// has lapsed by the day that is asked for. Empty if the Board has not said.
[[nodiscard]] boost::json::object assurance_json(const Board::Records& records, Number question,
                                                 Day asked_on);

}  // namespace closeloop
