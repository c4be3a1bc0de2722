#include <algorithm>
#include <set>

#include "api/passwords.h"

namespace closeloop::api {
namespace {

constexpr std::size_t characters_least = 12;
constexpr std::size_t bytes_most = 1000;
constexpr std::size_t kinds_least = 5;  ///< Fewer different characters are no secret.

/// What people choose first, and so do those who guess. A password that is little more than one
/// or two of them is refused.
constexpr std::string_view first_guesses[] = {
    "password", "passwort",      "passw0rd",  "qwertyuiop",   "qwerty",    "asdfghjkl",
    "zxcvbnm",  "1q2w3e4r",      "1qaz2wsx",  "letmein",      "welcome",   "iloveyou",
    "princess", "sunshine",      "football",  "baseball",     "liverpool", "chelsea",
    "arsenal",  "manchester",    "superman",  "batman",       "pokemon",   "starwars",
    "dragon",   "monkey",        "charlie",   "trustno1",     "changeme",  "secret",
    "admin",    "administrator", "default",   "abcdefghijkl", "abcdef",    "computer",
    "internet", "whatever",      "summer",    "winter",       "spring",    "autumn",
    "monday",   "friday",        "january",   "december",     "england",   "london",
    "children", "safeguarding",  "closeloop", "council",      "board",     "test",
    "user",     "login",         "master",    "hello",        "michael",   "jennifer",
    "jessica",  "ashley",        "daniel",
};

std::string lower(std::string_view text) {
  std::string out{text};
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return out;
}

std::size_t characters(std::string_view text) {  // Of UTF-8.
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

/// How many of its characters are not simply the last one, the next one or the one before.
std::size_t steps(std::string_view text) {
  std::size_t count = text.empty() ? 0 : 1;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const int step = text[i] - text[i - 1];
    if (step < -1 || step > 1) ++count;
  }
  return count;
}

void take_out(std::string& text, std::string_view word) {
  if (word.size() < 3) return;
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word)) {
    text.erase(at, word.size());
  }
}

/// What is left of it once what is guessed first is taken out.
bool is_guessed_first(std::string_view password) {
  auto left = lower(password);
  if (std::set<char>(left.begin(), left.end()).size() < kinds_least) return true;
  for (const auto word : first_guesses) take_out(left, word);
  return steps(left) < characters_least / 2;
}

}  // namespace

eventstore::Result<void> must_be_good_password(std::string_view password,
                                               std::string_view sign_in_name) {
  const auto wrong = [](std::string sentence) {
    return eventstore::invalid("password", std::move(sentence));
  };
  if (characters(password) < characters_least) {
    return wrong("The new password must have 12 characters or more.");
  }
  if (password.size() > bytes_most) {
    return wrong("The new password must have 1,000 characters or fewer.");
  }
  if (is_guessed_first(password)) {
    return wrong(
        "That password is one of the first that others would guess. Three random words "
        "make a good one.");
  }
  auto without_name = lower(password);
  take_out(without_name, lower(sign_in_name));
  if (steps(without_name) < characters_least / 2) {
    return wrong("The new password must not be made of your sign-in name.");
  }
  return eventstore::allowed();
}

}  // namespace closeloop::api
