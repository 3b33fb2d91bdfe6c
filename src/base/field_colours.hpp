#pragma once

#include <boost/describe.hpp>
#include <string>

namespace smartmove::base {

/// The colours of one field, `#rrggbb`; what each is for stands in themes/tokens.css.
struct FieldColours {
  std::string ground;
  std::string ink;
  std::string head;
  std::string link;
  std::string chip;
  std::string mark;
  std::string button;
  std::string button_ink;
  friend bool operator==(const FieldColours&, const FieldColours&) = default;
};
BOOST_DESCRIBE_STRUCT(FieldColours, (), (ground, ink, head, link, chip, mark, button, button_ink))

}  // namespace smartmove::base
