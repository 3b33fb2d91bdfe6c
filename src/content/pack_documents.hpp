#pragma once

#include <map>
#include <set>
#include <string>

#include "content/document_store.hpp"
#include "content/pack.hpp"

namespace smartmove::content {

/// Reads `documents/` of a pack and saves what differs. One import, within its transaction.
class PackDocuments {
 public:
  PackDocuments(const PackFolder& folder, const Registry& registry, const Region& region, storage::Session& session,
                ImportReport& report, base::Instant now);

  base::Result<> import();

 private:
  base::Result<> import_document(const DocumentType& type, const std::string& key);
  base::Result<> import_language(const DocumentType& type, const std::string& key, DocumentId document,
                                 const std::string& language);
  /// What is to be saved once everything has been read.
  struct Pending {
    std::string reference;
    std::string type;
    std::string file;
    Edit edit;
    std::optional<LanguageVersion> before;
  };
  base::Result<> save_all();
  base::Result<> check_owner(const Pending& pending);
  base::Result<> save(const Pending& pending);
  /// Replaces `{"file": …}` and `{"markdown": …}` by rich text; gives pointer → `file:line`.
  std::map<std::string, std::string> expand_rich_text(boost::json::value& value, const std::string& folder,
                                                      const std::string& file, const std::string& pointer);
  std::map<std::string, std::string> expand_markdown(boost::json::value& value, std::string_view text,
                                                     const std::string& file, const std::string& pointer);
  std::map<std::string, std::string> expand_file(boost::json::value& value, std::string_view name,
                                                 const std::string& folder, const std::string& file,
                                                 const std::string& pointer);
  void check_address(const DocumentType& type, const PackLanguage& version, const Edit& edit, const std::string& file);
  void note_unknown_files(const std::string& folder);
  void problem(std::string where, std::string found, std::string expected);

  const PackFolder& folder_;
  const Registry& registry_;
  const Region& region_;
  storage::Session& session_;
  ImportReport& report_;
  base::Instant now_;
  std::vector<Pending> pending_;
  std::set<std::string> used_files_;                                          // Markdown that a document names
  std::map<std::pair<std::string, std::string>, std::string> address_files_;  // (language, path) → file
};

}  // namespace smartmove::content
