// links: content places profiles audiences site
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "audiences/audience.hpp"
#include "content/blocks_builtin.hpp"
#include "content/pack.hpp"
#include "content/search_entry.hpp"
#include "places/contribution.hpp"
#include "places/place.hpp"
#include "profiles/contribution.hpp"
#include "site/documents.hpp"

namespace {

using namespace smartmove;

class NoPlaces : public profiles::PlaceDirectory {
 public:
  base::Result<profiles::PlaceName> find(content::RenderContext&, const std::string& code) const override {
    return profiles::PlaceName{code, ""};
  }
};

const content::Registry& registry() {
  static const NoPlaces places;
  static const content::Registry made({content::contribution(), audiences::contribution(), places::contribution(),
                                       profiles::contribution(places), site::contribution()});
  return made;
}

template <class T>
void read(const boost::json::value& json) {
  const auto value = base::from_json<T>(json, "fuzz");
  if (!value && value.error().problems.empty()) std::abort();
  if (!value) return;
  const auto again = base::from_json<T>(base::to_json(*value), "again");
  if (!again || base::to_json(*again) != base::to_json(*value)) std::abort();
}

// What is taken has a canonical form that is taken again, unchanged, and that the database can read back.
void read_body(const content::DocumentType& type, const boost::json::value& json) {
  base::JsonReader reader("fuzz");
  const auto body = registry().read_body(type, json, reader);
  if (!reader.problems().empty()) return;
  base::JsonReader second("again");
  if (registry().read_body(type, boost::json::parse(boost::json::serialize(body)), second) != body) std::abort();
  if (!second.problems().empty()) std::abort();
  if (type.head && !type.head(body)) std::abort();
  content::PublishedDocument document;
  document.type = type.name;
  document.body = body;
  if (!content::search_entry(registry(), document)) std::abort();
  if (type.schedule && !type.schedule(body, *base::TimeZone::find("Europe/Stockholm"))) std::abort();
}

}  // namespace

/// Any JSON as the files of a content pack.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto json = base::parse_json({reinterpret_cast<const char*>(data), size}, "fuzz");
  if (!json) {
    if (json.error().problems.empty()) std::abort();
    return 0;
  }
  read<content::PackManifest>(*json);
  read<content::PackDocument>(*json);
  read<content::PackLanguage>(*json);
  read<places::Place>(*json);
  read<places::Indicator>(*json);
  for (const auto& [name, type] : registry().document_types()) read_body(type, *json);
  return 0;
}
