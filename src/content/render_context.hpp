#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <typeindex>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "base/translations.hpp"
#include "content/block.hpp"
#include "content/document.hpp"
#include "content/figure.hpp"
#include "content/region.hpp"
#include "content/rich_text.hpp"
#include "storage/session.hpp"
#include "web/templates.hpp"

namespace smartmove::content {

class BodyCache;
class Registry;

/// Makes a page's source of figures; see FigureSource.
using FigureSourceFactory = std::function<std::unique_ptr<FigureSource>(storage::Session&, const Region&,
                                                                        const std::string& language, base::Date today)>;

/// What rendering needs that outlives a page.
struct RenderServices {
  const Registry& registry;
  const web::Templates& templates;
  const base::Translations& translations;
  FigureSourceFactory figures;
  BodyCache* bodies = nullptr;  ///< what was read for earlier pages; null: everything is read anew
};

/// The rendering of one page in one language on one snapshot of the database. Notes what the page was made from, so
/// that the page cache knows when to drop it. Belongs to one thread.
class RenderContext : public RichTextResolver {
 public:
  RenderContext(const RenderServices& services, storage::Session& session, Region region, std::string language,
                base::Instant now);

  storage::Session& session() { return session_; }
  const Region& region() const { return region_; }
  const std::string& language() const { return language_; }
  base::Instant now() const { return now_; }
  base::TimeZone time_zone() const;  ///< the region's
  base::Date today() const;          ///< there
  const RenderServices& services() const { return services_; }

  /// An interface text in the page's language.
  std::string text(std::string_view key, const base::Translations::Arguments& arguments = {}) const;

  /// Who the page speaks to: blocks aimed at others are left out.
  void speak_to(const std::vector<AudienceRef>& audiences);
  /// The place the page is about (a code), for blocks that follow their page; empty: none.
  void set_place(std::string code) { place_ = std::move(code); }
  const std::string& place() const { return place_; }
  const std::set<std::string>& audiences() const { return audiences_; }

  /// The page was made from this; see storage::Change.
  void tag(std::string tag) { tags_.insert(std::move(tag)); }
  /// The page is right until then at most.
  void valid_until(base::Instant at);
  /// The page shows what is right for this day alone.
  void valid_today();

  /// What somebody who looks at the whole site wants to know of this page; visitors are not shown it.
  struct Remark {
    std::string kind;
    boost::json::value said;
  };
  void remark(std::string kind, boost::json::value said) { remarks_.push_back({std::move(kind), std::move(said)}); }
  const std::vector<Remark>& remarks() const { return remarks_; }

  std::string href(const std::string& target) override;
  /// Addresses cannot fail in the middle of a text: the first database error is kept and given by finish().
  Figure figure(const std::string& place, const std::string& indicator) override;
  /// As figure(), but shown where it stands (not listed among the page's sources).
  Figure shown_figure(const std::string& place, const std::string& indicator);

  web::SafeHtml rich_text(const RichText& text) { return render_rich_text(text, *this); }
  web::SafeHtml rich_text(const std::optional<RichText>& text) { return text ? rich_text(*text) : web::SafeHtml(); }
  /// The blocks that are for this page's audiences, headings from level 2.
  base::Result<web::SafeHtml> blocks(const Blocks& blocks);
  web::SafeHtml render(std::string_view template_name, const web::View& view) const;

  /// Published documents of a type in this language, by key; noted as used.
  base::Result<std::vector<PublishedDocument>> documents(std::string_view type);
  base::Result<std::optional<PublishedDocument>> document(std::string_view type, std::string_view key);
  /// The same with their bodies read, once a page however many of its blocks ask. A `Body` is of one type.
  template <class Body>
  struct Read {
    PublishedDocument document;
    std::shared_ptr<const Body> body;  ///< never null
  };
  template <class Body>
  base::Result<std::shared_ptr<const std::vector<Read<Body>>>> documents_as(std::string_view type) {
    return once<std::vector<Read<Body>>>([&]() -> base::Result<std::vector<Read<Body>>> {
      std::vector<Read<Body>> all;
      for (auto& document : TRY(documents(type))) {
        auto body = TRY(document.body.template as<Body>());
        all.push_back({std::move(document), std::move(body)});
      }
      return all;
    });
  }
  /// Those of a type that are, were or will be public at some time between the two, by key; nothing is noted.
  base::Result<std::vector<ShownDocument>> documents_between(std::string_view type, base::Instant from,
                                                             base::Instant until);
  /// What is dear to find out and several blocks of a page ask for: `make` gives a Result<T>, once a page and type.
  template <class T, class Make>
  base::Result<std::shared_ptr<const T>> once(Make make) {
    const std::type_index type = typeid(T);
    if (const auto found = made_.find(type); found != made_.end()) {
      return std::static_pointer_cast<const T>(found->second);
    }
    auto made = std::make_shared<const T>(TRY(make()));
    made_[type] = made;
    return made;
  }

  /// True once: the first picture of a page is wanted at once.
  bool take_first_picture() { return !std::exchange(has_picture_, true); }

  /// Figures used in running text that no chip on the page shows, in order of use.
  std::vector<Figure> sources() const;
  std::vector<std::string> tags() const { return {tags_.begin(), tags_.end()}; }
  std::optional<base::Instant> fresh_until() const { return fresh_until_; }
  /// The first error that a text could not report, if any.
  base::Result<> finish() const;

 private:
  Figure find_figure(const std::string& place, const std::string& indicator);
  base::Result<web::SafeHtml> block_list(const std::vector<Block>& blocks, int level);
  base::Result<web::SafeHtml> block(const Block& block, int level);
  bool is_for_this_page(const Block& block) const;

  const RenderServices& services_;
  storage::Session& session_;
  Region region_;
  std::string language_;
  base::Instant now_;
  std::unique_ptr<FigureSource> figures_;
  std::string place_;
  std::set<std::string> audiences_;
  std::set<std::string> tags_;
  std::vector<Remark> remarks_;
  std::vector<Figure> in_text_;
  std::set<std::string> shown_ids_;
  std::optional<base::Instant> fresh_until_;
  bool has_picture_ = false;
  std::map<std::type_index, std::shared_ptr<const void>> made_;
  std::map<std::string, std::string, std::less<>> hrefs_;  ///< by reference; empty: not public
  std::optional<base::Error> failure_;
};

}  // namespace smartmove::content
