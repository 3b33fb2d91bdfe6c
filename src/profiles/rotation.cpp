#include "profiles/rotation.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace smartmove::profiles {
namespace {

constexpr std::int64_t whole_turn = 1'000'000'000;

/// What is due to each guest, in their order: the same to all, but for those that cannot take so much.
std::vector<std::int64_t> shares(const std::vector<TurnLedger::Guest>& guests, int turns) {
  std::vector<std::size_t> order(guests.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return guests[a].most < guests[b].most; });
  std::vector<std::int64_t> due(guests.size());
  std::int64_t rest = turns * whole_turn;
  auto left = static_cast<std::int64_t>(guests.size());
  for (const auto index : order) {
    due[index] = std::min(guests[index].most * whole_turn, rest / left);
    rest -= due[index];
    --left;
  }
  return due;
}

}  // namespace

std::vector<std::string> TurnLedger::hand_out(const std::vector<Guest>& guests, int turns) {
  int room = 0;
  for (const auto& guest : guests) room += guest.most;
  turns = std::clamp(turns, 0, room);
  const auto due = shares(guests, turns);
  std::map<std::string, int> left;
  for (std::size_t i = 0; i < guests.size(); ++i) {
    owed_[guests[i].name] += due[i];
    left[guests[i].name] = guests[i].most;
  }
  std::vector<std::string> chosen;
  for (; turns > 0; --turns) {
    std::pair<const std::string, int>* next = nullptr;
    for (auto& guest : left) {
      if (guest.second > 0 && (next == nullptr || owed_[guest.first] > owed_[next->first])) next = &guest;
    }
    --next->second;
    owed_[next->first] -= whole_turn;
    chosen.push_back(next->first);
  }
  return chosen;
}

Rotation::Rotation(std::vector<Candidate> candidates, int count) : candidates_(std::move(candidates)), count_(count) {}

std::vector<std::string> Rotation::on(base::Date day) {
  const bool same_account = last_ && last_->year == day.year && *last_ <= day;
  if (!same_account) {
    last_.reset();
    places_ = {};
    people_.clear();
  }
  auto next = last_ ? base::day_after(*last_) : base::Date{day.year, 1, 1};
  for (; next <= day; next = base::day_after(next)) chosen_ = choose(next);
  last_ = day;
  auto made = chosen_;
  if (!made.empty()) {
    const auto begin = base::days_between({1970, 1, 1}, day) % static_cast<int>(made.size());
    std::rotate(made.begin(), made.begin() + begin, made.end());
  }
  return made;
}

std::vector<std::string> Rotation::choose(base::Date day) {
  std::map<std::string, std::vector<TurnLedger::Guest>> here;
  for (const auto& candidate : candidates_) {
    if (candidate.from <= day && day <= candidate.until) here[candidate.place].push_back({candidate.key});
  }
  std::vector<TurnLedger::Guest> places;
  for (const auto& [place, people] : here) places.push_back({place, static_cast<int>(people.size())});
  const auto turns = places_.hand_out(places, count_);
  std::map<std::string, std::vector<std::string>> chosen;
  for (const auto& [place, people] : here) {
    const auto own = static_cast<int>(std::count(turns.begin(), turns.end(), place));
    chosen[place] = people_[place].hand_out(people, own);
    std::reverse(chosen[place].begin(), chosen[place].end());  // taken from the end below
  }
  std::vector<std::string> keys;
  for (const auto& place : turns) {
    keys.push_back(std::move(chosen[place].back()));
    chosen[place].pop_back();
  }
  return keys;
}

}  // namespace smartmove::profiles
