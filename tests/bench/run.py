#!/usr/bin/env python3
"""The suites of script/bench, one after the other; see there."""
import argparse
import importlib
import pathlib
import shutil
import tempfile

SUITES = ("page", "many", "life", "instructions")


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__,
                                     formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("suites", nargs="*", metavar="SUITE", help=f"of {', '.join(SUITES)}; none: all")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4, help="of each measurement")
    parser.add_argument("--connections", type=int, nargs="+", default=[64, 256])
    parser.add_argument("--modes", nargs="+", default=["plain", "gzip", "304", "pipelined-plain", "pipelined-gzip", "pipelined-304"])
    parser.add_argument("--path", default="/", help="the page of the suite `page`")
    parser.add_argument("--pages", type=int, default=100_000, help="of the suite `many`")
    parser.add_argument("--build", default="build/release", help="where the programs are")
    options = parser.parse_args()
    wrong = [name for name in options.suites if name not in SUITES]
    if wrong:
        parser.error(f"there is no suite {wrong[0]}; there are {', '.join(SUITES)}")
    options.program = str(pathlib.Path(options.build, "smartmove").resolve())
    options.bare = str(pathlib.Path(options.build, "bare_epoll_bench").resolve())
    for name in options.suites or SUITES:
        work = pathlib.Path(tempfile.mkdtemp(prefix="smartmove-bench-", dir="/var/tmp"))
        try:
            importlib.import_module(f"suite_{name}").run(options, work)
        finally:
            shutil.rmtree(work, ignore_errors=True)


main()
