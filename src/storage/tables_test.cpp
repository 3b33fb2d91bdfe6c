#include "storage/tables.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "storage/migrations.hpp"
#include "storage/testing.hpp"

namespace smartmove::storage {
namespace {

using ::testing::ElementsAre;
using testing::must;
using testing::query;

class TablesTest : public testing::DatabaseTest {
 protected:
  void set_up() override {
    run_script(
        "CREATE TABLE note (place TEXT NOT NULL, number INTEGER NOT NULL, big BIGINT, share DOUBLE PRECISION, "
        "after TEXT, PRIMARY KEY (number, place))");
  }

  Table note() {
    const auto tables = must(database().read([](Session& session) { return list_tables(session); }));
    return *std::ranges::find(tables, "note", &Table::name);
  }

  std::vector<std::string> rows_of(const Table& table) {
    std::vector<std::string> rows;
    must(database().read([&](Session& session) {
      return each_row(session, table, [&](std::span<const Slot> row) -> base::Result<> {
        std::string text;
        for (const auto& slot : row) {
          text += slot.null                    ? "NULL"
                  : slot.wire == Wire::text    ? slot.text
                  : slot.wire == Wire::integer ? std::to_string(slot.integer)
                                               : fmt::format("{}", slot.real);
          text += '|';
        }
        rows.push_back(text);
        return {};
      });
    }));
    return rows;
  }
};

TEST_P(TablesTest, describes_columns_and_key_the_same_on_both) {
  const Table table = note();
  EXPECT_EQ(table.columns, (std::vector<TableColumn>{{"place", Wire::text},
                                                     {"number", Wire::integer},
                                                     {"big", Wire::integer},
                                                     {"share", Wire::real},
                                                     {"after", Wire::text}}));
  EXPECT_THAT(table.key, ElementsAre("number", "place"));
}

TEST_P(TablesTest, lists_what_backups_hold_and_not_what_is_of_this_database_only) {
  const auto tables = must(database().read([](Session& session) { return list_tables(session); }));
  std::vector<std::string> names;
  for (const auto& table : tables) names.push_back(table.name);
  EXPECT_TRUE(std::ranges::is_sorted(names));
  EXPECT_EQ(std::ranges::count(names, "document"), 1);
  EXPECT_EQ(std::ranges::count(names, "schema_migration"), 0);
  EXPECT_EQ(std::ranges::count(names, "change"), 0);
}

TEST_P(TablesTest, gives_back_the_rows_that_went_in_in_the_order_of_the_key) {
  const Table table = note();
  const auto row = [](std::string place, long long number, bool null, double share) {
    return std::vector<Slot>{{.wire = Wire::text, .text = std::move(place)},
                             {.wire = Wire::integer, .integer = number},
                             {.wire = Wire::integer, .null = null, .integer = -9'223'372'036'854'775'807},
                             {.wire = Wire::real, .null = null, .real = share},
                             {.wire = Wire::text, .null = null, .text = "åäö \"\\\n\t"}};
  };
  must(database().write([&](Session& session) -> base::Result<> {
    TRY(insert_row(session, table, row("b", 2, false, 0.1)));
    TRY(insert_row(session, table, row("a", 2, true, 0)));
    TRY(insert_row(session, table, row("", 1, false, 1e300)));
    return {};
  }));
  EXPECT_THAT(rows_of(table), ElementsAre("|1|-9223372036854775807|1e+300|åäö \"\\\n\t|", "a|2|NULL|NULL|NULL|",
                                          "b|2|-9223372036854775807|0.1|åäö \"\\\n\t|"));
}

TEST_P(TablesTest, walks_through_more_rows_than_it_fetches_at_once) {
  must(database().write([&](Session& session) {
    std::vector<std::tuple<std::string, int>> rows;
    for (int i = 0; i < 1203; ++i) rows.emplace_back("x", i);
    return session.execute_each(query("INSERT INTO note (place, number) VALUES (:p, :n)"), rows);
  }));
  EXPECT_EQ(rows_of(note()).size(), 1203u);
}

TEST_P(TablesTest, a_failure_of_the_taker_ends_the_walk) {
  must(database().write([&](Session& session) {
    return session.execute(query("INSERT INTO note (place, number) VALUES ('a', 1), ('b', 2)"));
  }));
  const Table table = note();
  int seen = 0;
  const auto walked = database().read([&](Session& session) {
    return each_row(session, table, [&](auto) -> base::Result<> {
      ++seen;
      return base::fail(base::ErrorKind::invalid, "Enough.");
    });
  });
  ASSERT_FALSE(walked);
  EXPECT_EQ(walked.error().message, "Enough.");
  EXPECT_EQ(seen, 1);
}

TEST_P(TablesTest, loads_rows_in_any_order_without_triggers_and_puts_back_what_watched) {
  run_script("CREATE TABLE tree (id TEXT NOT NULL PRIMARY KEY, parent TEXT REFERENCES tree (id))");
  run_script("CREATE TABLE grown (id TEXT NOT NULL PRIMARY KEY)");
  run_script(GetParam() == Dialect::sqlite
                 ? "CREATE TRIGGER grow AFTER INSERT ON tree BEGIN INSERT INTO grown VALUES (NEW.id); END"
                 : "CREATE FUNCTION grow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO grown VALUES "
                   "(NEW.id); RETURN NEW; END'; CREATE TRIGGER grow AFTER INSERT ON tree FOR EACH ROW EXECUTE "
                   "FUNCTION grow()");
  const auto insert = [](std::string_view sql) {
    return [sql](Session& session) -> base::Result<> {
      return load_rows(session, [&]() -> base::Result<> {
        TRY(session.execute(query(sql)));
        return {};
      });
    };
  };
  const auto count = [&](std::string_view sql) {
    return must(database().read([&](Session& session) { return session.one<int>(query(sql)); })).value();
  };
  must(database().change_schema(insert("INSERT INTO tree VALUES ('leaf', 'root'), ('root', NULL)")));
  EXPECT_EQ(count("SELECT count(*) FROM grown"), 0);
  const auto broken = database().change_schema(insert("INSERT INTO tree VALUES ('lost', 'nowhere')"));
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().kind, base::ErrorKind::invalid);
  EXPECT_EQ(count("SELECT count(*) FROM tree"), 2);
  must(database().write(
      [](Session& session) { return session.execute(query("INSERT INTO tree VALUES ('twig', 'root')")); }));
  EXPECT_EQ(count("SELECT count(*) FROM grown"), 1);
}

TEST_P(TablesTest, takes_the_rows_of_a_table_away) {
  must(database().write([](Session& session) {
    return session.execute(query("INSERT INTO note (place, number) VALUES ('a', 1), ('b', 2)"));
  }));
  const Table table = note();
  must(database().write([&](Session& session) { return delete_rows(session, table); }));
  EXPECT_TRUE(rows_of(table).empty());
}

TEST_P(TablesTest, drops_everything_and_builds_a_schema_anew) {
  must(database().change_schema([](Session& session) -> base::Result<> {
    TRY(drop_everything(session));
    EXPECT_EQ(TRY(contents_of(session)), Contents::nothing);
    TRY(build_schema(session, std::vector<std::string>{"2026-11-23-02-organisations"}));
    EXPECT_EQ(TRY(contents_of(session)), Contents::ours);
    return {};
  }));
  const auto names = must(database().read([&](Session& session) { return applied(database(), session); }));
  EXPECT_THAT(names, ElementsAre("2026-11-23-02-organisations"));
  EXPECT_FALSE(must(unknown_to(names)).empty());
  const auto unknown = check_known(std::vector<std::string>{"2999-01-01-01-future"});
  ASSERT_FALSE(unknown);
  EXPECT_NE(unknown.error().message.find("2999-01-01-01-future"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(databases, TablesTest, testing::each_database(), testing::database_name);

}  // namespace
}  // namespace smartmove::storage
