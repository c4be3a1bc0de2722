#pragma once

/// All the questions that can be asked of a Board.
#include "projections/filter_choices.h"
#include "projections/finding_loop.h"
#include "projections/found_records.h"
#include "projections/loop_list.h"
#include "projections/loop_measures.h"
#include "projections/measures/scorecard.h"
#include "projections/measures/series_chart.h"
#include "projections/plan_summary.h"
#include "projections/records.h"
#include "projections/registers/code_lists.h"
#include "projections/registers/service_register.h"
#include "projections/registers/strategy_register.h"
#include "projections/traceability.h"
#include "projections/work_lists.h"
