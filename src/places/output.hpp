#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "storage/session.hpp"
#include "web/api.hpp"

namespace smartmove::places {

/// How the public API writes an answer. JSON-stat is version 2.0, https://json-stat.org/full/.
enum class Format { json, csv, json_stat };

/// What a query asks for beside its subject.
struct Output {
  Format format = Format::json;
  std::string language;  ///< of labels in JSON-stat; empty where no site is there to have one
  std::size_t offset = 0;
  std::size_t limit = 0;
};

enum class Paging { none, paged };

constexpr std::size_t usual_limit = 1000;
constexpr std::size_t most_limit = 10000;

/// `format` and `language`, and where the answer is paged `offset` and `limit`, as openapi.json describes them.
std::vector<web::ApiParameter> output_parameters(Paging paging);
/// The media types of `format` beside JSON.
std::vector<std::string> other_types();

/// Reads them; what is wrong is added to `problems`.
base::Result<Output> read_output(storage::Session& session, const web::Request& request,
                                 std::vector<base::Problem>& problems);

/// A page of a list: how many there are in all, and the address of the next page or none.
template <class T>
struct Slice {
  std::vector<T> items;
  std::int64_t total = 0;
  std::optional<std::string> next;
};

/// The address of the page after this one, or none. The request's parameters must be known ones whose values need no
/// escaping: codes, formats, languages, numbers.
std::optional<std::string> next_page(const web::Request& request, const Output& output, std::size_t total);

/// The page of `all` that was asked for.
template <class T>
Slice<T> slice_of(std::vector<T> all, const web::Request& request, const Output& output) {
  Slice<T> slice{{}, static_cast<std::int64_t>(all.size()), next_page(request, output, all.size())};
  const auto first = std::min(output.offset, all.size());
  const auto last = first + std::min(output.limit, all.size() - first);
  for (auto i = first; i < last; ++i) slice.items.push_back(std::move(all[i]));
  return slice;
}

/// An answer in a format, with a link to the next page in its head (RFC 8288).
web::Response csv_answer(std::string body, const std::optional<std::string>& next = {});
web::Response json_stat_answer(const boost::json::value& value, const std::optional<std::string>& next = {});
void link_next(web::Response& response, const std::optional<std::string>& next);

}  // namespace smartmove::places
