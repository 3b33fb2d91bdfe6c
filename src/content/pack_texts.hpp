#pragma once

#include <boost/json.hpp>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "content/pack_folder.hpp"
#include "content/pack_part.hpp"

namespace smartmove::content {

/// The texts of a pack's documents: puts rich text in the place of `{"file": …}` and `{"markdown": …}`, and remembers
/// which files were named. Mistakes go to the report.
class PackTexts {
 public:
  PackTexts(const PackFolder& folder, ImportReport& report) : folder_(folder), report_(report) {}

  /// Changes `value`, which stands at `file#pointer` of the document in `folder`; gives pointer → `file:line`.
  std::map<std::string, std::string> expand(boost::json::value& value, const std::string& folder,
                                            const std::string& file, const std::string& pointer);
  /// Whether a document names that file, or a language file that could not be taken seems to.
  bool names(const std::string& folder, const std::string& name) const;

 private:
  std::map<std::string, std::string> expand_markdown(boost::json::value& value, std::string_view text,
                                                     const std::string& file, const std::string& pointer);
  std::map<std::string, std::string> expand_file(boost::json::value& value, std::string_view name,
                                                 const std::string& folder, const std::string& file,
                                                 const std::string& pointer);

  const PackFolder& folder_;
  ImportReport& report_;
  std::set<std::string> used_files_;
};

}  // namespace smartmove::content
