#include "api/sign_in.h"

#include <algorithm>
#include <chrono>

#include "api/tokens.h"

namespace closeloop::api {
namespace {

constexpr std::string_view scheme = "bearer ";
constexpr std::size_t token_characters_max = 200;

bool has_scheme(std::string_view header) {
  return header.size() > scheme.size() &&
         std::ranges::equal(scheme, header.substr(0, scheme.size()), [](char expected, char c) {
           return expected == (c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
         });
}

}  // namespace

std::variant<Actor, ProblemDocument> sign_in(const Request& request,
                                             const eventstore::EventLog& log,
                                             const Projector& projector, Day today) {
  const auto header = request.header("authorization");
  if (header.empty()) {
    return problem("sign-in", "Send a token: 'Authorization: Bearer <token>'.");
  }
  if (!has_scheme(header)) {
    return problem("sign-in", "Only bearer tokens are taken: 'Authorization: Bearer <token>'.");
  }
  const auto token = header.substr(scheme.size());
  if (token.size() <= token_characters_max) {
    const auto hash = token_hash(token);
    const auto head = log.head();
    if (auto actor = projector.live()->bearer(hash, today)) return *std::move(actor);
    // Perhaps it was issued a moment ago, and the views had not come to it when they were asked.
    // That is so even if they have by now, so they are asked again in any case.
    if (projector.wait_for(head, std::chrono::seconds{1})) {
      if (auto actor = projector.live()->bearer(hash, today)) return *std::move(actor);
    }
  }
  return problem("sign-in",
                 "This token can't be used: it is unknown, past its last day, revoked, or its "
                 "person's access has ended.");
}

}  // namespace closeloop::api
