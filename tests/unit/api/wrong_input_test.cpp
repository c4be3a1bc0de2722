#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/civetweb_server.h"
#include "tests/support/raw_client.h"
#include "tests/support/served_board.h"

/// Wrong input at the door of HTTP: each row is a request as bytes on a socket, and what it is
/// told. After all of them the board holds what it held before.
namespace closeloop::testing {
namespace {

using ::testing::HasSubstr;

/// What one is told.
struct Told {
  const char* name;
  int status;
  const char* problem;  ///< The end of its type.
  const char* says;     ///< Part of the answer.
};

/// What was sent: put together by hand, so that any part of it can be wrong.
struct Sent {
  std::string method = "POST";
  std::string target = "/api/v1/reviews";
  std::string token = "analyst";
  std::string headers = {};  ///< Beside Host, Authorization, and those that are not left out.
  std::string body = R"({"kind": "rapidReview", "title": "x"})";
  bool key = true;   ///< Send an Idempotency-Key.
  bool json = true;  ///< Send Content-Type: application/json.
  bool length = true;
};

struct Wrong {
  Told told;
  Sent sent;
};

std::string nul_in(std::string text) {
  text.replace(text.find('#'), 1, 1, '\0');
  return text;
}

const std::string on_action = "/api/v1/actions/A-1/";
const std::string seen = "If-Match: \"v2\"\r\n";

std::vector<Wrong> table() {
  return {
      // --- JSON that is none.
      {{"json_cut", 400, "malformed", "JSON"}, {.body = R"({"kind": "rapidReview")"}},
      {{"json_empty_word", 400, "malformed", "JSON"}, {.body = "nonsense"}},
      {{"json_trailing", 400, "malformed", "JSON"}, {.body = R"({"title": "x"} {"title": "y"})"}},
      {{"json_single_quotes", 400, "malformed", "JSON"}, {.body = "{'title': 'x'}"}},
      {{"json_comment", 400, "malformed", "JSON"}, {.body = R"({"title": "x" /* no */})"}},
      {{"json_nan", 400, "malformed", "JSON"}, {.body = R"({"title": NaN})"}},
      {{"json_deep", 400, "malformed", ""},
       {.body = std::string(500, '[') + std::string(500, ']')}},
      {{"json_invalid_utf8", 400, "malformed", ""},
       {.body = "{\"kind\": \"rapidReview\", \"title\": \"\xff\xfe\"}"}},
      {{"json_nul_byte", 400, "malformed", "JSON"},
       {.body = nul_in(R"({"kind": "rapidReview", "title#": "x"})")}},
      {{"json_array", 422, "invalid", ""}, {.body = "[]"}},
      {{"json_number", 422, "invalid", ""}, {.body = "5"}},
      {{"json_null", 422, "invalid", ""}, {.body = "null"}},
      {{"json_name_twice", 422, "invalid", "title"},
       {.body = R"({"kind": "rapidReview", "title": "x", "title": "y"})"}},
      // --- Fields.
      {{"no_body", 422, "invalid", "Title is required."}, {.body = ""}},
      {{"empty_object", 422, "invalid", "/kind"}, {.body = "{}"}},
      {{"wrong_type", 422, "invalid", "/title"},
       {.body = R"({"kind": "rapidReview", "title": 5})"}},
      {{"list_for_text", 422, "invalid", "/title"},
       {.body = R"({"kind": "rapidReview", "title": ["x"]})"}},
      {{"text_for_list", 422, "invalid", "/themes"},
       {.body = R"({"kind": "rapidReview", "title": "x", "themes": "voice"})"}},
      {{"unknown_field", 422, "invalid", "There is no field called 'titel' here."},
       {.body = R"({"kind": "rapidReview", "title": "x", "titel": "y"})"}},
      {{"unknown_choice", 422, "invalid", "/kind"}, {.body = R"({"kind": "party", "title": "x"})"}},
      {{"unset_choice", 422, "invalid", "/kind"}, {.body = R"({"kind": "unset", "title": "x"})"}},
      {{"blank_text", 422, "invalid", "/title"},
       {.body = R"({"kind": "rapidReview", "title": "  "})"}},
      {{"too_long", 422, "invalid", "300 characters or fewer; it has 301"},
       {.body = R"({"kind": "rapidReview", "title": ")" + std::string(301, 'x') + "\"}"}},
      {{"control_character", 422, "invalid", "/title"},
       {.body = R"({"kind": "rapidReview", "title": "a\u0007b"})"}},
      {{"escaped_nul", 422, "invalid", "/title"},
       {.body = R"({"kind": "rapidReview", "title": "a\u0000b"})"}},
      {{"no_such_day", 422, "invalid", "/heldOn"},
       {.body = R"({"kind": "rapidReview", "title": "x", "heldOn": "2017-02-30"})"}},
      {{"day_with_time", 422, "invalid", "/heldOn"},
       {.body = R"({"kind": "rapidReview", "title": "x", "heldOn": "2017-02-03T10:00:00Z"})"}},
      {{"day_our_way", 422, "invalid", "/heldOn"},
       {.body = R"({"kind": "rapidReview", "title": "x", "heldOn": "03/02/2017"})"}},
      {{"day_as_number", 422, "invalid", "/heldOn"},
       {.body = R"({"kind": "rapidReview", "title": "x", "heldOn": 17200})"}},
      {{"true_tomorrow", 422, "invalid", "/effectiveOn"},
       {.body = R"({"kind": "rapidReview", "title": "x", "effectiveOn": "2017-06-02"})"}},
      {{"bad_id_in_list", 422, "invalid", "/themes/0"},
       {.body = R"({"kind": "rapidReview", "title": "x", "themes": ["a b"]})"}},
      {{"long_list", 422, "invalid", "/themes"},
       {.body = R"({"kind": "rapidReview", "title": "x", "themes": ["a")" +
                [] {
                  std::string more;
                  for (int i = 0; i < 600; ++i) more += ",\"a\"";
                  return more;
                }() +
                "]}"}},
      {{"decided_field", 422, "invalid", "/sourceDigest"},
       {.body = R"({"kind": "rapidReview", "title": "x", "sourceDigest": "ab"})"}},
      {{"negative_count", 422, "invalid", "/casesSeen"},
       {.target = "/api/v1/findings",
        .body = R"({"reviews": ["R-1"], "nature": "concern", "statement": "x", "casesSeen": -1})"}},
      {{"huge_count", 422, "invalid", "/casesSeen"},
       {.target = "/api/v1/findings",
        .body =
            R"({"reviews": ["R-1"], "nature": "concern", "statement": "x", "casesSeen": 1e300})"}},
      {{"no_reason", 422, "invalid", "/reason"},
       {.target = on_action + "block", .token = "agencyLead", .headers = seen, .body = "{}"}},
      {{"someone_elses_name", 422, "invalid", "/actor"},
       {.body = R"({"kind": "rapidReview", "title": "x", "actor": "P-5"})"}},
      {{"on_behalf_of_nobody", 422, "invalid", "There is no person P-99."},
       {.body = R"({"kind": "rapidReview", "title": "x", "onBehalfOf": "P-99"})"}},
      {{"unknown_review", 422, "invalid", "There is no review R-99."},
       {.target = "/api/v1/findings",
        .body = R"({"reviews": ["R-99"], "nature": "concern", "statement": "x"})"}},
      // --- Rules.
      {{"rule_earlier_date", 409, "refused", "later"},
       {.target = on_action + "move-date",
        .token = "agencyLead",
        .headers = seen,
        .body = R"({"newDate": "2017-01-01", "reason": "x"})"}},
      {{"rule_not_delivered", 409, "refused", ""},
       {.target = on_action + "verify-delivery",
        .token = "auditor",
        .headers = seen,
        .body = "{}"}},
      // --- Addresses.
      {{"unknown_resource", 404, "not-found", "nothing at this address"},
       {.target = "/api/v1/cats"}},
      {{"unknown_intent", 404, "not-found", "nothing at this address"},
       {.target = on_action + "eat"}},
      {{"unknown_record", 404, "not-found", "There is no action A-404."},
       {.target = "/api/v1/actions/A-404/block",
        .token = "agencyLead",
        .headers = seen,
        .body = R"({"reason": "x"})"}},
      {{"id_too_long", 400, "malformed", "1 to 64 letters"},
       {.target = "/api/v1/reviews/" + std::string(65, 'a') + "/open"}},
      {{"id_with_odd_letters", 400, "malformed", "1 to 64 letters"},
       {.target = "/api/v1/reviews/R%3A1/open"}},
      {{"taken_id", 409, "exists", "already"}, {.target = "/api/v1/reviews/R-1/open"}},
      {{"old_api", 404, "not-found", ""}, {.target = "/api/v0/reviews"}},
      {{"dot_segments", 400, "malformed", ""}, {.target = "/api/v1/../v1/reviews"}},
      {{"encoded_dots", 400, "malformed", ""}, {.target = "/api/v1/%2e%2e/reviews"}},
      {{"encoded_slash", 400, "malformed", ""}, {.target = "/api/v1/actions%2fA-1/block"}},
      {{"double_slash", 400, "malformed", ""}, {.target = "/api//v1/reviews"}},
      {{"trailing_slash", 400, "malformed", ""}, {.target = "/api/v1/reviews/"}},
      {{"backslash", 400, "malformed", ""}, {.target = "/api/v1/..\\reviews"}},
      {{"encoded_nul", 400, "malformed", ""}, {.target = "/api/v1/reviews%00"}},
      {{"broken_escape", 400, "malformed", ""}, {.target = "/api/v1/reviews%g1"}},
      {{"etc_passwd", 400, "malformed", ""},
       {.method = "GET", .target = "/static/..%2f..%2fetc%2fpasswd", .body = ""}},
      {{"long_target", 400, "", ""}, {.target = "/api/v1/" + std::string(20'000, 'a')}},
      {{"not_a_path", 400, "", ""}, {.target = "api/v1/reviews"}},
      // --- Verbs.
      {{"put", 405, "method", "Nothing recorded can be changed"}, {.method = "PUT"}},
      {{"patch", 405, "method", ""}, {.method = "PATCH", .target = "/api/v1/actions/A-1"}},
      {{"delete", 405, "method", ""},
       {.method = "DELETE", .target = "/api/v1/actions/A-1", .body = ""}},
      {{"delete_event", 405, "method", ""},
       {.method = "DELETE", .target = "/api/v1/events/1", .body = ""}},
      {{"post_on_question", 405, "method", "GET, HEAD"}, {.target = "/api/v1/loops"}},
      {{"get_on_command", 405, "method", "POST"},
       {.method = "GET", .target = "/api/v1/actions/A-1/block", .body = ""}},
      {{"propfind", 501, "verb", ""}, {.method = "PROPFIND", .body = ""}},
      {{"made_up_verb", 400, "", ""}, {.method = "BREW", .body = ""}},
      {{"trace_verb", 400, "", ""}, {.method = "TRACE", .body = ""}},
      // --- Who asks.
      {{"no_token", 401, "sign-in", "Send a token"}, {.token = ""}},
      {{"unknown_token", 401, "sign-in", "unknown"}, {.token = "clp_" + std::string(64, '0')}},
      {{"endless_token", 401, "sign-in", ""}, {.token = std::string(2000, 'a')}},
      {{"basic_sign_in", 401, "sign-in", "bearer"},
       {.token = "", .headers = "Authorization: Basic dXNlcjpwYXNz\r\n"}},
      {{"inspector_writes", 403, "forbidden", "Who may:"}, {.token = "inspector"}},
      {{"lead_raises_review", 403, "forbidden", "Agency lead"}, {.token = "agencyLead"}},
      {{"analyst_adds_person", 403, "forbidden", "Board manager"},
       {.target = "/api/v1/people", .body = R"({"name": "x", "role": "chair"})"}},
      // --- Headers of commands.
      {{"no_key", 400, "idempotency-key", "Idempotency-Key"}, {.key = false}},
      {{"empty_key", 400, "idempotency-key", ""},
       {.headers = "Idempotency-Key: \r\n", .key = false}},
      {{"spaced_key", 400, "idempotency-key", ""},
       {.headers = "Idempotency-Key: a b\r\n", .key = false}},
      {{"endless_key", 400, "idempotency-key", ""},
       {.headers = "Idempotency-Key: " + std::string(256, 'k') + "\r\n", .key = false}},
      {{"two_keys", 400, "malformed", "more than once"},
       {.headers = "Idempotency-Key: a\r\nIdempotency-Key: b\r\n", .key = false}},
      {{"reused_key", 409, "key-reused", ""},
       {.headers = "Idempotency-Key: the-first\r\n", .key = false}},
      {{"no_if_match", 428, "if-match", "version you saw"},
       {.target = on_action + "block", .token = "agencyLead", .body = R"({"reason": "x"})"}},
      {{"stale_if_match", 412, "stale", "now at version 2"},
       {.target = on_action + "block",
        .token = "agencyLead",
        .headers = "If-Match: \"v1\"\r\n",
        .body = R"({"reason": "x"})"}},
      {{"if_match_of_the_future", 412, "stale", ""},
       {.target = on_action + "block",
        .token = "agencyLead",
        .headers = "If-Match: \"v99\"\r\n",
        .body = R"({"reason": "x"})"}},
      {{"if_match_star", 400, "malformed", "If-Match"},
       {.target = on_action + "block",
        .token = "agencyLead",
        .headers = "If-Match: *\r\n",
        .body = R"({"reason": "x"})"}},
      {{"if_match_weak", 400, "malformed", "If-Match"},
       {.target = on_action + "block",
        .token = "agencyLead",
        .headers = "If-Match: W/\"v2\"\r\n",
        .body = R"({"reason": "x"})"}},
      {{"xml", 415, "media-type", "application/json"},
       {.headers = "Content-Type: text/xml\r\n", .json = false}},
      {{"text_plain_json", 415, "media-type", ""},
       {.headers = "Content-Type: text/plain\r\n", .json = false}},
      {{"multipart", 415, "media-type", ""},
       {.headers = "Content-Type: multipart/form-data; boundary=x\r\n", .json = false}},
      {{"form_with_nul", 422, "invalid", ""},
       {.headers = "Content-Type: application/x-www-form-urlencoded\r\n",
        .body = nul_in("kind=rapidReview&title=a#b"),
        .json = false}},
      {{"to_the_past", 409, "past", "can"}, {.target = "/api/v1/reviews?known_at=2017-01-01"}},
      {{"command_with_parameter", 400, "bad-parameter", "takes"},
       {.target = "/api/v1/reviews?x=1"}},
      // --- Bodies and their lengths.
      {{"chunked", 411, "length-required", "Content-Length"},
       {.headers = "Transfer-Encoding: chunked\r\n",
        .body = "5\r\nhello\r\n0\r\n\r\n",
        .length = false}},
      {{"chunked_and_length", 400, "", ""},
       {.headers = "Transfer-Encoding: chunked\r\n", .body = "0\r\n\r\n"}},
      {{"two_lengths", 400, "", ""},
       {.headers = "Content-Length: 2\r\nContent-Length: 5\r\n", .body = "{}", .length = false}},
      {{"same_length_twice", 400, "", ""},
       {.headers = "Content-Length: 2\r\nContent-Length: 2\r\n", .body = "{}", .length = false}},
      {{"length_no_number", 400, "", ""},
       {.headers = "Content-Length: two\r\n", .body = "{}", .length = false}},
      {{"negative_length", 400, "", ""},
       {.headers = "Content-Length: -2\r\n", .body = "{}", .length = false}},
      {{"length_with_sign", 400, "", ""},
       {.headers = "Content-Length: +2\r\n", .body = "{}", .length = false}},
      {{"huge_length", 413, "too-large", "65536"},
       {.headers = "Content-Length: 70000\r\n", .body = "{}", .length = false}},
      {{"absurd_length", 413, "too-large", ""},
       {.headers = "Content-Length: 9223372036854775807\r\n", .body = "{}", .length = false}},
      {{"body_on_get", 400, "malformed", "no body"}, {.method = "GET"}},
      {{"wrong_expect", 400, "malformed", "100-continue"}, {.headers = "Expect: cookies\r\n"}},
      {{"two_hosts", 400, "malformed", "host"}, {.headers = "Host: else.where\r\n"}},
      {{"two_authorizations", 400, "malformed", "more than once"},
       {.headers = "Authorization: Bearer x\r\n"}},
      {{"many_headers", 400, "malformed", "headers"},
       {.headers =
            [] {
              std::string many;
              for (int i = 0; i < 100; ++i) many += "X-" + std::to_string(i) + ": y\r\n";
              return many;
            }()}},
      {{"huge_header", 400, "malformed", "16 KiB"},
       {.headers = "X-Long: " + std::string(20'000, 'x') + "\r\n"}},
      // --- Parameters of questions.
      {{"unknown_parameter", 400, "bad-parameter", "It takes"},
       {.method = "GET", .target = "/api/v1/loops?colour=red", .body = ""}},
      {{"parameter_twice", 400, "bad-parameter", "twice"},
       {.method = "GET", .target = "/api/v1/loops?limit=1&limit=2", .body = ""}},
      {{"limit_zero", 400, "bad-parameter", "1 to 200"},
       {.method = "GET", .target = "/api/v1/loops?limit=0", .body = ""}},
      {{"limit_huge", 400, "bad-parameter", "1 to 200"},
       {.method = "GET", .target = "/api/v1/loops?limit=1000", .body = ""}},
      {{"known_at_nonsense", 400, "bad-parameter", "real date"},
       {.method = "GET", .target = "/api/v1/loops?known_at=yesterday", .body = ""}},
      {{"position_beyond", 400, "bad-parameter", "no event at position"},
       {.method = "GET", .target = "/api/v1/loops?position=999999", .body = ""}},
      {{"min_position_beyond", 503, "unavailable", "not in the views"},
       {.method = "GET", .target = "/api/v1/measures?min_position=999999", .body = ""}},
      {{"wait_too_long", 400, "bad-parameter", "0 to 20"},
       {.method = "GET", .target = "/api/v1/events?wait=3600", .body = ""}},
      {{"event_zero", 404, "not-found", "position"},
       {.method = "GET", .target = "/api/v1/events/0", .body = ""}},
      {{"event_name", 404, "not-found", "position"},
       {.method = "GET", .target = "/api/v1/events/last", .body = ""}},
      {{"event_beyond", 404, "not-found", ""},
       {.method = "GET", .target = "/api/v1/events/99999", .body = ""}},
      {{"record_not_there", 404, "not-found", ""},
       {.method = "GET", .target = "/api/v1/actions/A-404", .body = ""}},
      {{"loop_not_there", 404, "not-found", ""},
       {.method = "GET", .target = "/api/v1/findings/F-404/loop", .body = ""}},
      {{"list_not_there", 404, "not-found", ""},
       {.method = "GET", .target = "/api/v1/work-lists/tomorrow", .body = ""}},
      {{"bad_cursor", 422, "invalid", "cursor"},
       {.method = "GET", .target = "/api/v1/loops?cursor=zzz", .body = ""}},
      {{"unknown_stage", 422, "invalid", ""},
       {.method = "GET", .target = "/api/v1/loops?stage=asleep", .body = ""}},
  };
}

class WrongInput : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    board = new ServedBoard;
    raise_a_loop(*board);
    board->post("reviews/R-9/open", "analyst", R"({"kind": "rapidReview", "title": "first"})",
                {{"idempotency-key", "the-first"}});
    board->catch_up();
    auto started = api::CivetwebServer::start(
        {.host = "127.0.0.1", .port = 0, .threads = 8, .kept_alive = 4},
        [](const api::Request& request) { return board->application->handle(request); });
    ASSERT_TRUE(started);
    server = std::move(started).value().release();
  }
  static void TearDownTestSuite() {
    delete server;
    delete board;
  }

  static std::string bytes_of(const char* name, const Sent& row) {
    std::string bytes = row.method + " " + row.target + " HTTP/1.1\r\nHost: localhost\r\n";
    if (!row.token.empty()) {
      const auto known = board->tokens.find(row.token);
      bytes += "Authorization: Bearer " +
               (known == board->tokens.end() ? row.token : known->second) + "\r\n";
    }
    if (row.key) bytes += std::string{"Idempotency-Key: "} + name + "\r\n";
    if (row.json && !row.body.empty()) bytes += "Content-Type: application/json\r\n";
    if (row.length && !(row.body.empty() && row.method != "POST")) {
      bytes += "Content-Length: " + std::to_string(row.body.size()) + "\r\n";
    }
    return bytes + row.headers + "\r\n" + row.body;
  }

  static ServedBoard* board;
  static api::CivetwebServer* server;
};
ServedBoard* WrongInput::board = nullptr;
api::CivetwebServer* WrongInput::server = nullptr;

TEST_F(WrongInput, gets_a_clear_error_and_changes_nothing) {
  const auto head = board->log->head();
  const auto rows = table();
  EXPECT_GE(rows.size(), 60U);
  for (const auto& [told, sent] : rows) {
    SCOPED_TRACE(told.name);
    RawClient client{server->port()};
    const auto response = client.ask(bytes_of(told.name, sent));
    EXPECT_EQ(status_of(response), told.status) << response;
    const auto body = response.substr(std::min(response.size(), response.find("\r\n\r\n")));
    EXPECT_THAT(response, HasSubstr("Content-Type: application/problem+json"));
    EXPECT_THAT(response, HasSubstr("X-Content-Type-Options: nosniff"));
    if (*told.problem != '\0') {
      EXPECT_THAT(body, HasSubstr("\"type\":\"/problems/" + std::string{told.problem} + "\""));
    }
    EXPECT_THAT(body, HasSubstr(told.says));
    EXPECT_EQ(response.find(board->tokens.at("analyst")), std::string::npos);
  }
  EXPECT_EQ(board->log->head(), head);
  // And the server is as well as before.
  RawClient client{server->port()};
  EXPECT_EQ(status_of(client.ask("GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n")), 200);
}

TEST_F(WrongInput, that_is_no_http_at_all_gets_an_error_or_the_end) {
  for (const std::string bytes :
       {"\r\n\r\n", "\0\0\0\0\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET /\r\n\r\n",
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        "GET / HTTP/1.1\r\nNo colon here\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\n : y\r\n\r\n"}) {
    RawClient client{server->port()};
    const auto response = client.ask(bytes);
    EXPECT_TRUE(response.empty() || status_of(response) >= 400) << bytes << '\n' << response;
  }
  RawClient client{server->port()};
  EXPECT_EQ(status_of(client.ask("GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n")), 200);
}

}  // namespace
}  // namespace closeloop::testing
