#include "places/catalogue.hpp"

#include <boost/json.hpp>

#include "places/testing.hpp"

namespace smartmove::places {
namespace {

namespace json = boost::json;

Publisher publisher() {
  return {"https://x.se", "Regionen", "data@x.se", {"sv", "en"}, {{"sv", "Flytta"}, {"en", "Move"}}, {{"sv", "Hit."}}};
}

json::object made(const std::vector<IndicatorLicence>& licences, Publisher by = publisher()) {
  return catalogue(by, {testing::population(), testing::share()}, licences);
}

// The node with this address below the catalogue's; null where there is none.
json::value node(const json::object& graph, const std::string& name) {
  for (const auto& each : graph.at("@graph").as_array()) {
    if (each.at("@id") == json::value("https://x.se/dcat.jsonld" + name)) return each;
  }
  return nullptr;
}

const IndicatorLicence scb{"population", "CC0", 3, {2024, 12, 31}, {2026, 3, 1}};

TEST(CatalogueTest, says_who_publishes_what) {
  const auto graph = made({scb});
  const auto top = node(graph, "");
  EXPECT_EQ(top.at("@type"), "dcat:Catalog");
  EXPECT_EQ(top.at("dcterms:title").as_array().size(), 2u);
  EXPECT_EQ(top.at("dcat:dataset").as_array().size(), 2u);  // places and population: nothing is known of shares
  EXPECT_EQ(node(graph, "#publisher").at("foaf:name"), "Regionen");
  EXPECT_EQ(node(graph, "#contact").at("vcard:hasEmail").at("@id"), "mailto:data@x.se");
  auto without = publisher();
  without.email.clear();
  EXPECT_FALSE(node(made({scb}, without), "#contact").as_object().contains("vcard:hasEmail"));
}

TEST(CatalogueTest, a_dataset_leads_to_its_distributions) {
  const auto graph = made({scb});
  const auto dataset = node(graph, "#dataset-population");
  EXPECT_EQ(dataset.at("dcterms:title").at(1).at("@value"), "Invånare");
  EXPECT_EQ(dataset.at("dcterms:temporal").at("dcat:endDate").at("@value"), "2024-12-31");
  EXPECT_EQ(dataset.at("dcterms:modified").at("@value"), "2026-03-01");
  ASSERT_EQ(dataset.at("dcat:distribution").as_array().size(), 3u);
  const auto csv = node(graph, "#distribution-population-csv");
  EXPECT_EQ(csv.at("dcat:downloadURL").at("@id"),
            "https://x.se/api/v1/facts?indicator=population&limit=10000&format=csv");
  EXPECT_EQ(csv.at("dcterms:format"), "text/csv");
  EXPECT_EQ(csv.at("dcterms:license").at("@id"), "http://creativecommons.org/publicdomain/zero/1.0/");
  EXPECT_TRUE(node(graph, "#dataset-share").is_null());
}

TEST(CatalogueTest, every_named_node_is_there) {
  const auto graph = made({scb});
  const auto top = node(graph, "");
  for (const auto& each : top.at("dcat:dataset").as_array()) {
    const auto address = std::string(each.at("@id").as_string());
    const auto dataset = node(graph, address.substr(std::string("https://x.se/dcat.jsonld").size()));
    ASSERT_FALSE(dataset.is_null()) << address;
    for (const auto* member : {"dcterms:title", "dcterms:description", "dcterms:publisher", "dcat:contactPoint",
                               "dcat:theme", "dcterms:accessRights", "dcat:distribution"}) {
      EXPECT_TRUE(dataset.as_object().contains(member)) << address << " " << member;
    }
  }
}

TEST(CatalogueTest, claims_no_licence_that_not_all_figures_have) {
  auto unclear = scb;
  unclear.licence = "licence not stated";
  unclear.until = {2025, 1, 31};
  const auto graph = made({scb, unclear});
  const auto csv = node(graph, "#distribution-population-csv").as_object();
  EXPECT_FALSE(csv.contains("dcterms:license"));
  EXPECT_EQ(csv.at("dcterms:rights").at("rdfs:label"), (json::array{"CC0", "licence not stated"}));
  EXPECT_EQ(node(graph, "#dataset-population").at("dcterms:temporal").at("dcat:endDate").at("@value"), "2025-01-31");
  auto other = scb;
  other.licence = "CC BY 4.0";
  EXPECT_FALSE(node(made({scb, other}), "#distribution-population-csv").as_object().contains("dcterms:license"));
}

TEST(CatalogueTest, knows_a_licence_by_its_exact_words_alone) {
  EXPECT_EQ(licence_address("CC BY-SA 4.0"), "http://creativecommons.org/licenses/by-sa/4.0/");
  EXPECT_EQ(licence_address("SCB open data CC0; repo has no licence file"), "");
  EXPECT_EQ(licence_address(""), "");
}

}  // namespace
}  // namespace smartmove::places
