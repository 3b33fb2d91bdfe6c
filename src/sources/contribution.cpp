#include "sources/contribution.hpp"

#include "sources/pack_sources.hpp"

namespace smartmove::sources {

content::Contribution contribution() {
  content::Contribution made;
  made.pack_parts = {pack_sources()};
  return made;
}

}  // namespace smartmove::sources
