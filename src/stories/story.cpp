#include "stories/story.hpp"

#include <algorithm>
#include <tuple>

namespace smartmove::stories {
namespace {

bool share_an_audience(const Story& a, const Story& b) {
  return std::any_of(a.audiences.begin(), a.audiences.end(), [&](const content::AudienceRef& each) {
    return std::find(b.audiences.begin(), b.audiences.end(), each) != b.audiences.end();
  });
}

}  // namespace

std::vector<Listed> more_of_the_same(const Listed& own, const std::vector<Listed>& stories, std::size_t count) {
  using Rank = std::tuple<bool, bool, bool, std::string>;  // the lowest first
  std::vector<std::pair<Rank, const Listed*>> ranked;
  for (const auto& each : stories) {
    if (each.key == own.key) continue;
    const bool topic = each.story->topic == own.story->topic;
    const bool audience = share_an_audience(*each.story, *own.story);
    if (!topic && !audience) continue;
    ranked.emplace_back(Rank{each.story->kind != own.story->kind, !(topic && audience), each.key < own.key, each.key},
                        &each);
  }
  std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  if (ranked.size() > count) ranked.resize(count);
  std::vector<Listed> chosen;
  for (const auto& [rank, story] : ranked) chosen.push_back(*story);
  return chosen;
}

bool belongs(const Story& story, const std::string& place, const std::set<std::string>& audiences) {
  if (!place.empty() && story.place && story.place->value == place) return true;
  if (audiences.empty()) return place.empty();
  return story.audiences.empty() ||
         std::any_of(story.audiences.begin(), story.audiences.end(),
                     [&](const content::AudienceRef& each) { return audiences.contains(each.value); });
}

}  // namespace smartmove::stories
