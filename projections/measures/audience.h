#pragma once

#include <string_view>

namespace closeloop {

/// To whom figures are shown (domain 3.4, R28). Decided at the edge, by who reads; views take it.
struct Audience {
  bool sees_restricted = false;      ///< MARAC and MAPPA, beyond their headline.
  bool sees_small_numbers = false;   ///< Opened by this reader today; that is on record.
  std::string_view own_agency = {};  ///< Whose restricted series it sees. Lent.
};

/// As it is stamped on what leaves the program (audience_of_answer in restricted.h).
[[nodiscard]] constexpr std::string_view words(Audience audience) {
  if (audience.sees_small_numbers) return "One named reader: small numbers are shown";
  if (audience.sees_restricted) {
    return "Those who may see MARAC and MAPPA: small numbers are hidden";
  }
  return audience.own_agency.empty() ? "The Board: small numbers are hidden"
                                     : "One agency: small numbers are hidden";
}

/// The same for the name of a file.
[[nodiscard]] constexpr std::string_view slug(Audience audience) {
  if (audience.sees_small_numbers) return "named-reader";
  if (audience.sees_restricted) return "marac-mappa";
  return audience.own_agency.empty() ? "board" : "agency";
}

}  // namespace closeloop
