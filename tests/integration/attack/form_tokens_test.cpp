#include <functional>

#include <gmock/gmock.h>

#include "tests/integration/attack/everyone.h"

/// Forms that somebody else made: without our token, with a forged one, with one of another
/// session or of none any more, or from another site. Each is tried on a form that records, on
/// signing out, and on the API for who comes with a cookie.
namespace closeloop::testing {
namespace {

/// What is sent for the token, and from where.
struct Forgery {
  std::string_view name;
  std::function<std::string(Everyone&)> token;
  std::vector<api::Header> headers = {};
  bool is_ours = false;  ///< Then it is taken.

  friend std::ostream& operator<<(std::ostream& out, const Forgery& row) { return out << row.name; }
};

constexpr auto sender = "boardManager";

std::string ours(Everyone& board) { return board.token_for(sender); }

std::vector<Forgery> forgeries() {
  const auto plain = [](std::string token) { return [token](Everyone&) { return token; }; };
  return {
      {"right", ours, {}, true},
      {"right_from_here",
       ours,
       {{"origin", "http://localhost:8080"}, {"sec-fetch-site", "same-origin"}},
       true},
      {"right_typed_in", ours, {{"sec-fetch-site", "none"}}, true},
      {"missing", plain("")},
      {"of_zeros", plain(std::string(128, '0'))},
      {"of_letters", plain(std::string(128, 'f'))},
      {"too_short", plain("0")},
      {"too_long", plain(std::string(60'000, '0'))},
      {"a_word", plain("undefined")},
      {"cut", [](Everyone& board) { return ours(board).substr(0, 126); }},
      {"with_more_after_it", [](Everyone& board) { return ours(board) + "00"; }},
      {"with_a_space_before_it", [](Everyone& board) { return " " + ours(board); }},
      {"with_one_digit_changed",
       [](Everyone& board) {
         auto token = ours(board);
         token.back() = token.back() == '0' ? '1' : '0';
         return token;
       }},
      {"in_capitals",
       [](Everyone& board) {
         auto token = ours(board);
         for (auto& c : token) c = static_cast<char>(std::toupper(c));
         return token + "A";  // Even where no digit is a letter it is another text.
       }},
      {"of_another_person", [](Everyone& board) { return board.token_for("chair"); }},
      {"of_another_session_of_the_same_person",
       [](Everyone& board) {
         return api::form_token(
             board.desk->sessions().begin(board.people.find(sender)->second).value());
       }},
      {"of_a_session_that_was_signed_out",
       [](Everyone& board) {
         const auto other = board.desk->sessions().begin(board.people.find(sender)->second).value();
         EXPECT_TRUE(board.desk->sign_out(other));
         return api::form_token(other);
       }},
      {"of_no_session", [](Everyone&) { return api::form_token(std::string(32, 'a')); }},
      {"that_is_the_session_itself", [](Everyone& board) { return board.session(sender); }},
      {"that_is_a_bearer_token", [](Everyone& board) { return board.tokens.at(sender); }},
      {"right_from_another_site", ours, {{"origin", "http://evil.example"}}},
      {"right_from_another_port", ours, {{"origin", "http://localhost:9999"}}},
      {"right_from_another_scheme", ours, {{"origin", "https://localhost:8080"}}},
      {"right_from_a_name_like_ours", ours, {{"origin", "http://localhost:8080.evil.example"}}},
      {"right_by_a_link_of_another_site", ours, {{"sec-fetch-site", "cross-site"}}},
      {"right_by_a_neighbour", ours, {{"sec-fetch-site", "same-site"}}},
      {"right_but_the_browser_says_nonsense", ours, {{"sec-fetch-site", "same-origin, none"}}},
  };
}

/// Where it is sent.
const std::vector<std::string> targets{"form", "sign_out", "api"};

class FormTokenAttack : public ::testing::TestWithParam<Forgery> {
 protected:
  static void SetUpTestSuite() { board = std::make_unique<Everyone>(); }
  static void TearDownTestSuite() { board.reset(); }

  static Answer send(const std::string& target, const std::string& token,
                     std::vector<api::Header> headers) {
    auto browser = board->browser(sender);
    const auto key = eventstore::to_string(eventstore::new_uuid(board->clock.now()));
    if (target == "form") {
      Fields fields{{"name", "A new agency"}, {"_key", key}};
      if (!token.empty()) fields.emplace_back("_token", token);
      return browser.post("/records/agencies/new", fields, std::move(headers));
    }
    if (target == "sign_out") {
      return browser.post("/sign-out", token.empty() ? Fields{} : Fields{{"_token", token}},
                          std::move(headers));
    }
    headers.emplace_back("cookie", "closeloop=" + browser.cookies["closeloop"]);
    headers.emplace_back("content-type", "application/json");
    headers.emplace_back("idempotency-key", key);
    if (!token.empty()) headers.emplace_back("closeloop-form-token", token);
    return board->send("POST", "/api/v1/agencies", {}, R"({"name": "A new agency"})",
                       std::move(headers));
  }

  static std::unique_ptr<Everyone> board;
};
std::unique_ptr<Everyone> FormTokenAttack::board;

TEST_P(FormTokenAttack, is_taken_only_if_the_form_is_ours) {
  const auto& forgery = GetParam();
  for (const auto& target : targets) {
    SCOPED_TRACE(target);
    const auto head = board->log->head();
    const auto answer = send(target, forgery.token(*board), forgery.headers);
    if (forgery.is_ours) {
      EXPECT_EQ(answer.status(), target == "api" ? 201 : 303) << answer.response.body;
      continue;
    }
    EXPECT_EQ(answer.status(), 403) << answer.response.body;
    EXPECT_EQ(board->log->head(), head) << "something was recorded";
    EXPECT_TRUE(board->browser(sender).is_signed_in());
  }
}

INSTANTIATE_TEST_SUITE_P(Everywhere, FormTokenAttack, ::testing::ValuesIn(forgeries()),
                         [](const auto& row) { return std::string{row.param.name}; });

/// Forms that are ours, sent in another way than browsers send them.
class FormAttack : public ::testing::Test {
 protected:
  FormAttack() : browser{board.browser(sender)}, head{board.log->head()} {}
  ~FormAttack() override { EXPECT_EQ(board.log->head(), head) << "something was recorded"; }

  [[nodiscard]] std::string answers(const std::string& token) const {
    return form_of(
        {{"name", "x"}, {"_key", "01890a5d-ac96-774b-bcce-b302099a8057"}, {"_token", token}});
  }

  Everyone board;
  Browser browser;
  eventstore::Position head;
};

constexpr auto address = "/records/agencies/new";

TEST_F(FormAttack, of_a_kind_that_browsers_send_anywhere_is_refused) {
  for (const auto* type : {"text/plain", "application/json", "multipart/form-data; boundary=x", "",
                           "application/x-www-form-urlencodedx"}) {
    const auto answer =
        browser.send("POST", address, answers(ours(board)), {{"content-type", type}});
    EXPECT_EQ(answer.status(), 415) << type;
  }
}

TEST_F(FormAttack, with_its_token_twice_or_in_another_place_is_refused) {
  const std::vector<api::Header> form{{"content-type", "application/x-www-form-urlencoded"}};
  const auto token = ours(board);
  const auto twice = answers(token) + "&_token=" + token;
  EXPECT_EQ(browser.send("POST", address, twice, form).status(), 403);
  auto in_a_header = form;
  in_a_header.emplace_back("closeloop-form-token", token);
  EXPECT_EQ(browser.send("POST", address, answers(""), in_a_header).status(), 403);
  const auto in_the_address = address + std::string{"?_token="} + token;
  EXPECT_EQ(browser.send("POST", in_the_address, answers(""), form).status(), 403);
  browser.cookies["_token"] = token;
  EXPECT_EQ(browser.send("POST", address, answers(""), form).status(), 403);
}

TEST_F(FormAttack, by_a_question_changes_nothing) {
  const auto token = ours(board);
  EXPECT_EQ(browser.get("/sign-out?_token=" + token).status(), 405);
  EXPECT_EQ(browser.get(address + std::string{"?name=x&_token="} + token).status(), 400);
  EXPECT_TRUE(browser.is_signed_in());
}

TEST_F(FormAttack, to_sign_in_for_someone_else_needs_their_own_page) {
  give_account(board, "chair");
  Browser victim{board};
  Browser attacker{board};
  const auto page = attacker.get("/sign-in").response.body;
  for (const auto& token : {form_token_in(page), std::string{}, std::string(128, '0')}) {
    const auto answer = victim.post(
        "/sign-in",
        {{"_token", token}, {"name", "chair"}, {"password", std::string{good_password}}});
    EXPECT_EQ(answer.status(), 403);
    EXPECT_FALSE(victim.is_signed_in());
  }
}

TEST(FormUsedTwice, records_once) {
  Everyone board;
  auto browser = board.browser(sender);
  const Fields fields{{"name", "A new agency"},
                      {"_key", "01890a5d-ac96-774b-bcce-b302099a8057"},
                      {"_token", ours(board)}};
  const auto first = browser.post(address, fields);
  EXPECT_EQ(first.status(), 303) << first.response.body;
  const auto head = board.log->head();
  const auto again = browser.post(address, fields);
  EXPECT_EQ(again.status(), 303) << again.response.body;
  EXPECT_EQ(again.response.header("Location"), first.response.header("Location"));
  EXPECT_EQ(board.log->head(), head);
}

TEST(FormUsedTwice, is_of_no_use_after_signing_out_and_in_again) {
  Everyone board;
  const auto old = ours(board);
  ASSERT_TRUE(board.desk->sign_out(board.session(sender)));
  const auto head = board.log->head();
  auto browser = board.browser(sender);  // Signs in anew.
  const auto answer = browser.post(
      address, {{"name", "x"}, {"_key", "01890a5d-ac96-774b-bcce-b302099a8057"}, {"_token", old}});
  EXPECT_EQ(answer.status(), 403);
  EXPECT_EQ(board.log->head(), head);
}

}  // namespace
}  // namespace closeloop::testing
