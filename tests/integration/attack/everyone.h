#pragma once

#include <array>
#include <string>
#include <string_view>

#include "api/form_token.h"
#include "domain/permissions.h"
#include "tests/support/browser.h"

/// A board with a person of every role, and one whose access has ended.
namespace closeloop::testing {

struct Role {
  std::string_view name;
  person::Role role;
};

inline constexpr std::array every_role{
    Role{"agencyLead", person::Role::AGENCY_LEAD},
    Role{"auditor", person::Role::AUDITOR},
    Role{"analyst", person::Role::ANALYST},
    Role{"chair", person::Role::CHAIR},
    Role{"boardMember", person::Role::BOARD_MEMBER},
    Role{"triageDuty", person::Role::TRIAGE_DUTY},
    Role{"boardManager", person::Role::BOARD_MANAGER},
    Role{"inspector", person::Role::INSPECTOR},
};

class Everyone : public ServedBoard {
 public:
  Everyone() {
    raise_a_loop(*this);
    must("evidence/E-1/record", "analyst",
         R"({"kind": "output", "title": "Register", "actions": ["A-1"],
             "method": "document", "strength": "medium"})");
    measure_something(*this);
    must("recommendations/RC-1/make", "analyst", R"({"statement": "Use it"})");
    add("P-7", "boardMember");
    add("P-8", "triageDuty");
    // Whose access ends: what they had is kept here, to be tried.
    must("people/P-9/add", "boardManager", R"({"name": "Person P-9", "role": "chair"})");
    people["ended"] = "P-9";
    tokens["ended"] = must("people/P-9/issue-token", "boardManager",
                           R"({"label": "test", "expires": "2018-12-31"})")
                          .text("token");
    catch_up();
    ended_session = session("ended");
    must("people/P-9/end", "boardManager", R"({"reason": "Left"})");
    people.erase("ended");  // So that nobody begins a session of theirs.
    catch_up();
  }

  /// A browser in which the person of that role is signed in.
  Browser browser(std::string_view role) {
    Browser browser{*this};
    browser.cookies["closeloop"] = session(role);
    return browser;
  }
  /// A token for a form of theirs.
  std::string token_for(std::string_view role) { return api::form_token(session(role)); }

  std::string ended_session;

 private:
  Answer must(const std::string& path, std::string_view role, std::string body) {
    auto answer = post(path, role, std::move(body));
    EXPECT_EQ(answer.status(), 201) << path << answer.response.body;
    return answer;
  }
  void add(const std::string& id, const std::string& role) {
    must("people/" + id + "/add", "boardManager",
         R"({"name": "Person )" + id + R"(", "role": ")" + role + "\"}");
    people[role] = id;
    tokens[role] = must("people/" + id + "/issue-token", "boardManager",
                        R"({"label": "test", "expires": "2018-12-31"})")
                       .text("token");
  }
};

}  // namespace closeloop::testing
