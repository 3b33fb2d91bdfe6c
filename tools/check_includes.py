#!/usr/bin/env python3
"""Holds every #include under src/ against the add_feature table in CMakeLists.txt.

use: check_includes.py [ROOT]
A folder includes itself and what it names in USES; whatever it names has a smaller LEVEL. main.cpp includes app only.
Of add_example(tests/NAME FEATURE) the tests of FEATURE include NAME.
"""
import re
import sys
from dataclasses import dataclass
from pathlib import Path

ENTRY_POINT = {"main.cpp": {"app"}}
ADD_FEATURE = re.compile(r"^add_feature\(\s*(\w+)\s+([^)]*)\)", re.MULTILINE)
ADD_EXAMPLE = re.compile(r"^add_example\(\s*\S*?([^/\s]+)\s+(\w+)\s*\)", re.MULTILINE)
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"')


@dataclass(frozen=True)
class Feature:
    level: int
    uses: frozenset[str]


def read_table(cmake: str) -> dict[str, Feature]:
    """The features of a CMakeLists.txt, by name."""
    table = {}
    for name, arguments in ADD_FEATURE.findall(re.sub(r"#.*", "", cmake)):
        words: dict[str, list[str]] = {"LEVEL": [], "USES": [], "LINKS": []}
        keyword = ""
        for word in arguments.split():
            if word in words:
                keyword = word
            elif keyword:
                words[keyword].append(word)
        table[name] = Feature(int(words["LEVEL"][0]), frozenset(words["USES"]))
    return table


def check_table(table: dict[str, Feature]) -> list[str]:
    """What is wrong with the table itself."""
    problems = []
    for name, feature in table.items():
        for used in sorted(feature.uses):
            if used not in table:
                problems.append(f"CMakeLists.txt: {name} USES {used}, which no add_feature names")
            elif table[used].level >= feature.level:
                problems.append(f"CMakeLists.txt: {name} (level {feature.level}) USES {used} (level "
                                f"{table[used].level}); a folder uses smaller levels only")
    return problems


def check_line(where: str, folder: str, included: str, table: dict[str, Feature]) -> str | None:
    """What is wrong with one #include "included" of a file in FOLDER ("" at the top)."""
    target, slash, _ = included.partition("/")
    if not slash:
        return f'{where}: "{included}" names no folder; write "folder/{included}" or use <> for a library'
    if target == folder:
        return None
    if target not in table:
        return f'{where}: "{included}" is in no folder of the add_feature table'
    if folder:
        uses, level = table[folder].uses, table[folder].level
        if table[target].level >= level:
            return (f'{where}: {folder} (level {level}) includes "{included}" (level {table[target].level}); '
                    "declare the small interface it needs and let app plug it in")
    else:
        uses = ENTRY_POINT.get(Path(where.partition(":")[0]).name, set())
    if target not in uses:
        return f'{where}: {folder or "this file"} includes "{included}" but its USES does not name {target}'
    return None


def check_tree(root: Path) -> list[str]:
    """All problems of the tree under ROOT."""
    cmake = (root / "CMakeLists.txt").read_text()
    table = read_table(cmake)
    examples = {(feature, name) for name, feature in ADD_EXAMPLE.findall(cmake)}
    problems = check_table(table)
    if not table:
        return ["CMakeLists.txt: no add_feature table found"]
    for file in sorted((root / "src").rglob("*.[ch]pp")):
        parts = file.relative_to(root / "src").parts
        folder = parts[0] if len(parts) > 1 else ""
        if folder and folder not in table:
            problems.append(f"{file.relative_to(root)}: its folder is in no add_feature line")
            continue
        for number, line in enumerate(file.read_text().splitlines(), 1):
            if match := INCLUDE.match(line):
                if file.name.endswith("_test.cpp") and (folder, match[1].partition("/")[0]) in examples:
                    continue
                problem = check_line(f"{file.relative_to(root)}:{number}", folder, match[1], table)
                problems += [problem] if problem else []
    return problems


if __name__ == "__main__":
    found = check_tree(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
    print("\n".join(found), end="\n" if found else "")
    sys.exit(1 if found else 0)
