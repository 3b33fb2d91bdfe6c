#include "comparisons/pages.hpp"

#include <functional>
#include <set>

#include "comparisons/opponents.hpp"
#include "content/pages.hpp"

namespace smartmove::comparisons {
namespace {

using Answer = std::function<base::Result<web::Response>(content::RenderContext&, const web::Request&)>;

// Which language is the first, and lives without a prefix, only the content says.
web::Handler answering(storage::Database& database, const content::RenderServices& services, Answer answer) {
  return [&database, &services, answer = std::move(answer)](const web::Request& request) {
    return database.read([&](storage::Session& session) -> base::Result<web::Response> {
      const auto region = TRY(content::require_region(session));
      const auto language = content::language_of_path(region, request.path);
      const auto own = compare_path(region, language);
      if (request.path != own && !request.path.starts_with(own + "/")) {
        return base::fail(base::ErrorKind::not_found, "There is no page at this address.");
      }
      content::RenderContext context(services, session, region, language, base::now());
      auto response = TRY(answer(context, request));
      TRY(context.finish());
      return response;
    });
  };
}

}  // namespace

std::vector<web::Route> routes(storage::Database& database, const content::RenderServices& services,
                               const content::PageShell& shell) {
  const auto choose = answering(database, services, [&shell](content::RenderContext& context, const auto& request) {
    return choose_page(context, shell, request);
  });
  const auto pair = answering(database, services, [&shell](content::RenderContext& context, const auto& request) {
    return pair_page(context, shell, request.parameters.find("here")->second, request.parameters.find("there")->second);
  });
  std::set<std::string> patterns;
  for (const auto& language : services.translations.languages()) {
    const std::string word(compare_word(language));
    patterns.insert("/" + word);
    patterns.insert("/" + language + "/" + word);
  }
  std::vector<web::Route> table;
  for (const auto& pattern : patterns) {
    table.push_back({web::Method::get, pattern, choose, web::Permission::anyone, web::Caching::query});
    table.push_back({web::Method::get, pattern + "/{here}/{there}", pair, web::Permission::anyone, web::Caching::path});
  }
  return table;
}

}  // namespace smartmove::comparisons
