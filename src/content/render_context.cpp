#include "content/render_context.hpp"

#include <stdexcept>

#include "content/published_documents.hpp"
#include "content/registry.hpp"

namespace smartmove::content {
namespace {

struct Target {
  std::string type;
  std::string key;
};

Target split(const std::string& reference) {
  const auto slash = reference.find('/');
  return {reference.substr(0, slash), reference.substr(slash + 1)};
}

}  // namespace

RenderContext::RenderContext(const RenderServices& services, storage::Session& session, Region region,
                             std::string language, base::Instant now)
    : services_(services),
      session_(session),
      region_(std::move(region)),
      language_(std::move(language)),
      now_(now),
      figures_(services.figures(session, region_, language_, today())) {}

base::TimeZone RenderContext::time_zone() const {
  const auto zone = base::TimeZone::find(region_.time_zone);
  if (!zone) throw std::logic_error("the region's time zone was checked at import: " + region_.time_zone);
  return *zone;
}

base::Date RenderContext::today() const { return time_zone().date_of(now_); }

std::string RenderContext::text(std::string_view key, const base::Translations::Arguments& arguments) const {
  return services_.translations.text(language_, key, arguments);
}

void RenderContext::speak_to(const std::vector<AudienceRef>& audiences) {
  audiences_.clear();
  for (const auto& audience : audiences) audiences_.insert(audience.value);
}

void RenderContext::valid_until(base::Instant at) {
  if (!fresh_until_ || at < *fresh_until_) fresh_until_ = at;
}

void RenderContext::valid_today() { valid_until(time_zone().start_of(base::day_after(today()))); }

std::string RenderContext::href(const std::string& target) {
  if (const auto known = hrefs_.find(target); known != hrefs_.end()) return known->second;
  if (!LinkTarget{target}.is_document()) return target;
  tag(document_tag(target));
  const auto [type, key] = split(target);
  const auto found = DocumentStore(session_).published_path(type, key, language_, now_);
  if (!found) {
    if (!failure_) failure_ = found.error();
    return {};
  }
  return hrefs_.emplace(target, found->value_or(std::string())).first->second;
}

Figure RenderContext::find_figure(const std::string& place, const std::string& indicator) {
  tag("fact:" + place + "/" + indicator);
  auto figure = figures_->figure(place, indicator);
  if (figure.older_from) valid_until(time_zone().start_of(*figure.older_from));
  return figure;
}

Figure RenderContext::figure(const std::string& place, const std::string& indicator) {
  auto figure = find_figure(place, indicator);
  const auto id = figure_id(figure);
  const bool listed = std::any_of(in_text_.begin(), in_text_.end(), [&](const auto& f) { return figure_id(f) == id; });
  if (!listed) in_text_.push_back(figure);
  return figure;
}

Figure RenderContext::shown_figure(const std::string& place, const std::string& indicator) {
  auto figure = find_figure(place, indicator);
  figure.shown_before = !shown_ids_.insert(figure_id(figure)).second;
  return figure;
}

std::vector<Figure> RenderContext::sources() const {
  std::vector<Figure> rest;
  for (const auto& figure : in_text_) {
    if (!shown_ids_.contains(figure_id(figure))) rest.push_back(figure);
  }
  return rest;
}

base::Result<web::SafeHtml> RenderContext::blocks(const Blocks& blocks) { return block_list(blocks.list, 2); }

base::Result<web::SafeHtml> RenderContext::block_list(const std::vector<Block>& blocks, int level) {
  std::string html;
  for (const auto& each : blocks) {
    if (is_for_this_page(each)) html += TRY(block(each, level)).str();
  }
  return web::SafeHtml::trusted(std::move(html));
}

base::Result<web::SafeHtml> RenderContext::block(const Block& block, int level) {
  const auto* type = services_.registry.block_type(block.type);
  if (!type)
    return base::fail(base::ErrorKind::internal, "This page could not be shown.", "unknown block " + block.type);
  auto view = TRY(type->view(block.data, *this));
  view.set("heading_level_2", level == 2).set("heading_level_3", level >= 3);
  // What is aimed at one audience alone wears its colours.
  view.set("audience", block.audiences.size() == 1 ? block.audiences.front().value : std::string());
  if (type->has_children) {
    // A heading of the parent moves the children's headings down; without one no level may be skipped.
    const auto* data = block.data.json().if_object();
    const auto* heading = data ? data->if_contains("heading") : nullptr;
    const bool has_heading = heading && heading->is_string() && !heading->as_string().empty();
    view.set("blocks_html", TRY(block_list(block.blocks, has_heading ? level + 1 : level)));
  }
  return render(type->template_name, view);
}

bool RenderContext::is_for_this_page(const Block& block) const {
  if (block.audiences.empty()) return true;
  return std::any_of(block.audiences.begin(), block.audiences.end(),
                     [&](const auto& audience) { return audiences_.contains(audience.value); });
}

web::SafeHtml RenderContext::render(std::string_view template_name, const web::View& view) const {
  return services_.templates.render(template_name, language_, view);
}

base::Result<std::vector<PublishedDocument>> RenderContext::documents(std::string_view type) {
  tag(type_tag(type));
  return PublishedDocuments(session_, services_.bodies).of_type(type, language_, now_);
}

base::Result<std::optional<PublishedDocument>> RenderContext::document(std::string_view type, std::string_view key) {
  tag(document_tag(std::string(type) + "/" + std::string(key)));
  return PublishedDocuments(session_, services_.bodies).one(type, key, language_, now_);
}

base::Result<std::vector<ShownDocument>> RenderContext::documents_between(std::string_view type, base::Instant from,
                                                                          base::Instant until) {
  return PublishedDocuments(session_, services_.bodies).shown_between(type, language_, from, until);
}

base::Result<> RenderContext::finish() const {
  if (failure_) return base::fail(*failure_);
  return {};
}

}  // namespace smartmove::content
