#pragma once

#include <string>
#include <vector>
#include <xapian.h>

#include "base/json_time.hpp"
#include "search/document.hpp"
#include "search/terms.hpp"

namespace smartmove::search {

/// What a hit shows: kept in the index beside the terms.
struct Shown {
  std::string reference;
  std::string path;
  std::string kind;
  std::string title;
  std::string description;
  std::string text;  ///< its beginning, for the passage that is shown
  base::Instant published_at;
};
BOOST_DESCRIBE_STRUCT(Shown, (), (reference, path, kind, title, description, text, published_at))

/// A document as Xapian keeps it.
Xapian::Document to_entry(const Document& document, const Terms& terms);

/// What was kept of it; throws Xapian::DatabaseCorruptError where that is nothing of ours.
Shown shown_of(const Xapian::Document& entry);

/// The words of an entry that are good for suggestions: letters only, as they are written.
std::vector<std::string> spellings_of(const Xapian::Document& entry);

}  // namespace smartmove::search
