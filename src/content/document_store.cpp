#include "content/document_store.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <tuple>

#include "content/sql.hpp"

namespace smartmove::content {
namespace {

struct RegionRow {
  std::string name;
  std::string time_zone;
  boost::json::value languages;
};
BOOST_DESCRIBE_STRUCT(RegionRow, (), (name, time_zone, languages))

struct DocumentRow {
  DocumentId id;
  accounts::OrganisationId owner;
};
BOOST_DESCRIBE_STRUCT(DocumentRow, (), (id, owner))

struct AddressOwner {
  std::string type;
  std::string key;
};
BOOST_DESCRIBE_STRUCT(AddressOwner, (), (type, key))

bool is_public(Status status) { return status == Status::published || status == Status::scheduled; }

bool same(const LanguageVersion& version, const Edit& edit, const Schedule& visible) {
  return version.slug == edit.slug && version.path == edit.path && version.status == edit.status &&
         version.publish_at == edit.publish_at && version.expire_at == edit.expire_at &&
         version.visible_from == visible.from && version.visible_until == visible.until && version.body == edit.body &&
         (!is_public(edit.status) || version.published_revision == version.current_revision);
}

// Order is ours: a PostgreSQL database may sort text by a language's rules.
template <class T, class Name>
base::Result<std::vector<T>> sorted(base::Result<std::vector<T>> all, Name name) {
  if (all) std::sort(all->begin(), all->end(), [&](const T& a, const T& b) { return name(a) < name(b); });
  return all;
}

base::Failure somebody_else_saved() {
  return base::fail(base::ErrorKind::conflict,
                    "Somebody else has saved this page since you opened it. Compare the two versions and save again.");
}

// When it is, was, or will first be public.
std::optional<base::Instant> first_public(const std::optional<LanguageVersion>& before, const Edit& edit,
                                          const Schedule& visible, base::Instant now) {
  if (before && before->published_at && *before->published_at <= now) return before->published_at;
  if (!is_public(edit.status)) return std::nullopt;
  return visible.from && *visible.from > now ? *visible.from : now;
}

base::Result<> name_the_address(base::Result<std::int64_t> stored, const Edit& edit) {
  if (stored) return {};
  auto error = std::move(stored).error();
  if (error.kind == base::ErrorKind::conflict) {
    error.message = fmt::format("The address {} belongs to another page already. Choose another slug.", edit.path);
  }
  return base::fail(std::move(error));
}

}  // namespace

base::Result<std::optional<Region>> DocumentStore::region() {
  const auto row = TRY(session_.one<RegionRow>(sql::find_region));
  if (!row) return std::optional<Region>{};
  auto languages = TRY(base::from_json<std::vector<std::string>>(row->languages));
  return std::optional(Region{row->name, row->time_zone, std::move(languages)});
}

base::Result<bool> DocumentStore::put_region(const Region& region) {
  return TRY(session_.execute(sql::put_region, region.name, region.time_zone, base::to_json(region.languages))) > 0;
}

base::Result<bool> DocumentStore::exists(std::string_view type, std::string_view key) {
  return TRY(session_.one<DocumentRow>(sql::find_document, type, key)).has_value();
}

base::Result<std::optional<DocumentId>> DocumentStore::find(std::string_view type, std::string_view key) {
  const auto row = TRY(session_.one<DocumentRow>(sql::find_document, type, key));
  return row ? std::optional(row->id) : std::nullopt;
}

base::Result<DocumentId> DocumentStore::put_document(std::string_view type, std::string_view key,
                                                     accounts::OrganisationId owner, base::Instant now) {
  if (const auto row = TRY(session_.one<DocumentRow>(sql::find_document, type, key))) {
    if (row->owner != owner) {
      TRY(session_.execute(sql::set_document_owner, owner, row->id));
      session_.announce({{document_tag(std::string(type) + "/" + std::string(key))}});
    }
    return row->id;
  }
  const auto id = DocumentId::generate();
  TRY(session_.execute(sql::insert_document, id, type, key, owner, now));
  return id;
}

base::Result<std::optional<accounts::Organisation>> DocumentStore::owner(DocumentId document) {
  return session_.one<accounts::Organisation>(sql::owner_of_document, document);
}

base::Result<std::optional<LanguageVersion>> DocumentStore::version(DocumentId document, std::string_view language) {
  return session_.one<LanguageVersion>(sql::find_language, document, language);
}

base::Result<RevisionId> DocumentStore::add_revision(const Edit& edit, std::int64_t number, base::Instant now) {
  const auto id = RevisionId::generate();
  TRY(session_.execute(sql::insert_revision, id, edit.document, edit.language, number, edit.based_on, edit.body,
                       edit.author, now));
  return id;
}

base::Result<> DocumentStore::move_address(const Edit& edit, const std::string& old_path, base::Instant now) {
  if (old_path != edit.path && !old_path.empty()) {
    TRY(session_.execute(sql::put_redirect, edit.language, old_path, edit.document, now));
  }
  if (!edit.path.empty()) TRY(session_.execute(sql::delete_redirect, edit.language, edit.path));
  return {};
}

base::Result<bool> DocumentStore::save(const Edit& edit, base::Instant now) {
  const auto before = TRY(version(edit.document, edit.language));
  if (edit.based_on != (before ? std::optional(before->current_revision) : std::nullopt)) return somebody_else_saved();
  const auto visible = Schedule::both({edit.publish_at, edit.expire_at}, edit.own);
  if (before && same(*before, edit, visible)) return false;

  const bool new_body = !before || before->body != edit.body;
  const auto current =
      new_body ? TRY(add_revision(edit, before ? before->number + 1 : 1, now)) : before->current_revision;
  const auto published = is_public(edit.status) ? std::optional(current)
                         : before               ? before->published_revision
                                                : std::nullopt;
  const auto published_at = first_public(before, edit, visible, now);
  if (!before) {
    TRY(name_the_address(session_.execute(sql::insert_language, edit.document, edit.language, edit.slug, edit.path,
                                          edit.status, edit.publish_at, edit.expire_at, visible.from, visible.until,
                                          current, published, published_at, now),
                         edit));
  } else {
    auto updated = session_.execute(sql::update_language, edit.slug, edit.path, edit.status, edit.publish_at,
                                    edit.expire_at, visible.from, visible.until, current, published, published_at, now,
                                    edit.document, edit.language, edit.based_on);
    if (updated && *updated == 0) return somebody_else_saved();
    TRY(name_the_address(std::move(updated), edit));
  }
  TRY(move_address(edit, before ? before->path : std::string(), now));
  return true;
}

base::Result<bool> DocumentStore::withdraw(DocumentId document, std::string_view language, base::Instant now) {
  auto before = TRY(version(document, language));
  if (!before) return false;
  Edit edit;
  edit.document = document;
  edit.language = language;
  edit.slug = std::move(before->slug);
  edit.path = std::move(before->path);
  edit.status = Status::withdrawn;
  edit.publish_at = before->publish_at;
  edit.expire_at = before->expire_at;
  edit.own = {before->visible_from, before->visible_until};
  edit.body = std::move(before->body);
  edit.based_on = before->current_revision;
  return save(edit, now);
}

base::Result<std::optional<std::string>> DocumentStore::address_owner(std::string_view language,
                                                                      std::string_view path) {
  const auto owner = TRY(session_.one<AddressOwner>(sql::address_owner, language, path));
  return owner ? std::optional(owner->type + "/" + owner->key) : std::nullopt;
}

base::Result<> DocumentStore::leave_address(DocumentId document, std::string_view language) {
  TRY(session_.execute(sql::leave_address, document, language));
  return {};
}

base::Result<std::optional<PublishedDocument>> DocumentStore::published_at(std::string_view language,
                                                                           std::string_view path, base::Instant now) {
  return session_.one<PublishedDocument>(sql::published_at_path, language, path, now);
}

base::Result<std::optional<PublishedDocument>> DocumentStore::published(std::string_view type, std::string_view key,
                                                                        std::string_view language, base::Instant now) {
  return session_.one<PublishedDocument>(sql::published_document, type, key, language, now);
}

base::Result<std::vector<PublishedDocument>> DocumentStore::published_of_type(std::string_view type,
                                                                              std::string_view language,
                                                                              base::Instant now) {
  return sorted(session_.all<PublishedDocument>(sql::published_of_type, type, language, now),
                [](const PublishedDocument& document) { return std::string_view(document.key); });
}

base::Result<std::optional<PublishedHead>> DocumentStore::published_head_at(std::string_view language,
                                                                            std::string_view path, base::Instant now) {
  return session_.one<PublishedHead>(sql::published_head_at_path, language, path, now);
}

base::Result<std::optional<PublishedHead>> DocumentStore::published_head(std::string_view type, std::string_view key,
                                                                         std::string_view language, base::Instant now) {
  return session_.one<PublishedHead>(sql::published_head, type, key, language, now);
}

base::Result<std::vector<PublishedHead>> DocumentStore::published_heads_of_type(std::string_view type,
                                                                                std::string_view language,
                                                                                base::Instant now) {
  return sorted(session_.all<PublishedHead>(sql::published_heads_of_type, type, language, now),
                [](const PublishedHead& document) { return std::string_view(document.key); });
}

base::Result<std::optional<std::string>> DocumentStore::published_path(std::string_view type, std::string_view key,
                                                                       std::string_view language, base::Instant now) {
  return session_.one<std::string>(sql::published_path, type, key, language, now);
}

base::Result<SharedJson> DocumentStore::body(RevisionId revision) {
  auto found = TRY(session_.one<SharedJson>(sql::revision_body, revision));
  if (!found) {
    return base::fail(base::ErrorKind::internal, "This page could not be shown.",
                      "no revision " + revision.to_string());
  }
  return *std::move(found);
}

base::Result<std::vector<PageAddress>> DocumentStore::published_pages(base::Instant now) {
  return sorted(session_.all<PageAddress>(sql::published_pages, now),
                [](const PageAddress& page) { return std::tie(page.type, page.key, page.language); });
}

base::Result<std::vector<ShownDocument>> DocumentStore::shown_between(std::string_view type, std::string_view language,
                                                                      base::Instant from, base::Instant until) {
  return sorted(session_.all<ShownDocument>(sql::shown_between, type, language, from, until),
                [](const ShownDocument& document) { return std::string_view(document.key); });
}

base::Result<std::vector<ShownHead>> DocumentStore::shown_heads_between(std::string_view type,
                                                                        std::string_view language, base::Instant from,
                                                                        base::Instant until) {
  return sorted(session_.all<ShownHead>(sql::shown_heads_between, type, language, from, until),
                [](const ShownHead& document) { return std::string_view(document.key); });
}

base::Result<std::vector<PublishedMark>> DocumentStore::published_marks(std::string_view language, base::Instant now) {
  return session_.all<PublishedMark>(sql::published_marks, language, now);
}

base::Result<std::vector<LanguageAddress>> DocumentStore::published_languages(DocumentId document, base::Instant now) {
  return session_.all<LanguageAddress>(sql::published_languages, document, now);
}

base::Result<std::optional<std::string>> DocumentStore::redirect(std::string_view language, std::string_view path,
                                                                 base::Instant now) {
  return session_.one<std::string>(sql::find_redirect, language, path, now);
}

base::Result<bool> DocumentStore::is_gone(std::string_view language, std::string_view path, base::Instant now) {
  return TRY(session_.one<std::string>(sql::find_expired, language, path, now)).has_value();
}

base::Result<std::optional<PublishedDocument>> DocumentStore::expired_at(std::string_view language,
                                                                         std::string_view path, base::Instant now) {
  return session_.one<PublishedDocument>(sql::expired_at_path, language, path, now);
}

base::Result<std::optional<base::Instant>> DocumentStore::next_schedule(base::Instant now) {
  const auto next = TRY(session_.one<std::optional<base::Instant>>(sql::next_schedule, now));
  return next ? *next : std::nullopt;
}

base::Result<std::vector<DocumentSummary>> DocumentStore::all() {
  return sorted(session_.all<DocumentSummary>(sql::all_documents),
                [](const DocumentSummary& document) { return std::tie(document.type, document.key); });
}

base::Result<std::vector<StandingLanguage>> DocumentStore::standing() {
  return sorted(session_.all<StandingLanguage>(sql::standing_languages),
                [](const StandingLanguage& each) { return std::tie(each.type, each.key, each.language); });
}

base::Result<std::vector<std::string>> DocumentStore::languages(DocumentId document) {
  return session_.all<std::string>(sql::languages_of_document, document);
}

}  // namespace smartmove::content
