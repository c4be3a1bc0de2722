#include "api/router.h"

#include <map>
#include <stdexcept>

namespace closeloop::api {
namespace {

/// Takes the next segment off a path that begins with a slash.
std::string_view next_segment(std::string_view& path) {
  path.remove_prefix(1);
  const auto segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

}  // namespace

struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literal;
  std::unique_ptr<Node> any;
  const Route* get = nullptr;
  const Route* post = nullptr;

  [[nodiscard]] std::string allow() const {
    if (!get && !post) return {};
    return std::string{get ? "GET, HEAD, " : ""} + (post ? "POST, " : "") + "OPTIONS";
  }

  /// The node at the end of the path; null if there is none that answers anything.
  const Node* find(std::string_view path, std::vector<std::string>& captures) const {
    if (path.empty()) return get || post ? this : nullptr;
    const auto segment = next_segment(path);
    if (const auto found = literal.find(segment); found != literal.end()) {
      if (const auto* node = found->second->find(path, captures)) return node;
    }
    if (!any) return nullptr;
    captures.emplace_back(segment);
    if (const auto* node = any->find(path, captures)) return node;
    captures.pop_back();
    return nullptr;
  }
};

Router::Router() : root_{std::make_unique<Node>()} {}
Router::~Router() = default;

void Router::add(Route route) {
  auto* node = root_.get();
  for (std::string_view path = route.pattern; !path.empty();) {
    const auto segment = next_segment(path);
    auto& next = segment.starts_with('{') ? node->any : node->literal[std::string{segment}];
    if (!next) next = std::make_unique<Node>();
    node = next.get();
  }
  auto& place = route.method == "POST" ? node->post : node->get;
  if (place) throw std::logic_error{"two routes for " + route.method + " " + route.pattern};
  routes_.push_back(std::move(route));
  place = &routes_.back();
}

Router::Match Router::match(std::string_view method, std::string_view path) const {
  Match match;
  const auto* node = root_->find(path, match.captures);
  if (!node) return match;
  match.allow = node->allow();
  if (method == "GET" || method == "HEAD") match.route = node->get;
  if (method == "POST") match.route = node->post;
  return match;
}

}  // namespace closeloop::api
