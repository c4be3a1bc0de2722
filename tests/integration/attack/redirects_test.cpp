#include "tests/integration/attack/edge.h"

/// Addresses that would lead people elsewhere, and bytes that would add headers of their own: in
/// where to go after signing in, in parameters, ids, cookies and headers.
namespace closeloop::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

struct Next {
  std::string_view name;
  std::string next;  ///< As it stands in the address.

  friend std::ostream& operator<<(std::ostream& out, const Next& row) { return out << row.name; }
};

std::vector<Next> elsewhere() {
  return {
      {"two_slashes", "//evil.example"},
      {"three_slashes", "///evil.example"},
      {"two_slashes_encoded", "%2f%2fevil.example"},
      {"two_slashes_encoded_twice", "%252f%252fevil.example"},
      {"slash_and_backslash", "/%5cevil.example"},
      {"backslashes", "%5c%5cevil.example"},
      {"slash_and_tab", "/%09/evil.example"},
      {"slash_and_line_end", "/%0a/evil.example"},
      {"whole_address", "https://evil.example/"},
      {"scheme_without_slashes", "https:evil.example"},
      {"scheme_with_one_slash", "https:/evil.example"},
      {"script", "javascript:alert(1)"},
      {"script_after_a_space", "%20javascript:alert(1)"},
      {"script_in_mixed_letters", "JaVaScRiPt:alert(1)"},
      {"data", "data:text/html,evil"},
      {"at_another", "@evil.example"},
      {"user_at_another", "/@evil.example/.."},
      {"dot", ".evil.example"},
      {"up_and_out", "/../..//evil.example"},
      {"up_encoded", "/%252e%252e//evil.example"},
      {"page_then_another", "/findings/F-1/..//evil.example"},
      {"header_after_it", "/findings/F-1%0d%0aX-Injected:%201"},
      {"header_after_a_bare_line_end", "/findings/F-1%0aX-Injected:%201"},
      {"header_after_a_bare_return", "/findings/F-1%0dX-Injected:%201"},
      {"header_in_unicode_that_loses_its_top", "/findings/F-1%e5%98%8a%e5%98%8dX-Injected:%201"},
      {"answer_after_it", "/%0d%0aContent-Length:%200%0d%0a%0d%0aHTTP/1.1%20200%20OK"},
      {"nul", "/findings/F-1%00//evil.example"},
      {"letters_like_slashes", "%ef%bc%8f%ef%bc%8fevil.example"},
      {"five_thousand_letters", "/" + std::string(5'000, 'a')},
      {"program_address", "/api/v1/openapi.json"},
      {"sign_out", "/sign-out"},
  };
}

class RedirectAttack : public OnTheEdge, public ::testing::WithParamInterface<Next> {
 protected:
  /// Every address in a Location is one of ours, and no header came from what was sent.
  static void expect_here(const Heard& heard) {
    for (const auto& answer : heard.answers) {
      const auto head = head_of(answer);
      EXPECT_THAT(head, Not(HasSubstr("X-Injected")));
      const auto at = head.find("\r\nLocation: ");
      if (at == std::string::npos) continue;
      const auto address = head.substr(at + 12, head.find('\r', at + 2) - at - 12);
      EXPECT_TRUE(address == "/" || address == "/sign-in") << address;
    }
    EXPECT_LE(heard.answers.size(), 1U) << heard.text();
    expect_guarded(heard);
  }
};

TEST_P(RedirectAttack, leads_nowhere_else) {
  const auto& next = GetParam().next;
  // Who is signed in already is sent on from the sign-in page.
  const auto sent_on = edge_->hear(edge_->question("/sign-in?next=" + next));
  EXPECT_TRUE(sent_on.status() == 303 || sent_on.status() == 400) << sent_on.text();
  expect_here(sent_on);
  // Who is not is sent there from an address that is made like this.
  const auto ask = [](const std::string& target) {
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  };
  const auto from_page = edge_->hear(ask(next.starts_with('/') ? next : "/" + next));
  EXPECT_LT(from_page.status(), 500);
  EXPECT_THAT(from_page.text(), Not(HasSubstr("Location: //")));
  EXPECT_THAT(head_of(from_page.text()), Not(HasSubstr("\r\nX-Injected")));
  // The page itself keeps it as text, if at all.
  const auto page = edge_->hear(ask("/sign-in?next=" + next));
  EXPECT_TRUE(page.status() == 200 || page.status() == 400) << page.text();
  EXPECT_THAT(page.text(), Not(HasSubstr("href=\"//evil")));
  EXPECT_THAT(page.text(), Not(HasSubstr("href=\"javascript:")));
}

INSTANTIATE_TEST_SUITE_P(Next, RedirectAttack, ::testing::ValuesIn(elsewhere()), name_of<Next>);

struct Injected {
  std::string_view name;
  std::string head;  ///< All of the head but Host and the line that ends it.

  friend std::ostream& operator<<(std::ostream& out, const Injected& row) {
    return out << row.name;
  }
};

const std::string line = "%0d%0aX-Injected:%201%0d%0a";

std::vector<Injected> injections() {
  const auto api = [](const std::string& target) { return "GET " + target + " HTTP/1.1\r\n"; };
  return {
      {"in_an_id", api("/api/v1/findings/F-1" + line)},
      {"in_a_parameter", api("/api/v1/loops?agency=AG-1" + line)},
      {"in_a_cursor", api("/api/v1/loops?limit=1&cursor=" + line)},
      {"in_words_to_find", api("/search?q=" + line)},
      {"in_a_parameters_name", api("/api/v1/loops?" + line + "=1")},
      {"in_the_name_of_a_problem", api("/problems/stale" + line)},
      {"in_a_new_id", "POST /api/v1/agencies/AG-9" + line + "/register HTTP/1.1\r\n"},
      {"in_a_cookie", api("/") + "Cookie: closeloop=%0d%0aX-Injected:1\r\n"},
      {"in_an_etag", api("/api/v1/findings/F-1") + "If-None-Match: \"%0d%0aX-Injected: 1\"\r\n"},
      {"in_a_trace",
       api("/api/v1/health") + "Traceparent: 00-%0d%0aX-Injected: 1-00f067aa0ba902b7-01\r\n"},
      {"in_the_forwarded_host", api("/sign-in") + "X-Forwarded-Host: evil.example\r\n"},
      {"in_the_original_address", api("/sign-in") + "X-Original-URL: /people\r\n"},
      {"in_the_rewritten_address", api("/sign-in") + "X-Rewrite-URL: /people\r\n"},
      {"in_the_forwarded_protocol", api("/sign-in") + "X-Forwarded-Proto: https\r\n"},
      {"in_a_range", api("/static/app.css") + "Range: bytes=0-0,0-1,0-2,0-3\r\n"},
      {"in_what_is_accepted", api("/nothing") + "Accept: text/html, */*;q=evil\r\n"},
  };
}

class HeaderAttack : public OnTheEdge, public ::testing::WithParamInterface<Injected> {};

TEST_P(HeaderAttack, adds_no_header_and_leads_nowhere) {
  for (const auto& who : {std::string{}, edge_->bearer("boardManager")}) {
    const auto heard =
        edge_->hear(GetParam().head + "Host: localhost\r\nConnection: close\r\n" + who + "\r\n");
    EXPECT_GT(heard.status(), 0);
    EXPECT_LT(heard.status(), 500) << heard.text();
    ASSERT_EQ(heard.answers.size(), 1U) << heard.text();
    EXPECT_THAT(head_of(heard.text()), Not(HasSubstr("\r\nX-Injected")));
    EXPECT_THAT(heard.text(), Not(HasSubstr("evil")));
    expect_guarded(heard);
  }
}

INSTANTIATE_TEST_SUITE_P(Headers, HeaderAttack, ::testing::ValuesIn(injections()),
                         name_of<Injected>);

}  // namespace
}  // namespace closeloop::testing
