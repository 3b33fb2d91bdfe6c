#!/usr/bin/env python3
"""Compiles headers under src/ alone: a header includes what it uses.

use: check_headers.py BUILD_FOLDER    (one with compile_commands.json of g++; run from the project's root)
Where x.cpp begins with #include "…/x.hpp" every build proves x.hpp already; only the others are compiled here.
"""
import concurrent.futures
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from check_seen import mark_for


def flags_by_folder(build: Path) -> dict[str, list[str]]:
    """The compiler and its flags for each folder of src/, from any of its files, without input and output."""
    flags = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        source = Path(entry["file"])
        words = shlex.split(entry["command"])
        if source.suffix != ".cpp" or source.parent.parent.name != "src":
            continue
        compiler = next(i for i, word in enumerate(words) if word.endswith("++"))  # behind the compiler cache
        kept = [w for w in words[compiler:] if not w.startswith("-fsanitize")]
        for option in ("-o", "-c", "-include"):
            while option in kept:
                at = kept.index(option)
                del kept[at:at + 2]
        flags[source.parent.name] = kept
    return flags


def is_proven(header: Path) -> bool:
    """Whether the .cpp of the same name begins with it."""
    source = header.with_suffix(".cpp")
    if not source.exists():
        return False
    first = re.search(r'^\s*#\s*include\s*(.*)$', source.read_text(), re.MULTILINE)
    return first is not None and first[1].strip() == f'"{header.relative_to("src")}"'


def check(header: Path, command: list[str], build: Path) -> str:
    """The compiler's words, or nothing where the header compiles."""
    settings = [word for word in command if str(build.resolve()) not in word]
    mark = mark_for("headers", header, [Path("src"), build / "generated"], *settings)
    if mark.exists():
        return ""
    name = header.relative_to("src")
    text = f'#include "{name}"\n'
    done = subprocess.run([*command, "-fsyntax-only", "-x", "c++", "-"], input=text, text=True, capture_output=True)
    if done.returncode:
        return f"{header} does not compile alone:\n{done.stderr}"
    mark.touch()
    return ""


def main() -> int:
    build = Path(sys.argv[1])
    flags = flags_by_folder(build)
    headers = sorted(h for h in Path("src").rglob("*.hpp") if h.parent.name in flags)
    if not headers:
        print(f"{build}/compile_commands.json knows no folder of src/ that has a header")
        return 1
    unguarded = [f"{h} does not begin with #pragma once\n" for h in headers if not h.read_text().startswith("#pragma once\n")]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        unproven = [h for h in headers if not is_proven(h)]
        words = unguarded + [w for w in pool.map(lambda h: check(h, flags[h.parent.name], build), unproven) if w]
    print("\n".join(words), end="")
    return 1 if words else 0


if __name__ == "__main__":
    sys.exit(main())
