#include "base/settings.hpp"

#include <gmock/gmock.h>
#include <set>
#include <stdexcept>

namespace smartmove::base {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

Settings good(const Settings::Sources& sources) {
  auto settings = Settings::resolve(sources);
  if (!settings) throw std::runtime_error(format_problems(settings.error().problems));
  return *std::move(settings);
}

std::vector<Problem> problems_of(const Settings::Sources& sources) {
  const auto settings = Settings::resolve(sources);
  return settings ? std::vector<Problem>() : settings.error().problems;
}

std::vector<Problem> problems_of_toml(const std::string& toml) {
  return problems_of({.flags = {}, .environment = {}, .toml = toml, .toml_file = "my.toml"});
}

std::string only_problem(const Settings::Sources& sources) {
  const auto problems = problems_of(sources);
  EXPECT_EQ(problems.size(), 1u);
  return format_problems(problems);
}

TEST(SettingsTable, IsSound) {
  std::set<std::string> names;
  for (const auto& row : settings_table()) {
    const std::string name(row.name);
    EXPECT_TRUE(names.insert(name).second) << name;
    EXPECT_THAT(name, testing::MatchesRegex("[a-z][a-z0-9]*(-[a-z0-9]+)*"));
    EXPECT_THAT(std::string(row.help), testing::EndsWith(".")) << name;
    EXPECT_FALSE(is_reserved_environment(environment_name(row))) << name;
    const auto settings = Settings::resolve({.flags = {{name, std::string(row.fallback)}}, .environment = {}});
    ASSERT_TRUE(settings) << name;
    EXPECT_EQ(settings->text(name), row.fallback) << name;
  }
}

TEST(Settings, HaveDefaults) {
  const auto settings = good({});
  EXPECT_EQ(settings.text("data"), "data");
  EXPECT_EQ(settings.text("address"), "127.0.0.1");
  EXPECT_EQ(settings.integer("port"), 8080);
  EXPECT_EQ(settings.integer("page-store-bytes"), 1073741824);
  EXPECT_FALSE(settings.boolean("dev"));
  EXPECT_EQ(settings.text("log-level"), "info");
  EXPECT_EQ(settings.origin("port"), SettingOrigin::fallback);
}

TEST(Settings, FlagBeatsEnvironmentBeatsFile) {
  const auto settings = good({.flags = {{"port", "3"}},
                              .environment = {{"SMARTMOVE_PORT", "2"}, {"SMARTMOVE_WORKERS", "2"}},
                              .toml = "port = 1\nworkers = 1\nthreads = 1\ndev = true\nlog-format = 'json'\n"});
  EXPECT_EQ(settings.integer("port"), 3);
  EXPECT_EQ(settings.origin("port"), SettingOrigin::flag);
  EXPECT_EQ(settings.integer("workers"), 2);
  EXPECT_EQ(settings.origin("workers"), SettingOrigin::environment);
  EXPECT_EQ(settings.integer("threads"), 1);
  EXPECT_EQ(settings.origin("threads"), SettingOrigin::file);
  EXPECT_TRUE(settings.boolean("dev"));
  EXPECT_EQ(settings.text("log-format"), "json");
}

TEST(Settings, NamesFollowFromTheTable) {
  const auto settings = good({.flags = {}, .environment = {{"SMARTMOVE_PAGE_STORE_BYTES", "007"}}});
  EXPECT_EQ(settings.text("page-store-bytes"), "7");
}

TEST(Settings, RefuseAProgrammersErrors) {
  const auto settings = good({});
  EXPECT_THROW(settings.text("prot"), std::out_of_range);
  EXPECT_THROW(settings.integer("data"), std::out_of_range);
  EXPECT_THROW(settings.integer("prot"), std::out_of_range);
  EXPECT_THROW(settings.boolean("port"), std::out_of_range);
  EXPECT_THROW(settings.origin("prot"), std::out_of_range);
}

TEST(SettingsProblems, NameTheSourceTheValueAndWhatIsAllowed) {
  EXPECT_EQ(only_problem({.flags = {{"port", "70000"}}, .environment = {}}),
            "--port: found \"70000\", expected a whole number from 0 to 65535\n");
  EXPECT_EQ(only_problem({.flags = {}, .environment = {{"SMARTMOVE_PORT", "http"}}}),
            "SMARTMOVE_PORT: found \"http\", expected a whole number from 0 to 65535\n");
  EXPECT_EQ(only_problem({.flags = {}, .environment = {}, .toml = "\n\nport = -1", .toml_file = "my.toml"}),
            "my.toml:3: found \"port = -1\", expected a whole number from 0 to 65535\n");
  EXPECT_EQ(only_problem({.flags = {{"log-level", "loud"}}, .environment = {}}),
            "--log-level: found \"loud\", expected trace, debug, info, warn or error\n");
  EXPECT_EQ(only_problem({.flags = {{"dev", "yes"}}, .environment = {}}),
            "--dev: found \"yes\", expected true or false\n");
}

TEST(SettingsProblems, NameWhatAnAddressMayBe) {
  EXPECT_EQ(only_problem({.flags = {{"address", "localhost"}}, .environment = {}}),
            "--address: found \"localhost\", expected an IP address such as 127.0.0.1, 0.0.0.0 or ::\n");
  EXPECT_EQ(only_problem({.flags = {}, .environment = {{"SMARTMOVE_PUBLIC_URL", "flytta.example.se"}}}),
            "SMARTMOVE_PUBLIC_URL: found \"flytta.example.se\", expected https:// or http:// and a host's name, and no "
            "path\n");
  EXPECT_EQ(good({.flags = {{"public-url", ""}}, .environment = {}}).text("public-url"), "");
}

TEST(SettingsProblems, AreAllListedEvenOverriddenOnes) {
  const auto problems = problems_of({.flags = {{"port", "80"}, {"dev", ""}, {"nonsense", "1"}},
                                     .environment = {{"SMARTMOVE_PORT", "x"}, {"SMARTMOVE_LOG_LEVEL", "info|warn"}},
                                     .toml = "port = 'x'\nthreads = 9999\nwhat = 1\n",
                                     .toml_file = "my.toml"});
  std::vector<std::string> where;
  where.reserve(problems.size());
  for (const auto& problem : problems) where.push_back(problem.where);
  EXPECT_THAT(where, UnorderedElementsAre("--dev", "--nonsense", "SMARTMOVE_PORT", "SMARTMOVE_LOG_LEVEL", "my.toml:1",
                                          "my.toml:2", "my.toml:3"));
  const auto settings = Settings::resolve({.flags = {{"dev", ""}, {"port", ""}}, .environment = {}});
  ASSERT_FALSE(settings);
  EXPECT_EQ(settings.error().kind, ErrorKind::invalid);
  EXPECT_EQ(settings.error().message, "2 settings are wrong.");
}

TEST(SettingsProblems, RefuseNumbersThatOnlyLookLikeOnes) {
  const std::vector<std::string> wrong{
      "", " 80", "80 ", "+80", "8e3", "0x50", "80.0", "٨٠", "99999999999999999999", std::string("8\0", 2)};
  for (const auto& text : wrong) {
    EXPECT_THAT(only_problem({.flags = {{"port", text}}, .environment = {}}), HasSubstr("whole number")) << text;
  }
}

TEST(SettingsProblems, SuggestTheNearestName) {
  EXPECT_EQ(only_problem({.flags = {{"prot", "1"}}, .environment = {}}),
            "--prot: found unknown name \"--prot\", expected the name of a setting; did you mean --port?\n");
  EXPECT_THAT(only_problem({.flags = {}, .environment = {{"SMARTMOVE_PAGESTORE_BYTES", "1"}}}),
              HasSubstr("did you mean SMARTMOVE_PAGE_STORE_BYTES?"));
  EXPECT_THAT(only_problem({.flags = {}, .environment = {}, .toml = "log_level = 'info'", .toml_file = "my.toml"}),
              HasSubstr("my.toml:1: found unknown name \"log_level\", expected the name of a setting; did you mean "
                        "log-level?"));
  EXPECT_THAT(only_problem({.flags = {{"entirely-else", "1"}}, .environment = {}}), Not(HasSubstr("did you mean")));
  EXPECT_THAT(only_problem({.flags = {{std::string(100000, 'x'), "1"}}, .environment = {}}).size(), testing::Lt(400u));
}

TEST(SettingsProblems, LeaveOtherProgramsEnvironmentAlone) {
  EXPECT_THAT(problems_of({.flags = {},
                           .environment = {{"PATH", "/bin"},
                                           {"SMARTMOVE_CONFIG", "x"},
                                           {"SMARTMOVE_SOURCE_DIR", "x"},
                                           {"SMARTMOVE_SQL_COVERAGE", "x"},
                                           {"SMARTMOVE_TEST_POSTGRES", "x"}}}),
              IsEmpty());
  EXPECT_THAT(problems_of({.flags = {}, .environment = {{"SMARTMOVE_SOURCE", "x"}, {"SMARTMOVE_", "x"}}}),
              testing::SizeIs(2));
}

TEST(SettingsToml, HoldsEveryValueToItsType) {
  EXPECT_THAT(problems_of_toml("port = '8080'"),
              ElementsAre(Problem{"my.toml:1", "\"port = '8080'\"", "a whole number from 0 to 65535, without quotes"}));
  for (const std::string line :
       {"port = 80.5", "port = true", "port = [1]", "port = {a = 1}", "port = 2026-11-23", "dev = 1", "dev = 'true'",
        "data = 1", "log-level = true", "[port]\na = 1", "port.a = 1", "[[port]]"}) {
    const auto problems = problems_of_toml(line);
    ASSERT_EQ(problems.size(), 1u) << line;
    EXPECT_EQ(problems[0].where, "my.toml:1") << line;
  }
}

TEST(SettingsToml, SaysWhereItIsBroken) {
  for (const std::string text : {"dev = true\nport = \n", "dev = true\ndev = true\n", "dev = true\n\xff\n"}) {
    const auto problems = problems_of_toml(text);
    ASSERT_EQ(problems.size(), 1u) << text;
    EXPECT_EQ(problems[0].where, "my.toml:2") << text;
    EXPECT_THAT(problems[0].expected, HasSubstr("TOML"));
  }
}

TEST(SettingsToml, SurvivesLettersOfEveryLanguage) {
  // toml++ 3.3 stumbles over these; see settings_toml.cpp.
  for (const std::string letter : {"§", "Ŗ", "Ö", "ⱟ", "、", "﹅", "😀"}) {
    const auto text =
        good({.flags = {}, .environment = {}, .toml = "data = \"\"\"\\\n" + letter + "\"\"\""}).text("data");
    EXPECT_EQ(text, letter);
    EXPECT_THAT(problems_of_toml(" " + letter + "#0d"), testing::SizeIs(1)) << letter;
    EXPECT_THAT(problems_of_toml("port = " + letter), testing::SizeIs(1)) << letter;
  }
}

TEST(SettingsText, IsOneLine) {
  for (const std::string text : {"a\nb", "\x1b[31m", "\xff"}) {
    EXPECT_THAT(only_problem({.flags = {{"data", text}}, .environment = {}}), HasSubstr("one line of text"));
  }
  EXPECT_EQ(good({.flags = {{"data", "/srv/Örebro län"}}, .environment = {}}).text("data"), "/srv/Örebro län");
}

TEST(SettingsSecret, IsNeverShown) {
  const std::string secret = "postgres://user:hemligt@host/db";
  const auto dump = good({.flags = {}, .environment = {{"SMARTMOVE_DATABASE", secret}}}).dump();
  EXPECT_THAT(dump, HasSubstr("# database = (set)"));
  EXPECT_THAT(dump, Not(HasSubstr("hemligt")));
  EXPECT_THAT(only_problem({.flags = {}, .environment = {{"SMARTMOVE_DATABASE", secret + "\n"}}}),
              Not(HasSubstr("hemligt")));
  EXPECT_THAT(only_problem({.flags = {}, .environment = {}, .toml = "database = ['" + secret + "']"}),
              Not(HasSubstr("hemligt")));
  EXPECT_THAT(good({}).dump(), HasSubstr("\ndatabase = \"\"\n"));
}

TEST(SettingsDump, IsAConfigurationThatGivesTheSame) {
  const auto settings = good({.flags = {{"data", R"(C:\"x" 'y' Ö)"}, {"dev", "true"}, {"port", "0"}},
                              .environment = {{"SMARTMOVE_LOG_LEVEL", "warn"}}});
  const auto dump = settings.dump();
  EXPECT_THAT(dump, HasSubstr("# From: flag. Allowed: a whole number from 0 to 65535.\nport = 0\n"));
  EXPECT_THAT(dump, HasSubstr("# From: environment. Allowed: trace, debug, info, warn or error. Reloaded on SIGHUP.\n"
                              "log-level = \"warn\"\n"));
  EXPECT_THAT(dump, HasSubstr("# From: default. "));
  const auto again = good({.flags = {}, .environment = {}, .toml = dump});
  for (const auto& row : settings_table()) {
    EXPECT_EQ(again.text(row.name), settings.text(row.name)) << row.name;
    EXPECT_THAT(dump, HasSubstr("# " + std::string(row.help) + "\n"));
  }
}

TEST(SettingsReload, SaysWhatDiffersAndWhatMayChange) {
  const auto before = good({.flags = {{"port", "1"}}, .environment = {}});
  const auto after = good({.flags = {{"port", "2"}, {"log-level", "warn"}}, .environment = {}});
  EXPECT_THAT(before.differences(after), ElementsAre("port", "log-level"));
  EXPECT_THAT(before.differences(before), IsEmpty());
  const auto dump = before.dump();
  EXPECT_THAT(dump, HasSubstr("warn or error. Reloaded on SIGHUP.\nlog-level"));
  EXPECT_THAT(dump, HasSubstr("from 0 to 65535.\nport"));
  EXPECT_THAT(manual_page(settings_table(), "1"), HasSubstr("takes a new value on SIGHUP"));
}

TEST(ManualPage, ShowsEverySetting) {
  const auto page = manual_page(settings_table(), "1.2.3");
  EXPECT_THAT(page, testing::StartsWith(".TH SMARTMOVE 1 \"\" \"smartmove 1.2.3\""));
  EXPECT_THAT(page, HasSubstr(".TP\n\\fB\\-\\-port\\fR \\fIVALUE\\fR\nTCP port"));
  EXPECT_THAT(page, HasSubstr("\\fB\\-\\-dev\\fR\nRead"));
  for (const auto& row : settings_table()) EXPECT_THAT(page, HasSubstr(environment_name(row) + ".")) << row.name;
}

TEST(ManualPage, EscapesTroff) {
  const Setting row{"odd", SettingType::text, ".'\\", ".SH is \\fBno request."};
  const auto page = manual_page({&row, 1}, "1");
  EXPECT_THAT(page, HasSubstr("\n\\&.SH is \\efBno request.\n"));
  EXPECT_THAT(page, HasSubstr("Default: .'\\e."));
}

}  // namespace
}  // namespace smartmove::base
