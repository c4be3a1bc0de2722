#include "tools/closeloop/demo/demo_accounts.h"

#include <map>

#include "api/passwords.h"

namespace closeloop::tools {
namespace {

constexpr auto password = "closing the loop";

std::string account_name(person::Role role) {
  switch (role) {
    case person::Role::AGENCY_LEAD: return "agency-lead";
    case person::Role::AUDITOR: return "auditor";
    case person::Role::ANALYST: return "analyst";
    case person::Role::CHAIR: return "chair";
    case person::Role::BOARD_MEMBER: return "board-member";
    case person::Role::TRIAGE_DUTY: return "triage-duty";
    case person::Role::BOARD_MANAGER: return "board-manager";
    case person::Role::INSPECTOR: return "inspector";
    case person::Role::UNSET: break;
  }
  return "nobody";
}

}  // namespace

Result<void> make_demo_accounts(const BoardDirectory& board) {
  BOOST_OUTCOME_TRY(const auto accounts, board.open_accounts());
  BOOST_OUTCOME_TRY(accounts->set_setting(api::demonstration_password, password));
  api::Passwords passwords;
  // Everyone may know it, so that all have it with the same salt tells nobody anything.
  BOOST_OUTCOME_TRY(const auto hash, passwords.hash(password));
  std::map<person::Role, int> with_role;
  for (std::size_t number = 1;; ++number) {
    const auto id = "P-" + std::to_string(number);
    const auto person = board.projector().live()->person(id);
    if (!person) return allowed();
    const auto nth = ++with_role[person->role];
    const auto name = account_name(person->role) + (nth > 1 ? "-" + std::to_string(nth) : "");
    BOOST_OUTCOME_TRY(accounts->set({id, name, hash}));
  }
}

}  // namespace closeloop::tools
