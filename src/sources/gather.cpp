#include "sources/gather.hpp"

#include <algorithm>
#include <boost/url.hpp>
#include <fmt/format.h>
#include <set>

#include "base/csv.hpp"
#include "sources/acs.hpp"
#include "sources/csv_table.hpp"
#include "sources/kolada.hpp"
#include "sources/pxweb.hpp"

namespace smartmove::sources {
namespace {

constexpr std::size_t most_pages = 2'000;

std::string encoded(const std::string& text) { return boost::urls::encode(text, boost::urls::unreserved_chars); }

/// A key that stands in an address is nobody's to read.
base::Error without(base::Error error, const std::string& secret) {
  for (auto* text : {&error.message, &error.cause}) {
    for (auto at = text->find(secret); at != std::string::npos; at = text->find(secret)) text->erase(at, secret.size());
  }
  return error;
}

class Gatherer {
 public:
  Gatherer(const Source& source, const PlaceCodes& codes, Web& web, const GatherLimits& limits,
           const Progress& progress)
      : source_(source), codes_(codes), web_(web), limits_(limits), progress_(progress) {
    gathered_.feeds.resize(source.feeds.size());
  }

  base::Result<Gathered> gather() {
    switch (source_.service) {
      case Service::kolada: TRY(kolada()); break;
      case Service::pxweb1:
      case Service::pxweb2: TRY(each_feed(&Gatherer::pxweb)); break;
      case Service::eurostat: TRY(each_feed(&Gatherer::eurostat)); break;
      case Service::acs: TRY(acs()); break;
      case Service::csv: TRY(csv()); break;
    }
    return std::move(gathered_);
  }

 private:
  int from_year() const { return source_.from_year.value_or(default_from_year); }

  void refuse(std::size_t feed, const base::Error& error) {
    gathered_.feeds[feed].refused = true;
    gathered_.refusals.add(error.message, source_.feeds[feed].indicator + " " + source_.feeds[feed].id);
  }

  /// Takes the cells, or refuses the feed.
  void take(std::size_t feed, base::Result<std::vector<Cell>> cells) {
    auto& into = gathered_.feeds[feed];
    if (!cells) return refuse(feed, cells.error());
    if (!into.refused) into.cells.insert(into.cells.end(), cells->begin(), cells->end());
  }

  base::Result<> each_feed(base::Result<> (Gatherer::*one)(std::size_t)) {
    for (std::size_t feed = 0; feed < source_.feeds.size(); ++feed) {
      TRY((this->*one)(feed));
      progress_(feed + 1, source_.feeds.size());
    }
    return {};
  }

  CubeQuery query(std::size_t feed, const char* region, const char* time) const {
    const auto& each = source_.feeds[feed];
    return {each.region.value_or(region), each.time.value_or(time), each.select};
  }

  base::Result<> kolada() {
    std::set<std::string> kpis;
    std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> feeds;
    for (std::size_t feed = 0; feed < source_.feeds.size(); ++feed) {
      const auto& each = source_.feeds[feed];
      kpis.insert(each.id);
      feeds[{each.id, each.gender.value_or("T")}].push_back(feed);
    }
    const auto paths = kolada_paths({kpis.begin(), kpis.end()}, from_year(), limits_.this_year);
    for (std::size_t i = 0; i < paths.size(); ++i) {
      TRY(kolada_pages(paths[i] + "?per_page=5000", feeds));
      progress_(i + 1, paths.size());
    }
    return {};
  }

  base::Result<> kolada_pages(std::string path,
                              const std::map<std::pair<std::string, std::string>, std::vector<std::size_t>>& feeds) {
    std::set<std::string> seen;
    while (!path.empty()) {
      if (!seen.insert(path).second || seen.size() > most_pages) {
        return base::fail(base::ErrorKind::unavailable, fmt::format("{} leads to itself: its pages do not end.", path));
      }
      auto page = TRY(parse_kolada(TRY(web_.get(path)), path));
      for (auto& value : page.values) {
        const auto found = feeds.find({value.kpi, value.gender});
        if (found == feeds.end()) continue;
        for (const auto feed : found->second) {
          gathered_.feeds[feed].cells.push_back({value.municipality, value.period, value.value});
        }
      }
      path = page.next_url.empty() ? std::string() : TRY(web_.at_same_host(page.next_url));
    }
    return {};
  }

  base::Result<> pxweb(std::size_t feed) {
    const bool second = source_.service == Service::pxweb2;
    const auto table = "/" + source_.feeds[feed].id;
    const auto about = second ? "/tables" + table + "/metadata?outputFormat=json-stat2" : table;
    const auto text = TRY(web_.get(about));
    const auto dimensions =
        second ? TRY(parse_json_stat(text, about)).dimensions : TRY(parse_pxweb1_metadata(text, about));
    const PxWish wish{query(feed, "Region", "Tid"), codes_.wanted(source_.feeds[feed]), from_year(),
                      limits_.most_cells};
    const auto calls = px_selections(dimensions, wish, gathered_.refusals);
    if (!calls) return refuse(feed, calls.error()), base::Result<>{};
    for (const auto& selection : *calls) {
      const auto where = second ? "/tables" + table + "/data?outputFormat=json-stat2" : table;
      const auto answer = TRY(web_.post_json(where, second ? pxweb2_body(selection) : pxweb1_body(selection)));
      take(feed, cells_of(TRY(parse_json_stat(answer, where)), wish.query));
    }
    return {};
  }

  base::Result<> eurostat(std::size_t feed) {
    const auto& each = source_.feeds[feed];
    const auto wish = query(feed, "geo", "time");
    auto path = fmt::format("/{}?format=JSON&lang=EN&sinceTimePeriod={}", each.id, from_year());
    for (const auto& [dimension, codes] : each.select) {
      for (const auto& code : codes) path += fmt::format("&{}={}", encoded(dimension), encoded(code));
    }
    for (const auto& code : codes_.wanted(each)) path += fmt::format("&{}={}", encoded(wish.region), encoded(code));
    const auto answer = TRY(web_.get_if_modified(path));
    gathered_.feeds[feed].not_modified = answer.not_modified;
    if (!answer.not_modified) take(feed, cells_of(TRY(parse_json_stat(answer.body, path)), wish));
    return {};
  }

  base::Result<> acs() {
    constexpr std::size_t most_variables = 49;  // of one call, beside NAME
    std::vector<std::string> variables;
    for (const auto& feed : source_.feeds) variables.push_back(feed.id);
    std::size_t done = 0;
    const auto total = source_.years.size() * ((variables.size() + most_variables - 1) / most_variables);
    for (const int year : source_.years) {
      for (std::size_t first = 0; first < variables.size(); first += most_variables) {
        const auto last = std::min(first + most_variables, variables.size());
        TRY(acs_call(year, first,
                     {variables.begin() + static_cast<std::ptrdiff_t>(first),
                      variables.begin() + static_cast<std::ptrdiff_t>(last)}));
        progress_(++done, total);
      }
    }
    return {};
  }

  base::Result<> acs_call(int year, std::size_t first, std::vector<std::string> asked) {
    const auto path =
        fmt::format("/{}/acs/acs5?get=NAME,{}&{}", year, fmt::join(asked, ","), source_.geography.value_or(""));
    const auto key = limits_.acs_key.empty() ? std::string() : "&key=" + limits_.acs_key;
    auto answer = web_.get(path + key);
    if (!answer && !key.empty()) return base::fail(without(std::move(answer).error(), key));
    const auto table = TRY(parse_acs(TRY(std::move(answer)), path));
    const auto count = asked.size();
    asked.emplace_back("NAME");
    for (std::size_t i = 0; i < count; ++i) {
      take(first + i, acs_cells(table, asked[i], asked, fmt::format("{}-{}", year - 4, year)));
    }
    return {};
  }

  base::Result<> csv() {
    const auto address = source_.address.value_or("");
    const auto answer = TRY(web_.get_if_modified(address));
    progress_(1, 1);
    if (answer.not_modified) {
      for (auto& feed : gathered_.feeds) feed.not_modified = true;
      return {};
    }
    const auto rows = TRY(base::parse_csv(answer.body, address));
    for (std::size_t feed = 0; feed < source_.feeds.size(); ++feed) {
      take(feed, csv_cells(rows, source_, source_.feeds[feed]));
    }
    return {};
  }

  const Source& source_;
  const PlaceCodes& codes_;
  Web& web_;
  const GatherLimits& limits_;
  const Progress& progress_;
  Gathered gathered_{};
};

}  // namespace

base::Result<Gathered> gather(const Source& source, const PlaceCodes& codes, Web& web, const GatherLimits& limits,
                              const Progress& progress) {
  return Gatherer(source, codes, web, limits, progress).gather();
}

}  // namespace smartmove::sources
