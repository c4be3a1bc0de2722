#include "domain/permissions.h"

#include <algorithm>
#include <array>

namespace closeloop {
namespace {

using person::Role;

constexpr std::uint16_t bit(Role role) {
  return static_cast<std::uint16_t>(1U << static_cast<unsigned>(role));
}
template <typename... Roles>
constexpr std::uint16_t any_of(Roles... roles) {
  return static_cast<std::uint16_t>((roles | ...));
}

constexpr auto lead = bit(Role::AGENCY_LEAD);
constexpr auto auditor = bit(Role::AUDITOR);
constexpr auto analyst = bit(Role::ANALYST);
constexpr auto chair = bit(Role::CHAIR);
constexpr auto member = bit(Role::BOARD_MEMBER);
constexpr auto manager = bit(Role::BOARD_MANAGER);

constexpr auto those_who_find = any_of(auditor, analyst, chair, manager);
constexpr auto those_who_correct = any_of(analyst, chair, manager);
constexpr auto those_who_do = any_of(lead, auditor, analyst, chair, member);
constexpr auto those_who_check = any_of(auditor, analyst, chair);
constexpr auto those_who_steer = any_of(analyst, chair);

constexpr std::array<Permission, 88> table{{
    {"reviews", "open", those_who_find},
    {"reviews", "correct", those_who_correct},

    {"findings", "raise", those_who_find},
    {"findings", "correct", any_of(those_who_correct, auditor)},
    {"findings", "judge-improvement", those_who_steer},
    {"findings", "book-sustainability-check", those_who_steer},
    {"findings", "close", chair},
    {"findings", "close-without-improvement", any_of(chair, member)},
    {"findings", "pass-sustainability-check", those_who_check},
    {"findings", "fail-sustainability-check", those_who_check},
    {"findings", "reopen", any_of(those_who_check, member)},

    {"learning-points", "agree", those_who_find},
    {"learning-points", "correct", those_who_correct},
    {"learning-points", "link", those_who_find},

    {"recommendations", "make", those_who_find},
    {"recommendations", "accept", any_of(lead, chair, member)},
    {"recommendations", "decline", any_of(lead, chair, member)},
    {"recommendations", "answer", any_of(lead, those_who_steer)},
    {"recommendations", "correct", those_who_correct},

    {"actions", "agree", those_who_find},
    {"actions", "accept", those_who_do},
    {"actions", "decline", those_who_do},
    {"actions", "report-progress", those_who_do},
    {"actions", "move-date", those_who_do},
    {"actions", "block", those_who_do},
    {"actions", "unblock", those_who_do},
    {"actions", "deliver", those_who_do},
    {"actions", "verify-delivery", those_who_check},
    {"actions", "return", those_who_check},
    {"actions", "supersede", those_who_steer},
    {"actions", "withdraw", any_of(those_who_steer, member)},
    {"actions", "reopen", those_who_steer},
    {"actions", "link", those_who_find},
    {"actions", "correct", those_who_correct},
    {"actions", "report-source-status", any_of(analyst, manager)},

    {"evidence", "record", any_of(lead, those_who_find)},
    {"evidence", "challenge", those_who_do},
    {"evidence", "uphold", those_who_check},
    {"evidence", "withdraw", those_who_check},
    {"evidence", "correct", any_of(those_who_correct, auditor)},

    {"agencies", "register", manager},
    {"agencies", "rename", manager},
    {"agencies", "succeed", manager},
    {"agencies", "set-focus", manager},

    {"people", "add", manager},
    {"people", "give-role", manager},
    {"people", "end", manager},
    {"people", "issue-token", manager},
    {"people", "revoke-token", manager},

    {"boards", "open", manager},
    {"boards", "set-priority-area", manager},
    {"boards", "rename", manager},
    {"boards", "set-area", manager},

    {"indicators", "define", those_who_correct},
    {"indicators", "revise", those_who_correct},
    {"indicators", "set-availability", those_who_correct},
    {"indicators", "link-action", those_who_find},
    {"indicators", "unlink-action", those_who_correct},
    {"indicators", "load-benchmark", those_who_correct},
    {"indicators", "retire", any_of(chair, manager)},
    {"indicators", "open-small-numbers", any_of(auditor, analyst)},

    {"series", "open", those_who_correct},
    {"series", "measure", any_of(lead, those_who_correct)},
    {"series", "revise-value", any_of(lead, those_who_correct)},
    {"series", "rebase", those_who_steer},
    {"series", "break", those_who_correct},
    {"series", "set-chart", those_who_steer},
    {"series", "write-narrative", any_of(lead, those_who_find)},
    {"series", "set-indicator", those_who_correct},

    {"returns", "request", those_who_correct},
    {"returns", "receive", any_of(lead, those_who_correct)},
    {"returns", "accept", those_who_correct},
    {"returns", "reject", those_who_correct},

    {"questions", "ask", any_of(those_who_correct, member)},
    {"questions", "reword", any_of(those_who_correct, member)},
    {"questions", "answer", any_of(chair, member)},
    {"questions", "withdraw", any_of(chair, manager)},
    {"questions", "set-assurance", any_of(chair, member)},

    {"services", "register", those_who_correct},
    {"services", "change", those_who_correct},
    {"services", "end", those_who_correct},

    {"strategies", "adopt", any_of(chair, manager)},
    {"strategies", "revise", any_of(chair, manager)},
    {"strategies", "state-effectiveness", any_of(chair, member)},
    {"strategies", "withdraw", any_of(chair, manager)},

    {"code-lists", "open", those_who_correct},
    {"code-lists", "add-code", those_who_correct},
    {"code-lists", "end-code", those_who_correct},
}};

constexpr std::array<std::string_view, 9> labels{"Nobody",
                                                 "Agency lead",
                                                 "Auditor of cases",
                                                 "Learning and improvement analyst",
                                                 "Chair",
                                                 "Executive or board member",
                                                 "Triage duty person",
                                                 "Board manager",
                                                 "Inspector"};

const Permission* find(std::string_view resource, std::string_view intent) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const Permission& one) {
    return one.resource == resource && one.intent == intent;
  });
  return found == table.end() ? nullptr : &*found;
}

/// "Chair, Executive or board member"
std::string list_roles(const Permission& permission) {
  std::string roles;
  for (std::size_t i = 1; i < labels.size(); ++i) {
    if (!permission.has(static_cast<Role>(i))) continue;
    if (!roles.empty()) roles += ", ";
    roles += labels[i];
  }
  return roles;
}

}  // namespace

std::span<const Permission> permissions() { return table; }

bool may(Role role, std::string_view resource, std::string_view intent) {
  const auto* permission = find(resource, intent);
  return permission != nullptr && permission->has(role);
}

bool sees_restricted(Role role) {
  return role != Role::UNSET && (any_of(auditor, analyst, chair, manager) & bit(role)) != 0;
}

Result<void> must_be_permitted(Role role, std::string_view resource, std::string_view intent) {
  if (may(role, resource, intent)) return allowed();
  const auto* permission = find(resource, intent);
  const std::string who = permission == nullptr ? "nobody" : list_roles(*permission);
  return refused("permission", "Your role, " + std::string{role_label(role)} +
                                   ", may not do this. Who may: " + who + ".");
}

std::string_view role_label(Role role) {
  const auto index = static_cast<std::size_t>(role);
  return index < labels.size() ? labels[index] : labels[0];
}

}  // namespace closeloop
