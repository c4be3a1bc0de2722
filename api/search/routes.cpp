#include "api/search/routes.h"

#include <algorithm>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "api/answer.h"
#include "api/pages.h"
#include "api/pages/frame.h"
#include "api/record_states.h"
#include "api/search/words.h"
#include "eventstore/schema/text.h"
#include "projections/describe.h"
#include "projections/queries.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;

constexpr std::string_view search_parameters[] = {"q", "kind"};
/// An index that is this close to the head is worth a moment's wait: who has just recorded
/// something wants to find it.
constexpr std::uint64_t nearly_level = 1000;
constexpr std::chrono::milliseconds moment{200};
constexpr std::chrono::seconds wait_max{2};

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

json::array pieces_json(const std::vector<TextPiece>& pieces) {
  json::array all;
  for (const auto& piece : pieces) {
    all.push_back(
        json::object{{"text", eventstore::printable(piece.text)}, {"found", piece.found}});
  }
  return all;
}

std::string joined(const std::vector<TextPiece>& pieces) {
  std::string text;
  for (const auto& piece : pieces) text += piece.text;
  return text;
}

/// What was asked, and what the index said before the board was looked at.
struct Found {
  std::string query;
  std::string kind;
  bool first_page = true;
  SearchHits hits;
  eventstore::Position read;  ///< How far the index was.
};

Result<Found> look_up(const Call& call, const Shelf& shelf) {
  Found found{.query = std::string{trimmed(call.parameters.text("q"))},
              .kind = std::string{call.parameters.text("kind")},
              .first_page = call.parameters.text("cursor").empty(),
              .hits = {},
              .read = {}};
  if (!found.kind.empty() && find_resource(found.kind) == nullptr) {
    return eventstore::invalid("parameter",
                               "kind must be a kind of record, such as findings or actions.");
  }
  if (const auto least = call.parameters.number("min_position")) {
    if (!shelf.search->wait_for(eventstore::Position{*least}, wait_max)) {
      return eventstore::unavailable(
          "views.behind", fmt::format("Position {} can't be found yet. Try again.", *least));
    }
  } else if (const auto head = shelf.log.head();
             head.number() - std::min(head, shelf.search->position()).number() < nearly_level) {
    (void)shelf.search->wait_for(head, moment);
  }
  found.read = shelf.search->position();
  BOOST_OUTCOME_TRY(auto expression, search_expression(found.query));
  const auto page = call.parameters.page();
  BOOST_OUTCOME_TRY(found.hits, shelf.search->find({.expression = std::move(expression),
                                                    .resource = found.kind,
                                                    .cursor = page.cursor,
                                                    .limit = page.limit}));
  return found;
}

/// The records whose id it is, in whichever case it was typed.
std::vector<std::string> exactly(const Found& found, const Board& board) {
  std::vector<std::string> streams;
  if (!found.first_page || !eventstore::is_id(found.query)) return streams;
  std::string upper = found.query;
  std::ranges::transform(upper, upper.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  for (const auto& kind : resource_kinds()) {
    if (!found.kind.empty() && kind.resource != found.kind) continue;
    for (const auto& id : {found.query, upper}) {
      if (!board.exists(kind.resource, id)) continue;
      streams.push_back(stream_of(kind.resource, id));
      break;
    }
  }
  return streams;
}

std::string sentence_of(const Found& found, std::uint64_t count, bool of_past) {
  if (found.query.empty()) return "Find a record by its id or by words in it.";
  if (count > SearchHits::counted_max) {
    return fmt::format("More than {} hold \u201c{}\u201d. Add a word to see fewer.",
                       counted(SearchHits::counted_max, "record", "records"), found.query);
  }
  if (count == 0) return fmt::format("Nothing was found for \u201c{}\u201d.", found.query);
  return fmt::format("{} found for \u201c{}\u201d{}.",
                     sentence_case(counted(count, "record was", "records were")), found.query,
                     of_past ? " by what is known today" : "");
}

json::array kinds_json(std::string_view chosen) {
  json::array kinds;
  for (const auto& kind : resource_kinds()) {
    auto label = sentence_case(std::string{kind.resource});
    std::ranges::replace(label, '-', ' ');
    kinds.push_back(json::object{{"value", kind.resource},
                                 {"label", std::move(label)},
                                 {"selected", kind.resource == chosen}});
  }
  return kinds;
}

/// A line of the answer; what the index knows of is shown as the board has it.
std::optional<json::object> row_of(const SearchHit& hit, const Seen& seen) {
  const auto slash = std::min(hit.stream.find('/'), hit.stream.size());
  const auto resource = hit.stream.substr(0, slash);
  const auto id = hit.stream.substr(std::min(slash + 1, hit.stream.size()));
  auto row = found_record(*seen.board, resource, id, seen.asked_on, seen.audience);
  if (!row) return row;
  const std::string title{row->at("title").as_string()};
  row->emplace("kindLabel", sentence_case(std::string{row->at("kind").as_string()}));
  // The board may know a title that the index has not read yet.
  const bool same = joined(hit.title) == title;
  row->emplace("titlePieces",
               pieces_json(same ? hit.title : std::vector<TextPiece>{{title, false}}));
  // The index holds what is said today: of the past only the record itself is shown.
  row->emplace("snippet", seen.as_at.is_past() ? json::array{} : pieces_json(hit.snippet));
  return row;
}

json::object model_of(const Found& found, const Seen& seen, eventstore::Position head) {
  json::array rows;
  const auto exact = exactly(found, *seen.board);
  std::uint64_t count = found.hits.count;
  for (const auto& stream : exact) {
    const auto known = std::ranges::find(found.hits.hits, stream, &SearchHit::stream);
    if (known == found.hits.hits.end()) ++count;
    auto row = row_of(known == found.hits.hits.end() ? SearchHit{stream, {}, {}} : *known, seen);
    if (row) rows.push_back(std::move(*row));
  }
  for (const auto& hit : found.hits.hits) {
    if (std::ranges::find(exact, hit.stream) != exact.end()) continue;
    if (auto row = row_of(hit, seen)) rows.push_back(std::move(*row));
  }
  json::object model{{"title", found.query.empty() ? "Search" : "Search: " + found.query},
                     {"query", found.query},
                     {"kind", found.kind},
                     {"sentence", sentence_of(found, count, seen.as_at.is_past())},
                     {"count", std::min<std::uint64_t>(count, SearchHits::counted_max)},
                     {"more", count > SearchHits::counted_max},
                     {"searchedTo", found.read.number()},
                     {"kinds", kinds_json(found.kind)},
                     {"rows", std::move(rows)}};
  if (!found.hits.next.empty()) model["next"] = found.hits.next;
  if (seen.as_at.is_past() && !found.query.empty()) {
    model["ofToday"] =
        "Search goes by the words that are known today. Of the records found, only those are "
        "listed that were known then, as they were then.";
  }
  if (found.read.number() + nearly_level < head.number()) {
    model["notLevel"] = fmt::format(
        "Search is being made ready: it has read {} of {} events. More may be found in a while.",
        found.read.number(), head.number());
  }
  return model;
}

}  // namespace

void add_search_routes(Router& router, const Shelf& shelf) {
  router.add({.method = "GET",
              .pattern = "/api/v1/search",
              .operation = "search",
              .tag = "Search",
              .summary = "Records found by the ids, titles and texts that are known today",
              .access = Access::bearer,
              .parameters = taking(as_at_parameters, search_parameters, page_parameters),
              .handler = [shelf](const Call& call) -> Result<Response> {
                BOOST_OUTCOME_TRY(const auto found, look_up(call, shelf));
                return answer(
                    call, shelf,
                    [&](const Seen& seen) -> Result<json::object> {
                      return model_of(found, seen, shelf.log.head());
                    },
                    fmt::format("s{}", found.read.number()));
              },
              .command = nullptr,
              .answer = "SearchAnswer"});
}

void add_search_page(Router& router, const Shelf& shelf) {
  router.add(page_route("/search", taking(as_at_parameters, search_parameters, page_parameters),
                        [shelf](const Call& call) -> Result<Response> {
                          BOOST_OUTCOME_TRY(const auto found, look_up(call, shelf));
                          return show_page(call, shelf, "search", "Search",
                                           [&](const Seen& seen) -> Result<json::object> {
                                             auto model = model_of(found, seen, shelf.log.head());
                                             model["searching"] = true;
                                             return model;
                                           });
                        }));
}

}  // namespace closeloop::api
