#include "search/index.hpp"

#include <xapian.h>

#include "search/finder.hpp"
#include "search/format.hpp"

namespace smartmove::search {
namespace {

constexpr int most_attempts = 10;
constexpr std::size_t most_idle = 8;

base::Failure being_built() {
  return base::fail(base::ErrorKind::unavailable, "The search index is being built. Try again in a little while.");
}

}  // namespace

Index::Index(std::filesystem::path folder, std::string language)
    : folder_(std::move(folder)), language_(std::move(language)) {}

Index::~Index() = default;

void Index::on_damage(std::function<void()> listener) {
  const std::lock_guard lock(mutex_);
  listener_ = std::move(listener);
}

void Index::reset() {
  const std::lock_guard lock(mutex_);
  idle_.clear();
  ++generation_;
  damage_noted_ = false;
}

std::unique_ptr<Xapian::Database> Index::take() const {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto database = std::move(idle_.back());
      idle_.pop_back();
      return database;
    }
  }
  return std::make_unique<Xapian::Database>(folder_.string(), Xapian::DB_BACKEND_GLASS);
}

void Index::give_back(std::unique_ptr<Xapian::Database> database, unsigned generation) const {
  const std::lock_guard lock(mutex_);
  if (generation == generation_ && idle_.size() < most_idle) idle_.push_back(std::move(database));
}

bool Index::is_damaged() const {
  const std::lock_guard lock(mutex_);
  return damage_noted_;
}

void Index::note_damage() const {
  std::function<void()> tell;
  {
    const std::lock_guard lock(mutex_);
    if (!std::exchange(damage_noted_, true)) tell = listener_;
  }
  if (tell) tell();
}

base::Result<Found> Index::find(const Request& request) const {
  const auto generation = [this] {
    const std::lock_guard lock(mutex_);
    return generation_;
  }();
  for (int attempt = 1;; ++attempt) {
    try {
      auto database = take();
      database->reopen();
      if (database->get_metadata(std::string(state_key)) != state_whole) return being_built();
      auto found = Finder(*database, language_).find(request);
      give_back(std::move(database), generation);
      return found;
    } catch (const Xapian::DatabaseModifiedError&) {
      // The writer has been twice round while this one read: what it stood on is gone.
      if (attempt == most_attempts) return being_built();
    } catch (const Xapian::DatabaseOpeningError&) {
      if (generation > 0) note_damage();  // it was there: its files have been deleted
      return being_built();
    } catch (const Xapian::DatabaseError& error) {
      note_damage();
      return base::fail(base::ErrorKind::unavailable,
                        "The search index is damaged and is being built anew. Try again in a little while.",
                        error.get_description());
    } catch (const Xapian::Error& error) {
      return base::fail(base::ErrorKind::internal, "The search could not be done.", error.get_description());
    }
  }
}

}  // namespace smartmove::search
