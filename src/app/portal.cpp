#include "app/portal.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <mutex>
#include <thread>
#include <utility>

#include "app/free_port.hpp"
#include "app/open_data.hpp"
#include "app/page_store.hpp"
#include "app/search_names.hpp"
#include "app/server_settings.hpp"
#include "app/service_manager.hpp"
#include "app/site_gauges.hpp"
#include "base/embedded.hpp"
#include "base/log.hpp"
#include "comparisons/opponents.hpp"
#include "comparisons/pages.hpp"
#include "content/stylesheet.hpp"
#include "media/open_store.hpp"
#include "site/error_pages.hpp"
#include "site/page_card.hpp"
#include "site/routes.hpp"
#include "site/style_page.hpp"

namespace smartmove::app {
namespace {

std::string public_url(const base::Settings& settings, std::uint16_t port) {
  auto url = settings.text("public-url");
  if (url.empty()) return fmt::format("http://localhost:{}", port);
  while (url.ends_with('/')) url.pop_back();
  return url;
}

base::Result<web::Templates> load_templates(const base::Settings& settings, const base::Translations& translations,
                                            const content::Registry& registry) {
  const auto names = template_names(registry);
  if (settings.boolean("dev")) return web::Templates::watch(std::filesystem::current_path(), translations, names);
  return web::Templates::load(base::embedded::templates(), translations, names);
}

base::Result<web::Assets> load_assets(const base::Settings& settings) {
  if (!settings.boolean("dev")) return web::Assets::load(base::embedded::assets());
  // The build writes them beside the program.
  return web::Assets::watch(std::filesystem::read_symlink("/proc/self/exe").parent_path() / "assets");
}

// Half of the threads that make pages: the other half goes on making them however many pictures are wanted.
int most_waiting_for_pictures(unsigned workers) {
  const unsigned threads = workers == 0 ? std::max(1u, std::thread::hardware_concurrency()) : workers;
  return static_cast<int>(threads / 2);
}

}  // namespace

struct Portal::FollowerLink {
  std::mutex mutex;
  search::Follower* follower = nullptr;
};

/// What can fail to be made, ready.
struct Portal::Parts {
  storage::Database& database;
  const base::Settings& settings;
  std::string public_url;
  std::unique_ptr<base::Translations> translations;
  std::unique_ptr<media::MediaStore> media;
  std::unique_ptr<Features> features;
  web::Templates templates;
  web::Assets assets;
  unsigned workers;
  std::shared_ptr<web::PageStore> store;
};

Portal::Portal(Parts parts)
    : database_(parts.database),
      public_url_(std::move(parts.public_url)),
      open_data_email_(parts.settings.text("open-data-email")),
      translations_(std::move(parts.translations)),
      media_(std::move(parts.media)),
      features_(std::move(parts.features)),
      templates_(std::move(parts.templates)),
      assets_(std::move(parts.assets)),
      bodies_(static_cast<std::size_t>(parts.settings.integer("document-cache-bytes"))),
      services_{features_->registry(), templates_, *translations_, figure_sources(*translations_), &bodies_},
      dev_(parts.settings.boolean("dev")),
      shell_(assets_, public_url_),
      pages_(database_, services_, shell_),
      indexes_(std::filesystem::path(parts.settings.text("data")) / "search"),
      search_{database_, services_, indexes_, search_names()},
      search_source_(database_, features_->registry(), search_names()),
      pictures_(database_, *media_, static_cast<unsigned>(parts.settings.integer("media-workers")),
                most_waiting_for_pictures(parts.workers)),
      store_(std::move(parts.store)),
      cache_(std::make_shared<web::PageCache>(store_)),
      clock_watch_([cache = cache_] { cache->drop({"*"}); }),
      metrics_(fmt::format(",database=\"{}\"", to_string(database_.dialect()))),
      follower_link_(std::make_shared<FollowerLink>()) {}

Portal::~Portal() {
  const std::lock_guard lock(follower_link_->mutex);
  follower_link_->follower = nullptr;
}

bool Portal::stop() {
  background_->ask_to_stop();
  server_->stop();
  if (!background_->stop(patience_)) return false;
  // Who stood back for another process has not heard of its changes: the position from before stays true.
  if (store_ && !handed_over_) note_position(*store_, database_);
  return true;
}

base::Result<> Portal::stand_back() {
  handed_over_ = true;
  if (!background_->stop(patience_)) base::log(spdlog::level::warn, "task_goes_on_during_hand_over");
  {
    const std::lock_guard lock(follower_link_->mutex);
    follower_link_->follower = nullptr;
  }
  follower_.reset();
  if (store_) {
    const auto store = std::exchange(store_, nullptr);
    hand_over_pages(*cache_, *store, open_private_store_(), database_);
  }
  return database_.stand_back();
}

base::Result<> Portal::step_forward() {
  if (!handed_over_) return {};  // it failed before it asked for anything
  TRY(database_.step_forward());
  cache_->drop({"*"});  // the other process may have changed something before it failed
  begin_following();
  background_->begin_again();
  handed_over_ = false;
  return {};
}

base::Result<std::unique_ptr<Portal>> Portal::start(const base::Settings& settings, storage::Database& database,
                                                    std::vector<int> listeners) {
  auto server = TRY(server_settings(settings));
  if (!listeners.empty()) server.port = port_of(listeners.front());
  server.listeners = std::move(listeners);
  // The pages name their own address, so a free port is chosen before there is a server.
  if (server.port == 0) server.port = TRY(find_free_port(server.address));
  server.public_url = public_url(settings, server.port);
  server.database_time = storage::database_time_of_this_thread;

  auto translations =
      std::make_unique<base::Translations>(TRY(base::Translations::load(base::embedded::translations())));
  auto media = TRY(media::open_store(settings));
  auto features = std::make_unique<Features>(*media, media::limits_of(settings));
  auto templates = TRY(load_templates(settings, *translations, features->registry()));
  auto assets = TRY(load_assets(settings));
  std::unique_ptr<Portal> portal(
      new Portal({database, settings, server.public_url, std::move(translations), std::move(media), std::move(features),
                  std::move(templates), std::move(assets), server.workers,
                  open_page_store(settings, server.public_url, database)}));
  portal->open_private_store_ = [settings] { return open_private_page_store(settings); };
  portal->watch_database();
  TRY(add_site_gauges(portal->metrics_, database));
  portal->router_ = std::make_unique<web::Router>(portal->routes());
  portal->server_ =
      TRY(web::Server::start(server, *portal->router_, *portal->cache_,
                             site::error_pages(database, portal->services_, portal->shell_), portal->metrics_));
  portal->follow_with_search();  // once it is known that this process serves
  portal->patience_ = std::chrono::seconds(settings.integer("shutdown-timeout-seconds"));
  portal->background_ = std::make_unique<Background>(settings, database, portal->metrics_);
  base::log(spdlog::level::info, "server_started",
            {{"url", portal->public_url_}, {"database", database.description()}});
  return portal;
}

base::Result<> Portal::reload(const base::Settings& settings) {
  server_->reload(TRY(server_limits(settings)));
  return {};
}

void Portal::watch_database() {
  follow_changes(cache_, store_.get(), database_);
  readiness_.add("database", [this] { return database_.ping(); });
  readiness_.add("content", [this] {
    return database_.read([](storage::Session& session) -> base::Result<> {
      TRY(content::require_region(session));
      return {};
    });
  });
  const auto gauge = [this](std::string name, std::string help, double (*value)(const storage::Statistics&)) {
    metrics_.add(std::move(name), std::move(help), [this, value] { return value(database_.statistics()); });
  };
  gauge("smartmove_database_reads", "Read transactions since the start.",
        [](const storage::Statistics& all) { return static_cast<double>(all.reads); });
  gauge("smartmove_database_writes", "Committed write transactions since the start.",
        [](const storage::Statistics& all) { return static_cast<double>(all.writes); });
  gauge("smartmove_database_rollbacks", "Transactions undone since the start.",
        [](const storage::Statistics& all) { return static_cast<double>(all.rollbacks); });
  gauge("smartmove_database_read_seconds", "Time in read transactions since the start, waiting included.",
        [](const storage::Statistics& all) { return static_cast<double>(all.read_microseconds) / 1e6; });
  gauge("smartmove_database_write_seconds", "Time in write transactions since the start, waiting included.",
        [](const storage::Statistics& all) { return static_cast<double>(all.write_microseconds) / 1e6; });
}

// The page cache drops what was found only once the index has changed: at the change itself, the index is still behind.
void Portal::follow_with_search() {
  database_.on_change([link = follower_link_](const storage::Change& change) {
    const std::lock_guard lock(link->mutex);
    if (!link->follower) return;
    const auto [everything, references] = site::search_change(change);
    everything ? link->follower->everything_may_have_changed() : link->follower->changed(references);
  });
  begin_following();
}

void Portal::begin_following() {
  // A change while the follower begins waits for it, so that none falls between the two.
  const std::lock_guard lock(follower_link_->mutex);
  follower_ = std::make_unique<search::Follower>(
      indexes_, search_source_,
      [cache = cache_](const std::string& language) { cache->drop({site::search_tag(language)}); });
  follower_link_->follower = follower_.get();
}

// The product's table of contents: every feature's routes.
std::vector<web::Route> Portal::routes() {
  std::vector<web::Route> table;
  const auto add = [&](std::vector<web::Route> routes) {
    for (auto& route : routes) table.push_back(std::move(route));
  };
  add(web::health_routes(readiness_, metrics_));
  add(assets_.routes());
  const auto operations = api_operations(database_, search_);
  add(web::api_routes(operations));
  auto openapi = web::openapi_document(operations, "Smart Move", SMARTMOVE_VERSION);
  openapi["externalDocs"] =
      boost::json::object{{"description", "The open data as DCAT-AP-SE"}, {"url", "/dcat.jsonld"}};
  add({{web::Method::get, "/api/v1/openapi.json", [openapi](const web::Request&) { return web::json(openapi); },
        web::Permission::anyone, web::Caching::path}});
  add(open_data_routes(database_, public_url_, open_data_email_));
  add(content::stylesheet_routes(database_, services_));
  const auto standing_pages = [](const content::Region& region) {
    return std::vector<site::StandingPage>{comparisons::compare_addresses(region)};
  };
  add(site::card_routes(database_, services_));
  add(site::routes(database_, services_, public_url_, standing_pages));
  add(site::search_routes(search_, shell_));
  if (dev_)
    add(site::style_routes(database_, services_, shell_, std::filesystem::current_path() / "themes/tokens.css"));
  add(comparisons::routes(database_, services_, shell_));
  add(pictures_.routes());
  add(pages_.routes());
  return table;
}

}  // namespace smartmove::app
