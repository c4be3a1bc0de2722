#pragma once

#include <string>
#include <string_view>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "eventstore/schema/json.h"
#include "eventstore/schema/message.h"

/// Messages written as people and other programs write them, for tests.
namespace eventstore::testing {

inline boost::json::value parsed(std::string_view json) {
  return boost::json::parse({json.data(), json.size()});
}

/// A message from its JSON, which must be right.
template <typename T>
Draft<T> message(std::string_view json) {
  Draft<T> draft;
  const auto problems =
      from_json(shape_of<T>(), parsed(json), Source::record, KeylessSealer{}, *draft);
  for (const auto& problem : problems) ADD_FAILURE() << problem.pointer << ": " << problem.message;
  return draft;
}

template <typename T>
std::string json_of(typename T::Reader message) {
  return boost::json::serialize(to_json(shape_of<T>(), message, KeylessSealer{}));
}

}  // namespace eventstore::testing
