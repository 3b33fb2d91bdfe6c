#include "places/output.hpp"

#include <charconv>
#include <fmt/format.h>
#include <limits>

#include "content/document_store.hpp"

namespace smartmove::places {
namespace {

constexpr const char* csv_type = "text/csv; charset=utf-8; header=present";
constexpr const char* json_stat_type = "application/json; profile=\"https://json-stat.org\"";

std::size_t read_number(const web::Request& request, std::string_view name, std::size_t fallback, std::size_t least,
                        std::size_t most, std::vector<base::Problem>& problems) {
  const auto text = request.query_value(name);
  if (!text) return fallback;
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error == std::errc() && end == text->data() + text->size() && value >= least && value <= most) return value;
  problems.push_back({std::string(name), base::shown(boost::json::value(*text)),
                      fmt::format("a whole number from {} to {}", least, most)});
  return fallback;
}

Format read_format(const web::Request& request, std::vector<base::Problem>& problems) {
  const auto text = request.query_value("format").value_or("json");
  if (text == "json") return Format::json;
  if (text == "csv") return Format::csv;
  if (text == "json-stat") return Format::json_stat;
  problems.push_back({"format", base::shown(boost::json::value(text)), "json, csv or json-stat"});
  return Format::json;
}

}  // namespace

std::vector<web::ApiParameter> output_parameters(Paging paging) {
  std::vector<web::ApiParameter> parameters{
      {"format", "query", "json, csv (RFC 4180, UTF-8) or json-stat (JSON-stat 2.0); json if left out", false, "csv"},
      {"language", "query", "Of labels in JSON-stat; the site's first if left out", false, "en"}};
  if (paging == Paging::paged) {
    parameters.push_back({"offset", "query", "How many to pass over; 0 if left out", false, "0"});
    parameters.push_back({"limit", "query",
                          fmt::format("How many to give at most, 1 to {}; {} if left out. Link has the next page",
                                      most_limit, usual_limit),
                          false, "100"});
  }
  return parameters;
}

std::vector<std::string> other_types() { return {csv_type, json_stat_type}; }

base::Result<Output> read_output(storage::Session& session, const web::Request& request,
                                 std::vector<base::Problem>& problems) {
  Output output;
  output.format = read_format(request, problems);
  const auto region = TRY(content::DocumentStore(session).region());
  if (region) output.language = region->first_language();
  if (const auto wanted = request.query_value("language")) {
    const bool spoken = region && region->speaks(*wanted);
    if (!spoken) {
      problems.push_back({"language", base::shown(boost::json::value(*wanted)),
                          region ? fmt::format("one of {}", fmt::join(region->languages, ", ")) : "none yet"});
    }
    output.language = *wanted;
  }
  output.offset = read_number(request, "offset", 0, 0, std::numeric_limits<std::uint32_t>::max(), problems);
  output.limit = read_number(request, "limit", usual_limit, 1, most_limit, problems);
  return output;
}

std::optional<std::string> next_page(const web::Request& request, const Output& output, std::size_t total) {
  if (output.offset + output.limit >= total) return std::nullopt;
  auto address = request.path + "?";
  for (const auto& [name, value] : request.query) {
    if (name != "offset" && name != "limit") address += name + "=" + value + "&";
  }
  return fmt::format("{}offset={}&limit={}", address, output.offset + output.limit, output.limit);
}

void link_next(web::Response& response, const std::optional<std::string>& next) {
  if (next) response.headers.emplace_back("Link", "<" + *next + ">; rel=\"next\"");
}

web::Response csv_answer(std::string body, const std::optional<std::string>& next) {
  auto response = web::text(std::move(body));
  response.content_type = csv_type;
  link_next(response, next);
  return response;
}

web::Response json_stat_answer(const boost::json::value& value, const std::optional<std::string>& next) {
  auto response = web::json(value);
  response.content_type = json_stat_type;
  link_next(response, next);
  return response;
}

}  // namespace smartmove::places
