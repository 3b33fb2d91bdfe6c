#pragma once

#include <string>
#include <string_view>

#include "base/time.hpp"

namespace smartmove::places {

/// The time a figure speaks of, as sources write it: `2024`, `2024-05`, `2024-05-31`, `2018-2022`, `2019-04/2020-03` or
/// two days with a slash.
class Period {
 public:
  static base::Result<Period> parse(std::string_view text);

  const std::string& text() const { return text_; }  ///< as written
  base::Date first() const { return first_; }
  base::Date last() const { return last_; }
  /// `2024`, `maj 2024`, `31 maj 2024`, `2018–2022`, `april 2019 – mars 2020`
  std::string in_words(const std::string& language) const;

 private:
  Period(std::string text, base::Date first, base::Date last) : text_(std::move(text)), first_(first), last_(last) {}
  std::string text_;
  base::Date first_;
  base::Date last_;
};

}  // namespace smartmove::places
