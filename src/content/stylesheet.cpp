#include "content/stylesheet.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "content/document_store.hpp"
#include "content/pages.hpp"
#include "content/registry.hpp"
#include "web/compression.hpp"

namespace smartmove::content {
namespace {

std::string file_name(const Stylesheet& sheet, const std::string& language, const std::string& css) {
  return fmt::format("{}.{}.{}.css", sheet.name, language, web::hash_of(css));
}

std::string address(const std::string& file) { return "/styles/" + file; }

base::Failure not_here() { return base::fail(base::ErrorKind::not_found, "There is no such style sheet."); }

base::Result<web::Response> respond(const std::string& file, const Stylesheet& sheet, RenderContext& context) {
  auto css = TRY(sheet.css(context));
  if (css.empty()) return not_here();
  const auto present = file_name(sheet, context.language(), css);
  if (file != present) return web::redirect(address(present), 302);
  if (const auto next = TRY(DocumentStore(context.session()).next_schedule(context.now()))) context.valid_until(*next);
  web::Response response;
  response.content_type = "text/css; charset=utf-8";
  response.headers = {{"Cache-Control", "public, max-age=31536000, immutable"}};
  response.body = std::move(css);
  response.tags = context.tags();
  response.fresh_until = context.fresh_until();
  return response;
}

base::Result<web::Response> find(const std::string& file, const RenderServices& services, storage::Session& session) {
  const auto region = TRY(require_region(session));
  const auto dot = file.find('.');
  const auto language = file.substr(dot + 1, file.find('.', dot + 1) - dot - 1);
  const auto& all = services.registry.stylesheets();
  const auto sheet =
      std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.name == file.substr(0, dot); });
  if (dot == std::string::npos || sheet == all.end() || !region.speaks(language) || !file.ends_with(".css")) {
    return not_here();
  }
  RenderContext context(services, session, region, language, base::now());
  return respond(file, *sheet, context);
}

}  // namespace

base::Result<std::vector<std::string>> stylesheet_addresses(RenderContext& context) {
  std::vector<std::string> made;
  for (const auto& sheet : context.services().registry.stylesheets()) {
    const auto css = TRY(sheet.css(context));
    if (!css.empty()) made.push_back(address(file_name(sheet, context.language(), css)));
  }
  return made;
}

std::vector<web::Route> stylesheet_routes(storage::Database& database, const RenderServices& services) {
  return {{web::Method::get, "/styles/{file}",
           [&database, &services](const web::Request& request) {
             return database.read(
                 [&](storage::Session& session) { return find(request.parameters.at("file"), services, session); });
           },
           web::Permission::anyone, web::Caching::path}};
}

}  // namespace smartmove::content
