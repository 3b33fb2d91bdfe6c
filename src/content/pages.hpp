#pragma once

#include "content/page_shell.hpp"
#include "content/render_context.hpp"
#include "storage/database.hpp"
#include "web/router.hpp"

namespace smartmove::content {

/// Answers the address of every published document, whatever its type. Thread-safe.
class Pages {
 public:
  Pages(storage::Database& database, const RenderServices& services, const PageShell& shell)
      : database_(database), services_(services), shell_(shell) {}

  /// `/{path*}`: what no other route takes.
  std::vector<web::Route> routes() const;

  /// 200; 308 to the spelling without (home: with) a last slash; 301 from an old address; not_found; gone, or 410 with
  /// what the document's type has to say of its end.
  base::Result<web::Response> respond(const web::Request& request) const;

 private:
  base::Result<web::Response> find(storage::Session& session, const Region& region, const std::string& path,
                                   base::Instant now) const;
  base::Result<web::Response> render(storage::Session& session, const Region& region, const PublishedDocument& document,
                                     base::Instant now) const;

  base::Result<web::Response> say_it_is_over(storage::Session& session, const Region& region,
                                             const PublishedDocument& document, const DocumentType& type,
                                             base::Instant now) const;

  storage::Database& database_;
  const RenderServices& services_;
  const PageShell& shell_;
};

/// The language that an address is in: `en` for `/en` and `/en/…`, else the first.
std::string language_of_path(const Region& region, std::string_view path);

/// The region, or `unavailable` with what to do when no content pack has been imported.
base::Result<Region> require_region(storage::Session& session);

}  // namespace smartmove::content
