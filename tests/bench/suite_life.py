"""Start, memory, cold pages, a large import, publishing under load."""
import os
import pathlib
import re
import shutil
import subprocess
import threading
import time
import urllib.request

import load
import packs
import servers


def run(options, work: pathlib.Path) -> None:
    data = str(work / "data")
    subprocess.run([options.program, "import", "regions/orebro", "--data", data], check=True, capture_output=True)
    start_and_memory(options, data)
    cold(options, data)
    large_import(options, work)
    publish_under_load(options, work)


def start_and_memory(options, data: str) -> None:
    for what in ("nothing kept", "pages kept from before"):
        with servers.smartmove(options.program, data) as server:
            first = server.seconds_to_first_answer
            with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/sitemap.xml") as answer:
                pages = re.findall(r"<loc>http://[^/]*([^<]*)", answer.read().decode())
            for page in pages:
                urllib.request.urlopen(f"http://127.0.0.1:{server.port}{page}").read()
            of = server.memory()
            print(f"start, {what}: answers after {first * 1e3:.0f} ms; {len(pages)} pages later"
                  f" {of['VmRSS']:.0f} MB resident, {of['RssAnon']:.0f} MB its own", flush=True)


def cold(options, data: str) -> None:
    """Nothing is kept, one request at a time: every answer is rendered, plain and compressed."""
    with servers.smartmove(options.program, data, "/", "--page-store-bytes", "0") as server:
        for title, headers in (("plain", []), ("gzip", ["Accept-Encoding: gzip"])):
            rows = [load.wrk(server, options.seconds, 2, headers) for _ in range(options.rounds)]
            print(f"cold page / ({title}): {sorted(r.cpu for r in rows)[len(rows) // 2] / 1e3:.2f} ms CPU", flush=True)


def large_import(options, work: pathlib.Path) -> None:
    packs.write(work / "large", 10_000, 4)
    for what in ("new", "again, nothing changed"):
        began = time.monotonic()
        subprocess.run([options.program, "import", str(work / "large"), "--data", str(work / "large-data")], check=True,
                       capture_output=True)
        print(f"import of 10,000 documents ({what}): {time.monotonic() - began:.1f} s", flush=True)
    shutil.rmtree(work / "large")


def publish_under_load(options, work: pathlib.Path) -> None:
    """A document is published by another process on PostgreSQL while the server is under load."""
    base = os.environ.get("SMARTMOVE_TEST_POSTGRES")
    if not base:
        print("publish under load: left out; run script/bench by tests/support/with_postgres.sh")
        return
    name = f"bench_{os.getpid()}"
    subprocess.run(["psql", "-qX", "-d", base, "-c", f"CREATE DATABASE {name}"], check=True)
    database = re.sub(r"/postgres\?", f"/{name}?", base)
    pack = work / "small"
    packs.write(pack, 3, 4)
    page = pack / "documents/page/p1/sv.json"
    text = page.read_text()
    command = [options.program, "import", str(pack), "--database", database, "--data", str(work / "unused")]
    subprocess.run(command, check=True, capture_output=True)
    took, failed, stale = [], 0, 0
    with servers.smartmove(options.program, str(work / "postgres"), "/om/p1", "--database", database) as server:
        url = server.url
        ended = threading.Event()
        results = []

        def press():
            while not ended.is_set():
                results.append(subprocess.run(["wrk", "-t1", "-c32", "-d1s", url], capture_output=True, text=True).stdout)
        thread = threading.Thread(target=press)
        thread.start()
        for number in range(50):
            page.write_text(text.replace("Sida 1", f"Sida nummer {number}"))
            subprocess.run(command, check=True, capture_output=True)
            acknowledged = time.monotonic()
            while f"Sida nummer {number}".encode() not in urllib.request.urlopen(url).read():
                stale += 1
            took.append((time.monotonic() - acknowledged) * 1e3)
        ended.set()
        thread.join()
        failed = sum(bool(re.search("Non-2xx|Socket errors", out)) for out in results)
    took.sort()
    print(f"publish under load by another process: {len(took)} times; new bytes {took[len(took) // 2]:.1f} ms (p50),"
          f" {took[len(took) * 99 // 100]:.1f} ms (p99) after the import had ended, {stale} older answers in between;"
          f" runs of load with failed answers: {failed} of {len(results)}")
