#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.hpp"
#include "base/result.hpp"
#include "base/translations.hpp"
#include "web/view.hpp"

namespace smartmove::web {

/// All templates of all features, parsed at start, once a language. Mustache, escaped by default. Beyond mustache:
/// `{{t:key}}` is the translation of that key (escaped, no arguments); `{{> feature/name}}` is another template.
/// Immutable (but for --dev), thread-safe.
class Templates {
 public:
  /// Refuses, listing every problem as `feature/name.html:line`: bad mustache, a raw tag not ending in `_html`,
  /// an unknown translation key or partial, a template of `expected` that is missing, and one that nothing uses
  /// (neither in `expected` nor a partial).
  static base::Result<Templates> load(std::span<const base::embedded::File> files,
                                      const base::Translations& translations, const std::vector<std::string>& expected);
  /// `--dev`: reads `src/*/templates` and `themes/templates` under `source_dir` again whenever a file changed.
  /// A later reading with problems throws std::runtime_error from render(). `translations` must live as long.
  static base::Result<Templates> watch(std::filesystem::path source_dir, const base::Translations& translations,
                                       const std::vector<std::string>& expected);

  /// `name` as `feature/name` without `.html`. An unknown name throws std::out_of_range.
  SafeHtml render(std::string_view name, std::string_view language, const View& view) const;

  Templates(Templates&&) noexcept;
  Templates& operator=(Templates&&) noexcept;
  ~Templates();

 private:
  struct State;
  explicit Templates(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace smartmove::web
