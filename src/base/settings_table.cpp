#include "base/settings.hpp"
#include "base/settings_values.hpp"

namespace smartmove::base {
namespace {

constexpr Setting text(std::string_view name, std::string_view fallback, std::string_view help) {
  return {name, SettingType::text, fallback, help};
}

constexpr Setting checked(std::string_view name, std::string_view fallback, bool (*accepts)(std::string_view),
                          std::string_view accepted, std::string_view help) {
  return {name, SettingType::text, fallback, help, false, 0, 0, {}, accepts, accepted};
}

constexpr Setting secret(std::string_view name, std::string_view help) {
  return {name, SettingType::text, "", help, true};
}

constexpr Setting integer(std::string_view name, std::string_view fallback, long long minimum, long long maximum,
                          std::string_view help) {
  return {name, SettingType::integer, fallback, help, false, minimum, maximum};
}

constexpr Setting boolean(std::string_view name, std::string_view fallback, std::string_view help) {
  return {name, SettingType::boolean, fallback, help};
}

constexpr Setting choice(std::string_view name, std::string_view fallback, std::string_view choices,
                         std::string_view help) {
  return {name, SettingType::choice, fallback, help, false, 0, 0, choices};
}

/// A running server takes a new value on SIGHUP.
constexpr Setting reloaded(Setting setting) {
  setting.reloads = true;
  return setting;
}

constexpr long long mebibyte = 1024LL * 1024;
constexpr long long gibibyte = 1024 * mebibyte;

constexpr Setting table[] = {
    text("data", "data", "Directory of the database, the media files and everything else that is kept."),
    secret("database",
           "PostgreSQL to use, as postgres://user:password@host/name; empty is SQLite in the data directory."),
    integer("database-connections", "8", 1, 1000, "Connections to the database that may be open at once."),

    checked("address", "127.0.0.1", is_ip_address, "an IP address such as 127.0.0.1, 0.0.0.0 or ::",
            "Network address to listen on; 0.0.0.0 is every address of the machine."),
    integer("port", "8080", 0, 65535, "TCP port to listen on; 0 is any free one."),
    checked("public-url", "", is_site_address, "https:// or http:// and a host's name, and no path",
            "Address that visitors use, such as https://flytta.example.se; empty is http://localhost:PORT."),
    text("open-data-email", "", "Whom those who use the open data may write to; named in /dcat.jsonld."),

    integer("threads", "0", 0, 1024, "Threads that talk to the network; 0 is one a processor core."),
    boolean("steer-connections", "false",
            "Pin a thread to each processor core and give a connection to the core that received it."),
    integer("workers", "4", 0, 1024, "Threads that make the pages; 0 is one a processor core."),
    integer("task-threads", "1", 0, 64, "Threads for background work; 0 leaves it to the other servers."),
    integer("task-lease-seconds", "30", 2, 3600,
            "How long after a server has fallen silent another takes up the background work that it was doing."),
    integer("page-store-bytes", "1073741824", 0, 1024 * gibibyte,
            "Disk space for finished pages, in bytes, in the data directory's folder pages; 0 keeps none."),
    integer(
        "document-cache-bytes", "67108864", 0, 1024 * gibibyte,
        "Memory, in bytes and roughly, for documents that pages were made from, so that the next page need not read "
        "them again; 0 keeps none."),

    reloaded(integer("max-connections", "10000", 1, 10'000'000, "Connections from visitors that may be open at once.")),
    reloaded(integer("max-connections-per-address", "1000", 0, 10'000'000,
                     "Connections that one visitor's address (of IPv6: its /64) may have at once; 0 is no limit.")),
    reloaded(integer("max-header-bytes", "16384", 1024, mebibyte, "Largest head of a request, in bytes.")),
    reloaded(integer("max-headers", "100", 1, 10000, "Most header fields of a request.")),
    reloaded(integer("max-target-bytes", "8192", 64, mebibyte, "Longest address (path and query) of a request.")),
    reloaded(integer("max-body-bytes", "1048576", 0, 16 * gibibyte, "Largest body of a request, in bytes.")),
    reloaded(integer("idle-timeout-seconds", "60", 1, 86400, "How long a connection may wait between two requests.")),
    reloaded(integer("request-timeout-seconds", "30", 1, 86400,
                     "How long a visitor may take to send a request, or to take the answer.")),
    reloaded(integer("min-request-rate", "240", 0, mebibyte,
                     "Bytes a second that a request must come in at, after 5 seconds; 0 is any rate.")),
    reloaded(text("trusted-proxies", "",
                  "Addresses and networks of the proxies in front that are believed, such as 127.0.0.1, 10.0.0.0/8.")),
    reloaded(choice("proxy-header", "x-forwarded-for", "none|x-forwarded-for|forwarded",
                    "The header in which trusted proxies name the visitor; they must not let a visitor's through.")),
    reloaded(choice("proxy-protocol", "off", "off|v2",
                    "Whether connections from trusted proxies begin with a PROXY protocol header.")),
    integer("shutdown-timeout-seconds", "10", 0, 86400,
            "How long requests under way may go on when the server is told to stop."),

    text("media-store", "",
         "Where pictures are kept: empty is the data directory; s3://bucket/prefix is an S3-compatible service."),
    text("s3-endpoint", "", "Address of the S3-compatible service, such as https://s3.example.org."),
    text("s3-region", "", "Region of the bucket, such as eu-north-1."),
    text("s3-access-key", "", "Access key of the S3-compatible service."),
    secret("s3-secret-key", "Secret key of the S3-compatible service."),
    integer("s3-timeout-seconds", "30", 1, 3600, "How long the S3-compatible service may take to answer."),
    integer("max-image-bytes", "20971520", 1024, gibibyte, "Largest picture file that is taken in, in bytes."),
    integer("max-image-pixels", "50000000", 1, 1'000'000'000,
            "Most pixels that a picture may have; its header is asked before it is decoded."),
    integer("media-workers", "1", 1, 64,
            "Threads that make pictures in other sizes and formats; each makes one at once."),

    checked("facts-pull-time", "04:40", is_time_of_day_or_off, "a time of day such as 04:40, or off",
            "When figures are pulled from their sources every day, by the region's clock; off is never."),
    integer("facts-max-jump-percent", "50", 0, 1'000'000,
            "A pulled figure that is further than this from the one before it is held for approval; 0 holds none."),
    integer("facts-timeout-seconds", "60", 1, 3600,
            "How long a service that figures are pulled from may take to answer."),
    integer("facts-max-bytes", "67108864", 1024, 4 * gibibyte,
            "Largest answer that is taken from such a service, in bytes."),
    integer("facts-attempts", "4", 1, 20, "How often such a service is asked before it is given up."),
    text("facts-allowed-hosts", "",
         "Hosts (host or host:port) that figures may be pulled from though their address is private or not https."),
    text("facts-kolada-url", "https://api.kolada.se/v3", "Address of Kolada's API, version 3."),
    integer("facts-kolada-rate", "60", 1, 60'000, "Most calls of Kolada a minute."),
    text("facts-pxweb2-url", "https://statistikdatabasen.scb.se/api/v2", "Address of the PxWebApi, version 2, of SCB."),
    integer("facts-pxweb2-rate", "120", 1, 60'000, "Most calls of it a minute."),
    text("facts-pxweb1-url", "https://api.scb.se/OV0104/v1/doris/sv/ssd",
         "Address of the PxWebApi, version 1, of SCB, with the language."),
    integer("facts-pxweb1-rate", "120", 1, 60'000, "Most calls of it a minute."),
    integer("facts-pxweb-max-cells", "150000", 1, 20'000'000,
            "Most cells that one answer of a PxWebApi may have; larger tables are asked for in parts."),
    text("facts-eurostat-url", "https://ec.europa.eu/eurostat/api/dissemination/statistics/1.0/data",
         "Address of Eurostat's statistics API."),
    integer("facts-eurostat-rate", "60", 1, 60'000, "Most calls of Eurostat a minute."),
    text("facts-acs-url", "https://api.census.gov/data", "Address of the US Census Bureau's API."),
    integer("facts-acs-rate", "60", 1, 60'000, "Most calls of it a minute."),
    secret("facts-acs-key", "Key of the US Census Bureau's API; empty is none."),

    reloaded(choice("log-level", "info", "trace|debug|info|warn|error", "The least serious events to log.")),
    reloaded(choice("access-log", "off", "off|on",
                    "Log each request (level info): method, path, status, time; never address, browser or query.")),
    reloaded(integer("slow-request-milliseconds", "1000", 0, 3'600'000,
                     "Log requests that take a worker longer than this, waiting included; 0 is none.")),
    choice("log-format", "text", "text|json", "How to log: lines for the eye, or one JSON object a line."),
    boolean("dev", "false", "Read templates and assets from the source tree at every request, for development."),
};

}  // namespace

std::span<const Setting> settings_table() { return table; }

}  // namespace smartmove::base
