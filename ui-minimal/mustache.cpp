#include "ui-minimal/mustache.h"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "ui-minimal/page_data.h"

namespace closeloop::ui {
namespace {

namespace json = boost::json;
using Piece = Mustache::Piece;
using Kind = Piece::Kind;

bool is_name(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.';
  });
}

/// Takes the pieces off a template, one after another.
class Reader {
 public:
  explicit Reader(std::string_view text) : left_{text} {}

  std::vector<Piece> read() {
    while (!left_.empty()) {
      if (left_.starts_with("{{")) {
        read_tag();
      } else if (left_.front() == '\n') {
        add(Kind::line_end, take(1));
      } else {
        add(Kind::text, take(std::min(left_.find('\n'), left_.find("{{"))));
      }
    }
    if (!open_.empty()) fail("is not ended", pieces_[open_.back()].text);
    return std::move(pieces_);
  }

 private:
  [[noreturn]] static void fail(std::string_view what, std::string_view where) {
    throw std::logic_error("a template that " + std::string(what) + ": " + std::string(where));
  }

  std::string_view take(std::size_t count) {
    const auto taken = left_.substr(0, count);
    left_.remove_prefix(taken.size());
    return taken;
  }

  Piece& add(Kind kind, std::string_view text) {
    return pieces_.emplace_back(Piece{kind, std::string(text), {}, 0});
  }

  void read_tag() {
    const bool raw = left_.starts_with("{{{");
    const std::string_view closes = raw ? "}}}" : "}}";
    const auto end = left_.find(closes);
    if (end == std::string_view::npos) fail("has an open tag", left_.substr(0, 40));
    auto name = take(end + closes.size());
    name = name.substr(closes.size(), name.size() - 2 * closes.size());
    auto kind = raw ? Kind::raw_variable : Kind::variable;
    if (!raw && !name.empty() && std::string_view("#^/").find(name[0]) != std::string_view::npos) {
      kind = name[0] == '#' ? Kind::section : name[0] == '^' ? Kind::inverted : Kind::section_end;
      name.remove_prefix(1);
    }
    if (!is_name(name)) fail("asks for more than names", name);
    const auto at = pieces_.size();
    auto& piece = add(kind, name);
    for (auto rest = name; !rest.empty();) {
      const auto part = rest.substr(0, rest.find('.'));
      piece.path.emplace_back(part);
      rest.remove_prefix(std::min(part.size() + 1, rest.size()));
    }
    if (kind == Kind::section || kind == Kind::inverted) open_.push_back(at);
    if (kind == Kind::section_end) {
      if (open_.empty() || pieces_[open_.back()].text != name) fail("ends what is not open", name);
      pieces_[open_.back()].end = at;
      open_.pop_back();
    }
  }

  std::string_view left_;
  std::vector<Piece> pieces_;
  std::vector<std::size_t> open_;
};

void append_escaped(std::string_view text, std::string& out) {
  while (true) {
    const auto plain = std::min(text.find_first_of("&<>\"'"), text.size());
    out.append(text.substr(0, plain));
    if (plain == text.size()) return;
    switch (text[plain]) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += "&apos;";
    }
    text.remove_prefix(plain + 1);
  }
}

/// One filling of a template.
class Filling {
 public:
  Filling(const std::vector<Piece>& pieces, const json::object& model, std::string& out)
      : pieces_{pieces}, models_{&model}, out_{out}, line_{out.size()} {}

  void all() {
    run(0, pieces_.size());
    end_line({});
  }

 private:
  void run(std::size_t from, std::size_t to) {
    for (auto i = from; i < to; ++i) {
      const auto& piece = pieces_[i];
      switch (piece.kind) {
        case Kind::text: out_ += piece.text; break;
        case Kind::line_end: end_line(piece.text); break;
        case Kind::section:
        case Kind::inverted:
          section(i);
          i = piece.end;
          break;
        default: variable(piece);
      }
    }
  }

  void variable(const Piece& piece) {
    const auto found = find(piece.path);
    if (!found) return;
    std::string room;
    const auto text = found->text(room);
    if (piece.kind == Kind::raw_variable) {
      out_ += text;
    } else {
      append_escaped(text, out_);
    }
  }

  void section(std::size_t at) {
    const auto& piece = pieces_[at];
    const auto found = find(piece.path);
    const bool holds = found && found->holds();
    if (holds == (piece.kind == Kind::inverted)) return;
    const auto* array = holds ? found->value->if_array() : nullptr;
    if (!array) return once(at, holds ? found->value : nullptr);
    for (const auto& item : *array) once(at, &item);
  }

  void once(std::size_t at, const json::value* inner) {
    const auto* model = inner ? inner->if_object() : nullptr;
    line_has_section_ = true;
    if (model) models_.push_back(model);
    run(at + 1, pieces_[at].end);
    if (model) models_.pop_back();
    line_has_section_ = true;
  }

  void end_line(std::string_view end) {
    if (line_has_section_ && out_.find_first_not_of(" \t", line_) == std::string::npos) {
      out_.resize(line_);
    } else {
      out_ += end;
    }
    line_ = out_.size();
    line_has_section_ = false;
  }

  /// From the innermost model outwards.
  [[nodiscard]] std::optional<PageValue> find(const std::vector<std::string>& path) const {
    for (auto model = models_.rbegin(); model != models_.rend(); ++model) {
      const auto* inner = *model;
      for (std::size_t i = 0; inner && i + 1 < path.size(); ++i) {
        const auto* value = inner->if_contains(path[i]);
        inner = value ? value->if_object() : nullptr;
      }
      if (!inner) continue;
      if (auto found = page_value(*inner, path.back())) return found;
    }
    return std::nullopt;
  }

  const std::vector<Piece>& pieces_;
  std::vector<const json::object*> models_;
  std::string& out_;
  std::size_t line_;  // Where the line begins that is being written.
  bool line_has_section_ = false;
};

}  // namespace

Mustache::Mustache(std::string_view text) : pieces_{Reader{text}.read()} {}

void Mustache::fill(const json::object& model, std::string& out) const {
  Filling{pieces_, model, out}.all();
}

}  // namespace closeloop::ui
