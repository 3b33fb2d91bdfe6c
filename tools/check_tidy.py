#!/usr/bin/env python3
"""Runs clang-tidy over FILES, one a core; what passed before is not run again.

use: check_tidy.py BUILD_FOLDER FILE...    (a build folder with compile_commands.json of clang)
"""
import concurrent.futures
import os
import subprocess
import sys
from pathlib import Path

from check_seen import mark_for


def check(file: Path, build: Path) -> str:
    """clang-tidy's findings, or nothing."""
    mark = mark_for("tidy", file, [Path("src"), build / "generated"], Path(".clang-tidy").read_text())
    if mark.exists():
        return ""
    done = subprocess.run(["clang-tidy-14", "--quiet", "-p", str(build), str(file)], text=True, capture_output=True)
    if done.returncode:
        return done.stdout or done.stderr
    mark.touch()
    return ""


def main() -> int:
    build = Path(sys.argv[1])
    known = (build / "compile_commands.json").read_text()
    files = [Path(name) for name in sys.argv[2:] if f"/{name}\"" in known]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        words = [word for word in pool.map(lambda f: check(f, build), files) if word]
    print("\n".join(words), end="")
    return 1 if words else 0


if __name__ == "__main__":
    sys.exit(main())
