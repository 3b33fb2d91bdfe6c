#!/usr/bin/env python3
"""Medians, spread and ratios of script/bench's lines: `mode server requests/s µs-of-CPU-a-request`."""
import sys
from statistics import median


def main() -> None:
    rows = [line.split() for line in open(sys.argv[1], encoding="utf-8")]
    modes = list(dict.fromkeys(row[0] for row in rows))
    servers = list(dict.fromkeys(row[1] for row in rows))
    print(f"{'':10} {'':10} {'requests/s':>12} {'spread':>19} {'us CPU':>8} {'spread':>15}")
    for mode in modes:
        rate = {s: [float(r[2]) for r in rows if r[:2] == [mode, s]] for s in servers}
        cpu = {s: [float(r[3]) for r in rows if r[:2] == [mode, s]] for s in servers}
        for s in servers:
            print(f"{mode:10} {s:10} {median(rate[s]):12.0f} {min(rate[s]):9.0f}-{max(rate[s]):<9.0f}"
                  f" {median(cpu[s]):8.2f} {min(cpu[s]):7.2f}-{max(cpu[s]):<7.2f}")
        for other in servers[1:]:
            rates = [a / b for a, b in zip(rate[servers[0]], rate[other])]
            cpus = [a / b for a, b in zip(cpu[servers[0]], cpu[other])]
            print(f"{mode:10} against {other}: requests/s x {median(rates):.2f} (worst {min(rates):.2f}),"
                  f" CPU a request x {median(cpus):.2f} (worst {max(cpus):.2f})")


main()
