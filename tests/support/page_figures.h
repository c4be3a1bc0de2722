#pragma once

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

/// The figures on a page and in answers of the API, and what each is the figure of.
namespace closeloop::testing {

using Figures = std::set<std::string>;

/// The whole numbers in a text, those of dates too: "4" and "2022" of "04 April 2022".
void add_figures(std::string_view text, Figures& to);
/// Those of each member, at any depth.
void add_figures(const boost::json::value& value, Figures& to);

/// What people read in the content of a page: no tags, no entities, no answers to fill in. Of a
/// picture its table is read: the steps of its axis are no figures.
[[nodiscard]] std::string words_of(std::string_view page);

/// Figures that a page gives a name: a count with its label, or a cell of a table with the id, the
/// period or the words that its row begins with.
struct NamedFigures {
  std::string name;
  std::string column;  ///< "outOf", if the page says in which column they stand.
  Figures figures;     ///< Without those that are in the name.
  std::string first;
};

[[nodiscard]] std::vector<NamedFigures> named_figures_of(std::string_view page);

/// Whether an answer gives that name to something, and whether it has the figures of that name:
/// those of a column where a member is called so.
enum class Found { no_such_name, otherwise, same };
[[nodiscard]] Found find_named(const boost::json::value& answer, const NamedFigures& shown);

inline void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

inline std::string trimmed(std::string_view text) {
  std::string words;
  for (const char c : text) {
    const bool space = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (!space) {
      words += c;
    } else if (!words.empty() && words.back() != ' ') {
      words += ' ';
    }
  }
  if (!words.empty() && words.back() == ' ') words.pop_back();
  return words;
}

/// The words between tags, as people read them.
inline std::string plain(std::string_view html) {
  std::string words;
  for (std::size_t at = 0; at < html.size(); ++at) {
    if (html[at] == '<') {
      if (html.substr(at).starts_with("<svg")) at = html.find("</svg", at);
      at = html.find('>', at);
      if (at == std::string_view::npos) break;
      words += ' ';
    } else {
      words += html[at];
    }
  }
  replace_all(words, "&#39;", "'");
  replace_all(words, "&quot;", "\"");
  replace_all(words, "&lt;", "<");
  replace_all(words, "&gt;", ">");
  replace_all(words, "&amp;", "&");
  return trimmed(words);
}

/// "Out of" is the member `outOf`.
inline std::string member_name(std::string_view label) {
  std::string name;
  bool begins = false;
  for (const char c : label) {
    if (c == ' ') {
      begins = true;
      continue;
    }
    const auto letter = static_cast<unsigned char>(c);
    name += static_cast<char>(begins ? std::toupper(letter) : std::tolower(letter));
    begins = false;
  }
  return name;
}

/// The parts of a text from `begin` to `end`, which aren't nested.
inline std::vector<std::string_view> parts(std::string_view text, std::string_view begin,
                                           std::string_view end) {
  std::vector<std::string_view> found;
  for (auto at = text.find(begin); at != std::string_view::npos; at = text.find(begin, at + 1)) {
    const auto next = text[at + begin.size()];
    if (next != ' ' && next != '>') continue;
    const auto close = text.find(end, at);
    if (close == std::string_view::npos) break;
    found.push_back(text.substr(at, close - at));
    at = close;
  }
  return found;
}

inline NamedFigures named(std::string name, std::string column, std::string_view words) {
  NamedFigures one{std::move(name), std::move(column), {}, {}};
  add_figures(words, one.figures);
  const auto begin = words.find_first_of("0123456789");
  if (begin != std::string_view::npos) {
    const auto end = words.find_first_not_of("0123456789", begin);
    Figures first;
    add_figures(words.substr(begin, end - begin), first);
    one.first = *first.begin();
  }
  Figures in_name;
  add_figures(one.name, in_name);
  for (const auto& figure : in_name) one.figures.erase(figure);
  return one;
}

inline void add_rows(std::string_view page, std::vector<NamedFigures>& to) {
  for (const auto row : parts(page, "<tr", "</tr")) {
    const auto heads = parts(row, "<th", "</th");
    if (heads.size() != 1 || heads[0].find("scope=\"row\"") == std::string_view::npos) continue;
    const auto links = parts(heads[0], "<a", "</a");
    const auto name = plain(links.empty() ? heads[0] : links[0]);
    for (const auto cell : parts(row, "<td", "</td")) {
      static constexpr std::string_view label = "data-label=\"";
      const auto tag = cell.substr(0, cell.find('>'));
      const auto at = tag.find(label);
      std::string column;
      if (at != std::string_view::npos) {
        const auto from = at + label.size();
        column = member_name(tag.substr(from, tag.find('"', from) - from));
      }
      to.push_back(named(name, std::move(column), plain(cell)));
    }
  }
}

/// A member of that name, at any depth: with a null, none.
inline const boost::json::value* member_of(const boost::json::value& value, std::string_view name) {
  if (const auto* object = value.if_object()) {
    if (const auto* own = object->if_contains(name)) return own;
    for (const auto& [key, member] : *object) {
      if (const auto* found = member_of(member, name)) return found;
    }
  }
  return nullptr;
}

inline bool holds(const boost::json::value& object, const NamedFigures& shown) {
  Figures known;
  add_figures(object, known);
  if (!std::ranges::includes(known, shown.figures)) return false;
  const auto* member = shown.column.empty() ? nullptr : member_of(object, shown.column);
  Figures own;
  if (member) add_figures(*member, own);
  return own.empty() || shown.first.empty() || own.contains(shown.first);
}

inline void add_figures(std::string_view text, Figures& to) {
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] < '0' || text[at] > '9') {
      ++at;
      continue;
    }
    auto end = at;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    while (at + 1 < end && text[at] == '0') ++at;
    to.emplace(text.substr(at, end - at));
    at = end;
  }
}

inline void add_figures(const boost::json::value& value, Figures& to) {
  if (const auto* object = value.if_object()) {
    for (const auto& [name, member] : *object) add_figures(member, to);
  } else if (const auto* array = value.if_array()) {
    for (const auto& member : *array) add_figures(member, to);
  } else if (const auto* text = value.if_string()) {
    add_figures(std::string_view{*text}, to);
  } else if (value.is_number()) {
    add_figures(boost::json::serialize(value), to);
  }
}

inline std::string words_of(std::string_view page) {
  std::string words;
  const auto begin = page.find("<main");
  bool hidden = false;
  for (std::size_t at = begin; at < page.size(); ++at) {
    if (page[at] == '<') {
      const auto rest = page.substr(at);
      if (rest.starts_with("</main")) break;
      if (rest.starts_with("<form")) hidden = true;
      if (rest.starts_with("</form")) hidden = false;
      if (rest.starts_with("<svg")) at = page.find("</svg", at);
      at = page.find('>', at);
      words += ' ';
    } else if (page[at] == '&') {
      at = page.find(';', at);
      words += ' ';
    } else if (!hidden) {
      words += page[at];
    }
  }
  return words;
}

inline std::vector<NamedFigures> named_figures_of(std::string_view page) {
  const auto begin = page.find("<main");
  const auto content = page.substr(begin, page.find("</main") - begin);
  std::vector<NamedFigures> all;
  add_rows(content, all);
  for (const auto link : parts(content, "<a", "</a")) {
    const auto spans = parts(link, "<span", "</span");
    const auto count = std::ranges::find_if(spans, [](std::string_view span) {
      return span.find("class=\"count\"") != std::string_view::npos ||
             span.find("class=\"number\"") != std::string_view::npos;
    });
    if (count == spans.end()) continue;
    // The count stands before its label, or after it; what is only heard comes last.
    std::string label{link};
    label.erase(label.find(*count), count->size());
    label = label.substr(0, label.find("<span class=\"govuk-visually-hidden\""));
    all.push_back(named(plain(label), "count", plain(*count)));
  }
  std::erase_if(all, [](const NamedFigures& one) { return one.figures.empty(); });
  return all;
}

inline Found find_named(const boost::json::value& answer, const NamedFigures& shown) {
  auto best = Found::no_such_name;
  if (const auto* object = answer.if_object()) {
    for (const auto& [name, member] : *object) {
      const auto* text = member.if_string();
      if (text && std::string_view{*text} == shown.name) {
        best = std::max(best, holds(answer, shown) ? Found::same : Found::otherwise);
      }
      best = std::max(best, find_named(member, shown));
    }
  } else if (const auto* array = answer.if_array()) {
    for (const auto& member : *array) best = std::max(best, find_named(member, shown));
  }
  return best;
}

}  // namespace closeloop::testing
