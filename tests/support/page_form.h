#pragma once

#include <string>

#include "tests/support/browser.h"

/// Forms of pages, filled in and sent as a browser does it.
namespace closeloop::testing {

/// The value of a hidden field of the page; empty if there is none.
inline std::string hidden_in(const std::string& page, const std::string& name) {
  const auto before = "type=\"hidden\" name=\"" + name + "\" value=\"";
  const auto at = page.rfind(before);
  if (at == std::string::npos) return {};
  const auto begin = at + before.size();
  return page.substr(begin, page.find('"', begin) - begin);
}

/// A form as it was shown, to be sent once or more often.
class PageForm {
 public:
  PageForm(Browser& browser, std::string path)
      : PageForm{browser, path.substr(0, path.find('?')), browser.get(path)} {}
  /// The form in an answer, such as one that was not taken.
  PageForm(Browser& browser, std::string path, const Answer& shown)
      : browser_{browser},
        path_{std::move(path)},
        status_{shown.status()},
        page_{shown.response.body} {}

  [[nodiscard]] int status() const { return status_; }
  [[nodiscard]] const std::string& page() const { return page_; }

  Answer send(Fields answers) {
    for (const auto* name : {"_token", "_key", "_version"}) {
      if (auto value = hidden_in(page_, name); !value.empty()) {
        answers.emplace_back(name, std::move(value));
      }
    }
    return browser_.post(path_, answers);
  }

 private:
  Browser& browser_;
  std::string path_;
  int status_;
  std::string page_;
};

}  // namespace closeloop::testing
