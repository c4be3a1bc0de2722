#include "api/pages/scorecard_pages.h"

#include "api/measure_queries.h"
#include "api/pages.h"
#include "api/pages/frame.h"

namespace closeloop::api {

void add_scorecard_pages(Router& router, const Shelf& shelf) {
  for (const auto& question : measure_questions()) {
    router.add(board_page(
        std::string{question.path}, question.parameters, [shelf, &question](const Call& call) {
          return show_page(call, shelf, question.page, "Scorecards",
                           [&](const Seen& seen) { return question.ask(seen, call); });
        }));
  }
}

}  // namespace closeloop::api
