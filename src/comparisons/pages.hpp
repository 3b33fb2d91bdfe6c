#pragma once

#include <string>
#include <vector>

#include "comparisons/opponents.hpp"
#include "content/page_shell.hpp"
#include "storage/database.hpp"
#include "web/router.hpp"

namespace smartmove::comparisons {

/// `/jamfor` and `/jamfor/{here}/{there}`, `/en/compare` and `/en/compare/{here}/{there}`. All must outlive the routes.
std::vector<web::Route> routes(storage::Database& database, const content::RenderServices& services,
                               const content::PageShell& shell);

/// The page on which two places are chosen, an editor's comparisons first. A query with `here` and `there` (codes or
/// names) leads on to them.
base::Result<web::Response> choose_page(content::RenderContext& context, const content::PageShell& shell,
                                        const web::Request& request);

/// Any two places. 301 to their one address; 404, with the form, where a place is not known.
base::Result<web::Response> pair_page(content::RenderContext& context, const content::PageShell& shell,
                                      const std::string& here, const std::string& there);

/// Why somebody is asked to choose again.
struct ChooseAgain {
  std::string title{};   ///< empty: the usual one
  std::string notice{};  ///< a sentence, or empty
  std::string here{};    ///< what is written already, a code or a word
  std::string there{};
  std::string unknown{};  ///< which of the two no place is called, or empty; what it may have meant is suggested
  int status = 200;
};
/// One of the words finds no place.
ChooseAgain unknown_place(const content::RenderContext& context, const Opponents& opponents, const std::string& here,
                          const std::string& there);
ChooseAgain same_place(const content::RenderContext& context, const std::string& name);
base::Result<web::Response> ask_to_choose(content::RenderContext& context, const content::PageShell& shell,
                                          const Opponents& opponents, const ChooseAgain& why);

}  // namespace smartmove::comparisons
