#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace smartmove::cards {

/// How wide a line is at size 1.
using Measure = std::function<double(std::string_view line)>;

struct Room {
  double width = 0;
  double height = 0;
};

/// A text in lines of one size.
struct Setting {
  double size = 0;
  std::vector<std::string> lines;
};

/// From baseline to baseline, in sizes.
constexpr double line_height = 1.06;

/// Sets a text of one line into a room that it never leaves: in the largest of `sizes` (largest first) at which its
/// words fit whole, in lines of about one length. What does not fit at the smallest is cut with `…`, and a word that is
/// longer than a line broken. The words must stand single spaces apart; `sizes` is not empty.
Setting set_text(std::string_view text, const Room& room, std::span<const double> sizes, const Measure& measure);

}  // namespace smartmove::cards
