#include "ui-minimal/charts/scale.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace closeloop::ui::charts {
namespace {

std::string fixed(double value, int decimals) {
  std::array<char, 40> text{};  // Enough for what is below 10^16.
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value,
                                          std::chars_format::fixed, std::min(decimals, 15));
  return error == std::errc() ? std::string(text.data(), end) : std::string();
}

/// "-0.0" is nought.
void drop_sign_of_nought(std::string& text) {
  if (text.starts_with('-') && text.find_first_of("123456789") == std::string::npos) {
    text.erase(0, 1);
  }
}

void drop_trailing_noughts(std::string& text) {
  if (text.find('.') == std::string::npos) return;
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
}

/// How many decimals tell steps of that size apart.
int decimals_of(double step) {
  return std::max(0, -static_cast<int>(std::floor(std::log10(step) + 1e-9)));
}

/// To that step. Large numbers are shortened, for a label has little room.
std::string shortened(double value, double step, int at_least) {
  const auto size = std::abs(value);
  if (size < 1e6) return grouped(value, std::max(at_least, decimals_of(step)));
  const bool billions = size >= 1e9;
  const double unit = billions ? 1e9 : 1e6;
  auto text = grouped(value / unit, decimals_of(step / unit));
  drop_trailing_noughts(text);
  return text + (billions ? "bn" : "m");
}

}  // namespace

Ticks ticks(double low, double high, int about) {
  if (high < low) std::swap(low, high);
  const auto size = std::max(std::abs(low), std::abs(high));
  if (high - low <= size * 1e-6 || high - low < 1e-9) {  // Too near to each other to be told apart.
    const auto room = size == 0 ? 1 : size * 0.1;
    low -= room;
    high += room;
  }
  const auto rough = (high - low) / about;
  const auto power = std::pow(10.0, std::floor(std::log10(rough)));
  double step = 10 * power;
  for (const double times : {1.0, 2.0, 5.0}) {
    if (times * power >= rough * 0.999) {
      step = times * power;
      break;
    }
  }
  const auto first = std::floor(low / step + 1e-9);
  const auto last = std::ceil(high / step - 1e-9);
  Ticks result{first * step, last * step, step, {}};
  for (auto tick = first; tick <= last; ++tick) result.at.push_back(tick * step);
  return result;
}

std::string grouped(double value, int decimals) {
  auto text = fixed(value, decimals);
  drop_sign_of_nought(text);
  const auto sign = text.starts_with('-') ? std::size_t{1} : std::size_t{0};
  auto at = std::min(text.find('.'), text.size());
  while (at > sign + 3) {
    at -= 3;
    text.insert(at, 1, ',');
  }
  return text;
}

std::string on_axis(double value, double step, std::string_view unit) {
  if (std::abs(value) < step / 2) return unit == "percent" ? "0%" : "0";
  return shortened(value, step, 0) + (unit == "percent" ? "%" : "");
}

std::string beside_axis(double value, double step, std::string_view unit) {
  if (unit == "percent") return shortened(value, step / 10, 1) + "%";
  auto text = shortened(value, step / 10, step <= 50 ? 1 : 0);
  drop_trailing_noughts(text);
  return text;
}

std::string coordinate(double value) {
  // A page of sparklines has thousands of them: whole tenths are written much faster.
  const auto tenths = std::llround(value * 10);
  std::array<char, 24> text{};
  auto* end = std::to_chars(text.data(), text.data() + text.size(), tenths / 10).ptr;
  if (tenths % 10 != 0) {
    if (tenths < 0 && tenths > -10) {
      text = {'-', '0'};
      end = text.data() + 2;
    }
    *end++ = '.';
    *end++ = static_cast<char>('0' + std::abs(tenths % 10));
  }
  return {text.data(), end};
}

std::vector<double> spread(const std::vector<double>& wanted, double gap, double low, double high) {
  const auto count = wanted.size();
  if (count == 0) return {};
  if (count > 1) gap = std::min(gap, (high - low) / static_cast<double>(count - 1));
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](auto a, auto b) { return wanted[a] < wanted[b]; });

  // Without the gaps before it each place must only not fall: neighbours that do are drawn
  // together to their mean, which is as near to what all of them want as they can get.
  struct Group {
    double sum;
    std::size_t count;
    [[nodiscard]] double mean() const { return sum / static_cast<double>(count); }
  };
  std::vector<Group> groups;
  for (std::size_t i = 0; i < count; ++i) {
    groups.push_back({wanted[order[i]] - gap * static_cast<double>(i), 1});
    while (groups.size() > 1 && groups[groups.size() - 2].mean() > groups.back().mean()) {
      const auto last = groups.back();
      groups.pop_back();
      groups.back().sum += last.sum;
      groups.back().count += last.count;
    }
  }
  std::vector<double> places(count);
  std::size_t i = 0;
  const auto top = std::max(low, high - gap * static_cast<double>(count - 1));
  for (const auto& group : groups) {
    const auto base = std::clamp(group.mean(), low, top);
    for (std::size_t member = 0; member < group.count; ++member, ++i) {
      places[order[i]] = base + gap * static_cast<double>(i);
    }
  }
  return places;
}

}  // namespace closeloop::ui::charts
