#include "tests/integration/attack/edge.h"

/// Addresses that play tricks. Who is signed in asks each of them: there is no file behind any, no
/// other spelling of an address that there is, and no mistake of ours in answering.
namespace closeloop::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

struct Path {
  std::string_view name;
  std::string target;

  friend std::ostream& operator<<(std::ostream& out, const Path& row) { return out << row.name; }
};

std::vector<Path> paths() {
  return {
      {"up_from_the_root", "/../../../../etc/passwd"},
      {"up_from_our_files", "/static/../../../../etc/passwd"},
      {"up_encoded", "/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd"},
      {"up_half_encoded", "/static/.%2e/.%2e/etc/passwd"},
      {"up_with_encoded_slashes", "/static/..%2f..%2f..%2fetc%2fpasswd"},
      {"up_encoded_twice", "/static/%252e%252e%252fetc%252fpasswd"},
      {"up_with_backslashes", "/static/..\\..\\etc\\passwd"},
      {"up_with_encoded_backslashes", "/static/..%5c..%5cetc%5cpasswd"},
      {"up_in_overlong_utf8", "/static/%c0%ae%c0%ae%c0%afetc%c0%afpasswd"},
      {"up_in_three_byte_overlong_utf8", "/static/%e0%80%ae%e0%80%ae/etc/passwd"},
      {"up_in_wide_characters", "/static/%uff0e%uff0e/etc/passwd"},
      {"up_in_fullwidth_characters", "/static/%ef%bc%8e%ef%bc%8e/etc/passwd"},
      {"up_and_down_again", "/static/../static/app.css"},
      {"up_past_a_semicolon", "/static/..;/..;/etc/passwd"},
      {"up_with_dots_doubled", "/static/....//....//etc/passwd"},
      {"here_and_here", "/./static/./app.css"},
      {"here_encoded", "/%2e/static/app.css"},
      {"slashes_doubled", "//static//app.css"},
      {"slash_encoded", "/static%2fapp.css"},
      {"slash_at_the_end", "/static/"},
      {"slash_after_a_file", "/static/app.css/"},
      {"slashes_by_the_thousand", "/" + std::string(900, '/')},
      {"slashes_encoded_by_the_hundred",
       [] {
         std::string path = "/";
         for (int i = 0; i < 300; ++i) path += "%2f";
         return path;
       }()},
      {"nul_at_the_end", "/static/app.css%00"},
      {"nul_before_another_ending", "/etc/passwd%00.css"},
      {"nul_encoded_overlong", "/static/app.css%c0%80"},
      {"escape_cut_short", "/static/app.css%"},
      {"escape_cut_to_one_digit", "/static/app.css%4"},
      {"escape_of_no_digits", "/static/%zz"},
      {"space_encoded_at_the_end", "/static/app.css%20"},
      {"dot_at_the_end", "/static/app.css."},
      {"stream_of_a_file", "/static/app.css::$DATA"},
      {"name_in_capitals", "/STATIC/APP.CSS"},
      {"whole_disk_address", "/static//etc/passwd"},
      {"address_with_a_scheme", "/static/file:///etc/passwd"},
      {"home", "/~root/.bashrc"},
      {"source_of_the_program", "/api/application.cpp"},
      {"git", "/.git/config"},
      {"environment", "/.env"},
      {"accounts", "/accounts.sqlite"},
      {"the_log", "/log/CURRENT"},
      {"a_script", "/cgi-bin/test.cgi"},
      {"status_of_another_server", "/server-status"},
      {"id_that_goes_up", "/api/v1/findings/../people/P-1"},
      {"id_that_goes_up_encoded", "/api/v1/findings/..%2fpeople%2fP-1"},
      {"id_with_a_quote", "/api/v1/findings/F-1'%20OR%20'1'='1"},
      {"id_with_a_line_end", "/api/v1/findings/F-1%0d%0aX-Injected:1"},
      {"id_with_a_nul", "/api/v1/findings/F-1%00"},
      {"id_in_bytes_of_no_text", "/api/v1/findings/%ff%fe%fd"},
      {"id_in_another_alphabet", "/api/v1/findings/%d0%a4-1"},
      {"id_of_900_letters", "/api/v1/findings/" + std::string(900, 'F')},
      {"path_of_5000_letters", "/findings/" + std::string(5'000, 'a')},
      {"path_of_12000_letters", "/findings/" + std::string(12'000, 'a')},
      {"path_in_a_hundred_steps",
       [] {
         std::string path;
         for (int i = 0; i < 100; ++i) path += "/a";
         return path;
       }()},
      {"page_that_goes_up", "/records/../people"},
      {"form_of_no_resource", "/records/passwords/new"},
      {"form_of_no_verb", "/records/actions/A-1/delete"},
      {"file_of_a_file", "/imports/plans/..%2f..%2fetc%2fpasswd"},
      {"file_that_nobody_sent", "/imports/plans/0123456789abcdef0123456789abcdef"},
      {"problem_that_is_none", "/problems/..%2f..%2fetc"},
  };
}

class PathAttack : public OnTheEdge, public ::testing::WithParamInterface<Path> {};

TEST_P(PathAttack, finds_nothing) {
  for (const auto* verb : {"GET", "HEAD"}) {
    const auto heard = edge_->hear(edge_->question(GetParam().target, "boardManager", verb));
    EXPECT_THAT((std::vector{400, 404, 413, 414}), Contains(heard.status()))
        << verb << ' ' << heard.text().substr(0, 1000);
    EXPECT_THAT(heard.text(), Not(HasSubstr("root:")));
    EXPECT_THAT(heard.text(), Not(HasSubstr("#include")));
    EXPECT_THAT(heard.text(), Not(HasSubstr("\r\nX-Injected")));
    EXPECT_TRUE(heard.ended);
    expect_guarded(heard);
  }
}

INSTANTIATE_TEST_SUITE_P(Tricks, PathAttack, ::testing::ValuesIn(paths()), name_of<Path>);

}  // namespace
}  // namespace closeloop::testing
