#pragma once

#include <string_view>

namespace closeloop {

/// To whom figures are shown (domain 3.4, R28). Decided at the edge, by who reads; views take it.
struct Audience {
  bool sees_restricted = false;      ///< MARAC and MAPPA, beyond their headline.
  bool sees_small_numbers = false;   ///< Opened by this reader today; that is on record.
  std::string_view own_agency = {};  ///< Whose restricted series it sees. Lent.
};

/// As it is stamped on what leaves the program.
[[nodiscard]] constexpr std::string_view words(Audience audience) {
  return audience.sees_small_numbers ? "One named reader: small numbers are shown"
                                     : "The Board: small numbers are hidden";
}

}  // namespace closeloop
