#include "storage/postgres.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <memory>
#include <soci/postgresql/soci-postgresql.h>

#include "storage/errors.hpp"

namespace smartmove::storage {
namespace {

using base::ErrorKind;
using Options = std::map<std::string, std::string>;

constexpr int oldest_server = 130000;  // pg_current_xact_id(), which the change feed stands on

constexpr std::string_view form_of_address =
    "The --database address is not of the form postgres://user:password@host:port/name";

// Ours where the address says nothing. The keepalives find a server that vanished within about a minute.
const Options defaults{{"application_name", "smartmove"}, {"connect_timeout", "10"},     {"client_encoding", "UTF8"},
                       {"keepalives_idle", "30"},         {"keepalives_interval", "10"}, {"keepalives_count", "3"},
                       {"tcp_user_timeout", "60000"}};

std::string quoted(const std::string& value) {
  std::string text = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') text += '\\';
    text += c;
  }
  return text + "'";
}

/// Whether libpq ends the password where its author did. Of `me:pa/ss@host` it would take `pa` for the port and
/// `ss@host` for the name of the database, and messages name those; of `me:secret` without a host, `secret` for the
/// port.
bool is_plain(std::string_view url) {
  const auto rest = url.substr(url.find("//") + 2);
  const auto at = rest.rfind('@');
  const bool has_user = at != std::string_view::npos;
  if (has_user && rest.substr(0, at).find_first_of("@/?#") != std::string_view::npos) return false;
  auto hosts = has_user ? rest.substr(at + 1) : rest;
  hosts = hosts.substr(0, hosts.find_first_of("/?"));
  while (!hosts.empty()) {
    const auto host = hosts.substr(0, hosts.find(','));
    const auto colon = host.ends_with(']') ? std::string_view::npos : host.rfind(':');
    if (colon != std::string_view::npos && host.find_first_not_of("0123456789", colon + 1) != std::string_view::npos) {
      return false;
    }
    hosts.remove_prefix(std::min(host.size() + 1, hosts.size()));
  }
  return true;
}

base::Result<Options> options_of(const std::string& url) {
  char* reason = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> parsed(PQconninfoParse(url.c_str(), &reason),
                                                                            PQconninfoFree);
  // libpq's reason quotes the address, password and all: it is not passed on.
  if (reason != nullptr) PQfreemem(reason);
  if (!parsed || !is_plain(url))
    return base::fail(ErrorKind::invalid,
                      fmt::format("{}: write @ : / ? in a name or password as %40 %3A %2F %3F.", form_of_address));
  Options options = defaults;
  for (const auto* option = parsed.get(); option->keyword != nullptr; ++option) {
    if (option->val != nullptr) options[option->keyword] = option->val;
  }
  return options;
}

std::string name_of(const Options& options, const std::string& key, const std::string& fallback) {
  const auto found = options.find(key);
  return found == options.end() || found->second.empty() ? fallback : found->second;
}

void ignore_notice(void*, const char*) {}

void set_up(soci::session& session, const PostgresTarget& target) {
  PGconn* connection = Connection(session, Dialect::postgres).postgres();
  // The details of an error are the values of a row, and may be somebody's data.
  PQsetErrorVerbosity(connection, PQERRORS_TERSE);
  PQsetNoticeProcessor(connection, ignore_notice, nullptr);
  if (PQserverVersion(connection) < oldest_server) {
    throw soci::soci_error(target.description() + " is older than version 13");
  }
  const char* encoding = PQparameterStatus(connection, "server_encoding");
  if (encoding == nullptr || std::string_view(encoding) != "UTF8") {
    throw soci::soci_error(target.description() + " does not store UTF-8: make it with ENCODING 'UTF8'");
  }
}

}  // namespace

base::Result<PostgresTarget> PostgresTarget::parse(const std::string& url) {
  if (!url.starts_with("postgres://") && !url.starts_with("postgresql://")) {
    return base::fail(ErrorKind::invalid,
                      fmt::format("{}: leave it empty for SQLite in the data directory.", form_of_address));
  }
  const Options options = TRY(options_of(url));
  PostgresTarget target;
  for (const auto& [key, value] : options) {
    target.connection_string_ +=
        fmt::format("{}{}={}", target.connection_string_.empty() ? "" : " ", key, quoted(value));
    if (key.find("password") != std::string::npos && !value.empty()) target.secrets_.push_back(value);
  }
  target.secrets_.push_back(url);
  const std::string user = name_of(options, "user", "the system's user");
  target.description_ = fmt::format("PostgreSQL database {} at {}", name_of(options, "dbname", user),
                                    name_of(options, "host", name_of(options, "hostaddr", "this machine")));
  return target;
}

std::string PostgresTarget::redact(std::string text) const {
  for (const auto& secret : secrets_) {
    for (auto at = text.find(secret); at != std::string::npos; at = text.find(secret, at)) {
      text.replace(at, secret.size(), "***");
    }
  }
  return text;
}

base::Error PostgresTarget::cannot_connect(const std::string& reason) const {
  std::string text = redact(reason);
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ' || text.back() == '.')) text.pop_back();
  std::ranges::replace(text, '\n', ' ');
  std::ranges::replace(text, '\t', ' ');
  return {ErrorKind::unavailable,
          fmt::format("The {} cannot be used: {}. Check that the server runs and that --database names the right host, "
                      "database, user and password.",
                      description_, text),
          text,
          {}};
}

namespace {
/// SOCI 4.0.3 forgets the connection of an attempt that fails, so it is only asked where one can be had.
base::Result<> try_to_connect(const PostgresTarget& target) {
  const std::unique_ptr<PGconn, decltype(&PQfinish)> tried(PQconnectdb(target.connection_string().c_str()), PQfinish);
  if (PQstatus(tried.get()) == CONNECTION_OK) return {};
  return base::fail(target.cannot_connect(PQerrorMessage(tried.get())));
}
}  // namespace

ConnectionPool::Open postgres_opener(const PostgresTarget& target) {
  return [target](soci::session& session) -> base::Result<> {
    TRY(try_to_connect(target));
    try {
      session.open(*soci::factory_postgresql(), target.connection_string());
      set_up(session, target);
      return {};
    } catch (const soci::soci_error& failure) {
      std::string reason = failure.get_error_message();
      constexpr std::string_view prefix = "Cannot establish connection to the database.\n";
      if (reason.starts_with(prefix)) reason.erase(0, prefix.size());
      return base::fail(target.cannot_connect(reason));
    }
  };
}

}  // namespace smartmove::storage
