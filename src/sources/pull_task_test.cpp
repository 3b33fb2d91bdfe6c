#include "sources/pull_task.hpp"

#include "sources/pull_testing.hpp"
#include "tasks/queue.hpp"

namespace smartmove::sources {
namespace {

using storage::testing::must;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class PullTaskTest : public testing::PullTest {
 protected:
  base::Result<> run(std::size_t handler, const std::string& key = {}) {
    tasks::Claim claim;
    claim.key = key;
    return pull_handlers(database(), settings_)[handler].run(claim, std::stop_token());
  }
};
INSTANTIATE_TEST_SUITE_P(databases, PullTaskTest, storage::testing::each_database(), storage::testing::database_name);

TEST_P(PullTaskTest, every_source_becomes_a_task_of_its_own) {
  must(run(0));
  const auto waiting = [&] {
    std::vector<std::string> all;
    for (const auto& task : must(
             database().read([](storage::Session& session) { return tasks::Queue(session).list(std::nullopt, 10); }))) {
      all.push_back(task.kind + " " + task.key);
    }
    std::sort(all.begin(), all.end());
    return all;
  };
  EXPECT_THAT(waiting(), IsEmpty());
  put_source(testing::kolada_source, "kolada");
  put_source(testing::kolada_source, "other");
  must(run(0));
  must(run(0));
  EXPECT_THAT(waiting(), ElementsAre("facts.pull kolada", "facts.pull other"));
}

TEST_P(PullTaskTest, a_task_pulls_its_source_and_fails_where_that_does) {
  put_source(testing::kolada_source, "kolada");
  service_.answers_json("/data/", testing::kolada_page(testing::kolada_row("1881", 2024, "7")));
  must(run(1, "kolada"));
  EXPECT_THAT(facts(), ElementsAre("1881 population 2024 7"));
  service_.answers_json("/data/", "[");
  EXPECT_FALSE(run(1, "kolada"));
  must(run(1, "gone"));
}

TEST(PullDutiesTest, recur_daily_or_not_at_all) {
  EXPECT_THAT(pull_duties("off"), IsEmpty());
  const auto duties = pull_duties("04:40");
  ASSERT_EQ(duties.size(), 1u);
  const auto daily = std::get<tasks::Daily>(std::get<tasks::Schedule>(duties[0].when));
  EXPECT_EQ(daily.hour, 4);
  EXPECT_EQ(daily.minute, 40);
}

TEST(PullSettingsTest, are_the_settings) {
  const auto with = [](const std::map<std::string, std::string>& flags) {
    return base::Settings::resolve({.flags = flags, .environment = {}});
  };
  const auto settings = pull_settings(*with({{"facts-kolada-url", "http://127.0.0.1:1/v3"},
                                             {"facts-kolada-rate", "120"},
                                             {"facts-allowed-hosts", "127.0.0.1:1, localhost"},
                                             {"facts-max-jump-percent", "7"}}));
  EXPECT_EQ(settings.services.at(Service::kolada).url, "http://127.0.0.1:1/v3");
  EXPECT_EQ(settings.patience(Service::kolada).between_calls, std::chrono::milliseconds(500));
  EXPECT_THAT(settings.client.allowed_hosts, ElementsAre("127.0.0.1:1", "localhost"));
  EXPECT_EQ(settings.max_jump_percent, 7);
  for (const auto* wrong : {"4:40", "24:00", "04:60", "04.40", "soon", ""}) {
    EXPECT_FALSE(with({{"facts-pull-time", wrong}})) << wrong;
  }
  EXPECT_TRUE(with({{"facts-pull-time", "off"}}));
}

}  // namespace
}  // namespace smartmove::sources
