#pragma once

#include <string>
#include <vector>

#include <capnp/dynamic.h>

#include "eventstore/schema/sealer.h"
#include "eventstore/schema/shape.h"

namespace eventstore {

/// One row of what an auditor reads.
struct Line {
  int depth;              ///< 0 at the top; deeper for what belongs to the line above.
  std::string label;      ///< "Due date"
  std::string value;      ///< "31 March 2017". Empty above deeper lines.
  std::string refers_to;  ///< "finding", if the value is an id a page may link to.

  friend bool operator==(const Line&, const Line&) = default;
};

/// Any message, in words. An event without fields is one line.
[[nodiscard]] std::vector<Line> render(const Shape& shape, capnp::DynamicStruct::Reader from,
                                       const Sealer& sealer);

}  // namespace eventstore
