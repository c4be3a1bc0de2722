#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/passwords.h"
#include "tests/support/served_board.h"

/// What a browser does with the pages of a served board: it keeps cookies and sends forms.
namespace closeloop::testing {

inline constexpr std::string_view good_password = "correct horse battery";

/// The sign-in name of the person of a role: "agency-lead" of agencyLead.
inline std::string sign_in_name(const std::string& role) {
  if (role == "agencyLead") return "agency-lead";
  return role == "boardManager" ? "board-manager" : role;
}

/// Gives the person of a role an account, with `good_password`.
inline void give_account(ServedBoard& board, const std::string& role) {
  static const auto hash = api::Passwords{}.hash(good_password).value();
  ASSERT_TRUE(board.accounts->set({board.people.at(role), sign_in_name(role), hash}));
}

using Fields = std::vector<std::pair<std::string, std::string>>;

inline std::string form_of(const Fields& fields) {
  std::string body;
  for (const auto& [name, value] : fields) {
    if (!body.empty()) body += '&';
    body += api::percent_encoded(name) + "=" + api::percent_encoded(value);
  }
  return body;
}

/// The hidden token of the page's last form: the one in its content, not in its frame.
inline std::string form_token_in(const std::string& page) {
  static constexpr std::string_view before = R"(name="_token" value=")";
  const auto at = page.rfind(before);
  if (at == std::string::npos) return {};
  const auto begin = at + before.size();
  return page.substr(begin, page.find('"', begin) - begin);
}

class Browser {
 public:
  explicit Browser(ServedBoard& board) : board_{board} {}

  Answer get(const std::string& path, std::vector<api::Header> headers = {}) {
    return send("GET", path, {}, std::move(headers));
  }
  Answer post(const std::string& path, const Fields& fields,
              std::vector<api::Header> headers = {}) {
    headers.emplace_back("content-type", "application/x-www-form-urlencoded");
    return send("POST", path, form_of(fields), std::move(headers));
  }

  Answer send(std::string method, const std::string& path, std::string body,
              std::vector<api::Header> headers) {
    std::string kept;
    for (const auto& [name, value] : cookies)
      kept += (kept.empty() ? "" : "; ") + name + "=" + value;
    if (!kept.empty()) headers.emplace_back("cookie", kept);
    headers.emplace_back("accept", "text/html");
    auto answer = board_.send(std::move(method), path, {}, std::move(body), std::move(headers));
    for (const auto& [name, value] : answer.response.headers) {
      if (name != "Set-Cookie") continue;
      const auto pair = value.substr(0, value.find(';'));
      const auto equals = pair.find('=');
      if (value.find("Max-Age=0") != std::string::npos) {
        cookies.erase(pair.substr(0, equals));
      } else {
        cookies[pair.substr(0, equals)] = pair.substr(equals + 1);
      }
    }
    return answer;
  }

  /// Opens the sign-in page and fills it in.
  Answer sign_in(const std::string& name, std::string_view password = good_password,
                 const std::string& next = {}, std::vector<api::Header> headers = {}) {
    const auto page = get("/sign-in");
    return post("/sign-in",
                {{"_token", form_token_in(page.response.body)},
                 {"next", next},
                 {"name", name},
                 {"password", std::string{password}}},
                std::move(headers));
  }
  [[nodiscard]] bool is_signed_in() { return get("/").status() == 200; }

  std::map<std::string, std::string> cookies;

 private:
  ServedBoard& board_;
};

}  // namespace closeloop::testing
