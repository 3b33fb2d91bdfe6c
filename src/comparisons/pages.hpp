#pragma once

#include <string>
#include <vector>

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
  std::string here{};    ///< code of what is chosen already
  std::string there{};
  int status = 200;
};
ChooseAgain unknown_place(const content::RenderContext& context, const std::string& word);
ChooseAgain same_place(const content::RenderContext& context, const std::string& name);
base::Result<web::Response> ask_to_choose(content::RenderContext& context, const content::PageShell& shell,
                                          const ChooseAgain& why);

}  // namespace smartmove::comparisons
