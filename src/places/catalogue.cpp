#include "places/catalogue.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <map>
#include <utility>

#include "base/json.hpp"

namespace smartmove::places {
namespace {

namespace json = boost::json;

constexpr std::string_view authority = "http://publications.europa.eu/resource/authority/";
constexpr std::string_view cc0 = "http://creativecommons.org/publicdomain/zero/1.0/";

// The three-letter names that the EU's list of languages uses; other languages are left out.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> eu_languages{
    {{"sv", "SWE"}, {"en", "ENG"}, {"fi", "FIN"}, {"da", "DAN"}, {"no", "NOR"}, {"de", "DEU"}}};

json::object id(std::string address) { return {{"@id", std::move(address)}}; }

json::object from_authority(std::string_view list) { return id(std::string(authority) + std::string(list)); }

json::array in_languages(const LocalText& texts) {
  json::array all;
  for (const auto& [language, text] : texts) {
    if (!text.empty()) all.push_back(json::object{{"@language", language}, {"@value", text}});
  }
  return all;
}

json::object day(base::Date date) { return {{"@type", "xsd:date"}, {"@value", base::to_string(date)}}; }

json::array languages_of(const std::vector<std::string>& languages) {
  json::array all;
  for (const auto& [tag, name] : eu_languages) {
    if (std::find(languages.begin(), languages.end(), tag) == languages.end()) continue;
    all.push_back(from_authority("language/" + std::string(name)));
  }
  return all;
}

/// What there is of one indicator.
struct Dataset {
  base::Date until{1, 1, 1};
  base::Date retrieved{1, 1, 1};
  std::vector<std::string> licences{};  ///< in the sources' words
};

std::map<std::string, Dataset> datasets_of(const std::vector<IndicatorLicence>& licences) {
  std::map<std::string, Dataset> made;
  for (const auto& each : licences) {
    auto& dataset = made[each.indicator];
    dataset.until = std::max(dataset.until, each.until);
    dataset.retrieved = std::max(dataset.retrieved, each.retrieved);
    dataset.licences.push_back(each.licence);
  }
  return made;
}

std::string_view common_licence(const std::vector<std::string>& licences) {
  std::string_view common;
  for (const auto& licence : licences) {
    const auto address = licence_address(licence);
    if (address.empty() || (!common.empty() && address != common)) return {};
    common = address;
  }
  return common;
}

json::object context() {
  return {{"adms", "http://www.w3.org/ns/adms#"},
          {"dcat", "http://www.w3.org/ns/dcat#"},
          {"dcterms", "http://purl.org/dc/terms/"},
          {"foaf", "http://xmlns.com/foaf/0.1/"},
          {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
          {"vcard", "http://www.w3.org/2006/vcard/ns#"},
          {"xsd", "http://www.w3.org/2001/XMLSchema#"}};
}

/// Makes the nodes of the graph; each is named by the catalogue's address and a fragment.
class Graph {
 public:
  explicit Graph(const Publisher& publisher) : publisher_(publisher), here_(publisher.public_url + "/dcat.jsonld") {}

  void add_publisher() {
    nodes_.push_back(
        json::object{{"@id", here_ + "#publisher"}, {"@type", "foaf:Agent"}, {"foaf:name", publisher_.name}});
    json::object contact{{"@id", here_ + "#contact"}, {"@type", "vcard:Organization"}, {"vcard:fn", publisher_.name}};
    if (!publisher_.email.empty()) contact.emplace("vcard:hasEmail", id("mailto:" + publisher_.email));
    contact.emplace("vcard:hasURL", id(publisher_.public_url + "/"));
    nodes_.push_back(std::move(contact));
  }

  void add_indicator(const Indicator& indicator, const Dataset& dataset) {
    auto node = begin(indicator.code, indicator.names, indicator.descriptions);
    node.emplace("dcterms:modified", day(dataset.retrieved));
    node.emplace("dcterms:temporal",
                 json::object{{"@type", "dcterms:PeriodOfTime"}, {"dcat:endDate", day(dataset.until)}});
    const auto query = "/api/v1/facts?indicator=" + indicator.code + "&limit=10000";
    finish(std::move(node), indicator.code, query, common_licence(dataset.licences), dataset.licences);
  }

  void add_places() {
    const LocalText title{{"en", "Municipalities, counties and other places"},
                          {"sv", "Kommuner, län och andra platser"}};
    const LocalText text{{"en", "Code, name, kind, what it lies in, and the middle of its area."},
                         {"sv", "Kod, namn, slag, vad den ligger i och mitten av dess yta."}};
    finish(begin("places", title, text), "places", "/api/v1/places?limit=10000", {}, {});
  }

  json::object catalogue() {
    json::object node{{"@id", here_},
                      {"@type", "dcat:Catalog"},
                      {"dcterms:title", in_languages(publisher_.titles)},
                      {"dcterms:description", in_languages(publisher_.descriptions)},
                      {"dcterms:publisher", id(here_ + "#publisher")},
                      {"dcterms:language", languages_of(publisher_.languages)},
                      {"foaf:homepage", id(publisher_.public_url + "/")},
                      {"dcat:themeTaxonomy", from_authority("data-theme")},
                      {"dcat:dataset", std::move(datasets_)}};
    nodes_.insert(nodes_.begin(), std::move(node));
    return {{"@context", context()}, {"@graph", std::move(nodes_)}};
  }

 private:
  json::object begin(const std::string& name, const LocalText& title, const LocalText& text) const {
    return {{"@id", here_ + "#dataset-" + name},
            {"@type", "dcat:Dataset"},
            {"dcterms:identifier", name},
            {"dcterms:title", in_languages(title)},
            {"dcterms:description", in_languages(text)},
            {"dcterms:publisher", id(here_ + "#publisher")},
            {"dcat:contactPoint", id(here_ + "#contact")},
            {"dcat:theme", json::array{from_authority("data-theme/REGI"), from_authority("data-theme/SOCI")}},
            {"dcterms:accessRights", from_authority("access-right/PUBLIC")},
            {"dcterms:language", languages_of(publisher_.languages)}};
  }

  void finish(json::object node, const std::string& name, const std::string& query, std::string_view licence,
              const std::vector<std::string>& rights) {
    json::array distributions;
    for (const auto& [format, type] : {std::pair("json", "application/json"), std::pair("csv", "text/csv"),
                                       std::pair("json-stat", "application/json")}) {
      const auto address = publisher_.public_url + query + "&format=" + format;
      json::object distribution{{"@id", here_ + "#distribution-" + name + "-" + format},
                                {"@type", "dcat:Distribution"},
                                {"dcterms:title", std::string(format)},
                                {"dcat:accessURL", id(address)},
                                {"dcat:downloadURL", id(address)},
                                {"dcterms:format", type}};
      if (std::string_view(format) == "json-stat")
        distribution.emplace("dcterms:conformsTo", id("https://json-stat.org/full/"));
      if (!licence.empty()) distribution.emplace("dcterms:license", id(std::string(licence)));
      if (!rights.empty()) distribution.emplace("dcterms:rights", rights_statement(rights));
      distributions.push_back(id(here_ + "#distribution-" + name + "-" + format));
      nodes_.push_back(std::move(distribution));
    }
    node.emplace("dcat:distribution", std::move(distributions));
    datasets_.push_back(id(here_ + "#dataset-" + name));
    nodes_.push_back(std::move(node));
  }

  static json::object rights_statement(const std::vector<std::string>& rights) {
    return {{"@type", "dcterms:RightsStatement"}, {"rdfs:label", json::array(rights.begin(), rights.end())}};
  }

  const Publisher& publisher_;
  std::string here_;
  json::array nodes_;
  json::array datasets_;
};

}  // namespace

std::string_view licence_address(std::string_view licence) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> known{
      {{"CC0", cc0},
       {"CC0 1.0", cc0},
       {"SCB CC0", cc0},
       {"CC BY 4.0", "http://creativecommons.org/licenses/by/4.0/"},
       {"CC BY-SA 4.0", "http://creativecommons.org/licenses/by-sa/4.0/"}}};
  for (const auto& [words, address] : known) {
    if (words == licence) return address;
  }
  return {};
}

json::object catalogue(const Publisher& publisher, const std::vector<Indicator>& indicators,
                       const std::vector<IndicatorLicence>& licences) {
  const auto datasets = datasets_of(licences);
  Graph graph(publisher);
  graph.add_publisher();
  graph.add_places();
  for (const auto& indicator : indicators) {
    const auto found = datasets.find(indicator.code);
    if (found != datasets.end()) graph.add_indicator(indicator, found->second);
  }
  return graph.catalogue();
}

}  // namespace smartmove::places
