#pragma once

#include <string>

#include "content/blocks_builtin.hpp"
#include "content/document_type.hpp"
#include "content/registry.hpp"

namespace smartmove::audiences {

/// The body of an `audience`: somebody the region speaks to, and their own entrance to the site. The document's key is
/// what blocks and profiles aim at.
struct Audience {
  std::string name;
  std::string title;
  std::string description;
  std::string headline;
  content::RichText lead;
  content::Colour colour = content::Colour::paper;
  int order = 0;  ///< among the entrances, lowest first
  content::Blocks blocks;
};
BOOST_DESCRIBE_STRUCT(Audience, (), (name, title, description, headline, lead, colour, order, blocks))

/// The document type `audience`, the block `audience_entrances`, the reference `audience`.
content::Contribution contribution();

}  // namespace smartmove::audiences
