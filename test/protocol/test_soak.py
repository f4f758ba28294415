"""Long use: many cells, restarts, kernels at once. A small part by default, all with `run.mjs --soak`."""

import os
import time
import unittest

from kernel_case import KernelCase, is_running, memory, pids_below, start_kernel, stop_kernel

FULL = os.environ.get("KERNEL_SOAK") == "full"


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
            msg_id = client.execute("1 + 1")
            while client.get_shell_msg(timeout=60)["parent_header"].get("msg_id") != msg_id:
                pass
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
                reply = client.get_shell_msg(timeout=120)
                self.assertEqual((reply["parent_header"]["msg_id"], reply["content"]["status"]), (msg_id, "ok"))
            for n, (_, client) in enumerate(kernels):
                msg_id = client.execute("", user_expressions={"mine": "mine"}, silent=True)
                while (reply := client.get_shell_msg(timeout=60))["parent_header"].get("msg_id") != msg_id:
                    pass
                self.assertEqual(reply["content"]["user_expressions"]["mine"]["data"]["text/plain"], str(n))
        finally:
            for kernel in kernels:
                stop_kernel(*kernel)
