#include "tools/closeloop/terminal.h"

#include <ostream>

#include <boost/json/serialize.hpp>

namespace closeloop::tools {

Exit Terminal::fail(const eventstore::Error& error) const {
  err << "closeloop: " << error.message;
  if (!error.rule.empty()) err << " (" << error.rule << ")";
  err << '\n';
  for (const auto& problem : error.problems) {
    err << "  ";
    if (!problem.pointer.empty()) err << problem.pointer << ": ";
    err << problem.message << '\n';
  }
  return exit_of(error);
}

Exit Terminal::fail(Exit exit, const std::string& sentence) const {
  err << "closeloop: " << sentence << '\n';
  return exit;
}

void Terminal::print(const boost::json::value& value) const {
  out << boost::json::serialize(value) << '\n';
}

eventstore::Day Terminal::today() const {
  return std::chrono::floor<std::chrono::days>(clock.now());
}

}  // namespace closeloop::tools
