#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/http.h"

namespace closeloop::api {

/// A form that a page sent, decoded: what was typed, to be shown again. What an event's form means
/// is read by the schema (eventstore/schema/form.h), which this agrees with.
class FormBody {
 public:
  /// Nothing if the body is not well encoded, holds a NUL, or has more than 500 answers.
  [[nodiscard]] static std::optional<FormBody> read(std::string_view body);

  /// The answer of that name; empty if there is none, or more than one.
  [[nodiscard]] std::string_view text(std::string_view name) const;
  /// Every answer of that name, in order.
  [[nodiscard]] std::vector<std::string_view> all(std::string_view name) const;
  /// All names and answers, as they came.
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& answers() const {
    return answers_;
  }
  void add(std::string name, std::string answer) {
    answers_.emplace_back(std::move(name), std::move(answer));
  }

 private:
  std::vector<std::pair<std::string, std::string>> answers_;
};

/// Whether the body is a form by its Content-Type.
[[nodiscard]] bool is_form(const Request& request);

}  // namespace closeloop::api
