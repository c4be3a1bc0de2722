#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <capnp/any.h>

#include "domain/decider.h"

namespace closeloop {

/// Which events of a stream describe its record: the first, its corrections and its links. Only
/// these can be corrected; a wrong delivery is returned, a wrong judgement judged again. The
/// corrected event stays as it was written (R88).
class Descriptions {
 public:
  void note(Version version) {
    const auto number = static_cast<std::uint32_t>(version.number());
    if (first_ == 0) {
      first_ = number;
    } else {
      later_.push_back(number);
    }
  }

  /// `refused` with the rule "<aggregate>.correct.version" if that version is none of them.
  [[nodiscard]] Result<void> must_hold(std::uint64_t corrects, std::string_view aggregate) const;

 private:
  // Apart, since most records are never corrected, and there are a hundred thousand of them.
  std::uint32_t first_ = 0;
  std::vector<std::uint32_t> later_;
};

/// `refused` with the rule "<aggregate>.correct.something" if a correction changes nothing.
[[nodiscard]] Result<void> must_change_something(capnp::AnyStruct::Reader corrected,
                                                 std::string_view aggregate);

}  // namespace closeloop
