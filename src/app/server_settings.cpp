#include "app/server_settings.hpp"

namespace smartmove::app {
namespace {

web::ForwardingHeader forwarding_header(const std::string& name) {
  if (name == "none") return web::ForwardingHeader::none;
  return name == "forwarded" ? web::ForwardingHeader::forwarded : web::ForwardingHeader::x_forwarded_for;
}

base::Result<web::Networks> trusted_proxies(const base::Settings& settings) {
  auto networks = web::Networks::parse(settings.text("trusted-proxies"));
  if (!networks) return base::fail(base::ErrorKind::invalid, "--trusted-proxies: " + networks.error().message);
  if (networks->empty() && settings.text("proxy-protocol") != "off") {
    return base::fail(
        base::ErrorKind::invalid,
        "--proxy-protocol: nobody would be believed. Name the proxies' addresses with --trusted-proxies.");
  }
  return networks;
}

}  // namespace

base::Result<web::ServerLimits> server_limits(const base::Settings& settings) {
  const auto seconds = [&](const char* name) { return std::chrono::seconds(settings.integer(name)); };
  const auto size = [&](const char* name) { return static_cast<std::size_t>(settings.integer(name)); };
  web::ServerLimits limits;
  limits.max_header_bytes = size("max-header-bytes");
  limits.max_headers = size("max-headers");
  limits.max_target_bytes = size("max-target-bytes");
  limits.max_body_bytes = size("max-body-bytes");
  limits.max_connections = size("max-connections");
  limits.max_connections_per_address = size("max-connections-per-address");
  limits.idle_timeout = seconds("idle-timeout-seconds");
  limits.request_timeout = seconds("request-timeout-seconds");
  limits.min_request_rate = size("min-request-rate");
  limits.trusted_proxies = TRY(trusted_proxies(settings));
  limits.forwarding = forwarding_header(settings.text("proxy-header"));
  limits.proxy_protocol = settings.text("proxy-protocol") == "v2" ? web::ProxyProtocol::v2 : web::ProxyProtocol::off;
  limits.access_log = settings.text("access-log") == "on" ? web::AccessLogging::on : web::AccessLogging::off;
  limits.slow_request = std::chrono::milliseconds(settings.integer("slow-request-milliseconds"));
  return limits;
}

base::Result<web::ServerSettings> server_settings(const base::Settings& settings) {
  web::ServerSettings server;
  static_cast<web::ServerLimits&>(server) = TRY(server_limits(settings));
  server.address = settings.text("address");
  server.port = static_cast<std::uint16_t>(settings.integer("port"));
  server.threads = static_cast<unsigned>(settings.integer("threads"));
  server.workers = static_cast<unsigned>(settings.integer("workers"));
  server.steer = settings.boolean("steer-connections");
  server.dev = settings.boolean("dev");
  server.shutdown_timeout = std::chrono::seconds(settings.integer("shutdown-timeout-seconds"));
  return server;
}

}  // namespace smartmove::app
