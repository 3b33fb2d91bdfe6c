"""Many published pages, asked for at random: ours from its page store, nginx's from files without a file cache."""
import pathlib
import subprocess
import time
import urllib.request

import load
import packs
import servers
import suite_page

RANDOM = """
local threads = 0
function setup(thread) thread:set("seed", {seed} + threads); threads = threads + 1 end
function init(args) math.randomseed(seed) end
function request() return wrk.format(nil, "/om/p" .. math.random(0, {pages} - 1)) end
"""


def fill(server: servers.Server, pages: int, www: pathlib.Path) -> None:
    """Has every page made once, and lays it down for nginx, plain and compressed."""
    import http.client
    plain = http.client.HTTPConnection("127.0.0.1", server.port)
    for i in range(pages):
        for encoding, suffix in (("identity", ""), ("gzip", ".gz")):
            plain.request("GET", f"/om/p{i}", headers={"Accept-Encoding": encoding})
            answer = plain.getresponse()
            body = answer.read()
            if answer.status != 200:
                raise SystemExit(f"bench: /om/p{i} answers {answer.status}")
            (www / f"p{i}{suffix}").write_bytes(body)


def run(options, work: pathlib.Path) -> None:
    pages, www = options.pages, work / "www" / "om"
    www.mkdir(parents=True)
    packs.write(work / "pack", pages, 24)
    data = str(work / "data")
    began = time.monotonic()
    subprocess.run([options.program, "import", str(work / "pack"), "--data", data], check=True, capture_output=True)
    print(f"\n{pages} documents imported in {time.monotonic() - began:.1f} s")
    flags = [f"--page-store-bytes={max(pages * 90_000, 100_000_000)}"]
    with servers.smartmove(options.program, data, "/om/p0", *flags) as server:
        began, cpu = time.monotonic(), server.cpu_seconds()
        fill(server, pages, www)
        print(f"{pages} pages made in {time.monotonic() - began:.0f} s, {(server.cpu_seconds() - cpu) / pages * 1e3:.2f}"
              f" ms CPU a page with its three encodings, asked for twice")
        headers = suite_page.nginx_headers(server.url)
    with servers.smartmove(options.program, data, "/om/p0", *flags) as ours, \
            servers.nginx(work, work / "www", "/om/p0", headers, file_cache=False) as nginx:
        print(f"ready with {pages} pages after {ours.seconds_to_first_answer * 1e3:.0f} ms; memory {memory(ours)}")
        for mode in ("gzip", "plain"):
            script = work / f"{mode}.lua"
            script.write_text(RANDOM.format(seed=7, pages=pages))
            wish = ["Accept-Encoding: gzip"] if mode == "gzip" else []
            load.show(f"{pages} pages at random, {mode}", load.interleaved(
                [ours, nginx], options.rounds, lambda s: load.wrk(s, options.seconds, 64, wish, str(script))))
        print(f"  smartmove memory afterwards: {memory(ours)}")
        with urllib.request.urlopen(f"http://127.0.0.1:{ours.port}/metrics") as answer:
            kept = [line for line in answer.read().decode().splitlines() if line.startswith("smartmove_page_cache_")]
        print("  " + "; ".join(kept))


def memory(server: servers.Server) -> str:
    of = server.memory()
    return f"{of['RssAnon']:.0f} MB its own, {of['VmRSS']:.0f} MB with what is mapped of the file"
