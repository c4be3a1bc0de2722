#include "api/form_body.h"

#include <algorithm>

namespace closeloop::api {
namespace {

constexpr std::size_t answers_most = 500;

}  // namespace

std::optional<FormBody> FormBody::read(std::string_view body) {
  FormBody form;
  while (!body.empty()) {
    const auto pair = body.substr(0, body.find('&'));
    body.remove_prefix(std::min(body.size(), pair.size() + 1));
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = percent_decoded(pair.substr(0, equals), true);
    auto value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!name || !value || form.answers_.size() == answers_most) return std::nullopt;
    form.answers_.emplace_back(std::move(*name), std::move(*value));
  }
  return form;
}

std::string_view FormBody::text(std::string_view name) const {
  const auto is_it = [&](const auto& answer) { return answer.first == name; };
  const auto found = std::ranges::find_if(answers_, is_it);
  if (found == answers_.end() || std::ranges::count_if(answers_, is_it) > 1) return {};
  return found->second;
}

std::vector<std::string_view> FormBody::all(std::string_view name) const {
  std::vector<std::string_view> found;
  for (const auto& [each, answer] : answers_) {
    if (each == name) found.emplace_back(answer);
  }
  return found;
}

bool is_form(const Request& request) {
  const auto type = request.header("content-type");
  return type.substr(0, type.find(';')) == "application/x-www-form-urlencoded";
}

}  // namespace closeloop::api
