#pragma once

#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/json/object.hpp>

#include "eventstore/core/digest.h"

namespace closeloop::imports {

/// What is counted of an import, in the order in which people read it.
inline constexpr const char* counted_in_imports[] = {
    "plans",          "findings",           "learning points", "recommendations",
    "actions",        "pieces of evidence", "series",          "values",
    "revised values", "series breaks",      "returns",         "indicators",
    "questions",      "code lists",         "codes",           "revised definitions"};

/// What an import takes, what it keeps only as text, and what it refuses and why.
struct ImportReport {
  /// One value of the file: "/plans/0/actions/3" and "due_date", or "row 4" and "due".
  struct Remark {
    std::string place;
    std::string column;  ///< Empty: all of it.
    std::string text;

    friend bool operator==(const Remark&, const Remark&) = default;
  };

  bool dry_run = false;
  std::map<std::string, std::size_t> taken;  ///< "actions" to how many.
  std::vector<std::string> reviews;          ///< Of the plans that are taken.
  std::vector<std::string> findings;         ///< Of the plans that are taken.
  std::vector<std::string> unchanged;        ///< Plans that were imported before, as they are.
  std::vector<Remark> kept_as_text;
  std::vector<Remark> changed;  ///< What was put differently than the file has it, and how.
  std::vector<Remark> odd;      ///< What is taken as it is, though it looks wrong.
  std::vector<Remark> refused;
  /// Values for figures that are held and not shown. They are recorded if they differ, and the
  /// report says the same if they don't.
  std::size_t given_again = 0;
  std::uint64_t position = 0;  ///< Of the last event, if anything was taken.
  std::optional<eventstore::Digest>
      events;  ///< Of all that is taken: tells one import from another.

  void refuse(std::string place, std::string column, std::string why) {
    refused.push_back({std::move(place), std::move(column), std::move(why)});
  }
  void forget_taken() {
    taken.clear();
    given_again = 0;
    reviews.clear();
    findings.clear();
  }
  void remark(std::string place, std::string column, std::string what) {
    odd.push_back({std::move(place), std::move(column), std::move(what)});
  }
  void change(std::string place, std::string column, std::string how) {
    changed.push_back({std::move(place), std::move(column), std::move(how)});
  }
  void keep_as_text(std::string place, std::string column, std::string text) {
    kept_as_text.push_back({std::move(place), std::move(column), std::move(text)});
  }
};

/// "/plans/0/actions/3/due_date", or "row 4, due".
[[nodiscard]] std::string where(const ImportReport::Remark& remark);

/// What came of it, or would come of it, in one sentence or two.
[[nodiscard]] std::string sentence(const ImportReport& report);

[[nodiscard]] boost::json::object to_json(const ImportReport& report);
/// For people.
void print(std::ostream& out, const ImportReport& report);

}  // namespace closeloop::imports
