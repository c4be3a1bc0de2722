#pragma once

#include <string>

#include <boost/json/object.hpp>

#include "eventstore/schema/shape.h"

namespace eventstore {

[[nodiscard]] boost::json::object openapi_ref(const std::string& kind, const std::string& name);

/// Collects the schemas of shapes, and of the records within them, by name.
class OpenapiSchemas {
 public:
  enum class Of : std::uint8_t {
    request,  ///< What may be sent: nothing but the fields, all that are required.
    record    ///< What was recorded: any field may be missing, and later ones may come.
  };

  void add(const std::string& name, const Shape& shape, Of of);

  boost::json::object schemas;

 private:
  boost::json::object object(const Shape& shape, Of of);
  boost::json::object property(const Field& field, Of of);
  boost::json::object type(const Field& field, Of of);
};

}  // namespace eventstore
