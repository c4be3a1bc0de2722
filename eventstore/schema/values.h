#pragma once

#include <string>
#include <string_view>

#include <capnp/blob.h>

#include "eventstore/core/decimal.h"
#include "eventstore/core/time.h"
#include "eventstore/schema/values.capnp.h"

/// Between the schema's values and the program's. A view lives as long as its message.
namespace eventstore {

[[nodiscard]] inline std::string_view view(capnp::Text::Reader text) {
  return {text.begin(), text.size()};
}
[[nodiscard]] inline std::string str(capnp::Text::Reader text) { return std::string{view(text)}; }

/// The id of a thing of one kind, which the schema names: Id<schema::FindingId>.
/// Ids of different kinds neither convert nor compare.
template <typename Kind>
class Id {
 public:
  Id() = default;
  explicit Id(std::string text) : text_{std::move(text)} {}
  explicit Id(typename Kind::Reader stored) : text_{view(stored.getText())} {}

  [[nodiscard]] const std::string& text() const { return text_; }

  friend auto operator<=>(const Id&, const Id&) = default;

 private:
  std::string text_;
};

template <typename Reader>
Id(Reader) -> Id<typename Reader::Reads>;

template <typename Kind>
void set(typename Kind::Builder to, const Id<Kind>& id) {
  to.setText(id.text());
}

[[nodiscard]] inline Day day(schema::Date::Reader date) {
  return Day{std::chrono::days{date.getDays()}};
}
inline void set(schema::Date::Builder date, Day day) {
  date.setDays(static_cast<std::int32_t>(day.time_since_epoch().count()));
}

[[nodiscard]] inline Timestamp timestamp(schema::Moment::Reader moment) {
  return Timestamp{std::chrono::milliseconds{moment.getMs()}};
}
inline void set(schema::Moment::Builder moment, Timestamp at) {
  moment.setMs(at.time_since_epoch().count());
}

[[nodiscard]] inline Decimal decimal(schema::Decimal::Reader stored) {
  return {stored.getDigits(), stored.getPlaces()};
}
inline void set(schema::Decimal::Builder to, Decimal decimal) {
  to.setDigits(decimal.digits);
  to.setPlaces(decimal.places);
}

}  // namespace eventstore
