#include "domain/permissions.h"

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/aggregates.h"
#include "eventstore/schema/shape.h"
#include "tests/places.h"

namespace closeloop {
namespace {

using person::Role;

constexpr std::array all_roles{Role::AGENCY_LEAD,   Role::AUDITOR,      Role::ANALYST,
                               Role::CHAIR,         Role::BOARD_MEMBER, Role::TRIAGE_DUTY,
                               Role::BOARD_MANAGER, Role::INSPECTOR};

const std::string path = std::string{CLOSELOOP_SOURCE_DIR} + "/docs/reference/permissions.md";

/// The page that the documentation shows, made from the code's table.
std::string page() {
  std::ostringstream out;
  out << "# Who may do what\n\n"
         "One table in the code decides which role may give which command; this page is made "
         "from it, and\na test compares the two. Everyone who is signed in may read; an inspector "
         "may do nothing else.\nWhat depends on the record is decided by its rules: agency leads "
         "act only on their own agency's\nactions and recommendations, and nobody with a hand in "
         "an action verifies it, or judges or closes a\nloop that rests on it.\n\n"
         "| Resource | Command |";
  for (const auto role : all_roles) out << ' ' << role_label(role) << " |";
  out << "\n| --- | --- |";
  for (std::size_t i = 0; i < all_roles.size(); ++i) out << " --- |";
  out << '\n';
  for (const auto& permission : permissions()) {
    out << "| " << permission.resource << " | " << permission.intent << " |";
    for (const auto role : all_roles) out << (permission.has(role) ? " yes |" : " |");
    out << '\n';
  }
  out << "\nFigures of MARAC and MAPPA are restricted: everyone sees the headline of their "
         "measure; its "
         "parts,\nseries and events are seen by:";
  for (const auto role : all_roles) {
    if (sees_restricted(role)) out << ' ' << role_label(role) << ';';
  }
  out << " agency leads see those of\ntheir own agency. Small numbers are shown to who may open "
         "them, on the day on which they did.\n";
  return out.str();
}

std::vector<std::string> cells_of(const std::string& row) {
  std::vector<std::string> cells;
  std::istringstream in{row.substr(1)};
  for (std::string cell; std::getline(in, cell, '|');) {
    const auto first = cell.find_first_not_of(' ');
    const auto last = cell.find_last_not_of(' ');
    cells.push_back(first == std::string::npos ? "" : cell.substr(first, last - first + 1));
  }
  return cells;
}

std::string documented() {
  std::ifstream in{path};
  return {std::istreambuf_iterator<char>{in}, {}};
}

TEST(Permissions, AreWhatTheDocumentationSays) {
  if (std::getenv("CLOSELOOP_WRITE_DOCS") != nullptr) std::ofstream{path} << page();
  EXPECT_EQ(documented(), page()) << "Run this test with CLOSELOOP_WRITE_DOCS=1 to write the page.";
}

TEST(Permissions, AgreeWithTheDocumentedMatrixInEveryCell) {
  std::istringstream in{documented()};
  std::size_t cells = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("| ", 0) != 0 || line.rfind("| ---", 0) == 0) continue;
    if (line.rfind("| Resource", 0) == 0) continue;
    const auto row = cells_of(line);
    ASSERT_EQ(row.size(), 2 + all_roles.size()) << line;
    for (std::size_t i = 0; i < all_roles.size(); ++i, ++cells) {
      EXPECT_EQ(may(all_roles[i], row[0], row[1]), row[2 + i] == "yes") << line;
    }
  }
  EXPECT_EQ(cells, permissions().size() * all_roles.size());
}

TEST(Permissions, CoverEveryCommandThereIsAndNoOther) {
  std::set<std::pair<std::string, std::string>> commands;
  for_each_aggregate([&](auto aggregate) {
    const auto& shape = eventstore::shape_of<typename decltype(aggregate)::Event>();
    EXPECT_EQ(shape.resource, aggregate.resource);
    for (const auto& field : shape.fields) commands.emplace(shape.resource, field.intent);
  });
  std::set<std::pair<std::string, std::string>> permitted;
  for (const auto& one : permissions()) {
    EXPECT_TRUE(permitted.emplace(one.resource, one.intent).second) << one.intent << " twice";
  }
  EXPECT_EQ(permitted, commands);
}

TEST(Permissions, LabelRolesAsTheSchemaDoes) {
  const auto& shape = eventstore::shape_of<person::Added>();
  const auto& choices = shape.find("role")->choices;
  ASSERT_EQ(choices.size(), all_roles.size());
  for (const auto& choice : choices) {
    EXPECT_EQ(role_label(static_cast<Role>(choice.raw)), choice.label);
  }
}

TEST(Permissions, OfAnInspectorAreNothingButReading) {
  for (const auto& one : permissions()) EXPECT_FALSE(one.has(Role::INSPECTOR)) << one.intent;
}

TEST(Permissions, OfNobodyAreNothing) {
  for (const auto& one : permissions()) {
    EXPECT_FALSE(may(Role::UNSET, one.resource, one.intent));
    EXPECT_FALSE(may(static_cast<Role>(200), one.resource, one.intent));
    EXPECT_NE(one.roles, 0) << one.intent << " is for nobody";
  }
}

TEST(Permissions, DoNotLetWhoDeliversForAnAgencyVerifyJudgeOrClose) {
  for (const auto* intent : {"judge-improvement", "close", "close-without-improvement"}) {
    EXPECT_FALSE(may(Role::AGENCY_LEAD, "findings", intent));
  }
  EXPECT_FALSE(may(Role::AGENCY_LEAD, "actions", "verify-delivery"));
  EXPECT_TRUE(may(Role::AGENCY_LEAD, "actions", "deliver"));
}

TEST(Permissions, RefusalSaysWhoMay) {
  const auto refusal = must_be_permitted(Role::INSPECTOR, "findings", "close-without-improvement");
  ASSERT_TRUE(refusal.has_error());
  EXPECT_EQ(refusal.error().code, Errc::refused);
  EXPECT_EQ(refusal.error().rule, "permission");
  EXPECT_EQ(refusal.error().message,
            "Your role, Inspector, may not do this. Who may: Chair, Executive or board member.");
  EXPECT_TRUE(must_be_permitted(Role::CHAIR, "findings", "close").has_value());
  EXPECT_TRUE(must_be_permitted(Role::CHAIR, "findings", "delete").has_error());
}

}  // namespace
}  // namespace closeloop
