#pragma once

#include <boost/json.hpp>
#include <functional>
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
  using Names = std::map<std::string, std::vector<std::string>>;  ///< by kind, as in `counts`, and `languages`

  bool prune = false;                   ///< asked for: what the pack does not have goes
  std::map<std::string, Count> counts;  ///< by kind: `documents`, `facts`, …
  Names kept;                           ///< on the site though not in the pack
  Names removed;                        ///< was so, and has been taken out or withdrawn
  std::vector<base::Problem> problems;
  std::vector<base::Reference> references;
  std::set<std::pair<std::string, std::string>> declared;  ///< (kind, value) that the pack brings, sound or not
  std::set<std::string> whole;  ///< kinds of which the pack names all that are to be, so that `prune` removes others
  std::set<std::string> unreadable;  ///< kinds of which a name could not be read: references to them are not judged
  std::set<std::string> misspelt;    ///< files of the format that an unknown one is probably meant to be
  std::set<std::string> tags;        ///< what the page cache must drop
  /// What must be done outside the database, once the pack is known to be sound and will stay. A failure undoes the
  /// import.
  std::vector<std::function<base::Result<>()>> before_commit;

  void add_problems(const std::vector<base::Problem>& more) {
    problems.insert(problems.end(), more.begin(), more.end());
  }
};

/// Files that are not held all at once: name → what gives the bytes when its turn comes.
using LargeFiles = std::map<std::string, std::function<base::Result<std::string>()>>;

/// The files of one feature in a content pack, beside the documents. Stateless.
class PackPart {
 public:
  virtual ~PackPart() = default;
  virtual std::vector<std::string> files() const = 0;              ///< their names, relative to the pack
  virtual std::vector<std::string> folders() const { return {}; }  ///< folders of its own beside `documents/`
  /// Puts what the files say into the database; an absent file says nothing. An Error is a broken world only.
  virtual base::Result<> import(const PackFolder& folder, const Region& region, storage::Session& session,
                                ImportReport& report) const = 0;
  /// After all import()s, where nothing is wrong: notes what the site has and the pack does not as `kept`, or, with
  /// `prune`, takes it out (`removed`). What an absent file would have named stays.
  virtual base::Result<> leftovers(const PackFolder&, storage::Session&, ImportReport&) const { return {}; }
  /// The files' text as import() would read it, in a stable order: name → text.
  virtual base::Result<std::map<std::string, std::string>> export_files(storage::Session& session) const = 0;
  /// Further files. They are asked for after the transaction.
  virtual base::Result<LargeFiles> export_large_files(storage::Session&) const { return LargeFiles(); }
};

}  // namespace smartmove::content
