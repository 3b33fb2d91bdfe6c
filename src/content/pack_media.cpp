#include "content/pack_media.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "media/catalogue_store.hpp"
#include "media/drawing.hpp"

namespace smartmove::content {
namespace {

using media::Media;
using media::MediaKind;

constexpr const char* folder_name = "media";

/// `media/KEY.json`
struct PackPicture {
  MediaKind kind = MediaKind::photograph;
  std::optional<media::Focus> focus;
  std::optional<std::string> credit;
  std::optional<std::string> licence;
  std::optional<std::string> source_url;
};
BOOST_DESCRIBE_STRUCT(PackPicture, (), (kind, focus, credit, licence, source_url))

std::optional<std::string> if_any(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }

PackPicture described(const Media& media) {
  return {media.kind, media.focus(), if_any(media.credit), if_any(media.licence), if_any(media.source_url)};
}

void need_text(base::JsonReader& reader, std::string_view member, const std::optional<std::string>& text,
               std::string expected) {
  if (text && !text->empty()) return;
  const auto scope = reader.enter(member);
  reader.breach(text ? "an empty text" : "nothing", std::move(expected));
}

void check(const PackPicture& picture, base::JsonReader& reader) {
  if (picture.kind == MediaKind::photograph) {
    need_text(reader, "credit", picture.credit, "who took the photograph");
    need_text(reader, "licence", picture.licence, "under which licence it is shown, such as CC BY 4.0");
  }
  if (picture.source_url && !picture.source_url->starts_with("https://") &&
      !picture.source_url->starts_with("http://")) {
    const auto scope = reader.enter("source_url");
    reader.breach(base::quote(*picture.source_url), "an address that begins with https:// or http://");
  }
  if (!picture.focus) return;
  const auto focus = reader.enter("focus");
  for (const auto& [member, value] : {std::pair("x", picture.focus->x), std::pair("y", picture.focus->y)}) {
    const auto scope = reader.enter(member);
    if (value < 0 || value > 100) reader.breach(std::to_string(value), "0 to 100, in hundredths from the edge");
  }
}

/// The files of each key: its description and its pictures.
struct Files {
  bool described = false;
  std::vector<std::string> pictures;
};

std::map<std::string, Files> files_by_key(const PackFolder& folder, ImportReport& report) {
  std::map<std::string, Files> all;
  for (const auto& inner : folder.folders(folder_name)) {
    report.problems.push_back({fmt::format("{}/{}:1", folder_name, inner), "a folder", "only files"});
  }
  for (const auto& name : folder.files(folder_name)) {
    const auto dot = name.rfind('.');
    const auto key = name.substr(0, dot);
    const auto path = fmt::format("{}/{}", folder_name, name);
    if (!base::is_slug(key)) {
      report.problems.push_back(
          {path + ":1", "the name \"" + key + "\"", "lower-case letters a–z, digits and hyphens"});
      continue;
    }
    auto& files = all[key];
    if (dot != std::string::npos && name.substr(dot) == ".json") {
      files.described = true;
    } else {
      files.pictures.push_back(path);
    }
  }
  return all;
}

Media media_of(std::string key, const PackPicture& picture, const media::Original& original) {
  const auto focus = picture.focus.value_or(media::Focus{});
  Media made;
  made.key = std::move(key);
  made.sha256 = original.sha256;
  made.type = original.type;
  made.kind = picture.kind;
  made.width = original.width;
  made.height = original.height;
  made.alpha = original.alpha;
  made.colours = original.colours;
  made.focus_x = focus.x;
  made.focus_y = focus.y;
  made.credit = picture.credit.value_or("");
  made.licence = picture.licence.value_or("");
  made.source_url = picture.source_url.value_or("");
  if (original.type == media::FileType::svg) made.drawing = media::drawing_of(original.bytes);
  return made;
}

void count(ImportReport& report, media::Put put) {
  auto& counted = report.counts["pictures"];
  ++(put == media::Put::added ? counted.added : put == media::Put::changed ? counted.changed : counted.unchanged);
}

class PackMedia : public PackPart {
 public:
  PackMedia(media::MediaStore& store, const media::Limits& limits) : store_(store), limits_(limits) {}

  std::vector<std::string> files() const override { return {}; }
  std::vector<std::string> folders() const override { return {folder_name}; }

  base::Result<> import(const PackFolder& folder, const Region&, storage::Session& session,
                        ImportReport& report) const override {
    if (!folder.files(folder_name).empty()) report.whole.insert("picture");
    for (const auto& [key, files] : files_by_key(folder, report)) {
      report.declared.emplace("picture", key);
      TRY(import_picture(folder, key, files, session, report));
    }
    return {};
  }

  /// Bytes that no key names any longer stay in the store: an older address may still be asked for.
  base::Result<> leftovers(const PackFolder&, storage::Session& session, ImportReport& report) const override {
    media::CatalogueStore catalogue(session);
    const bool goes = report.prune && report.whole.contains("picture");
    for (const auto& media : TRY(catalogue.all())) {
      if (report.declared.contains({"picture", media.key})) continue;
      (goes ? report.removed : report.kept)["pictures"].push_back(media.key);
      if (!goes) continue;
      TRY(catalogue.remove(media.key));
      report.tags.insert("media:" + media.key);
    }
    return {};
  }

  base::Result<std::map<std::string, std::string>> export_files(storage::Session& session) const override {
    std::map<std::string, std::string> files;
    for (const auto& media : TRY(media::CatalogueStore(session).all())) {
      files[fmt::format("{}/{}.json", folder_name, media.key)] = base::pretty_json(base::to_json(described(media)));
    }
    return files;
  }

  base::Result<LargeFiles> export_large_files(storage::Session& session) const override {
    LargeFiles files;
    for (const auto& media : TRY(media::CatalogueStore(session).all())) {
      const auto name = fmt::format("{}/{}.{}", folder_name, media.key, media::extension(media.type));
      files[name] = [this, name, hash = media.sha256]() -> base::Result<std::string> {
        auto bytes = TRY(media::get_original(store_, hash));
        if (bytes) return *std::move(bytes);
        return base::fail(base::ErrorKind::unavailable,
                          fmt::format("The picture {} is not in {}: put its file {} back from a backup.", name,
                                      store_.description(), media::original_name(hash)));
      };
    }
    return files;
  }

 private:
  base::Result<> import_picture(const PackFolder& folder, const std::string& key, const Files& files,
                                storage::Session& session, ImportReport& report) const {
    const auto file = fmt::format("{}/{}.json", folder_name, key);
    auto description = read_description(folder, file, files, report);
    if (files.pictures.size() != 1) {
      const auto found = files.pictures.empty() ? "no picture beside it" : "a second picture \"" + key + "\"";
      report.problems.push_back({(files.pictures.empty() ? file : files.pictures[1]) + ":1", found,
                                 "one file for each key: JPEG, PNG, WebP, AVIF, GIF or SVG"});
    }
    for (const auto& name : files.pictures) {
      auto original = read_picture(folder, name, report);
      if (!original || !description || files.pictures.size() != 1) continue;
      const auto put = TRY(media::CatalogueStore(session).put(media_of(key, *description, *original), base::now()));
      count(report, put);
      if (put != media::Put::unchanged) report.tags.insert("media:" + key);
      report.before_commit.push_back(
          [this, &folder, name, hash = original->sha256] { return keep(folder, name, hash); });
    }
    return {};
  }

  static std::optional<PackPicture> read_description(const PackFolder& folder, const std::string& file,
                                                     const Files& files, ImportReport& report) {
    if (!files.described) {
      report.problems.push_back({files.pictures.front() + ":1", "a picture without " + file,
                                 "its description beside it: kind, credit, licence"});
      return std::nullopt;
    }
    const auto json = folder.read_json(file);
    if (!json) return report.add_problems(json.error().problems), std::nullopt;
    base::JsonReader reader(file);
    PackPicture picture;
    base::read_json(*json, reader, picture);
    if (reader.problems().empty()) check(picture, reader);
    report.add_problems(reader.problems());
    return reader.problems().empty() ? std::optional(std::move(picture)) : std::nullopt;
  }

  std::optional<media::Original> read_picture(const PackFolder& folder, const std::string& name,
                                              ImportReport& report) const {
    auto bytes = folder.read_bytes(name);
    if (!bytes) return report.add_problems(bytes.error().problems), std::nullopt;
    auto original = media::take_in(*bytes, limits_);
    if (original) return *std::move(original);
    auto problems = original.error().problems;
    if (problems.empty()) problems.push_back({{}, original.error().message, "a picture that can be shown"});
    for (auto& problem : problems) problem.where = name + ":1";
    report.add_problems(problems);
    return std::nullopt;
  }

  /// Not while reading: a pack with a mistake, and --check, leave nothing behind. Read again rather than held: a pack's
  /// pictures may be more than fits in memory.
  base::Result<> keep(const PackFolder& folder, const std::string& name, const std::string& hash) const {
    if (TRY(store_.contains(media::original_name(hash)))) return {};
    const auto original = TRY(media::take_in(TRY(folder.read_bytes(name)), limits_));
    if (original.sha256 != hash) {
      return base::fail(base::ErrorKind::conflict,
                        fmt::format("{} was changed while it was imported: import the pack again.", name));
    }
    return store_.put(media::original_name(hash), original.bytes, media::content_type(original.type));
  }

  media::MediaStore& store_;
  media::Limits limits_;
};

}  // namespace

std::shared_ptr<const PackPart> pack_media(media::MediaStore& store, const media::Limits& limits) {
  return std::make_shared<PackMedia>(store, limits);
}

}  // namespace smartmove::content
