#pragma once

#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "projections/board.h"
#include "projections/measures/audience.h"
#include "projections/page.h"

namespace closeloop {

/// Which services of the register are asked for. Empty: all.
struct ServiceFilter {
  std::string_view audience;       ///< "perpetrators"
  std::string_view priority_area;  ///< "domestic-abuse"
  std::string_view running;        ///< "yes" or "no": on the day that is asked for.
};

/// The register of services (R12): whom each is for, its capacity, whether it runs on the day,
/// how long people wait for it and what it achieves (R78, R83); and a line for each audience of a
/// priority area that no running service is for. What there is to filter by comes with it.
/// `invalid` for an audience that there is not, or for another word than yes and no.
[[nodiscard]] Result<boost::json::object> service_register(const Board& board,
                                                           const ServiceFilter& filter,
                                                           Day asked_on, Audience audience = {});

}  // namespace closeloop
