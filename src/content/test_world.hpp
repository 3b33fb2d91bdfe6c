#pragma once

#include <boost/json.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "content/document_type.hpp"
#include "content/page_shell.hpp"
#include "content/registry.hpp"
#include "storage/test_database.hpp"

/// A small world of content for the tests of this feature and of those above it.
namespace smartmove::content::testing {

base::Instant at(std::string_view iso8601);

/// What is built into the program: the interface texts, and the templates, all of them.
const base::Translations& translations();
const web::Templates& templates();

/// Knows one figure, 22 354 residents of 1881, stale from 2030; every other is unknown.
class OneFigure : public FigureSource {
 public:
  Figure figure(const std::string& place, const std::string& indicator) override;
};
FigureSourceFactory one_figure();

/// A document type for tests, shown by the template site/page, in the feed.
struct Note {
  std::string title;
  std::string description;
  RichText text;
  std::optional<base::Instant> seen_from;  ///< what the body itself says of its schedule
  Blocks blocks;
};
BOOST_DESCRIBE_STRUCT(Note, (), (title, description, text, seen_from, blocks))

/// Notes (`/not/…`, `/en/note/…`), front pages (`/`), cards (no page), and references of which one each exists: 1881,
/// population, studenter.
Contribution notes();
/// The core's blocks and the notes.
const Registry& note_registry();
/// In canonical form.
boost::json::value note_body(std::string_view title, std::string_view text = "Text.");

/// Nothing but the page itself.
class BareShell : public PageShell {
 public:
  base::Result<std::string> wrap(const Page& page, RenderContext& context) const override;
};

/// A content pack in a folder of its own: pack.json is there.
class TestPack {
 public:
  TestPack();
  TestPack& file(const std::string& name, std::string_view text);
  /// A document in one language, published, its owner told.
  TestPack& document(const std::string& reference, const std::string& slug, std::string_view body,
                     const std::string& language = "sv");
  const std::filesystem::path& path() const { return folder_.path(); }

 private:
  storage::testing::TemporaryFolder folder_;
};

/// `where: found …, expected …` of every problem, one a line.
std::string problems_of(const base::Error& error);
std::vector<std::string> places_of(const std::vector<base::Problem>& problems);

template <class T>
std::vector<std::string> places_of(const base::Result<T>& result) {
  if (result) return {"no problem"};
  return places_of(result.error().problems);
}

}  // namespace smartmove::content::testing
