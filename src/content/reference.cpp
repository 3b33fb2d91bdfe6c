#include "content/reference.hpp"

#include <boost/url.hpp>

#include "base/text.hpp"

namespace smartmove::content {
namespace {

bool is_document_reference(std::string_view to) {
  const auto slash = to.find('/');
  if (slash == std::string_view::npos || slash == 0) return false;
  const auto type = to.substr(0, slash);
  const bool named = type.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos;
  return named && base::is_slug(to.substr(slash + 1));
}

}  // namespace

bool LinkTarget::is_document() const { return is_document_reference(to); }

std::string_view link_target_expected(std::string_view to) {
  constexpr std::string_view expected = "a document as type/key, https://… or mailto:…";
  if (is_document_reference(to)) return {};
  const auto url = boost::urls::parse_uri(to);
  if (!url) return expected;
  if (url->scheme() == "https" && !url->host().empty()) return {};
  if (url->scheme() == "mailto" && !url->path().empty()) return {};
  return expected;
}

}  // namespace smartmove::content

namespace smartmove::base {

void JsonCodec<content::LinkTarget>::read(const boost::json::value& value, JsonReader& reader,
                                          content::LinkTarget& out) {
  const auto before = reader.problems().size();
  read_json(value, reader, out.to);
  if (reader.problems().size() != before) return;
  if (const auto expected = content::link_target_expected(out.to); !expected.empty()) {
    reader.problem(value, std::string(expected));
  } else if (out.is_document()) {
    reader.reference("document", out.to);
  }
}

}  // namespace smartmove::base
