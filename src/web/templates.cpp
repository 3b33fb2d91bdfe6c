#include "web/templates.hpp"

#include <boost/json/object.hpp>
#include <fstream>
#include <mutex>
#include <sstream>
#include <stdexcept>

#include "base/log.hpp"
#include "web/template_set.hpp"

namespace smartmove::web {
namespace {

namespace fs = std::filesystem;

/// The template files of a source tree: path and time of the last change, by name.
using Listing = std::map<std::string, std::pair<fs::path, fs::file_time_type>>;

void list_folder(const fs::path& folder, const std::string& feature, Listing& listing) {
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none)) {
    if (entry.path().extension() != ".html") continue;
    listing[feature + "/" + entry.path().filename().string()] = {entry.path(), entry.last_write_time(none)};
  }
}

Listing list_templates(const fs::path& source_dir) {
  Listing listing;
  std::error_code none;
  for (const auto& feature : fs::directory_iterator(source_dir / "src", none)) {
    list_folder(feature.path() / "templates", feature.path().filename().string(), listing);
  }
  list_folder(source_dir / "themes" / "templates", "theme", listing);
  return listing;
}

base::Result<TemplateSet> compile_listing(const Listing& listing, const base::Translations& translations,
                                          const std::vector<std::string>& expected) {
  std::vector<std::string> texts;
  std::vector<base::embedded::File> files;
  texts.reserve(listing.size());
  for (const auto& [name, file] : listing) {
    std::ostringstream text;
    text << std::ifstream(file.first, std::ios::binary).rdbuf();
    texts.push_back(std::move(text).str());
    files.push_back({name, texts.back()});
  }
  return TemplateSet::compile(files, translations, expected);
}

}  // namespace

/// The set in force; when watching, also what is needed to read it again.
struct Templates::State {
  struct Watch {
    fs::path source_dir;
    const base::Translations& translations;
    std::vector<std::string> expected;
    Listing listing;
  };

  explicit State(std::shared_ptr<const TemplateSet> read) : set(std::move(read)) {}

  std::shared_ptr<const TemplateSet> current() {
    if (!watch) return set;
    const std::lock_guard lock(mutex);
    auto listing = list_templates(watch->source_dir);
    if (listing != watch->listing) {
      auto read = compile_listing(listing, watch->translations, watch->expected);
      if (!read) throw std::runtime_error(read.error().message + "\n" + base::format_problems(read.error().problems));
      set = std::make_shared<const TemplateSet>(std::move(*read));
      watch->listing = std::move(listing);
      base::log(spdlog::level::info, "templates_read");
    }
    return set;
  }

  std::shared_ptr<const TemplateSet> set;
  std::optional<Watch> watch{};
  std::mutex mutex{};
};

base::Result<Templates> Templates::load(std::span<const base::embedded::File> files,
                                        const base::Translations& translations,
                                        const std::vector<std::string>& expected) {
  auto set = TRY(TemplateSet::compile(files, translations, expected));
  return Templates(std::make_unique<State>(std::make_shared<const TemplateSet>(std::move(set))));
}

base::Result<Templates> Templates::watch(std::filesystem::path source_dir, const base::Translations& translations,
                                         const std::vector<std::string>& expected) {
  auto listing = list_templates(source_dir);
  auto set = TRY(compile_listing(listing, translations, expected));
  auto state = std::make_unique<State>(std::make_shared<const TemplateSet>(std::move(set)));
  state->watch.emplace(State::Watch{std::move(source_dir), translations, expected, std::move(listing)});
  return Templates(std::move(state));
}

SafeHtml Templates::render(std::string_view name, std::string_view language, const View& view) const {
  return SafeHtml::trusted(state_->current()->render(name, language, view));
}

Templates::Templates(std::unique_ptr<State> state) : state_(std::move(state)) {}
Templates::Templates(Templates&&) noexcept = default;
Templates& Templates::operator=(Templates&&) noexcept = default;
Templates::~Templates() = default;

}  // namespace smartmove::web
