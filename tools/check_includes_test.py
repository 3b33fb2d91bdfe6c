"""check_includes.py finds each kind of wrong include in a bad tree, and nothing in a good one."""
import tempfile
import unittest
from pathlib import Path

from check_includes import check_tree

TABLE = """
# add_feature(ghost LEVEL 0)
add_feature(base    LEVEL 0)
add_feature(storage LEVEL 1 USES base LINKS soci)
add_feature(web     LEVEL 1 USES base
            LINKS PkgConfig::BROTLI)
add_feature(site    LEVEL 8 USES base web)
add_feature(app     LEVEL 9 USES base storage web site)
"""


def problems_of(files: dict[str, str], table: str = TABLE) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "src").mkdir()
        (root / "CMakeLists.txt").write_text(table)
        for name, text in files.items():
            (root / "src" / name).parent.mkdir(exist_ok=True)
            (root / "src" / name).write_text(text)
        return check_tree(root)


class CheckIncludes(unittest.TestCase):
    def one_problem(self, files: dict[str, str], *words: str, table: str = TABLE) -> None:
        found = problems_of(files, table)
        self.assertEqual(len(found), 1, found)
        for word in words:
            self.assertIn(word, found[0])

    def test_a_good_tree_has_no_problem(self):
        self.assertEqual(problems_of({
            "main.cpp": '#include "app/run.hpp"\n',
            "site/home.cpp": '#include <vector>\n#include "base/result.hpp"\n#include "site/sql.hpp"\n#include "web/view.hpp"\n',
        }), [])

    def test_upwards(self):
        self.one_problem({"web/router.cpp": '\n#include "site/home.hpp"\n'}, "src/web/router.cpp:2", "level 8")

    def test_an_equal_level(self):
        self.one_problem({"web/router.cpp": '#include "storage/query.hpp"\n'}, "src/web/router.cpp:1", "level 1")

    def test_a_lower_one_that_is_not_named(self):
        self.one_problem({"site/home.cpp": '#include "storage/query.hpp"\n'}, "USES does not name storage")

    def test_main_includes_app_only(self):
        self.one_problem({"main.cpp": '#include "web/server.hpp"\n'}, "src/main.cpp:1", "web")

    def test_no_folder_and_unknown_folder(self):
        self.one_problem({"web/router.cpp": '#include "router.hpp"\n'}, "names no folder")
        self.one_problem({"web/router.cpp": '#  include "ghost/a.hpp"\n'}, "in no folder")
        self.one_problem({"ghost/a.cpp": ""}, "src/ghost/a.cpp", "no add_feature")

    def test_an_example_is_for_the_tests_of_its_feature_only(self):
        table = TABLE + "add_example(tests/example app)  # docs\n"
        include = '#include "example/guide.hpp"\n'
        self.assertEqual(problems_of({"app/extending_test.cpp": include}, table), [])
        self.one_problem({"app/run.cpp": include}, "src/app/run.cpp:1", table=table)
        self.one_problem({"site/home_test.cpp": include}, "src/site/home_test.cpp:1", table=table)

    def test_the_table_itself(self):
        self.one_problem({}, "(level 1) USES web", table=TABLE.replace("storage LEVEL 1 USES base", "storage LEVEL 1 USES web"))
        self.one_problem({}, "no add_feature names", table=TABLE.replace("USES base web", "USES base mail"))
        self.one_problem({}, "no add_feature table", table="")


if __name__ == "__main__":
    unittest.main()
