"""What Linux says of the memory of processes."""

import os


def pids_below(pid):
    found = [pid]
    for each in found:
        for task in os.listdir(f"/proc/{each}/task"):
            with open(f"/proc/{each}/task/{task}/children") as file:
                found += [int(child) for child in file.read().split()]
    return found


def memory(*pids):
    """MB of these processes and all below them, pages that they share counted once (PSS)."""
    total = 0
    for each in {below for pid in pids for below in pids_below(pid)}:
        with open(f"/proc/{each}/smaps_rollup") as file:
            total += next(int(line.split()[1]) for line in file if line.startswith("Pss:"))
    return total / 1024
