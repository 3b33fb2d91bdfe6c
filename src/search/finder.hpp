#pragma once

#include <string_view>
#include <vector>
#include <xapian.h>

#include "search/index.hpp"
#include "search/plan.hpp"

namespace smartmove::search {

/// One look into an open index. Throws Xapian's errors. Belongs to one thread.
class Finder {
 public:
  Finder(const Xapian::Database& database, std::string_view language) : database_(database), terms_(language) {}

  Found find(const Request& request) const;

 private:
  bool finds_anything(const QueryText& query, Reading reading) const;
  Reading reading_that_finds(const QueryText& query, LastWord last_word) const;
  std::vector<Hit> hits(const Xapian::MSet& matches, const Wanted& wanted) const;
  /// About how many documents there are, and of what.
  std::size_t count(const Xapian::Query& query, const Request& request, Facets& facets) const;

  const Xapian::Database& database_;
  Terms terms_;
};

}  // namespace smartmove::search
