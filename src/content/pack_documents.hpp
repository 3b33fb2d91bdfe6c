#pragma once

#include <map>
#include <string>

#include "content/document_store.hpp"
#include "content/pack.hpp"
#include "content/pack_texts.hpp"

namespace smartmove::content {

/// Reads `documents/` of a pack and saves what differs. One import, within its transaction.
class PackDocuments {
 public:
  PackDocuments(const PackFolder& folder, const Registry& registry, const Region& region, storage::Session& session,
                ImportReport& report, base::Instant now);

  base::Result<> import();
  /// After import(): what the site has and the pack does not is noted, or withdrawn; see PackPart::leftovers().
  base::Result<> leftovers();

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
  void declare(const DocumentType& type, const std::string& key);
  void declare_as_any_type(const std::string& folder);
  static void check_schedule(const PackLanguage& version, base::JsonReader& reader);
  void check_address(const DocumentType& type, const PackLanguage& version, const Edit& edit, base::JsonReader& reader);
  void note_wrong_files(const std::string& folder);
  void problem(std::string where, std::string found, std::string expected);

  const PackFolder& folder_;
  const Registry& registry_;
  const Region& region_;
  storage::Session& session_;
  ImportReport& report_;
  base::Instant now_;
  std::vector<Pending> pending_;
  PackTexts texts_;
  std::map<std::pair<std::string, std::string>, std::string> address_files_;  // (language, path) → file
};

}  // namespace smartmove::content
