#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "eventstore/core/error.h"

namespace closeloop::tools {

/// What came up while a file was read.
struct ReadingNotes {
  eventstore::Problems problems;         ///< Each with its JSON pointer. With any, nothing counts.
  std::vector<std::string> not_checked;  ///< Pointers to members that nobody asked for.
};

/// One object of a file, asked for its members by name. A member of the wrong kind becomes a
/// problem and counts as absent, as null does. Lends the object and the notes.
class ObjectReader {
 public:
  ObjectReader(const boost::json::object& object, std::string pointer, ReadingNotes& notes)
      : object_{object}, pointer_{std::move(pointer)}, notes_{notes} {}

  [[nodiscard]] const std::string& pointer() const { return pointer_; }
  [[nodiscard]] std::string pointer_to(std::string_view name) const;

  /// The names of all members, in the order of the file.
  [[nodiscard]] std::vector<std::string> names() const;

  const boost::json::value* find(std::string_view name);
  /// The one of two names for the same under which there is something; `ours` if there is nothing.
  /// Both with different values are a problem.
  std::string_view called(std::string_view ours, std::string_view theirs);
  std::optional<bool> flag(std::string_view name);
  /// Whether the member is there, and null.
  bool is_null(std::string_view name);
  std::optional<double> number(std::string_view name);
  /// A whole number of nought or more.
  std::optional<std::size_t> count(std::string_view name);
  std::optional<std::string> text(std::string_view name);
  /// A list of numbers; also an empty one.
  std::optional<std::vector<double>> numbers(std::string_view name);
  /// The same with gaps: null, and "NA", as R writes a number that is missing.
  std::optional<std::vector<std::optional<double>>> numbers_or_gaps(std::string_view name);
  std::optional<std::vector<std::size_t>> counts(std::string_view name);
  std::optional<ObjectReader> object(std::string_view name);
  /// Gives each object of a list to `use` as a reader. Absent: none.
  template <typename Use>
  void objects(std::string_view name, Use&& use) {
    const auto* list = this->list(name);
    if (!list) return;
    for (std::size_t i = 0; i < list->size(); ++i) {
      const auto place = pointer_to(name) + "/" + std::to_string(i);
      if (const auto* object = (*list)[i].if_object()) {
        use(ObjectReader{*object, place, notes_});
      } else {
        refuse_at(place, "This must be an object, in braces.");
      }
    }
  }
  const boost::json::array* list(std::string_view name);

  /// Members that only describe, beside those that do so everywhere, such as a note.
  void pass_over(std::initializer_list<std::string_view> names);
  /// Notes every member that was neither asked for nor only describes.
  void note_the_rest();
  void refuse(std::string_view name, std::string why);
  void refuse_at(std::string pointer, std::string why);

 private:
  const boost::json::object& object_;
  std::string pointer_;
  ReadingNotes& notes_;
  std::vector<std::string> asked_;
};

}  // namespace closeloop::tools
