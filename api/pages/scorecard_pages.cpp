#include "api/pages/scorecard_pages.h"

#include "api/exports/export_answer.h"
#include "api/measure_queries.h"
#include "api/pages.h"
#include "api/pages/frame.h"
#include "api/pages/next_steps.h"
#include "api/pages/return_pages.h"
#include "domain/permissions.h"

namespace closeloop::api {

void add_scorecard_pages(Router& router, const Shelf& shelf) {
  for (const auto& question : measure_questions()) {
    if (question.page.empty()) continue;  // Shown elsewhere, with what may be done next.
    router.add(board_page(
        std::string{question.path}, parameters_with_format(question),
        [shelf, &question](const Call& call) {
          if (asks_for_file(call)) return export_answer(call, shelf, question);
          return show_page(
              call, shelf, question.page, "Scorecards",
              [&](const Seen& seen) -> Result<boost::json::object> {
                BOOST_OUTCOME_TRY(auto model, answer_of(question, seen, call, shelf));
                if (question.page == "data_returns") {
                  add_data_return_steps(model, call, seen);
                }
                if (!question.creates.empty()) {
                  add_creation(model, call, seen, question.creates);
                }
                add_forms_of_figures(model, call, seen);
                if (!seen.as_at.is_past() && may(call.actor.role, "series", "write-narrative")) {
                  model["mayWriteNarrative"] = true;
                }
                return model;
              });
        }));
  }
}

}  // namespace closeloop::api
