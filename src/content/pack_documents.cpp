#include "content/pack_documents.hpp"

#include <fmt/format.h>

#include "accounts/organisation_store.hpp"
#include "base/text.hpp"

namespace smartmove::content {
namespace json = boost::json;

PackDocuments::PackDocuments(const PackFolder& folder, const Registry& registry, const Region& region,
                             storage::Session& session, ImportReport& report, base::Instant now)
    : folder_(folder),
      registry_(registry),
      region_(region),
      session_(session),
      report_(report),
      now_(now),
      texts_(folder, report) {}

void PackDocuments::problem(std::string where, std::string found, std::string expected) {
  report_.problems.push_back({std::move(where), std::move(found), std::move(expected)});
}

base::Result<> PackDocuments::import() {
  report_.whole.insert("document");
  for (const auto& [name, type] : registry_.document_types()) {
    if (!type.reference_kind.empty()) report_.whole.insert(type.reference_kind);
  }
  for (const auto& type_name : folder_.folders("documents")) {
    const auto* type = registry_.document_type(type_name);
    if (!type) {
      std::vector<std::string_view> known;
      for (const auto& [name, each] : registry_.document_types()) known.push_back(name);
      problem("documents/" + type_name + ":1", "a folder \"" + type_name + "\"",
              fmt::format("a document type: {}", fmt::join(known, ", ")));
      declare_as_any_type(type_name);
      continue;
    }
    for (const auto& key : folder_.folders("documents/" + type_name)) TRY(import_document(*type, key));
    for (const auto& stray : folder_.files("documents/" + type_name)) {
      problem("documents/" + type_name + "/" + stray + ":1", "a file", "a folder for each document");
    }
  }
  return report_.problems.empty() ? save_all() : base::Result<>{};
}

void PackDocuments::declare(const DocumentType& type, const std::string& key) {
  report_.declared.emplace("document", type.name + "/" + key);
  if (!type.reference_kind.empty()) report_.declared.emplace(type.reference_kind, key);
}

// What refers to a document in a folder that is spelt wrongly makes no mistake of its own.
void PackDocuments::declare_as_any_type(const std::string& folder) {
  for (const auto& key : folder_.folders("documents/" + folder)) {
    for (const auto& [name, type] : registry_.document_types()) declare(type, key);
  }
}

// Addresses that one document leaves to another are left first, so that the order of the pack does not matter.
base::Result<> PackDocuments::save_all() {
  DocumentStore store(session_);
  for (auto& each : pending_) {
    const auto& before = each.before;
    if (!before || before->path == each.edit.path || !address_files_.contains({each.edit.language, before->path}))
      continue;
    TRY(store.leave_address(each.edit.document, each.edit.language));
    each.before->path.clear();
  }
  for (const auto& each : pending_) TRY(check_owner(each));
  if (!report_.problems.empty()) return {};
  for (const auto& each : pending_) TRY(save(each));
  return {};
}

base::Result<> PackDocuments::check_owner(const Pending& pending) {
  if (pending.edit.path.empty() || (pending.before && pending.before->path == pending.edit.path)) return {};
  DocumentStore store(session_);
  const auto owner = TRY(store.address_owner(pending.edit.language, pending.edit.path));
  if (owner && report_.prune && !report_.declared.contains({"language", *owner + " in " + pending.edit.language})) {
    const auto slash = owner->find('/');
    const auto leaving = TRY(store.find(owner->substr(0, slash), owner->substr(slash + 1)));
    TRY(store.leave_address(leaving.value(), pending.edit.language));
  } else if (owner) {
    problem(pending.file + "#/slug", "the address " + pending.edit.path,
            "one that " + *owner + ", which is on the site already, does not have");
  }
  return {};
}

base::Result<> PackDocuments::import_document(const DocumentType& type, const std::string& key) {
  const auto folder = "documents/" + type.name + "/" + key;
  declare(type, key);
  if (!base::is_slug(key)) {
    problem(folder + ":1", "a key \"" + key + "\"", "lower-case letters a–z, digits and hyphens");
    return {};
  }
  const auto file = folder + "/document.json";
  PackDocument description;
  bool described = false;
  auto parsed = folder_.read_json(file);
  if (!parsed) {
    report_.add_problems(parsed.error().problems);
  } else if (auto read = base::from_json<PackDocument>(*parsed, file); !read) {
    report_.add_problems(read.error().problems);
  } else {
    description = *std::move(read);
    described = true;
  }
  auto owner = TRY(accounts::OrganisationStore(session_).find(description.owner));
  if (!owner && described) {
    problem(file + "#/owner", "\"" + description.owner + "\"", "the key of an organisation in pack.json");
  }
  if (!owner) owner.emplace();  // its languages are still read for their own mistakes; the import is undone
  DocumentId document;
  if (report_.problems.empty()) document = TRY(DocumentStore(session_).put_document(type.name, key, owner->id, now_));
  for (const auto& language : region_.languages) {
    if (folder_.contains(folder + "/" + language + ".json")) TRY(import_language(type, key, document, language));
  }
  note_wrong_files(folder);
  return {};
}

base::Result<> PackDocuments::import_language(const DocumentType& type, const std::string& key, DocumentId document,
                                              const std::string& language) {
  const auto folder = "documents/" + type.name + "/" + key;
  const auto file = folder + "/" + language + ".json";
  report_.declared.emplace("language", type.name + "/" + key + " in " + language);
  auto parsed = folder_.read_json(file);
  if (!parsed) {
    report_.add_problems(parsed.error().problems);
    return {};
  }
  base::JsonReader reader(file);
  auto* object = parsed->if_object();
  auto* given_body = object ? object->if_contains("body") : nullptr;
  if (given_body) reader.place_lines(texts_.expand(*given_body, folder, file, "/body"));
  PackLanguage version;
  base::read_json(*parsed, reader, version);
  json::value body;
  if (given_body) {
    auto scope = reader.enter("body");
    body = registry_.read_body(type, version.body, reader);
  }
  Edit edit;
  edit.language = language;
  edit.path = document_path(type, region_, language, version.slug);
  if (object) {
    check_schedule(version, reader);
    check_address(type, version, edit, reader);
  }
  report_.add_problems(reader.problems());
  report_.references.insert(report_.references.end(), reader.references().begin(), reader.references().end());
  if (!report_.problems.empty()) return {};
  edit.document = document;
  edit.slug = version.slug;
  edit.status = version.status;
  edit.publish_at = version.publish_at;
  edit.expire_at = version.expire_at;
  if (type.schedule) edit.own = TRY(type.schedule(body, TRY(base::TimeZone::find(region_.time_zone))));
  edit.body = std::move(body);
  edit.author = "content pack";
  auto before = TRY(DocumentStore(session_).version(document, language));
  if (before) edit.based_on = before->current_revision;
  pending_.push_back({type.name + "/" + key, type.name, file, std::move(edit), std::move(before)});
  return {};
}

base::Result<> PackDocuments::save(const Pending& pending) {
  const bool changed = TRY(DocumentStore(session_).save(pending.edit, now_));
  auto& count = report_.counts["documents"];
  ++(pending.before ? (changed ? count.changed : count.unchanged) : count.added);
  if (changed) report_.tags.insert({document_tag(pending.reference), type_tag(pending.type), "addresses"});
  return {};
}

base::Result<> PackDocuments::leftovers() {
  DocumentStore store(session_);
  for (const auto& each : TRY(store.standing())) {
    const auto reference = each.reference();
    const auto in_language = reference + " in " + each.language;
    const bool whole = !report_.declared.contains({"document", reference});
    if (!whole && report_.declared.contains({"language", in_language})) continue;
    auto& names = (report_.prune ? report_.removed : report_.kept)[whole ? "documents" : "languages"];
    const auto& name = whole ? reference : in_language;
    if (names.empty() || names.back() != name) names.push_back(name);
    if (!report_.prune) continue;
    TRY(store.withdraw(each.id, each.language, now_));
    report_.tags.insert({document_tag(reference), type_tag(each.type), "addresses"});
  }
  return {};
}

void PackDocuments::check_schedule(const PackLanguage& version, base::JsonReader& reader) {
  if (version.status == Status::scheduled && !version.publish_at) {
    auto scope = reader.enter("publish_at");
    if (!reader.is_wrong()) reader.breach("nothing", "the moment at which what is scheduled appears");
  }
  if (version.publish_at && version.expire_at && *version.expire_at <= *version.publish_at) {
    auto scope = reader.enter("expire_at");
    reader.breach(base::to_iso8601(*version.expire_at), "a moment after publish_at");
  }
}

void PackDocuments::check_address(const DocumentType& type, const PackLanguage& version, const Edit& edit,
                                  base::JsonReader& reader) {
  auto scope = reader.enter("slug");
  if (reader.is_wrong()) return;
  const bool needs_slug =
      document_path(type, region_, edit.language, "a") != document_path(type, region_, edit.language, "b");
  if (needs_slug && !base::is_slug(version.slug)) {
    return reader.breach("\"" + version.slug + "\"", "lower-case letters a–z, digits and hyphens");
  }
  if (edit.path.empty()) return;
  const auto file = reader.where().substr(0, reader.where().find('#'));
  const auto [other, fresh] = address_files_.emplace(std::pair(edit.language, edit.path), file);
  if (!fresh) reader.breach("the address " + edit.path, "one that " + other->second + " does not have already");
}

void PackDocuments::note_wrong_files(const std::string& folder) {
  bool any_language = false;
  for (const auto& name : folder_.files(folder)) {
    if (name == "document.json") continue;
    any_language |= name.ends_with(".json");  // one that is no language's is a mistake of its own
    const bool language = name.ends_with(".json") && region_.speaks(name.substr(0, name.size() - 5));
    if (language || texts_.names(folder, name)) continue;
    problem(folder + "/" + name + ":1", "a file that nothing names",
            fmt::format("document.json, one of {} with .json, or Markdown named by {{\"file\": …}}",
                        fmt::join(region_.languages, ", ")));
  }
  if (any_language) return;
  problem(folder + ":1", "a document without any language",
          fmt::format("one of {} with .json", fmt::join(region_.languages, ", ")));
}

}  // namespace smartmove::content
