#include "domain/decider.h"

namespace closeloop {

Result<void> must_refer_to_records(const Facts& facts) {
  if (!facts.unknown.empty()) return invalid(facts.unknown);
  return allowed();
}

}  // namespace closeloop
