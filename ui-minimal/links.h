#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/object.hpp>

namespace closeloop::ui {

/// The parameters that a page was asked for with (`parameters` of its model: `name`, `value`),
/// from which its links are made: each changes one thing and keeps all the others.
class Query {
 public:
  Query() = default;
  explicit Query(const boost::json::object& model);

  /// With another value; without the parameter if the value is empty.
  [[nodiscard]] Query with(std::string_view name, std::string_view value) const;
  [[nodiscard]] Query without(std::initializer_list<std::string_view> names) const;
  [[nodiscard]] Query only(std::initializer_list<std::string_view> names) const;

  /// Empty if it is not there.
  [[nodiscard]] std::string_view operator[](std::string_view name) const;
  /// The address of a page with these parameters: "/now?list=all&theme=voice".
  [[nodiscard]] std::string at(std::string_view path) const;
  /// For the hidden fields of a form: `name`, `value`.
  [[nodiscard]] boost::json::array fields() const;

 private:
  std::vector<std::pair<std::string, std::string>> parameters_;
};

}  // namespace closeloop::ui
