#include "site/error_pages.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <mutex>

#include "base/log.hpp"
#include "content/pages.hpp"

namespace smartmove::site {
namespace {

struct Words {
  std::string title;
  std::string text;
};

std::string_view kind_name(base::ErrorKind kind) {
  switch (kind) {
    case base::ErrorKind::invalid: return "invalid";
    case base::ErrorKind::not_found: return "not_found";
    case base::ErrorKind::gone: return "gone";
    case base::ErrorKind::forbidden: return "forbidden";
    case base::ErrorKind::conflict: return "conflict";
    case base::ErrorKind::too_large: return "too_large";
    case base::ErrorKind::rate_limited: return "rate_limited";
    case base::ErrorKind::unavailable: return "unavailable";
    case base::ErrorKind::internal: return "internal";
  }
  return "internal";
}

// The region's own words where it has them, else the interface's.
Words words_for(const base::Error& error, const Site& site, const content::RenderContext& context) {
  if (error.kind == base::ErrorKind::not_found && !site.not_found.title.empty()) {
    return {site.not_found.title, site.not_found.text};
  }
  if (error.kind == base::ErrorKind::internal && !site.error.title.empty()) return {site.error.title, site.error.text};
  const auto key = "error." + std::string(kind_name(error.kind));
  return {context.text(key + ".title"), context.text(key + ".text")};
}

base::Result<web::Response> page(const base::Error& error, const web::Request& request,
                                 const content::RenderServices& services, const Shell& shell,
                                 storage::Session& session) {
  const auto region = TRY(content::require_region(session));
  content::RenderContext context(services, session, region, content::language_of_path(region, request.path),
                                 base::now());
  const auto site = TRY(site_of(context));
  const auto words = words_for(error, *site, context);

  web::View home;
  home.set("label", context.text("breadcrumbs.home")).set("href", region.prefix(context.language()) + "/");
  web::View view;
  view.set("status", std::to_string(web::status_of(error.kind)))
      .set("title", words.title)
      .set("text", words.text)
      .set("links", std::vector<web::View>{std::move(home)})
      .set("request_id", error.kind == base::ErrorKind::internal ? request.id : std::string());

  content::Page made;
  made.page_class = "error";
  made.head = {words.title, words.text};
  made.body = context.render("site/error", view);
  auto response = web::html(TRY(shell.wrap(made, context)));
  TRY(context.finish());
  response.tags = context.tags();
  // What is not there now may be when the next scheduled page appears.
  response.fresh_until = TRY(content::DocumentStore(session).next_schedule(context.now()));
  return response;
}

/// The page that says "back in a moment", made while there is a database to make it from. Thread-safe.
class Reserve {
 public:
  Reserve(const content::RenderServices& services, const Shell& shell) : services_(services), shell_(shell) {}

  /// Makes the pages anew if they are a minute old.
  base::Result<> refresh(storage::Session& session) {
    using namespace std::chrono_literals;
    const std::lock_guard lock(mutex_);
    if (made_at_ && Clock::now() - *made_at_ < 1min) return {};
    const auto region = TRY(content::require_region(session));
    std::map<std::string, web::Response> pages;
    for (const auto& language : region.languages) {
      web::Request request;
      request.path = region.prefix(language) + "/";
      pages[language] = TRY(page({base::ErrorKind::unavailable, {}}, request, services_, shell_, session));
    }
    region_ = region;
    pages_ = std::move(pages);
    made_at_ = Clock::now();
    return {};
  }

  std::optional<web::Response> find(const web::Request& request) const {
    const std::lock_guard lock(mutex_);
    if (!made_at_) return std::nullopt;
    return pages_.at(content::language_of_path(region_, request.path));
  }

 private:
  using Clock = std::chrono::steady_clock;

  const content::RenderServices& services_;
  const Shell& shell_;
  mutable std::mutex mutex_;
  content::Region region_;
  std::map<std::string, web::Response> pages_;
  std::optional<Clock::time_point> made_at_;
};

/// An error of the reserve is none of the page's: without content there is nothing to make it of.
base::Result<> try_to_refresh(Reserve& reserve, storage::Session& session) {
  if (auto refreshed = reserve.refresh(session); !refreshed && session.failure()) return refreshed;
  return {};
}

}  // namespace

web::ErrorPage error_pages(storage::Database& database, const content::RenderServices& services, const Shell& shell) {
  const auto reserve = std::make_shared<Reserve>(services, shell);
  const auto first = database.read([&](storage::Session& session) { return try_to_refresh(*reserve, session); });
  if (!first) base::log(spdlog::level::warn, "error_page_not_prepared", {{"cause", first.error().message}});
  return
      [&database, &services, &shell, reserve](const base::Error& error, const web::Request& request) -> web::Response {
        auto made = database.read([&](storage::Session& session) -> base::Result<web::Response> {
          TRY(try_to_refresh(*reserve, session));
          return page(error, request, services, shell, session);
        });
        if (made) return *std::move(made);
        if (auto kept = reserve->find(request)) return *std::move(kept);
        // Nothing to render with, and there never was: the sentence itself has to do.
        return web::text(error.message + "\n");
      };
}

}  // namespace smartmove::site
