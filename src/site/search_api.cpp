#include "site/search_api.hpp"

#include <charconv>
#include <fmt/format.h>

#include "base/json_time.hpp"
#include "content/pages.hpp"

namespace smartmove::site {
namespace {

constexpr std::size_t default_limit = 10;
constexpr std::size_t most_hits = 50;

struct ApiHit {
  std::string title;
  std::string path;
  std::string kind;
  std::string kind_label;
  std::string snippet;
  base::Instant published_at;
};
BOOST_DESCRIBE_STRUCT(ApiHit, (), (title, path, kind, kind_label, snippet, published_at))

struct ApiCount {
  std::string value;
  int count = 0;
};
BOOST_DESCRIBE_STRUCT(ApiCount, (), (value, count))

struct ApiFound {
  std::string query;
  std::string language;
  int total = 0;
  bool some_words = false;
  std::optional<std::string> suggestion;
  std::vector<ApiHit> hits;
  std::vector<ApiCount> kinds;
  std::vector<ApiCount> audiences;
  std::vector<ApiCount> places;
};
BOOST_DESCRIBE_STRUCT(ApiFound, (), (query, language, total, some_words, suggestion, hits, kinds, audiences, places))

std::vector<ApiCount> counts(const std::map<std::string, std::size_t>& facet) {
  std::vector<ApiCount> list;
  for (const auto& [value, count] : facet) list.push_back({value, static_cast<int>(count)});
  return list;
}

ApiFound described(const search::Found& found, const content::RenderContext& context) {
  ApiFound all;
  all.query = found.text;
  all.language = context.language();
  all.total = static_cast<int>(found.total);
  all.some_words = found.some_words;
  if (!found.suggestion.empty()) all.suggestion = found.suggestion;
  for (const auto& hit : found.hits) {
    std::string snippet;
    for (const auto& each : hit.snippet) snippet += each.text;
    all.hits.push_back(
        {hit.title, hit.path, hit.kind, kind_label(context, hit.kind), std::move(snippet), hit.published_at});
  }
  all.kinds = counts(found.facets.kinds);
  all.audiences = counts(found.facets.audiences);
  all.places = counts(found.facets.places);
  return all;
}

std::size_t number(const web::Request& request, std::string_view name, std::size_t fallback, std::size_t most,
                   std::vector<base::Problem>& problems) {
  const auto text = request.query_value(name);
  if (!text) return fallback;
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error == std::errc() && end == text->data() + text->size() && value <= most) return value;
  problems.push_back(
      {std::string(name), base::shown(boost::json::value(*text)), fmt::format("a whole number from 0 to {}", most)});
  return fallback;
}

base::Result<web::Response> answer(const SearchServices& services, storage::Session& session,
                                   const web::Request& request) {
  const auto region = TRY(content::require_region(session));
  const auto language = request.query_value("language").value_or(region.first_language());
  std::vector<base::Problem> problems;
  if (!region.speaks(language)) {
    problems.push_back({"language", base::shown(boost::json::value(language)),
                        fmt::format("one of {}", fmt::join(region.languages, ", "))});
  }
  search::Request wanted;
  wanted.text = request.query_value("q").value_or("");
  wanted.kind = request.query_value("kind").value_or("");
  wanted.audience = request.query_value("audience").value_or("");
  wanted.place = request.query_value("place").value_or("");
  wanted.offset = number(request, "offset", 0, search::max_depth, problems);
  wanted.limit = number(request, "limit", default_limit, most_hits, problems);
  wanted.last_word = search::LastWord::open;
  if (!problems.empty()) {
    return base::fail({base::ErrorKind::invalid, "This cannot be searched for.", {}, std::move(problems)});
  }
  content::RenderContext context(services.render, session, region, language, base::now());
  auto response = web::json(base::to_json(described(TRY(find(services, context, wanted)), context)));
  response.tags = context.tags();
  response.fresh_until = context.fresh_until();
  return response;
}

}  // namespace

std::vector<web::ApiOperation> search_api(const SearchServices& services) {
  std::vector<web::ApiParameter> parameters{
      {"q", "query", "Words, \"phrases\", -exclusions; the last word may be the beginning of one", true, "kumla"},
      {"language", "query", "Language of the pages; the first one of the site if left out", false, "sv"},
      {"kind", "query", "Only this kind of page", false, "place_page"},
      {"audience", "query", "Only pages for this audience", false, "studenter"},
      {"place", "query", "Only pages about the place with this code", false, "1881"},
      {"offset", "query", "How many of the first results to leave out, 0 to 100", false, "0"},
      {"limit", "query", "How many results to give, 0 to 50; 10 if left out", false, "10"}};
  return {{"/api/v1/search", "Pages of the site, the best first", std::move(parameters), base::json_schema<ApiFound>(),
           [&services](const web::Request& request) {
             return services.database.read(
                 [&](storage::Session& session) { return answer(services, session, request); });
           }}};
}

}  // namespace smartmove::site
