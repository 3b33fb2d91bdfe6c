#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/block_type.hpp"
#include "content/document_type.hpp"
#include "content/palette.hpp"
#include "content/stylesheet.hpp"
#include "storage/session.hpp"

namespace smartmove::content {

class PackPart;

/// Says whether a referenced name exists, as the database stands in this transaction.
using ReferenceCheck = std::function<base::Result<bool>(storage::Session&, const std::string& value)>;

/// The colours of an audience's own, if it has some. Noted as used.
using PaletteOf = std::function<base::Result<std::optional<Palette>>(RenderContext&, const std::string& audience)>;

/// All that one feature adds to the editorial core: one value a feature, listed in `app/features.cpp`.
struct Contribution {
  std::vector<DocumentType> document_types;
  std::vector<BlockType> block_types;
  std::map<std::string, ReferenceCheck> references;         ///< kind → check
  std::vector<std::shared_ptr<const PackPart>> pack_parts;  ///< its own files in content packs
  std::vector<std::string> required_documents;              ///< `type/key` of what no site can be without
  std::vector<Stylesheet> stylesheets;                      ///< made of content, linked from every page
  PaletteOf palette_of;                                     ///< at most one feature knows audiences' colours
};

/// Every document type, block type and kind of reference there is. Immutable, thread-safe.
class Registry {
 public:
  /// Two features that claim one name are a programmer's error: std::logic_error.
  explicit Registry(std::vector<Contribution> contributions);

  const DocumentType* document_type(std::string_view name) const;
  const BlockType* block_type(std::string_view name) const;
  const std::map<std::string, DocumentType, std::less<>>& document_types() const { return document_types_; }
  const std::map<std::string, BlockType, std::less<>>& block_types() const { return block_types_; }
  const std::vector<std::shared_ptr<const PackPart>>& pack_parts() const { return pack_parts_; }
  const std::vector<std::string>& required_documents() const { return required_documents_; }
  const std::vector<Stylesheet>& stylesheets() const { return stylesheets_; }
  base::Result<std::optional<Palette>> palette_of(RenderContext& context, const std::string& audience) const;

  /// Checks a body, its blocks at any depth included, and gives it in canonical form. Breaches and references go to the
  /// reader.
  boost::json::value read_body(const DocumentType& type, const boost::json::value& body,
                               base::JsonReader& reader) const;

  /// A problem for each reference that leads nowhere.
  base::Result<std::vector<base::Problem>> check_references(storage::Session& session,
                                                            const std::vector<base::Reference>& references) const;

  /// The JSON Schema of a document type's body with the block types it may hold.
  boost::json::object schema(const DocumentType& type) const;

  /// The templates that types and blocks name, for Templates::load.
  std::vector<std::string> template_names() const;

 private:
  void read_blocks(boost::json::value& blocks, base::JsonReader& reader) const;
  void read_block(boost::json::object& block, base::JsonReader& reader) const;

  std::map<std::string, DocumentType, std::less<>> document_types_;
  std::map<std::string, BlockType, std::less<>> block_types_;
  std::map<std::string, ReferenceCheck> references_;
  std::vector<std::shared_ptr<const PackPart>> pack_parts_;
  std::vector<std::string> required_documents_;
  std::vector<Stylesheet> stylesheets_;
  PaletteOf palette_of_;
};

}  // namespace smartmove::content
