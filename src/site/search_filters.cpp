#include "site/search_filters.hpp"

#include <algorithm>
#include <tuple>

namespace smartmove::site {
namespace {

constexpr std::size_t most_options = 12;

struct Option {
  std::string value;
  std::string label;
  std::size_t count = 0;
};

/// One group: the member of the address that it sets, and what there is to choose.
struct Group {
  std::string key;  ///< of its texts: `search.by_KEY`
  std::string SearchAddress::*member;
  std::vector<Option> options{};
};

template <class Label>
std::vector<Option> options(const std::map<std::string, std::size_t>& counts, Label label) {
  std::vector<Option> made;
  for (const auto& [value, count] : counts) made.push_back({value, label(value, count), count});
  std::sort(made.begin(), made.end(),
            [](const Option& a, const Option& b) { return std::tie(b.count, a.label) < std::tie(a.count, b.label); });
  if (made.size() > most_options) made.resize(most_options);
  return made;
}

web::View view_of(const Group& group, const content::RenderContext& context, const SearchAddress& address) {
  const auto& chosen = address.*group.member;
  const auto link = [&](const std::string& value, const std::string& label) {
    auto other = address;
    other.*group.member = value;
    other.page = 1;
    web::View view;
    view.set("label", label)
        .set("href", search_href(context.region(), context.language(), other))
        .set("current", value == chosen)
        .set("count", "");
    return view;
  };
  std::vector<web::View> links{link("", context.text("search.all"))};
  for (const auto& option : group.options) {
    auto view = link(option.value, option.label);
    view.set("count", std::to_string(option.count));
    links.push_back(std::move(view));
  }
  web::View view;
  view.set("group", context.text("search.by_" + group.key)).set("options", std::move(links));
  return view;
}

}  // namespace

base::Result<std::vector<web::View>> search_filters(content::RenderContext& context, const SearchAddress& address,
                                                    const search::Facets& facets, const SearchNames& names) {
  const auto audiences = TRY(names.audiences(context));
  const auto places = TRY(names.places(context.session(), context.language()));
  context.tag("places");
  const auto named = [](const SearchNames::Names& all) {
    return [&all](const std::string& value, std::size_t) {
      const auto found = all.find(value);
      return found == all.end() ? value : found->second;
    };
  };
  const Group groups[] = {
      {"kind", &SearchAddress::kind,
       options(facets.kinds,
               [&](const std::string& kind, std::size_t count) { return kind_label(context, kind, count); })},
      {"audience", &SearchAddress::audience, options(facets.audiences, named(audiences))},
      {"place", &SearchAddress::place, options(facets.places, named(places))},
  };
  std::vector<web::View> views;
  for (const auto& group : groups) {
    const bool can_choose = group.options.size() > 1 || !(address.*group.member).empty();
    if (can_choose) views.push_back(view_of(group, context, address));
  }
  return views;
}

}  // namespace smartmove::site
