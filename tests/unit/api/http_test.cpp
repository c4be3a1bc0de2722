#include "api/http.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace closeloop::api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(CleanPath, decodes_each_segment) {
  EXPECT_EQ(clean_path("/"), "/");
  EXPECT_EQ(clean_path("/api/v1/actions/A-31"), "/api/v1/actions/A-31");
  EXPECT_EQ(clean_path("/%61pi"), "/api");
}

TEST(CleanPath, refuses_tricks) {
  for (const auto* target : {"",      "api",     "//",        "/a//b",  "/a/",
                             "/.",    "/a/../b", "/%2e%2e/b", "/a%2fb", "/a%5cb",
                             "/a\\b", "/%00",    "/a%0d%0ab", "/%ff",   "/%c0%ae",
                             "/%",    "/%4",     "/%zz",      "/a b",   "http://else.where/"}) {
    EXPECT_EQ(clean_path(target), std::nullopt) << target;
  }
  EXPECT_EQ(clean_path("/" + std::string(1000, 'a')), std::nullopt);
}

TEST(PercentEncoding, goes_there_and_back) {
  const std::string text = "a b&c=d/é+%";
  EXPECT_EQ(percent_decoded(percent_encoded(text), true), text);
  EXPECT_EQ(percent_decoded("a+b", true), "a b");
  EXPECT_EQ(percent_decoded("a+b", false), "a+b");
  EXPECT_EQ(percent_decoded("a%00b", false), std::nullopt);
}

TEST(WireFormat, is_head_and_body_with_the_headers_that_every_answer_has) {
  const Response response{200, "application/json", "{}", {{"ETag", "\"v1\""}}};
  const auto bytes = wire_format(response, false, true);
  EXPECT_THAT(bytes, ::testing::StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(bytes, ::testing::EndsWith("\r\n\r\n{}"));
  for (const auto* line :
       {"Content-Length: 2\r\n", "ETag: \"v1\"\r\n", "X-Content-Type-Options: nosniff\r\n",
        "Content-Security-Policy: default-src 'none'", "frame-ancestors 'none'",
        "Referrer-Policy: no-referrer\r\n", "Cache-Control: private, no-cache\r\n",
        "Connection: keep-alive\r\n"}) {
    EXPECT_THAT(bytes, HasSubstr(line));
  }
  EXPECT_THAT(bytes, Not(HasSubstr("Access-Control")));
}

TEST(WireFormat, of_a_page_allows_its_own_styles_and_is_not_stored) {
  const auto bytes = wire_format({200, "text/html; charset=utf-8", "<p>", {}}, false, false);
  EXPECT_THAT(bytes, HasSubstr("style-src 'self'"));
  EXPECT_THAT(bytes, HasSubstr("Cache-Control: no-store\r\n"));
  EXPECT_THAT(bytes, HasSubstr("Connection: close\r\n"));
  EXPECT_THAT(bytes, Not(HasSubstr("unsafe")));
}

TEST(WireFormat, leaves_the_body_out_where_there_must_be_none) {
  EXPECT_THAT(wire_format({200, "text/plain", "abc", {}}, true, true),
              ::testing::AllOf(HasSubstr("Content-Length: 3\r\n"), Not(HasSubstr("abc"))));
  EXPECT_THAT(wire_format({304, {}, {}, {}}, false, true), Not(HasSubstr("Content-Length")));
}

TEST(WireFormat, sends_no_header_that_has_a_line_break_in_it) {
  const Response response{200, "text/plain", "", {{"X-One", "a\r\nX-Two: b"}}};
  EXPECT_THAT(wire_format(response, false, true), Not(HasSubstr("X-Two")));
}

TEST(PrefersHtml, is_true_of_browsers_only) {
  const auto accepting = [](std::string accept) {
    return Request{"GET", "/", "", {{"accept", std::move(accept)}}, "", ""};
  };
  EXPECT_TRUE(prefers_html(accepting("text/html,application/xhtml+xml,*/*;q=0.8")));
  EXPECT_FALSE(prefers_html(accepting("*/*")));
  EXPECT_FALSE(prefers_html(accepting("application/json, text/html")));
}

}  // namespace
}  // namespace closeloop::api
