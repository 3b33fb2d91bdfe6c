#include "sources/pull_testing.hpp"

/// The other services, each as it speaks.
namespace smartmove::sources {
namespace {

using fetch::testing::LoopbackServer;
using storage::testing::must;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

class ServicesPullTest : public testing::PullTest {};
INSTANTIATE_TEST_SUITE_P(databases, ServicesPullTest, storage::testing::each_database(),
                         storage::testing::database_name);

constexpr const char* pxweb_feed =
    R"("source_name":"SCB","source_url":"https://www.scb.se/","licence":"CC0","from_year":2023,
  "feeds":[{"indicator":"population","unit":"persons","id":"TAB1","select":{"ContentsCode":["N1"],"Kon":["1","2"]}}]})";

constexpr const char* dimensions = R"("id":["Region","Kon","ContentsCode","Tid"],"size":[2,2,1,2],"dimension":{
  "Region":{"category":{"index":["18","1881"]}},"Kon":{"category":{"index":["1","2"]},"extension":{"elimination":true}},
  "ContentsCode":{"category":{"index":["N1"]}},"Tid":{"category":{"index":["2023","2024"]}}})";

std::string cube(const std::string& values) {
  return std::string(R"({"version":"2.0","class":"dataset",)") + dimensions + ",\"value\":" + values + "}";
}

TEST_P(ServicesPullTest, pxweb_2_is_asked_for_its_table_and_then_for_the_part) {
  put_source(std::string(R"({"service":"pxweb2",)") + pxweb_feed);
  service_.answers_json("/tables/TAB1/metadata", cube("[]"));
  service_.answers_json("/tables/TAB1/data", cube("[1,2,10,20,3,4,30,null]"));
  EXPECT_EQ(must(pull()).plan.added(), 3);
  EXPECT_THAT(facts(),
              UnorderedElementsAre("18 population 2023 11", "18 population 2024 22", "1881 population 2023 33"));
  EXPECT_THAT(service_.requests()[1], HasSubstr("POST /tables/TAB1/data?outputFormat=json-stat2 "));
  EXPECT_THAT(service_.requests()[1], HasSubstr(R"({"variableCode":"Region","valueCodes":["18","1881"]})"));
}

TEST_P(ServicesPullTest, pxweb_1_is_asked_in_parts_where_the_table_is_large) {
  put_source(std::string(R"({"service":"pxweb1",)") + pxweb_feed);
  service_.answers("/TAB1", LoopbackServer::answer(200, R"({"variables":[{"code":"Region","values":["18","1881"]},
    {"code":"Kon","values":["1","2"]},{"code":"ContentsCode","values":["N1"]},{"code":"Tid","values":["2023","2024"]}]})"));
  settings_.most_cells = 4;
  // Both questions get the description, which is no data: nothing is taken, and the service is named.
  EXPECT_THAT(pull().error().problems.front().expected, HasSubstr("a JSON-stat dataset"));
  EXPECT_THAT(facts(), IsEmpty());
  EXPECT_EQ(service_.requests().size(), 2u);
  EXPECT_THAT(service_.requests()[1], HasSubstr(R"("values":["18"]}})"));
  EXPECT_THAT(service_.requests()[1], HasSubstr(R"("response":{"format":"json-stat2"})"));
}

TEST_P(ServicesPullTest, pxweb_1_answers_what_it_describes) {
  put_source(std::string(R"({"service":"pxweb1",)") + pxweb_feed);
  service_.answers_json("/TAB1", R"({"variables":[{"code":"Region","values":["18","1881"]},
    {"code":"Kon","values":["1","2"]},{"code":"ContentsCode","values":["N1"]},{"code":"Tid","values":["2023","2024"]}]})");
  service_.answers_json("POST /TAB1", cube("[1,2,10,20,3,4,30,40]"));
  EXPECT_EQ(must(pull()).plan.added(), 4);
  EXPECT_THAT(facts(), UnorderedElementsAre("18 population 2023 11", "18 population 2024 22", "1881 population 2023 33",
                                            "1881 population 2024 44"));
}

TEST_P(ServicesPullTest, a_missing_dimension_or_code_refuses_the_indicator_alone) {
  put_source(
      R"({"service":"pxweb2","source_name":"SCB","source_url":"https://www.scb.se/","licence":"CC0","from_year":2023,
    "feeds":[{"indicator":"share","unit":"percent","id":"TAB1","select":{"Alder":["tot"]}},
             {"indicator":"population","unit":"persons","id":"TAB1","select":{"Kon":["1"]}}]})");
  service_.answers_json("/tables/TAB1/metadata", cube("[]"));
  service_.answers_json("/tables/TAB1/data", cube("[1,2,10,20,3,4,30,40]"));
  const auto pulled = must(pull());
  EXPECT_EQ(pulled.plan.added(), 4);
  EXPECT_THAT(pulled.plan.refusals.all(),
              ElementsAre(Refusal{"The table has no dimension \"Alder\".", 1, "share TAB1"}));
}

TEST_P(ServicesPullTest, eurostat_is_asked_again_only_for_what_has_changed) {
  put_source(
      R"({"service":"eurostat","source_name":"Eurostat","source_url":"https://ec.europa.eu/","licence":"CC BY 4.0",
    "places":{"SE124":"18"},"within":"18","from_year":2023,
    "feeds":[{"indicator":"population","unit":"persons","id":"demo_r","kinds":["county"],"select":{"sex":["T"]}}]})");
  const std::string answer =
      R"({"version":"2.0","class":"dataset","id":["sex","geo","time"],"size":[1,1,2],"dimension":{
    "sex":{"category":{"index":{"T":0}}},"geo":{"category":{"index":{"SE124":0}}},
    "time":{"category":{"index":{"2023":0,"2024":1}}}},"value":{"0":300,"1":301}})";
  service_.answers_json("/demo_r?", answer, "ETag: \"v1\"\r\n");
  EXPECT_EQ(must(pull()).plan.added(), 2);
  EXPECT_THAT(service_.requests()[0],
              HasSubstr("GET /demo_r?format=JSON&lang=EN&sinceTimePeriod=2023&sex=T&geo=SE124 "));
  EXPECT_THAT(service_.requests()[0], Not(HasSubstr("If-None-Match")));
  service_.answers("/demo_r?", "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n");
  const auto same = must(pull());
  EXPECT_EQ(same.plan.not_modified, 1);
  EXPECT_THAT(service_.requests()[1], HasSubstr("If-None-Match: \"v1\"\r\n"));
  EXPECT_EQ(must(pull()).plan.not_modified, 1);
  // What was taken back is not "as it was".
  service_.answers_json("/demo_r?", answer, "ETag: \"v1\"\r\n");
  must(undo(database(), runs()[2].id));
  must(pull());
  EXPECT_THAT(service_.requests()[3], Not(HasSubstr("If-None-Match")));
  EXPECT_EQ(facts().size(), 2u);
}

TEST_P(ServicesPullTest, the_census_bureau_answers_by_geography_and_its_key_is_told_nobody) {
  put_source(R"({"service":"acs","source_name":"ACS","source_url":"https://data.census.gov/","licence":"public domain",
    "years":[2022],"geography":"for=place:55282&in=state:06","within":"1881","places":{"0655282":"1881"},
    "feeds":[{"indicator":"population","unit":"persons","id":"B01003_001E"},
             {"indicator":"share","unit":"percent","id":"B19013_001E"}]})");
  service_.answers_json("/2022/acs/acs5?get=NAME,B01003_001E,B19013_001E&for=place:55282&in=state:06",
                        R"([["NAME","B01003_001E","B19013_001E","state","place"],
                            ["Palo Alto city, California","66680","-666666666","06","55282"]])");
  must(pull());
  EXPECT_THAT(facts(), UnorderedElementsAre("1881 population 2018-2022 66680", "1881 share 2018-2022 unknown"));
  settings_.acs_key = "s3cret";
  service_.answers("/2022", LoopbackServer::answer(403, ""));
  service_.answers("/2022/acs/acs5?get=NAME,B01003_001E,B19013_001E&for=place:55282&in=state:06",
                   LoopbackServer::answer(403, ""));
  const auto failed = pull();
  ASSERT_FALSE(failed);
  EXPECT_THAT(service_.requests()[1], HasSubstr("&key=s3cret"));
  EXPECT_THAT(failed.error().message + failed.error().cause + runs()[0].message, Not(HasSubstr("s3cret")));
}

TEST_P(ServicesPullTest, a_csv_file_is_read_from_its_address) {
  put_source(
      R"({"service":"csv","source_name":"Kumla","source_url":"https://kumla.example/","licence":"CC0","address":")" +
      service_.url("/f.csv") + R"(","place_column":"kod","period_column":"period",
    "feeds":[{"indicator":"share","unit":"percent","id":"andel","scale":100}]})");
  service_.answers_json("/f.csv", "kod,period,andel\n1881,2024,0.291\n9999,2024,1\n",
                        "Last-Modified: Mon, 23 Nov 2026 19:40:00 GMT\r\n");
  const auto pulled = must(pull());
  EXPECT_THAT(facts(), ElementsAre("1881 share 2024 29.1"));
  EXPECT_THAT(pulled.plan.refusals.all(), ElementsAre(Refusal{"The site has no such place.", 1, "share \"9999\""}));
  // With something refused it is looked at again.
  must(pull());
  EXPECT_THAT(service_.requests()[1], Not(HasSubstr("If-Modified-Since")));
  service_.answers_json("/f.csv", "kod,period,andel\n1881,2024,0.291\n",
                        "Last-Modified: Mon, 23 Nov 2026 19:40:00 GMT\r\n");
  must(pull());
  must(pull());
  EXPECT_THAT(service_.requests()[3], HasSubstr("If-Modified-Since: Mon, 23 Nov 2026 19:40:00 GMT\r\n"));
}

TEST_P(ServicesPullTest, takes_in_what_scb_answered_when_it_was_recorded) {
  const auto about = testing::recorded("scb-pxwebapi-v2/TAB6471_metadata.json");
  const auto data = testing::recorded("scb-pxwebapi-v2/TAB6471_data.json");
  if (!about || !data) GTEST_SKIP() << testing::no_recorded_answers;
  const std::string definition = R"({"service":"pxweb2","source_name":"SCB","source_url":"https://www.scb.se/",
    "licence":"CC0","within":"18","feeds":[{"indicator":"population","unit":"persons","id":"TAB6471","kinds":["county"],
    "select":{"Kon":["TotSa"]SELECTED}}]})";
  const auto selecting = [&](const std::string& more) {
    auto text = definition;
    put_source(text.replace(text.find("SELECTED"), 8, more));
  };
  service_.answers_json("/tables/TAB6471/metadata", *about);
  service_.answers_json("/tables/TAB6471/data", *data);
  selecting("");
  EXPECT_THAT(must(pull()).plan.refusals.all()[0].reason, HasSubstr("The dimension Alder has 134 codes"));
  selecting(R"(,"Alder":["tot"])");
  EXPECT_THAT(must(pull()).plan.refusals.all()[0].reason, HasSubstr("The dimension Alder has no code \"tot\"."));
  EXPECT_THAT(facts(), IsEmpty());
  selecting(R"(,"Alder":["0-9","10-19","20-29","30-39","40-49","50-59","60-69","70-79","80-89","90-99","100+10"])");
  EXPECT_EQ(must(pull()).plan.added(), 4);
  EXPECT_THAT(facts(), ElementsAre("18 population 2026-01 308340", "18 population 2026-02 308343",
                                   "18 population 2026-03 308302", "18 population 2026-04 308355"));
}

}  // namespace
}  // namespace smartmove::sources
