#include "api/multipart.h"

#include <algorithm>

namespace closeloop::api {
namespace {

constexpr std::size_t parts_max = 20;
constexpr std::size_t head_bytes_max = 2048;  // Of one part: a name, a file's name, a type.
constexpr std::size_t boundary_bytes_max = 70;
constexpr std::string_view line_end = "\r\n";

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

/// What comes before `end`, which is taken too; nothing if there is no end.
std::optional<std::string_view> take_until(std::string_view& text, std::string_view end) {
  const auto at = text.find(end);
  if (at == std::string_view::npos) return std::nullopt;
  const auto before = text.substr(0, at);
  text.remove_prefix(at + end.size());
  return before;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool same_word(std::string_view one, std::string_view other) {
  return std::ranges::equal(one, other, {}, lower, lower);
}

bool may_stand_in_boundary(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view{"'()+_,-./:=?"}.find(c) != std::string_view::npos;
}

std::optional<std::string> boundary_of(std::string_view type) {
  static constexpr std::string_view kind = "multipart/form-data;";
  if (!same_word(type.substr(0, kind.size()), kind)) return std::nullopt;
  type.remove_prefix(kind.size());
  while (take(type, " ")) {
  }
  static constexpr std::string_view name = "boundary=";
  if (!same_word(type.substr(0, name.size()), name)) return std::nullopt;
  type.remove_prefix(name.size());
  if (type.size() > 1 && type.starts_with('"') && type.ends_with('"')) {
    type = type.substr(1, type.size() - 2);
  }
  const bool good = !type.empty() && type.size() <= boundary_bytes_max &&
                    std::ranges::all_of(type, may_stand_in_boundary);
  return good ? std::optional<std::string>{type} : std::nullopt;
}

/// What a part says of itself.
struct Head {
  std::string name;
  std::optional<std::string> file_name;
};

/// `form-data; name="file"; filename="plan.csv"`. Browsers write a quote in a name as %22; one
/// that old ones wrote otherwise ends the name too early, so such a part is refused.
bool read_disposition(std::string_view text, Head& head) {
  if (!take(text, "form-data")) return false;
  bool named = false;
  while (take(text, "; ")) {
    auto name = take_until(text, "=\"");
    auto value = name ? take_until(text, "\"") : std::nullopt;
    if (!value || value->find('\0') != std::string_view::npos) return false;
    if (same_word(*name, "name") && !named) {
      head.name = *value;
      named = true;
    } else if (same_word(*name, "filename") && !head.file_name) {
      head.file_name = *value;
    } else {
      return false;
    }
  }
  return named && text.empty();
}

std::optional<Head> read_head(std::string_view text) {
  Head head;
  bool disposed = false;
  while (!text.empty()) {
    auto line = take_until(text, line_end);
    auto name = line ? take_until(*line, ":") : std::nullopt;
    if (!name) return std::nullopt;
    while (take(*line, " ")) {
    }
    if (same_word(*name, "content-disposition")) {
      if (disposed || !read_disposition(*line, head)) return std::nullopt;
      disposed = true;
    } else if (!same_word(*name, "content-type")) {
      return std::nullopt;
    }
  }
  return disposed ? std::optional{std::move(head)} : std::nullopt;
}

}  // namespace

const SentFile* SentForm::file(std::string_view field) const {
  const auto found = std::ranges::find(files, field, &SentFile::field);
  if (found == files.end() || std::ranges::count(files, field, &SentFile::field) > 1) {
    return nullptr;
  }
  return &*found;
}

bool is_multipart(const Request& request) {
  return boundary_of(request.header("content-type")).has_value();
}

std::optional<SentForm> read_multipart(const Request& request) {
  const auto boundary = boundary_of(request.header("content-type"));
  if (!boundary) return std::nullopt;
  std::string_view left = request.body;
  if (!take(left, "--" + *boundary)) return std::nullopt;
  const auto delimiter = "\r\n--" + *boundary;
  SentForm form;
  for (std::size_t parts = 0; take(left, line_end); ++parts) {
    if (parts == parts_max) return std::nullopt;
    const auto blank = left.substr(0, head_bytes_max).find("\r\n\r\n");
    if (blank == std::string_view::npos) return std::nullopt;
    auto head = read_head(left.substr(0, blank + line_end.size()));
    left.remove_prefix(blank + 2 * line_end.size());
    const auto content = take_until(left, delimiter);
    if (!head || !content) return std::nullopt;
    if (head->file_name) {
      form.files.push_back({std::move(head->name), std::move(*head->file_name), *content});
    } else if (content->find('\0') == std::string_view::npos) {
      form.answers.add(std::move(head->name), std::string{*content});
    } else {
      return std::nullopt;
    }
  }
  const bool whole = take(left, "--") && (left.empty() || left == line_end);
  return whole ? std::optional{std::move(form)} : std::nullopt;
}

}  // namespace closeloop::api
