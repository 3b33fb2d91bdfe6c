#include "media/renditions.hpp"

#include <exception>

#include "base/log.hpp"
#include "media/imaging.hpp"

namespace smartmove::media {
namespace {

constexpr std::size_t most_waiting = 1000;

}  // namespace

Renditions::Renditions(MediaStore& store, unsigned threads) : store_(store) {
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

Renditions::~Renditions() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (auto& thread : threads_) thread.join();
}

base::Result<std::optional<std::string>> Renditions::find(const std::string& sha256, const Recipe& recipe) {
  return store_.get(rendition_name(sha256, recipe.name()));
}

base::Result<std::optional<std::string>> Renditions::make(const std::string& sha256, const Recipe& recipe,
                                                          std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  auto& job = jobs_[rendition_name(sha256, recipe.name())];
  if (!job) {
    if (waiting_.size() >= most_waiting) {
      jobs_.erase(rendition_name(sha256, recipe.name()));
      return std::optional<std::string>();
    }
    job = std::make_shared<Job>(Job{sha256, recipe});
    waiting_.push_back(job);
    changed_.notify_all();
  }
  const auto mine = job;  // the map may let go of it
  changed_.wait_for(lock, patience, [&] { return mine->result.has_value() || stopping_; });
  if (!mine->result) return std::optional<std::string>();
  if (!*mine->result) return base::fail(mine->result->error());
  return std::optional(**mine->result);
}

void Renditions::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (stopping_) break;
    const auto job = waiting_.front();
    waiting_.pop_front();
    lock.unlock();
    auto made = make_now(*job);
    lock.lock();
    job->result = std::move(made);
    jobs_.erase(rendition_name(job->sha256, job->recipe.name()));
    changed_.notify_all();
  }
  lock.unlock();
  forget_thread();
}

base::Result<std::string> Renditions::make_now(const Job& job) {
  try {
    const auto name = rendition_name(job.sha256, job.recipe.name());
    if (auto kept = TRY(store_.get(name))) return *std::move(kept);
    const auto original = TRY(get_original(store_, job.sha256));
    if (!original) return base::fail(base::ErrorKind::not_found, "There is no such picture.");
    const auto type = sniff(*original);
    if (!type || *type == FileType::svg) return base::fail(base::ErrorKind::not_found, "There is no such picture.");
    auto made = std::move(TRY(render(*original, *type, {job.recipe})).front());
    // A picture that cannot be kept can be shown all the same.
    if (const auto kept = store_.put(name, made, content_type(job.recipe.format)); !kept) {
      base::log(spdlog::level::warn, "rendition_not_kept",
                {{"name", name}, {"message", kept.error().message}, {"cause", kept.error().cause}});
    }
    return made;
  } catch (const std::exception& broken) {
    return base::fail(base::ErrorKind::internal, "The picture could not be made.", broken.what());
  }
}

}  // namespace smartmove::media
