"""Load on a server, and what it made of it."""
import re
import subprocess
from dataclasses import dataclass
from statistics import median

from servers import Server


@dataclass
class Measured:
    rate: float  # requests a second
    cpu: float   # microseconds of the server's CPU a request


def wrk(server: Server, seconds: float, connections: int, headers: list[str], script: str = "") -> Measured:
    command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds:g}s"]
    for header in headers:
        command += ["-H", header]
    if script:
        command += ["-s", script]
    before = server.cpu_seconds()
    out = subprocess.run([*command, server.url], capture_output=True, text=True, check=True).stdout
    used = server.cpu_seconds() - before
    if re.search(r"Non-2xx|Socket errors", out):
        raise SystemExit(f"bench: {server.name} answered with errors:\n{out}")
    requests = int(re.search(r"(\d+) requests in", out).group(1))
    return Measured(float(re.search(r"Requests/sec:\s*([\d.]+)", out).group(1)), used * 1e6 / requests)


def latency_at(server: Server, rate: float, seconds: int, header: str) -> tuple[float, float]:
    """p50 and p99 in microseconds of requests at a fixed rate (h2load, HTTP/1.1, 16 connections)."""
    clients = 16
    command = ["h2load", "--h1", "-t1", f"-c{clients}", f"--rps={max(rate / clients, 1):.0f}", f"-D{seconds}",
               "--log-file=/dev/stdout"]
    if header:
        command += ["-H", header]
    out = subprocess.run([*command, server.url], capture_output=True, text=True, check=True).stdout
    taken = sorted(int(row[2]) for row in (line.split("\t") for line in out.splitlines())
                   if len(row) == 3 and row[1].startswith(("2", "3")))
    if not taken:
        raise SystemExit(f"bench: h2load got nothing of {server.name}:\n{out[-2000:]}")
    return taken[len(taken) // 2], taken[len(taken) * 99 // 100]


def interleaved(servers: list[Server], rounds: int, one) -> dict[str, list]:
    """Round by round, each server once, so that what disturbs the machine disturbs all."""
    results: dict[str, list] = {server.name: [] for server in servers}
    for _ in range(rounds):
        for server in servers:
            results[server.name].append(one(server))
    return results


def show(title: str, results: dict[str, list[Measured]]) -> None:
    """Medians, spread, and what the first servers are to the others, worst round included."""
    print(f"\n{title}")
    for name, rows in results.items():
        rates, cpus = [r.rate for r in rows], [r.cpu for r in rows]
        print(f"  {name:18} {median(rates):10.0f} requests/s ({min(rates):.0f}-{max(rates):.0f})"
              f"   {median(cpus):7.2f} us CPU ({min(cpus):.2f}-{max(cpus):.2f})")
    for ours in (name for name in results if name.startswith("smartmove")):
        for other in (name for name in results if not name.startswith("smartmove")):
            rates = [a.rate / b.rate for a, b in zip(results[ours], results[other])]
            cpus = [a.cpu / b.cpu for a, b in zip(results[ours], results[other])]
            print(f"  {ours} / {other}: requests/s x {median(rates):.2f} (worst {min(rates):.2f}), "
                  f"CPU a request x {median(cpus):.2f} (worst {max(cpus):.2f})", flush=True)
