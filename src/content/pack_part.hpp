#pragma once

#include <boost/json.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "content/pack_folder.hpp"
#include "content/region.hpp"
#include "storage/session.hpp"

namespace smartmove::content {

/// What an import found and did. Problems do not stop it: all are wanted at once, and any of them undoes everything.
struct ImportReport {
  struct Count {
    int added = 0;
    int changed = 0;
    int unchanged = 0;
  };
  std::map<std::string, Count> counts;  ///< by kind: `documents`, `facts`, …
  std::vector<base::Problem> problems;
  std::vector<base::Reference> references;
  std::set<std::pair<std::string, std::string>> declared;  ///< (kind, value) that the pack brings, sound or not
  std::set<std::string> tags;                              ///< what the page cache must drop

  void add_problems(const std::vector<base::Problem>& more) {
    problems.insert(problems.end(), more.begin(), more.end());
  }
};

/// The files of one feature in a content pack, beside the documents. Stateless.
class PackPart {
 public:
  virtual ~PackPart() = default;
  virtual std::vector<std::string> files() const = 0;  ///< their names, relative to the pack
  /// Puts what the files say into the database; an absent file says nothing. An Error is a broken world only.
  virtual base::Result<> import(const PackFolder& folder, const Region& region, storage::Session& session,
                                ImportReport& report) const = 0;
  /// The files' text as import() would read it, in a stable order: name → text.
  virtual base::Result<std::map<std::string, std::string>> export_files(storage::Session& session) const = 0;
};

}  // namespace smartmove::content
