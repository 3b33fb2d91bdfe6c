#include "fetch/patience.hpp"

#include <algorithm>
#include <charconv>
#include <condition_variable>
#include <curl/curl.h>
#include <fmt/format.h>
#include <mutex>
#include <string>

namespace smartmove::fetch {
namespace {

using base::ErrorKind;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

std::optional<milliseconds> asked_for(std::string_view text, base::Instant now) {
  long long seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error == std::errc() && end == text.data() + text.size() && seconds >= 0) {
    return milliseconds(std::min(seconds, 86'400LL * 365) * 1000);
  }
  const auto moment = curl_getdate(std::string(text).c_str(), nullptr);
  if (moment < 0) return std::nullopt;
  const base::Instant then{std::chrono::duration_cast<milliseconds>(std::chrono::seconds(moment))};
  return std::max(milliseconds(0), then - now);
}

base::Failure told_to_stop(const std::string& url) {
  return base::fail(ErrorKind::unavailable, fmt::format("{} was not asked: this is being stopped.", url));
}

base::Failure refused(const Request& request, const Response& response, int attempts) {
  const auto kind = response.status == 404   ? ErrorKind::not_found
                    : response.status == 429 ? ErrorKind::rate_limited
                                             : ErrorKind::unavailable;
  const auto times = attempts > 1 ? fmt::format(", {} times", attempts) : std::string();
  return base::fail(kind, fmt::format("{} answers {}{}.", request.url, response.status, times),
                    response.body.substr(0, 500));
}

}  // namespace

Wait wait_until_stopped(std::stop_token stop) {
  return [stop = std::move(stop)](milliseconds pause) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, pause, [] { return false; });
    return !stop.stop_requested();
  };
}

bool is_passing(int status) {
  return status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
}

std::optional<milliseconds> pause_after(int attempt, std::optional<std::string_view> retry_after, base::Instant now,
                                        const Patience& patience) {
  const auto doubled = patience.first_pause * (1LL << std::clamp(attempt - 1, 0, 20));
  const auto own = std::min(std::chrono::duration_cast<milliseconds>(doubled), patience.longest_pause);
  const auto asked = retry_after ? asked_for(*retry_after, now) : std::nullopt;
  if (!asked) return own;
  if (*asked > patience.longest_pause) return std::nullopt;
  return std::max(*asked, own);
}

PatientClient::PatientClient(ClientSettings settings, Patience patience, Wait wait)
    : client_(std::move(settings)), patience_(patience), wait_(std::move(wait)) {}

base::Result<> PatientClient::keep_pace() {
  const auto due = last_call_ ? *last_call_ + patience_.between_calls : steady_clock::now();
  const auto left = std::chrono::ceil<milliseconds>(due - steady_clock::now());
  if (left > milliseconds(0) && !wait_(left)) return told_to_stop("The service");
  last_call_ = steady_clock::now();
  return {};
}

base::Result<Response> PatientClient::send(const Request& request) {
  for (int attempt = 1;; ++attempt) {
    TRY(keep_pace());
    auto response = client_.send(request);
    const bool may_pass = response ? is_passing(response->status) : response.error().kind == ErrorKind::unavailable;
    if (response && (response->status / 100 == 2 || response->status == 304)) return response;
    const auto retry_after = response ? response->header("retry-after") : std::nullopt;
    const auto pause = pause_after(attempt, retry_after, base::now(), patience_);
    if (!may_pass || attempt >= patience_.attempts || !pause) {
      if (!response) return base::fail(std::move(response).error());
      return refused(request, *response, attempt);
    }
    if (!wait_(*pause)) return told_to_stop(request.url);
  }
}

}  // namespace smartmove::fetch
