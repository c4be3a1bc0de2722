#pragma once

#include <string_view>

namespace closeloop::api {

/// Whether a refusal by that rule of the domain holds whatever one answers: because of what has
/// become of the record, or of who asks. Where such a rule refuses, no form is offered.
[[nodiscard]] bool refuses_any_answer(std::string_view rule);

}  // namespace closeloop::api
