#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

namespace closeloop::ui {

/// What a name stands for in a view model: a value of it, or what follows from one.
struct PageValue {
  enum class Shown { as_it_is, in_words, as_tag };
  const boost::json::value* value = nullptr;  ///< Never null.
  Shown shown = Shown::as_it_is;

  /// Whether a section of that name is shown: null, false and what is empty count as absent.
  [[nodiscard]] bool holds() const;
  /// What a variable of that name shows. `room` keeps what is not in the model as it is shown.
  [[nodiscard]] std::string_view text(std::string& room) const;
};

/// The value of that name; or, beside a date or time `x`, `xWords`; beside a list `xAny` (whether
/// it has anything); beside `brag` `bragTag`, its status as a tag. Nothing if there is none.
[[nodiscard]] std::optional<PageValue> page_value(const boost::json::object& model,
                                                  std::string_view name);

/// "2017-02-03" → "3 February 2017", "2017-02-03T14:02:11.5Z" → "3 February 2017, 14:02 UTC";
/// empty for anything else.
[[nodiscard]] std::string date_in_words(std::string_view text);

}  // namespace closeloop::ui
