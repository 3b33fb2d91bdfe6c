#include "content/pack_documents.hpp"

#include <fmt/format.h>

#include "accounts/organisation_store.hpp"
#include "base/text.hpp"
#include "content/markdown.hpp"

namespace smartmove::content {
namespace json = boost::json;

namespace {

const json::string* sole_string_member(const json::value& value, std::string_view name) {
  const auto* object = value.if_object();
  if (!object || object->size() != 1) return nullptr;
  const auto* member = object->if_contains(name);
  return member ? member->if_string() : nullptr;
}

}  // namespace

PackDocuments::PackDocuments(const PackFolder& folder, const Registry& registry, const Region& region,
                             storage::Session& session, ImportReport& report, base::Instant now)
    : folder_(folder), registry_(registry), region_(region), session_(session), report_(report), now_(now) {}

void PackDocuments::problem(std::string where, std::string found, std::string expected) {
  report_.problems.push_back({std::move(where), std::move(found), std::move(expected)});
}

base::Result<> PackDocuments::import() {
  for (const auto& type_name : folder_.folders("documents")) {
    const auto* type = registry_.document_type(type_name);
    if (!type) {
      std::vector<std::string_view> known;
      for (const auto& [name, each] : registry_.document_types()) known.push_back(name);
      problem("documents/" + type_name + ":1", "a folder \"" + type_name + "\"",
              fmt::format("a document type: {}", fmt::join(known, ", ")));
      continue;
    }
    for (const auto& key : folder_.folders("documents/" + type_name)) TRY(import_document(*type, key));
    for (const auto& stray : folder_.files("documents/" + type_name)) {
      problem("documents/" + type_name + "/" + stray + ":1", "a file", "a folder for each document");
    }
  }
  return report_.problems.empty() ? save_all() : base::Result<>{};
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
  const auto owner = TRY(DocumentStore(session_).address_owner(pending.edit.language, pending.edit.path));
  if (owner) {
    problem(pending.file + "#/slug", "the address " + pending.edit.path,
            "one that " + *owner + ", which is on the site already, does not have");
  }
  return {};
}

base::Result<> PackDocuments::import_document(const DocumentType& type, const std::string& key) {
  const auto folder = "documents/" + type.name + "/" + key;
  report_.declared.emplace("document", type.name + "/" + key);
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
  note_unknown_files(folder);
  return {};
}

base::Result<> PackDocuments::import_language(const DocumentType& type, const std::string& key, DocumentId document,
                                              const std::string& language) {
  const auto folder = "documents/" + type.name + "/" + key;
  const auto file = folder + "/" + language + ".json";
  auto parsed = folder_.read_json(file);
  if (!parsed) {
    report_.add_problems(parsed.error().problems);
    return {};
  }
  base::JsonReader reader(file);
  if (auto* object = parsed->if_object(); object && object->contains("body")) {
    reader.place_lines(expand_rich_text(object->at("body"), folder, file, "/body"));
  }
  PackLanguage version;
  base::read_json(*parsed, reader, version);
  json::value body;
  {
    auto scope = reader.enter("body");
    body = registry_.read_body(type, version.body, reader);
  }
  report_.add_problems(reader.problems());
  report_.references.insert(report_.references.end(), reader.references().begin(), reader.references().end());

  Edit edit;
  edit.language = language;
  edit.path = document_path(type, region_, language, version.slug);
  check_address(type, version, edit, file);
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

void PackDocuments::check_address(const DocumentType& type, const PackLanguage& version, const Edit& edit,
                                  const std::string& file) {
  const bool needs_slug =
      document_path(type, region_, edit.language, "a") != document_path(type, region_, edit.language, "b");
  if (needs_slug && !base::is_slug(version.slug)) {
    problem(file + "#/slug", "\"" + version.slug + "\"", "lower-case letters a–z, digits and hyphens");
  }
  if (version.publish_at && version.expire_at && *version.expire_at <= *version.publish_at) {
    problem(file + "#/expire_at", base::to_iso8601(*version.expire_at), "a moment after publish_at");
  }
  const auto& path = edit.path;
  if (path.empty()) return;
  const auto [other, fresh] = address_files_.emplace(std::pair(edit.language, path), file);
  if (!fresh) problem(file + "#/slug", "the address " + path, "one that " + other->second + " does not have already");
}

std::map<std::string, std::string> PackDocuments::expand_rich_text(json::value& value, const std::string& folder,
                                                                   const std::string& file,
                                                                   const std::string& pointer) {
  if (const auto* text = sole_string_member(value, "markdown")) return expand_markdown(value, *text, file, pointer);
  if (const auto* name = sole_string_member(value, "file")) return expand_file(value, *name, folder, file, pointer);
  std::map<std::string, std::string> lines;
  if (auto* object = value.if_object()) {
    for (auto& member : *object) {
      lines.merge(expand_rich_text(member.value(), folder, file, pointer + "/" + std::string(member.key())));
    }
  } else if (auto* array = value.if_array()) {
    for (std::size_t i = 0; i < array->size(); ++i) {
      lines.merge(expand_rich_text((*array)[i], folder, file, fmt::format("{}/{}", pointer, i)));
    }
  }
  return lines;
}

// The line within the string says nothing to its author: mistakes are at the member.
std::map<std::string, std::string> PackDocuments::expand_markdown(json::value& value, std::string_view text,
                                                                  const std::string& file, const std::string& pointer) {
  auto made = markdown_to_rich_text(text, file);
  for (auto& each : made.problems) each.where = file + "#" + pointer;
  report_.add_problems(made.problems);
  value = std::move(made.document);
  return {};
}

std::map<std::string, std::string> PackDocuments::expand_file(json::value& value, std::string_view name,
                                                              const std::string& folder, const std::string& file,
                                                              const std::string& pointer) {
  const auto origin = folder + "/" + std::string(name);
  used_files_.insert(origin);
  auto source = folder_.read(origin);
  if (!source) {
    for (auto each : source.error().problems) {
      each.where = file + "#" + pointer + "/file";
      report_.problems.push_back(std::move(each));
    }
  }
  auto made = markdown_to_rich_text(source ? *source : std::string(), origin);
  report_.add_problems(made.problems);
  value = std::move(made.document);
  std::map<std::string, std::string> lines;
  for (auto& [inner, line] : made.lines) lines[pointer + inner] = line;
  return lines;
}

void PackDocuments::note_unknown_files(const std::string& folder) {
  for (const auto& name : folder_.files(folder)) {
    const bool language = name.ends_with(".json") && region_.speaks(name.substr(0, name.size() - 5));
    if (name == "document.json" || language || used_files_.contains(folder + "/" + name)) continue;
    problem(folder + "/" + name + ":1", "a file that nothing names",
            fmt::format("document.json, one of {} with .json, or Markdown named by {{\"file\": …}}",
                        fmt::join(region_.languages, ", ")));
  }
}

}  // namespace smartmove::content
