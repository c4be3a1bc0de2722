#include "api/router.h"

#include <gtest/gtest.h>

namespace closeloop::api {
namespace {

Route route(std::string method, std::string pattern) {
  Route made;
  made.method = std::move(method);
  made.pattern = std::move(pattern);
  return made;
}

TEST(Router, finds_the_route_and_what_stands_in_its_braces) {
  Router router;
  router.add(route("GET", "/actions/{id}"));
  router.add(route("POST", "/actions/{id}/deliver"));
  const auto match = router.match("POST", "/actions/A-1/deliver");
  ASSERT_NE(match.route, nullptr);
  EXPECT_EQ(match.route->pattern, "/actions/{id}/deliver");
  EXPECT_EQ(match.captures, std::vector<std::string>{"A-1"});
}

TEST(Router, takes_a_literal_before_a_brace_and_goes_back_where_it_leads_nowhere) {
  Router router;
  router.add(route("GET", "/{resource}/{id}"));
  router.add(route("GET", "/actions/overdue"));
  router.add(route("GET", "/actions/{id}/trace"));
  EXPECT_EQ(router.match("GET", "/actions/overdue").route->pattern, "/actions/overdue");
  EXPECT_EQ(router.match("GET", "/actions/A-1").route->pattern, "/{resource}/{id}");
  EXPECT_EQ(router.match("GET", "/actions/A-1").captures.size(), 2U);
}

TEST(Router, says_what_an_address_takes) {
  Router router;
  router.add(route("GET", "/a"));
  router.add(route("POST", "/a"));
  router.add(route("POST", "/b"));
  EXPECT_EQ(router.match("DELETE", "/a").route, nullptr);
  EXPECT_EQ(router.match("DELETE", "/a").allow, "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(router.match("GET", "/b").route, nullptr);
  EXPECT_EQ(router.match("GET", "/b").allow, "POST, OPTIONS");
  EXPECT_NE(router.match("HEAD", "/a").route, nullptr);
  EXPECT_EQ(router.match("GET", "/c").allow, "");
}

TEST(Router, refuses_two_routes_for_one_thing) {
  Router router;
  router.add(route("GET", "/a/{id}"));
  EXPECT_THROW(router.add(route("GET", "/a/{other}")), std::logic_error);
}

}  // namespace
}  // namespace closeloop::api
