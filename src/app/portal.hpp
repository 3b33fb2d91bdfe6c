#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/background.hpp"
#include "app/clock_watch.hpp"
#include "app/features.hpp"
#include "base/settings.hpp"
#include "content/body_cache.hpp"
#include "content/pages.hpp"
#include "media/picture_server.hpp"
#include "search/follower.hpp"
#include "site/search_source.hpp"
#include "site/shell.hpp"
#include "storage/database.hpp"
#include "web/assets.hpp"
#include "web/health.hpp"
#include "web/metrics.hpp"
#include "web/page_cache.hpp"
#include "web/server.hpp"

namespace smartmove::app {

/// The running site: everything wired together, in one readable place. `database` must outlive it.
class Portal {
 public:
  /// Loads templates, translations and assets; listens, or serves at `listeners`, which do so already. invalid: what is
  /// wrong with them, or with the settings.
  static base::Result<std::unique_ptr<Portal>> start(const base::Settings& settings, storage::Database& database,
                                                     std::vector<int> listeners = {});
  ~Portal();

  const std::string& url() const { return public_url_; }  ///< without a slash at its end
  base::Result<> reload(const base::Settings& settings);  ///< what may change while it runs; or nothing, and why
  std::vector<int> listeners() const { return server_->listeners(); }

  /// For the process that takes this one's place: lets go of the database (Database::stand_back()), of the finished
  /// pages, of the search index and of background work. Published pages go on being served.
  base::Result<> stand_back();
  /// It failed: this one goes on as before, but that its pages stay in a private store until it is started again (a
  /// thread may still be reading the old one, and LMDB opens a file once a process). Nothing if it had not stood back.
  base::Result<> step_forward();

  /// Lets what is under way finish, for the time that the settings give it. False if a background task still runs: then
  /// the portal cannot be destroyed, but the process may end, as a task survives that.
  [[nodiscard]] bool stop();

 private:
  struct Parts;
  explicit Portal(Parts parts);
  std::vector<web::Route> routes();
  void watch_database();
  void follow_with_search();
  void begin_following();

  storage::Database& database_;
  std::string public_url_;
  std::string open_data_email_;
  std::unique_ptr<base::Translations> translations_;
  std::unique_ptr<media::MediaStore> media_;
  std::unique_ptr<Features> features_;
  web::Templates templates_;
  web::Assets assets_;
  content::BodyCache bodies_;
  content::RenderServices services_;
  bool dev_;  // pages for those who build it
  site::Shell shell_;
  content::Pages pages_;
  search::Indexes indexes_;
  site::SearchServices search_;
  site::SearchSource search_source_;
  media::PictureServer pictures_;
  std::shared_ptr<web::PageStore> store_;  // null: pages are not kept
  std::shared_ptr<web::PageCache> cache_;  // shared: the database's listener may outlive the portal
  ClockWatch clock_watch_;
  web::Metrics metrics_;
  web::Readiness readiness_;
  std::chrono::seconds patience_{};  // with what is under way when it stops
  std::unique_ptr<Background> background_;
  struct FollowerLink;
  std::shared_ptr<FollowerLink> follower_link_;  // shared, as the cache; cut when the portal goes
  std::unique_ptr<search::Follower> follower_;
  std::unique_ptr<web::Router> router_;
  std::unique_ptr<web::Server> server_;
  bool handed_over_ = false;
  std::function<std::shared_ptr<web::PageStore>()> open_private_store_;  // beside the one in the data directory
};

}  // namespace smartmove::app
