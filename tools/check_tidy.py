#!/usr/bin/env python3
"""Runs clang-tidy over FILES, one a core; what passed before is not run again.

use: check_tidy.py BUILD_FOLDER AT_MOST FILE...    (a build folder with compile_commands.json of clang)
It takes some seconds a file, so that no more than AT_MOST are run; how many are left is said.
"""
import concurrent.futures
import os
import subprocess
import sys
from pathlib import Path

from check_seen import mark_for


def mark_of(file: Path, build: Path) -> Path:
    return mark_for("tidy", file, [Path("src"), build / "generated"], Path(".clang-tidy").read_text())


def check(file: Path, build: Path) -> str:
    """clang-tidy's findings, or nothing."""
    mark = mark_of(file, build)
    done = subprocess.run(["clang-tidy-14", "--quiet", "-p", str(build), str(file)], text=True, capture_output=True)
    if done.returncode:
        return done.stdout or done.stderr
    mark.touch()
    return ""


def main() -> int:
    build, at_most = Path(sys.argv[1]), int(sys.argv[2])
    known = (build / "compile_commands.json").read_text()
    files = [Path(name) for name in sys.argv[3:] if f"/{name}\"" in known]
    new = [file for file in files if not mark_of(file, build).exists()]
    print(f"clang-tidy: {min(len(new), at_most)} files, {len(files) - len(new)} have passed before, "
          f"{max(0, len(new) - at_most)} are left for another run", flush=True)
    found = False
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for words in pool.map(lambda file: check(file, build), new[:at_most]):
            if words:
                found = True
                print(words, flush=True)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
