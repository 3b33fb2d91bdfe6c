#pragma once

#include <kainjow/mustache.hpp>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/embedded.hpp"
#include "base/result.hpp"
#include "base/translations.hpp"
#include "web/view.hpp"

namespace smartmove::web {

/// All templates of one reading, checked and compiled for every language. Immutable, thread-safe.
class TemplateSet {
 public:
  /// The refusals are those of Templates::load.
  static base::Result<TemplateSet> compile(std::span<const base::embedded::File> files,
                                           const base::Translations& translations,
                                           const std::vector<std::string>& expected);

  /// An unknown name or language throws std::out_of_range.
  std::string render(std::string_view name, std::string_view language, const View& view) const;

 private:
  friend class TemplateCompiler;
  using Compiled = std::map<std::string, std::unique_ptr<kainjow::mustache::mustache>, std::less<>>;
  std::map<std::string, Compiled, std::less<>> languages_;
};

}  // namespace smartmove::web
