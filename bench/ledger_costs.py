#!/usr/bin/env python3
"""What a large ledger costs (docs/measurements.md): the cost of adding by tenths, then how long a question takes.

usage: ledger_costs.py SAYSO REPORTS.ndjson LEDGER      (LEDGER is made anew)
       ledger_costs.py SAYSO --ask LEDGER               (asks one that is there)

On a machine that others use as well the clock says little: processor time and load are printed beside it.
"""
import json
import os
import resource
import statistics
import subprocess
import sys
import time


def processor_time(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def add(sayso, reports, ledger):
    for ending in ("", "-wal", "-shm"):
        if os.path.exists(ledger + ending):
            os.remove(ledger + ending)
    with open(reports, "rb") as file:
        tenth = max(1, sum(1 for _ in file) // 10)
    command = [sayso, "add", "--jobs", "2", ledger, reports]
    begun = last = time.time()
    used = count = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        for _ in process.stdout:
            count += 1
            if count % tenth:
                continue
            now, cost = time.time(), processor_time(process.pid)
            print(f"{count}: {tenth / (now - last):.0f} reports/s, {1000 * (cost - used) / tenth:.2f} ms of processor time"
                  f" a report, load {os.getloadavg()[0]:.1f}", flush=True)
            last, used = now, cost
    print(f"{count} in {time.time() - begun:.0f} s: {count / (time.time() - begun):.0f} reports/s")
    return process.returncode


def ask(sayso, ledger):
    first = subprocess.run([sayso, "incidents", ledger, "--limit", "1", "--format", "ndjson"], capture_output=True, check=True)
    name = json.loads(first.stdout.splitlines()[0])["incident"]
    for question in (["incidents"], ["incidents", "--disputed"], ["incidents", "--place", "Kharkiv"],
                     ["incidents", "--side", "Ukraine", "--from", "2020-01-01", "--to", "2020-02-01"],
                     ["incidents", "--kind", "shelling"], ["incidents", "--text", "market"],
                     ["incidents", "--box", "30,44,40,52"], ["accounts", name], ["explain", name], ["search", "hospital"]):
        clock, cost = [], []
        for _ in range(7):
            before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.time()
            subprocess.run([sayso, question[0], ledger, *question[1:]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                           check=False)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            clock.append(time.time() - begun)
            cost.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        print(f"{' '.join(question):64} {1000 * statistics.median(clock):4.0f} ms, of processor time"
              f" {1000 * statistics.median(cost):4.0f} ms")


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sayso, reports, ledger = sys.argv[1:]
    if reports != "--ask" and add(sayso, reports, ledger) != 0:
        sys.exit("ledger_costs: error: the reports were not added")
    ask(sayso, ledger)


if __name__ == "__main__":
    main()
