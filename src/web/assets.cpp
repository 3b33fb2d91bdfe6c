#include "web/assets.hpp"

#include <array>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <fmt/format.h>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace smartmove::web {
namespace {

using Manifest = std::map<std::string, std::string, std::less<>>;

constexpr std::array<std::pair<std::string_view, std::string_view>, 15> types{{
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".map", "application/json"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".webp", "image/webp"},
    {".avif", "image/avif"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
    {".html", "text/html; charset=utf-8"},
}};

std::string_view type_of(std::string_view name) {
  for (const auto& [extension, type] : types) {
    if (name.ends_with(extension)) return type;
  }
  return {};
}

bool is_companion(std::string_view name) {
  return name.ends_with(".gz") || name.ends_with(".br") || name == "manifest.json";
}

base::Result<Manifest> read_manifest(std::string_view text) {
  const auto refuse = [] {
    return base::fail(base::ErrorKind::invalid,
                      "The front end's manifest.json is missing or not an object of names; build the front end anew.");
  };
  boost::system::error_code error;
  const auto value = boost::json::parse(text, error);
  if (error || !value.is_object()) return refuse();
  Manifest manifest;
  for (const auto& [name, file] : value.get_object()) {
    if (!file.is_string()) return refuse();
    manifest.emplace(name, std::string(file.get_string()));
  }
  return manifest;
}

Response asset_response(std::string_view name, std::string body) {
  Response response;
  response.content_type = type_of(name);
  response.body = std::move(body);
  response.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
  response.tags = {"assets"};
  return response;
}

base::Failure no_asset() { return base::fail(base::ErrorKind::not_found, "There is no such file."); }

std::string read_file(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return std::move(text).str();
}

}  // namespace

class Assets::Source {
 public:
  virtual ~Source() = default;
  virtual std::optional<std::string> file_of(std::string_view name) const = 0;
  virtual base::Result<Response> respond(const std::string& file) const = 0;
};

class Assets::Embedded : public Source {
 public:
  static base::Result<std::shared_ptr<const Source>> load(std::span<const base::embedded::File> files) {
    auto source = std::make_shared<Embedded>();
    for (const auto& file : files) source->files_.emplace(file.name, file.bytes);
    source->manifest_ = TRY(read_manifest(source->bytes("manifest.json")));
    std::vector<base::Problem> problems;
    for (const auto& [name, file] : source->manifest_) {
      if (!source->files_.contains(file))
        problems.push_back({"manifest.json", fmt::format("{} -> {}", name, file), "a built file"});
    }
    for (const auto& [name, bytes] : source->files_) {
      if (!is_companion(name) && type_of(name).empty()) {
        problems.push_back({std::string(name), std::string(name), "an extension with a known content type"});
      }
    }
    if (problems.empty()) return source;
    return base::fail(base::Error{
        base::ErrorKind::invalid, "The built front end cannot be used: build it anew.", {}, std::move(problems)});
  }

  std::optional<std::string> file_of(std::string_view name) const override {
    const auto found = manifest_.find(name);
    return found == manifest_.end() ? std::nullopt : std::optional(found->second);
  }

  base::Result<Response> respond(const std::string& file) const override {
    const auto found = files_.find(file);
    if (found == files_.end() || is_companion(file)) return no_asset();
    auto response = asset_response(file, std::string(found->second));
    response.precompressed = {bytes(file + ".gz"), bytes(file + ".br")};
    return response;
  }

 private:
  std::string_view bytes(std::string_view name) const {
    const auto found = files_.find(name);
    return found == files_.end() ? std::string_view{} : found->second;
  }

  std::map<std::string_view, std::string_view> files_;
  Manifest manifest_;
};

class Assets::Folder : public Source {
 public:
  explicit Folder(std::filesystem::path folder) : folder_(std::move(folder)) {}

  std::optional<std::string> file_of(std::string_view name) const override {
    const auto manifest = read_manifest(read_file(folder_ / "manifest.json"));
    if (!manifest) throw std::runtime_error(manifest.error().message);
    const auto found = manifest->find(name);
    return found == manifest->end() ? std::nullopt : std::optional(found->second);
  }

  base::Result<Response> respond(const std::string& file) const override {
    const auto path = folder_ / file;  // one segment of a checked path: it has no slash and is no dot segment
    if (is_companion(file) || type_of(file).empty() || !std::filesystem::is_regular_file(path)) return no_asset();
    auto response = asset_response(file, read_file(path));
    response.headers = {{"Cache-Control", "no-store"}};
    return response;
  }

 private:
  std::filesystem::path folder_;
};

base::Result<Assets> Assets::load(std::span<const base::embedded::File> files) {
  return Assets(TRY(Embedded::load(files)));
}

base::Result<Assets> Assets::watch(std::filesystem::path built_dir) {
  TRY(read_manifest(read_file(built_dir / "manifest.json")));
  return Assets(std::make_shared<Folder>(std::move(built_dir)));
}

std::string Assets::url(std::string_view name) const {
  const auto file = source_->file_of(name);
  if (!file) throw std::out_of_range("no asset `" + std::string(name) + "` in manifest.json");
  return "/assets/" + *file;
}

std::vector<Route> Assets::routes() const {
  const auto respond = [source = source_](const Request& request) {
    return source->respond(request.parameters.find("name")->second);
  };
  return {{Method::get, "/assets/{name}", respond, Permission::anyone, Caching::path}};
}

}  // namespace smartmove::web
