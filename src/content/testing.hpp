#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "accounts/organisation_store.hpp"
#include "content/document_store.hpp"
#include "content/pack.hpp"
#include "content/test_world.hpp"
#include "media/catalogue_store.hpp"
#include "storage/testing.hpp"

namespace smartmove::content::testing {

using storage::testing::must;

/// Tests with a region (sv, en), an organisation and documents of any registry, on both databases.
class ContentTest : public storage::testing::DatabaseTest {
 protected:
  void set_up() override {
    must(database().write([&](storage::Session& session) -> base::Result<> {
      TRY(DocumentStore(session).put_region(region_));
      TRY(accounts::OrganisationStore(session).put("region", "Region X"));
      owner_ = TRY(accounts::OrganisationStore(session).find("region"))->id;
      return {};
    }));
  }

  template <class Body>
  auto read(Body body) {
    return must(database().read([&](storage::Session& session) { return body(session); }));
  }

  DocumentId put(std::string_view type, std::string_view key) {
    return must(database().write(
        [&](storage::Session& session) { return DocumentStore(session).put_document(type, key, owner_, now_); }));
  }

  std::optional<LanguageVersion> version(DocumentId document, std::string_view language = "sv") {
    return read([&](storage::Session& session) { return DocumentStore(session).version(document, language); });
  }

  /// An edit of the present version, published at its type's address.
  Edit edit_of(const Registry& registry, std::string_view type, std::string_view key, std::string slug,
               boost::json::value body, std::string language = "sv") {
    const auto* document_type = registry.document_type(type);
    if (!document_type) throw std::logic_error("no such type");
    Edit edit;
    edit.document = put(type, key);
    edit.language = language;
    edit.path = document_path(*document_type, region_, language, slug);
    edit.slug = std::move(slug);
    edit.status = Status::published;
    edit.body = std::move(body);
    edit.author = "test";
    if (const auto before = version(edit.document, language)) edit.based_on = before->current_revision;
    return edit;
  }
  Edit note(std::string_view key, std::string slug, boost::json::value body, std::string language = "sv") {
    return edit_of(note_registry(), "note", key, std::move(slug), std::move(body), std::move(language));
  }

  base::Result<bool> try_save(const Edit& edit, base::Instant now) {
    return database().write([&](storage::Session& session) { return DocumentStore(session).save(edit, now); });
  }
  bool save(const Edit& edit) { return must(try_save(edit, now_)); }

  /// A plain drawing under that key, which shows the key as the width of a line.
  void draw(const std::string& key) {
    must(database().write([&](storage::Session& session) -> base::Result<> {
      media::Media drawing;
      drawing.key = key;
      drawing.sha256 = std::string(64, 'a');
      drawing.type = media::FileType::svg;
      drawing.kind = media::MediaKind::illustration;
      drawing.width = drawing.height = 8;
      drawing.credit = "Ada <Ek>";
      drawing.drawing = "<svg viewBox=\"0 0 8 8\"><path d=\"M0 0h" + std::to_string(key.size()) + "\"/></svg>";
      TRY(media::CatalogueStore(session).put(drawing, now_));
      return {};
    }));
  }

  /// Runs `body(RenderContext&)` on a snapshot.
  template <class Body>
  auto rendering(const Registry& registry, Body body, std::string language = "sv",
                 FigureSourceFactory figures = one_figure()) {
    const RenderServices services{registry, templates(), translations(), std::move(figures)};
    return must(database().read([&](storage::Session& session) {
      RenderContext context(services, session, region_, language, now_);
      return body(context);
    }));
  }

  Region region_{"test", "Europe/Stockholm", {"sv", "en"}};
  accounts::OrganisationId owner_;
  base::Instant now_ = at("2026-11-23T12:00:00Z");
};

}  // namespace smartmove::content::testing
