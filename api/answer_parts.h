#pragma once

#include <span>
#include <string_view>

/// What answers are made of, for the description of the API.
namespace closeloop::api {

/// The members of one object, in few words: a name, `?` if it may be missing, and after a colon
/// what it holds, if that is not a text: int, bool, date, moment, any, another shape by its name,
/// [one of these] for a list, {one of these} for an object of any names, |null. `*` stands for
/// every other name.
struct Shape {
  std::string_view name;
  std::string_view title;
  std::string_view members;
};

/// What every record has, in a list or by itself.
extern const std::string_view of_a_record;

/// The shapes that answers name, beside those of the events.
[[nodiscard]] std::span<const Shape> answer_parts();

}  // namespace closeloop::api
