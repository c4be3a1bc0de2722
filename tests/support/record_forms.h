#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include <boost/algorithm/string/replace.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/permissions.h"
#include "tests/support/page_form.h"

namespace closeloop::testing {

/// A board with a loop on it, whose people fill in forms.
class RecordForms : public ::testing::Test {
 protected:
  RecordForms() {
    raise_a_loop(board);
    for (const auto* role :
         {"chair", "agencyLead", "analyst", "auditor", "boardManager", "inspector"}) {
      give_account(board, role);
    }
    board.catch_up();
  }

  Browser as(const std::string& role) {
    Browser browser{board};
    EXPECT_EQ(browser.sign_in(sign_in_name(role)).status(), 303);
    return browser;
  }

  /// Opens the form, fills it in, and must be led to the record.
  std::string done(const std::string& role, const std::string& path, const Fields& answers) {
    auto browser = as(role);
    board.catch_up();
    PageForm form{browser, path};
    EXPECT_EQ(form.status(), 200) << path;
    const auto answer = form.send(answers);
    EXPECT_EQ(answer.status(), 303) << path << answer.response.body;
    const std::string to{answer.response.header("Location")};
    const auto page = browser.get(to);
    EXPECT_EQ(page.status(), 200) << to;
    EXPECT_THAT(page.response.body, ::testing::HasSubstr("govuk-notification-banner--success"))
        << to;
    return to;
  }

  std::uint64_t version(const std::string& stream) {
    return board.log->stream_version(stream).value().number();
  }

  ServedBoard board;
};

inline std::string role_name(person::Role role) {
  const std::pair<person::Role, std::string> names[] = {
      {person::Role::CHAIR, "chair"},
      {person::Role::AGENCY_LEAD, "agencyLead"},
      {person::Role::ANALYST, "analyst"},
      {person::Role::AUDITOR, "auditor"},
      {person::Role::BOARD_MANAGER, "boardManager"},
      {person::Role::INSPECTOR, "inspector"}};
  for (const auto& [each, name] : names) {
    if (each == role) return name;
  }
  return {};
}

/// One of the test's people who may give the command, or who may not.
inline std::string someone(const Permission& permission, bool who_may) {
  for (const auto role :
       {person::Role::CHAIR, person::Role::AGENCY_LEAD, person::Role::ANALYST,
        person::Role::AUDITOR, person::Role::BOARD_MANAGER, person::Role::INSPECTOR}) {
    if (permission.has(role) == who_may) return role_name(role);
  }
  return {};
}

/// As templates write it; components say "&#39;".
inline std::string html_of(const std::string& text) {
  std::string html;
  for (const char c : text) {
    if (c == '\'') {
      html += "&apos;";
    } else {
      html += c;
    }
  }
  return html;
}

}  // namespace closeloop::testing
