"""Instructions of the hit path, counted by callgrind: the same for the same program, whatever else the machine does."""
import json
import pathlib
import re
import subprocess
import time
import urllib.request

import servers

FEW, MANY = 1_000, 5_000


def count(options, work: pathlib.Path, data: str, requests: int, headers: list[str]) -> int:
    """All instructions of a server that answers so many requests for one page that it has already."""
    out = work / f"callgrind.{requests}"
    port = servers.free_port()
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", options.program, "serve", "--data", data,
               "--port", str(port), "--threads", "1", "--log-level", "warn"]
    with servers.Server("smartmove", command, port, options.path, "/healthz") as server:
        subprocess.run(["curl", "-sf", "-o", "/dev/null", server.url], check=True)
        load = ["h2load", "--h1", "-t1", "-c1", f"-n{requests}"]
        for header in headers:
            load += ["-H", header]
        subprocess.run([*load, server.url], check=True, capture_output=True)
    return int(re.search(r"^(?:summary|totals): (\d+)", out.read_text(), re.MULTILINE).group(1))


def build_index(options, data: str) -> None:
    """The first server makes the search index, which is no part of any request."""
    with servers.smartmove(options.program, data, options.path) as server:
        for _ in range(600):
            with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/api/v1/search?q=kumla") as answer:
                if json.load(answer)["total"] > 0:
                    return
            time.sleep(0.05)
    raise SystemExit("bench: the search index did not appear.")


def run(options, work: pathlib.Path) -> None:
    data = str(work / "data")
    subprocess.run([options.program, "import", "regions/orebro", "--data", data], check=True, capture_output=True)
    build_index(options, data)
    for title, headers in (("plain", []), ("gzip", ["Accept-Encoding: gzip"])):
        few, many = (count(options, work, data, requests, headers) for requests in (FEW, MANY))
        print(f"hit path of {options.path}, {title}: {(many - few) / (MANY - FEW):.0f} instructions a request", flush=True)
