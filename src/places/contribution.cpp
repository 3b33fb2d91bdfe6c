#include "places/contribution.hpp"

#include "places/blocks.hpp"
#include "places/fact_store.hpp"
#include "places/pack_files.hpp"
#include "places/place_page.hpp"

namespace smartmove::places {

content::Contribution contribution() {
  content::Contribution made;
  made.document_types = {place_page_type()};
  made.block_types = block_types();
  made.references["place"] = [](storage::Session& session, const std::string& code) -> base::Result<bool> {
    return TRY(FactStore(session).place(code)).has_value();
  };
  made.references["indicator"] = [](storage::Session& session, const std::string& code) -> base::Result<bool> {
    return TRY(FactStore(session).indicator(code)).has_value();
  };
  made.pack_parts = {pack_files()};
  return made;
}

}  // namespace smartmove::places
