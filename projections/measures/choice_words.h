#pragma once

#include <vector>

#include "domain/schema/ids.capnp.h"
#include "domain/schema/measures.capnp.h"
#include "domain/status.h"
#include "eventstore/schema/shape.h"

namespace closeloop {

/// Choices of the schema as JSON names them and as people read them. Lent: they live as long as the
/// program. Of what was not said the name is empty and the label "Not said".
[[nodiscard]] Words words(JourneyStage stage);
[[nodiscard]] Words words(measures::Breakdown breakdown);
[[nodiscard]] Words words(measures::Grade grade);
[[nodiscard]] Words words(measures::CountingUnit unit);

/// The stages of the child's journey, in their order.
[[nodiscard]] const std::vector<eventstore::Choice>& journey_stages();

}  // namespace closeloop
