#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/json_time.hpp"
#include "content/block.hpp"
#include "content/picture.hpp"
#include "content/reference.hpp"
#include "content/rich_text.hpp"

namespace smartmove::stories {

enum class StoryKind { story, guide };
BOOST_DESCRIBE_ENUM(StoryKind, story, guide)

enum class Topic { live, work, study, enjoy };
BOOST_DESCRIBE_ENUM(Topic, live, work, study, enjoy)

/// The body of a `story`: something to read, told or explained.
struct Story {
  std::string title;
  std::string description;
  std::string headline;
  StoryKind kind = StoryKind::story;
  Topic topic = Topic::live;
  std::vector<content::AudienceRef> audiences;  ///< none: for everybody
  std::optional<content::PlaceRef> place;
  std::optional<content::Picture> picture;
  std::optional<base::Date> date;  ///< when it was written; else the day on which it was published counts
  content::RichText lead;
  content::RichText text;
  content::Blocks blocks;
};
BOOST_DESCRIBE_STRUCT(Story, (),
                      (title, description, headline, kind, topic, audiences, place, picture, date, lead, text, blocks))

/// A story among others. `stories` below are by key, as RenderContext::documents() gives them.
struct Listed {
  std::string key;
  std::shared_ptr<const Story> story;  ///< never null
  std::string path;
};

/// What somebody who has read `own` may like: at most `count` others that share its topic or an audience. Its own kind
/// first, then those that share both, then those whose keys follow: so every story leads on to others than its
/// neighbour does, and always to the same.
std::vector<Listed> more_of_the_same(const Listed& own, const std::vector<Listed>& stories, std::size_t count);

/// Whether a page about `place` (a code or empty) that speaks to `audiences` is where the story belongs: the same
/// place, or one of the audiences. Where the page has neither, every story does.
bool belongs(const Story& story, const std::string& place, const std::set<std::string>& audiences);

}  // namespace smartmove::stories
