#include "domain/descriptions.h"

#include <algorithm>

namespace closeloop {

Result<void> Descriptions::must_hold(std::uint64_t corrects, std::string_view aggregate) const {
  const bool is_first = first_ != 0 && corrects == first_;
  if (is_first || std::find(later_.begin(), later_.end(), corrects) != later_.end()) {
    return allowed();
  }
  return refused(std::string{aggregate} + ".correct.version",
                 "Version " + std::to_string(corrects) +
                     " is nothing that can be corrected: name the version that first described "
                     "this record, or one that corrected or linked it.");
}

Result<void> must_change_something(capnp::AnyStruct::Reader corrected, std::string_view aggregate) {
  for (const auto pointer : corrected.getPointerSection()) {
    if (!pointer.isNull()) return allowed();
  }
  // `corrects` is the first field of every correction, so it is the first word of its data.
  const auto data = corrected.getDataSection();
  for (std::size_t i = sizeof(std::uint64_t); i < data.size(); ++i) {
    if (data[i] != 0) return allowed();
  }
  return refused(std::string{aggregate} + ".correct.something",
                 "Say what is to be corrected: give at least one field beside the version.");
}

}  // namespace closeloop
