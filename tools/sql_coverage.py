#!/usr/bin/env python3
"""Fails, naming each, if a query of src/*/sql/*.sql was run by no test, on either database.

use: sql_coverage.py FILE...
Each FILE was written by test runs with SMARTMOVE_SQL_COVERAGE=FILE: lines `feature/query dialect`.
"""
import sys
from pathlib import Path

DIALECTS = ("sqlite", "postgres")
ROOT = Path(__file__).resolve().parent.parent


def queries_in_source() -> dict[tuple[str, str], Path]:
    """(feature/query, dialect) → the file that holds its text."""
    found = {}
    for file in sorted(ROOT.glob("src/*/sql/*.sql")):
        name, _, dialect = file.stem.partition("-")
        for each in [dialect] if dialect else DIALECTS:
            found[f"{file.parent.parent.name}/{name}", each] = file
    return found


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    ran = set()
    for path in map(Path, sys.argv[1:]):
        if not path.exists():
            print(f"{path}: no test has written it; run the tests with SMARTMOVE_SQL_COVERAGE={path}", file=sys.stderr)
            return 1
        ran |= {tuple(line.split()) for line in path.read_text().splitlines()}
    queries = queries_in_source()
    missing = [(file, dialect) for (name, dialect), file in queries.items() if (name, dialect) not in ran]
    for file, dialect in missing:
        print(f"{file.relative_to(ROOT)}: no test ran it on {dialect}", file=sys.stderr)
    if missing:
        print(f"{len(missing)} of {len(queries)} queries without a test: test the store function that runs them, "
              "or remove them.", file=sys.stderr)
        return 1
    print(f"{len(queries)} queries, every one was run by a test.")
    return 0


sys.exit(main())
