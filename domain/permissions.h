#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "domain/decider.h"

/// Which role may give which command, as one table (design, "The people"). Everyone who is
/// signed in may read; an inspector may do nothing else. docs/reference/permissions.md is this
/// table. What depends on the record (own agency, not the owner) is for the deciders.
namespace closeloop {

struct Permission {
  std::string_view resource;  ///< "actions"
  std::string_view intent;    ///< "move-date"
  std::uint16_t roles;        ///< A bit for each role that may: 1 << role.

  /// False for a role that this program does not know, as one of a later program may be.
  [[nodiscard]] bool has(person::Role role) const {
    const auto bit = static_cast<unsigned>(role);
    return role != person::Role::UNSET && bit < 16 && (roles >> bit & 1U) != 0;
  }
};

[[nodiscard]] std::span<const Permission> permissions();

/// False too for a resource or intent that the table does not have.
[[nodiscard]] bool may(person::Role role, std::string_view resource, std::string_view intent);

/// Whether that role sees restricted figures, of MARAC and MAPPA, beyond their headline
/// (domain 3.4, R28). An agency lead besides sees those of the own agency.
[[nodiscard]] bool sees_restricted(person::Role role);

/// `refused` with the rule "permission" and a sentence that says which roles may.
[[nodiscard]] Result<void> must_be_permitted(person::Role role, std::string_view resource,
                                             std::string_view intent);

/// "Agency lead"; "Nobody" for a role this program does not know.
[[nodiscard]] std::string_view role_label(person::Role role);

}  // namespace closeloop
