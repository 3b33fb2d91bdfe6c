"""A full-size set of figures pulled from a service on loopback: 290 places x 60 indicators x 15 years.

use: python3 tests/bench/pull.py BINARY [--database URL]
Prints figures a second and the most memory that the program held, for the first pull and for a second one, which must
change nothing.
"""
import datetime
import http.server
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

import packs

LAST = datetime.date.today().year
YEARS = range(LAST - 14, LAST + 1)
PLACES = [str(1000 + i) for i in range(290)]
KPIS = [f"N{10000 + i}" for i in range(60)]
FIGURES = len(PLACES) * len(KPIS) * len(YEARS)


class Kolada(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        url = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(url.query))
        _, _, _, kpis, _, years = url.path.split("/")
        keys = [(k, p, int(y)) for k in kpis.split(",") for y in years.split(",") for p in PLACES]
        page, size = int(query.get("page", 1)), int(query["per_page"])
        rows = [{"kpi": k, "municipality": p, "period": y, "values": [
            {"gender": "T", "count": 1, "status": "", "value": (int(p) * 31 + int(k[1:]) * 7 + y) / 10}]}
            for k, p, y in keys[(page - 1) * size:page * size]]
        more = page * size < len(keys)
        body = json.dumps({"values": rows, "count": len(keys),
                           "next_url": f"{url.path}?per_page={size}&page={page + 1}" if more else None}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def write_pack(folder: pathlib.Path) -> None:
    packs.write(folder, 0, 0)
    text = {"sv": "x"}
    (folder / "sources").mkdir()
    for name, content in {
        "places.json": [{"code": p, "kind": "municipality", "parent": "", "names": text} for p in PLACES],
        "indicators.json": [{"code": f"i{i}", "names": text, "units": text, "descriptions": text, "unit": "u",
                             "direction": "neither", "decimals": 1, "shelf_life_days": 800} for i in range(len(KPIS))],
        "sources/kolada.json": {"service": "kolada", "source_name": "Kolada {id}", "licence": "not stated",
                                "source_url": "https://www.kolada.se/?kpis={id}", "from_year": YEARS[0],
                                "feeds": [{"indicator": f"i{i}", "unit": "u", "id": k} for i, k in enumerate(KPIS)]},
    }.items():
        (folder / name).write_text(json.dumps(content))


def run(arguments: list[str], environment: dict[str, str]) -> tuple[str, float, float]:
    """What it printed, seconds, and megabytes at its largest."""
    began = time.monotonic()
    child = subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, text=True)
    said = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(arguments)} failed:\n{said}")
    return said, time.monotonic() - began, usage.ru_maxrss / 1024


def main() -> None:
    if len(sys.argv) not in (2, 4):
        sys.exit(__doc__)
    binary, database = sys.argv[1], sys.argv[2:]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Kolada)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"127.0.0.1:{server.server_port}"
    environment = {**os.environ, "SMARTMOVE_FACTS_KOLADA_URL": f"http://{host}", "SMARTMOVE_FACTS_ALLOWED_HOSTS": host,
                   "SMARTMOVE_FACTS_KOLADA_RATE": "60000"}
    with tempfile.TemporaryDirectory() as scratch:
        pack = pathlib.Path(scratch) / "pack"
        pack.mkdir()
        write_pack(pack)
        where = ["--data", f"{scratch}/data", *database]
        run([binary, "import", str(pack), *where], environment)
        print(f"{len(PLACES)} places x {len(KPIS)} indicators x {len(YEARS)} years = {FIGURES} figures")
        for name, expected in (("first pull", [FIGURES, 0, 0]), ("second pull", [0, 0, FIGURES])):
            said, seconds, megabytes = run([binary, "facts", "pull", *where], environment)
            counted = [int(word) for word in said.splitlines()[1].split()[1:4]]
            if counted != expected:
                sys.exit(f"{name}: new, changed, unchanged are {counted}, expected {expected}:\n{said}")
            print(f"{name}: {seconds:.1f} s, {FIGURES / seconds:,.0f} figures/s, at most {megabytes:.0f} MB")
    server.shutdown()


main()
