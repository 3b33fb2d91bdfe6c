#include "web/dispatcher.hpp"

#include <algorithm>
#include <exception>
#include <memory>
#include <utility>

#include "base/id.hpp"
#include "base/log.hpp"
#include "base/text.hpp"

namespace smartmove::web {
namespace {

constexpr std::string_view api = "/api/";

bool is_api(const Request& request) { return request.path.starts_with(api); }

/// Scripts on any site may read what the API answers, its errors too.
void open_to_scripts(Response& response) { response.headers.emplace_back("Access-Control-Allow-Origin", "*"); }

/// An error of the API that is made without a request.
Response api_error(std::string_view target, int status, std::string message) {
  Request request;
  request.path = api;
  request.target = base::valid_utf8(target);
  auto response = error_response({base::ErrorKind::invalid, std::move(message)}, request, nullptr, status);
  open_to_scripts(response);
  return response;
}

bool reads(Method method) { return method == Method::get || method == Method::head; }

/// What is shared by everybody must not depend on who asked first.
void make_anonymous(Request& request, Caching caching) {
  request.headers.clear();
  request.remote_address.clear();
  request.is_https = false;
  if (caching == Caching::path) {
    request.query.clear();
    request.target.resize(std::min(request.target.find('?'), request.target.size()));
  }
}

}  // namespace

struct Dispatcher::Job {
  Request request;
  base::Result<Router::Match> match;
  std::size_t route = 0;
  std::chrono::steady_clock::time_point asked = std::chrono::steady_clock::now();
};

Dispatcher::Dispatcher(const Router& router, PageCache& cache, ErrorPage error_page, WorkerPool& workers,
                       Settings settings)
    : router_(router),
      cache_(cache),
      error_page_(std::move(error_page)),
      workers_(workers),
      settings_(std::move(settings)),
      writer_(settings.https) {
  const auto no_route = router.routes().size();
  auto alive = text("ok\n");
  alive.headers.emplace_back("Cache-Control", "no-store");
  alive_ = writer_.write_once(std::move(alive), {}, no_route);
  const std::string too_much = "The server has too much to do. Please try again in a few seconds.";
  auto overloaded = text(too_much + "\n");
  overloaded.status = 503;
  overloaded.headers.emplace_back("Retry-After", "5");
  overloaded_ = writer_.write_once(std::move(overloaded), {}, no_route);
  overloaded_api_ = writer_.write_once(api_error(api, 503, too_much), {}, no_route);
  write_refusals();
}

void Dispatcher::write_refusals() {
  for (std::size_t i = 0; i < refusals_.size(); ++i) {
    const auto reason = static_cast<Refusal>(i);
    auto response = text(std::string(sentence_for(reason)) + "\n");
    response.status = status_of(reason);
    response.headers.emplace_back("Cache-Control", "no-store");
    if (reason == Refusal::too_many) response.headers.emplace_back("Retry-After", "10");
    refusals_[i] = writer_.write_once(std::move(response), {}, router_.routes().size());
  }
}

PagePtr Dispatcher::refusal(Refusal reason, std::string_view target) const {
  if (!target.starts_with(api)) return refusals_[static_cast<std::size_t>(reason)];
  auto problem = api_error(target, status_of(reason), std::string(sentence_for(reason)));
  problem.headers.emplace_back("Cache-Control", "no-store");
  return writer_.write_once(std::move(problem), {}, router_.routes().size());
}

std::chrono::microseconds Dispatcher::database_time() const {
  return settings_.database_time ? settings_.database_time() : std::chrono::microseconds(0);
}

void Dispatcher::log_if_slow(const Job& job, const Began& began, int status) const {
  using std::chrono::milliseconds;
  const auto longest = slow_request_.load(std::memory_order_relaxed);
  const auto now = std::chrono::steady_clock::now();
  if (longest.count() == 0 || now - job.asked < longest) return;
  const auto in_milliseconds = [](auto time) { return std::chrono::duration_cast<milliseconds>(time).count(); };
  base::log(spdlog::level::warn, "slow_request",
            {{"request", job.request.id},
             {"method", to_string(job.request.method)},
             {"route", job.route < router_.routes().size() ? router_.routes()[job.route].pattern : "none"},
             {"path", job.request.path},
             {"status", status},
             {"waited_milliseconds", in_milliseconds(began.at - job.asked)},
             {"handler_milliseconds", in_milliseconds(now - began.at)},
             {"database_milliseconds", in_milliseconds(database_time() - began.database_time)}});
}

void Dispatcher::answer(Request request, std::string_view raw_query, const Done& done) const {
  request.id = base::Uuid::generate().to_string();
  const bool whole_page = !request.wants_fragment() && (is_api(request) || !request.wants_json());
  auto match = router_.match(request.method, request.path);
  // What is kept has no client's wishes in it; an error in another form than a page is made for the one who asks.
  auto caching = match ? match->route->caching : Caching::path;
  if (!settings_.caching || !reads(request.method) || !whole_page) caching = Caching::none;
  const auto route = match ? static_cast<std::size_t>(match->route - router_.routes().data()) : router_.routes().size();
  // A 405 depends on the method, which is no part of a page's key.
  if (!match && match.error().kind != base::ErrorKind::not_found) caching = Caching::none;
  if (match) request.parameters = std::move(match->parameters);
  if (request.method == Method::head) {
    request.method = Method::get;
    std::erase_if(request.headers, [](const auto& header) { return header.first == "range"; });  // RFC 9110, 14.2
  }
  std::string key = request.path;
  if (caching == Caching::query && !raw_query.empty()) key.append("?").append(raw_query);
  if (caching != Caching::none) make_anonymous(request, caching);
  auto job = std::make_shared<const Job>(Job{std::move(request), std::move(match), route});
  caching == Caching::none ? render_once(std::move(job), done) : render_cached(std::move(job), key, caching, done);
}

void Dispatcher::render_once(std::shared_ptr<const Job> job, const Done& done) const {
  const auto& instead = overloaded(*job);
  const bool posted = workers_.post([this, job = std::move(job), done] { done(write(*job, Caching::none)); });
  if (!posted) done(instead);
}

void Dispatcher::render_cached(std::shared_ptr<const Job> job, const std::string& key, Caching caching,
                               const Done& done) const {
  const auto& instead = overloaded(*job);
  const auto launch = [this, job = std::move(job), &instead,
                       caching](const std::shared_ptr<PageCache::Render>& render) {
    const bool posted = workers_.post([this, job, caching, render] { render->finish(write(*job, caching)); });
    if (!posted) render->finish(instead);
  };
  cache_.get(key, launch, [&instead, done](const PagePtr& page) { done(page ? page : instead); });
}

PagePtr Dispatcher::write(const Job& job, Caching caching) const {
  const auto accepts = job.request.header("accept-encoding").value_or("");
  const auto write = [&](Response response) {
    if (is_api(job.request)) open_to_scripts(response);
    return caching == Caching::none ? writer_.write_once(std::move(response), accepts, job.route)
                                    : writer_.write(std::move(response), caching, job.route);
  };
  const Began began{std::chrono::steady_clock::now(), database_time()};
  try {
    auto page = write(respond(job));
    log_if_slow(job, began, page->status());
    return page;
  } catch (const std::exception& broken) {  // the answer itself breaks the rules of HTTP
    return write(error_response({base::ErrorKind::internal, {}, broken.what()}, job.request, error_page_));
  }
}

const PagePtr& Dispatcher::overloaded(const Job& job) const {
  return is_api(job.request) ? overloaded_api_ : overloaded_;
}

/// The request's edge: whatever is thrown ends here.
Response Dispatcher::respond(const Job& job) const {
  try {
    return respond_unguarded(job);
  } catch (const std::exception& broken) {
    return error_response({base::ErrorKind::internal, {}, broken.what()}, job.request, error_page_);
  } catch (...) {
    return error_response({base::ErrorKind::internal, {}, "something that is no exception was thrown"}, job.request,
                          error_page_);
  }
}

Response Dispatcher::respond_unguarded(const Job& job) const {
  if (!job.match) {
    const auto& error = job.match.error();
    if (error.kind == base::ErrorKind::invalid) return refuse_method(job.request, error);
    return error_response(error, job.request, error_page_);
  }
  auto response = job.match->route->handler(job.request);
  return response ? std::move(*response) : error_response(response.error(), job.request, error_page_);
}

Response Dispatcher::refuse_method(const Request& request, const base::Error& error) const {
  if (request.method != Method::options) return error_response(error, request, error_page_, 405);
  Response response;
  response.status = 204;
  response.headers.emplace_back("Allow", error.cause + ", OPTIONS");
  if (is_api(request)) response.headers.emplace_back("Access-Control-Allow-Methods", "GET, HEAD");
  return response;
}

}  // namespace smartmove::web
