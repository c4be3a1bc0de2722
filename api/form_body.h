#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/http.h"

namespace closeloop::api {

/// A form that a page sent, decoded. For forms that are no event's: those are read by the schema
/// (eventstore/schema/form.h), which this agrees with.
class FormBody {
 public:
  /// Nothing if the body is not well encoded, holds a NUL, or has more than 500 answers.
  [[nodiscard]] static std::optional<FormBody> read(std::string_view body);

  /// The answer of that name; empty if there is none, or more than one.
  [[nodiscard]] std::string_view text(std::string_view name) const;

 private:
  std::vector<std::pair<std::string, std::string>> answers_;
};

/// Whether the body is a form by its Content-Type.
[[nodiscard]] bool is_form(const Request& request);

}  // namespace closeloop::api
