#pragma once

#include <cstddef>
#include <string>

#include <boost/json/object.hpp>

#include "eventstore/core/error.h"
#include "eventstore/core/time.h"

/// What the questions to a Board have in common. Each is answered by one view model: the JSON
/// that the API serves, the page renders and the command line prints. Pure: what depends on a
/// date takes the day it is asked for. None of them grows with the length of the log; lists cost
/// what their page holds.
namespace closeloop {

struct Filter {
  std::string agency;         ///< Lead or supporting. Empty: any.
  std::string priority_area;  ///< "neglect"
  std::string theme;
  std::string journey_stage = {};  ///< "earlyHelp"
  std::string stage;               ///< A loop stage's name, such as "actionsUnderWay".
  std::string gap;                 ///< A gap's name, such as "findingWithoutLearning".
};

struct Page {
  std::string cursor;      ///< As a former page gave it; empty: the first.
  std::size_t limit = 50;  ///< 1 to 200.
};

using eventstore::Day;
using eventstore::iso;
using eventstore::long_form;
using eventstore::Result;

}  // namespace closeloop
