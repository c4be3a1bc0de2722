#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>

#include "tools/closeloop/charts/parts.h"

namespace closeloop::tools {
namespace {

using spc::PointType;
using spc::Rule;

/// Small letters and digits, everything else one space; a space at each end.
std::string plain(std::string_view words) {
  std::string plain{" "};
  for (char c : words) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept) {
      plain += c;
    } else if (plain.back() != ' ') {
      plain += ' ';
    }
  }
  if (plain.back() != ' ') plain += ' ';
  return plain;
}

bool says(std::string_view plain, std::initializer_list<std::string_view> any) {
  for (const auto words : any) {
    if (plain.find(words) != std::string_view::npos) return true;
  }
  return false;
}

/// "6 point trend": a rule of so many points that ours does not have.
bool says_another_length(std::string_view plain) {
  constexpr std::array lengths{" 4 ",    " 5 ",   " 6 ",     " 8 ",    " 9 ",
                               " 10 ",   " 12 ",  " 14 ",    " 15 ",   " four ",
                               " five ", " six ", " eight ", " nine ", " ten "};
  return says(plain, {" point ", " points ", " trend ", " shift "}) &&
         std::ranges::any_of(lengths,
                             [&](std::string_view length) { return says(plain, {length}); });
}

std::optional<bool> height_said(std::string_view plain) {
  if (says(plain, {" above ", " increasing ", " rising ", " high "})) return true;
  if (says(plain, {" below ", " decreasing ", " falling ", " low "})) return false;
  return std::nullopt;
}

}  // namespace

std::optional<Rule> rule_said(std::string_view words) {
  const auto said = plain(words);
  if (says(said, {" 2 in 3 ", " 2 of 3 ", " two in three ", " two of three ", " 2 out of 3 ",
                  " two out of three "})) {
    return Rule::two_in_three;
  }
  if (says(said, {" trend "})) return Rule::trend;
  if (says(said, {" shift ", " 7 points ", " seven points ", " one side "})) return Rule::shift;
  if (says(said, {" ucl ", " lcl ", " upl ", " lpl ", " limit ", " limits ", " outside "})) {
    return Rule::outside_limits;
  }
  return std::nullopt;
}

std::string published_words(const spc::XmrPoint& point) {
  switch (point.rule) {
    case Rule::none: return "Common Cause";
    case Rule::outside_limits: return point.high ? "Above UCL" : "Below LCL";
    case Rule::trend:
      return point.high ? "7 Point Trend (Increasing)" : "7 Point Trend (Decreasing)";
    case Rule::two_in_three: return point.high ? "2 in 3 Above CL" : "2 in 3 Below CL";
    case Rule::shift: return point.high ? "7 Points Above CL" : "7 Points Below CL";
  }
  return {};
}

bool is_as_said(const spc::XmrPoint& point, std::string_view words) {
  const auto said = plain(words);
  if (says(said, {" common cause "})) return point.rule == Rule::none;
  if (point.rule == Rule::none || says_another_length(said)) return false;
  const auto& type = point.type;
  const bool improvement = says(said, {" improvement ", " improving "});
  if (improvement && type != PointType::improvement) return false;
  const bool concern = says(said, {" concern ", " concerning "});
  if (concern && type != PointType::concern) return false;
  const bool neutral = says(said, {" neutral "});
  if (neutral && type != PointType::neutral_high && type != PointType::neutral_low) return false;
  const auto rule = rule_said(words);
  if (rule && point.rule != *rule) return false;
  const auto high = height_said(said);
  if (high && point.high != *high) return false;
  return improvement || concern || neutral || rule || high ||
         says(said, {" special ", " signal ", " flagged "});
}

std::string words_of(double number) {
  std::array<char, 32> text{};
  const auto [end, failed] = std::to_chars(text.data(), text.data() + text.size(), number);
  return failed == std::errc{} ? std::string{text.data(), end} : std::string{"?"};
}

std::optional<spc::Direction> direction_in(ObjectReader& object, std::string_view name) {
  const auto text = object.text(name);
  if (!text) return std::nullopt;
  if (*text == "increase") return spc::Direction::higher;
  if (*text == "decrease") return spc::Direction::lower;
  if (*text == "neutral") return spc::Direction::neutral;
  object.refuse(name, "This must be \"increase\", \"decrease\" or \"neutral\".");
  return std::nullopt;
}

std::string_view name_of(spc::Assurance assurance) {
  switch (assurance) {
    case spc::Assurance::none: return "none";
    case spc::Assurance::consistent_pass: return "consistent_pass";
    case spc::Assurance::consistent_fail: return "consistent_fail";
    case spc::Assurance::inconsistent: return "inconsistent";
  }
  return {};
}

}  // namespace closeloop::tools
