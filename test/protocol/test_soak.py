"""Long use: many cells, restarts, kernels at once. A small part by default, all with `run.mjs --soak`."""

import os
import time
import unittest

from kernel_case import KernelCase, is_running, memory, pids_below, start_kernel, stop_kernel

FULL = os.environ.get("KERNEL_SOAK") == "full"


def reply_to(client, msg_id, timeout=60):
    """The content of the reply; earlier ones, as of the kernel_info requests at the start, are passed over."""
    while (reply := client.get_shell_msg(timeout=timeout))["parent_header"].get("msg_id") != msg_id:
        pass
    return reply["content"]


class ManyCells(KernelCase):
    def test_memory_stays_level(self):
        cells = 2000 if FULL else 300
        warm = None
        for n in range(cells):
            outcome = self.ok(
                f"const a{n % 50} = {n}; let text = `${{a{n % 50}}}`; function f{n % 20}(x: number) {{ return x + a{n % 50}; }}\n"
                f"interface P{n % 10} {{ x: number }} console.log(f{n % 20}(1)); [text.length, {n}]"
            )
            self.assertEqual(outcome.text(), f"{n + 1}\n")
            if n == cells // 3:
                time.sleep(1)
                warm = memory(self.pid)
        time.sleep(2)
        end = memory(self.pid)
        print(f"memory after {cells // 3} cells {warm:.0f} MB, after {cells} {end:.0f} MB")
        self.assertLess(end, warm * 1.2)


class Restarts(unittest.TestCase):
    def test_no_process_is_left_behind(self):
        seen = set()
        for _ in range(500 if FULL else 6):
            manager, client = start_kernel()
            reply_to(client, client.execute("1 + 1"))
            seen.update(pids_below(manager.provisioner.pid))
            stop_kernel(manager, client)
        until = time.perf_counter() + 2
        while any(is_running(pid) for pid in seen) and time.perf_counter() < until:
            time.sleep(0.1)
        self.assertEqual([pid for pid in seen if is_running(pid)], [])


class AtOnce(unittest.TestCase):
    def test_kernels_beside_each_other(self):
        kernels = [start_kernel() for _ in range(8 if FULL else 3)]
        try:
            ids = [client.execute(f"const mine = {n}; mine") for n, (_, client) in enumerate(kernels)]
            for (_, client), msg_id in zip(kernels, ids):
                self.assertEqual(reply_to(client, msg_id, timeout=120)["status"], "ok")
            for n, (_, client) in enumerate(kernels):
                msg_id = client.execute("", user_expressions={"mine": "mine"}, silent=True)
                mine = reply_to(client, msg_id)["user_expressions"]["mine"]
                self.assertEqual(mine["data"]["text/plain"], str(n))
        finally:
            for kernel in kernels:
                stop_kernel(*kernel)


class Reconnects(KernelCase):
    def test_a_front_end_that_goes_and_comes_back(self):
        self.ok("let turns = 0;")
        times = 100 if FULL else 5
        before = None
        for n in range(times):
            # Left in the middle of a cell that prints: nobody reads what it says.
            self.send("for (let i = 0; i < 20; i++) { console.log('x'.repeat(1000)); await new Promise((r) => setTimeout(r, 5)); } turns++;")
            time.sleep(0.02)
            self.client.stop_channels()
            type(self).client = self.manager.client()
            self.client.start_channels()
            self.client.wait_for_ready(timeout=60)
            self.shows("turns", str(n + 1))
            if n == times // 3:
                before = memory(self.pid)
        after = memory(self.pid)
        print(f"memory after {times // 3} reconnects {before:.0f} MB, after {times} {after:.0f} MB")
        self.assertLess(after, before * 1.2)
