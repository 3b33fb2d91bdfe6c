"""One published page of some 30 KB: plain, gzip, 304, pipelined; latency at a fixed rate."""
import pathlib
import subprocess
import urllib.request
from statistics import median

import load
import servers

PIPELINE = """
init = function(args)
  local r = {}
  for i = 1, 16 do r[i] = wrk.format() end
  requests = table.concat(r)
end
request = function() return requests end
"""


def fetch(url: str, headers: dict[str, str]) -> bytes:
    """The whole answer as it goes out."""
    flags = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    return subprocess.run(["curl", "-sf", "--raw", "-i", *flags, url], capture_output=True, check=True).stdout


def etag_of(url: str) -> str:
    with urllib.request.urlopen(url) as answer:
        return answer.headers["ETag"]


def nginx_headers(url: str) -> str:
    """What this server sends besides, so that both send as much."""
    same = {"content-security-policy", "x-content-type-options", "referrer-policy", "permissions-policy",
            "cross-origin-opener-policy", "cache-control", "surrogate-key", "vary"}
    with urllib.request.urlopen(url) as answer:
        return "\n".join(f'add_header {name} "{value}";' for name, value in answer.headers.items() if name.lower() in same)


def run(options, work: pathlib.Path) -> None:
    data = work / "data"
    subprocess.run([options.program, "import", "regions/orebro", "--data", str(data)], check=True, capture_output=True)
    www = work / "www"
    www.mkdir()
    with servers.smartmove(options.program, str(data), options.path) as first:
        body = fetch(first.url, {}).split(b"\r\n\r\n", 1)[1]
        zipped = fetch(first.url, {"Accept-Encoding": "gzip"}).split(b"\r\n\r\n", 1)[1]
        (www / "page.html").write_bytes(body)
        (www / "page.html.gz").write_bytes(zipped)
        tag = etag_of(first.url)
        raw = {"plain": {}, "gzip": {"Accept-Encoding": "gzip"}, "304": {"If-None-Match": tag}}
        for mode, headers in raw.items():
            (work / mode).write_bytes(fetch(first.url, headers))
        same_headers = nginx_headers(first.url)
    # Each server process reads a store of its own: one process at a time has it.
    steered_data = work / "steered"
    subprocess.run(["cp", "-r", str(data), str(steered_data)], check=True)
    print(f"page {options.path}: {len(body)} bytes plain, {len(zipped)} gzip")
    (work / "pipeline.lua").write_text(PIPELINE)
    with servers.smartmove(options.program, str(data), options.path, name="smartmove") as plain, \
            servers.smartmove(options.program, str(steered_data), options.path, "--steer-connections",
                              name="smartmove steered") as steered, \
            servers.nginx(work, www, "/page.html", same_headers) as nginx, \
            servers.nginx(work, www, "/page.html", same_headers, affinity=True, name="nginx affinity") as pinned:
        peers = [plain, steered, nginx, pinned]
        tags = {server.name: etag_of(server.url) for server in peers}
        for connections in options.connections:
            measure(options, work, peers, tags, connections)
        latency(options, peers)


def measure(options, work, peers, tags, connections) -> None:
    for mode in options.modes:
        pipelined = mode.startswith("pipelined-")
        kind = mode.removeprefix("pipelined-")
        answer = work / kind
        with servers.bare(options.bare, answer) as bare, \
                servers.bare(options.bare, answer, "--steer", name="bare steered") as bare_steered:
            def one(server):
                headers = {"gzip": ["Accept-Encoding: gzip"],
                           "304": [f"If-None-Match: {tags.get(server.name, 'x')}"]}.get(kind, [])
                script = str(work / "pipeline.lua") if pipelined else ""
                return load.wrk(server, options.seconds, connections, headers, script)
            load.show(f"{mode}, {connections} connections",
                      load.interleaved([*peers, bare, bare_steered], options.rounds, one))


def latency(options, peers) -> None:
    """At about a tenth of the peak."""
    peak = load.wrk(peers[0], 2, 64, ["Accept-Encoding: gzip"]).rate
    results = load.interleaved(peers, options.rounds,
                               lambda server: load.latency_at(server, peak / 10, 3, "Accept-Encoding: gzip"))
    print(f"\nlatency at {peak / 10:.0f} requests/s, gzip, microseconds")
    for name, rows in results.items():
        print(f"  {name:18} p50 {median(r[0] for r in rows):6.0f}   p99 {median(r[1] for r in rows):6.0f}", flush=True)
