#include "projections/spc/rules.h"

#include <cstdlib>

#include "projections/spc/noise.h"

namespace closeloop::spc {
namespace {

constexpr std::size_t run = 7;

}  // namespace

std::vector<int> seven_one_side(std::span<const int> sides) {
  std::vector<int> ends(sides.size(), 0);
  std::size_t length = 0;
  for (std::size_t i = 0; i < sides.size(); ++i) {
    const bool goes_on = i > 0 && sides[i] == sides[i - 1];
    length = sides[i] == 0 ? 0 : (goes_on ? length + 1 : 1);
    ends[i] = length >= run ? 1 : 0;
  }
  return ends;
}

std::vector<int> seven_trend(std::span<const double> values) {
  std::vector<int> ends(values.size(), 0);
  const double noise = noise_of(values);
  std::size_t steps = 0;
  int way = 0;
  for (std::size_t i = 1; i < values.size(); ++i) {
    const int step = side_of(values[i], values[i - 1], noise);
    steps = step == 0 ? 0 : (step == way ? steps + 1 : 1);
    way = step;
    if (steps + 1 >= run) ends[i] = way;
  }
  return ends;
}

std::vector<int> back_fill_seven(std::span<const int> ends) {
  std::vector<int> covered(ends.size(), 0);
  std::size_t left = 0;  // Points that the last end seen from behind still covers.
  for (std::size_t i = ends.size(); i-- > 0;) {
    if (ends[i] != 0) left = run;
    if (left == 0) continue;
    covered[i] = 1;
    --left;
  }
  return covered;
}

std::vector<int> two_in_three(std::span<const int> close, std::span<const int> sides) {
  std::vector<int> covered(close.size(), 0);
  const auto side = [&](std::size_t i) { return i < sides.size() ? sides[i] : 0; };
  for (std::size_t i = 2; i < close.size(); ++i) {
    const bool two = close[i - 2] + close[i - 1] + close[i] >= 2;
    const bool together = std::abs(side(i - 2) + side(i - 1) + side(i)) == 3;
    if (two && together) covered[i - 2] = covered[i - 1] = covered[i] = 1;
  }
  return covered;
}

std::vector<int> two_in_three_close_only(std::span<const int> close, std::span<const int> sides) {
  auto flagged = two_in_three(close, sides);
  for (std::size_t i = 0; i < close.size(); ++i) {
    if (close[i] == 0) flagged[i] = 0;
  }
  return flagged;
}

}  // namespace closeloop::spc
