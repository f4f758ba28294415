"""The kernel as a process: other transports, other ways to start and to end."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

import zmq
from jupyter_client.connect import write_connection_file
from jupyter_client.kernelspec import get_kernel_spec
from jupyter_client.manager import KernelManager

from kernel_case import NOTEBOOKS, is_running, pids_below, start_kernel, stop_kernel

PARENT = """
import sys, time
sys.path.insert(0, sys.argv[1])
from kernel_case import start_kernel
manager, client = start_kernel()
print(manager.provisioner.pid, flush=True)
time.sleep(600)
"""


def wait_until_gone(pids, seconds):
    until = time.perf_counter() + seconds
    while any(is_running(pid) for pid in pids) and time.perf_counter() < until:
        time.sleep(0.05)
    return [pid for pid in pids if is_running(pid)]


class Process(unittest.TestCase):
    def test_ipc_transport(self):
        manager = KernelManager(kernel_name="tslab", transport="ipc", ip=os.path.join(NOTEBOOKS, "ipc"))
        manager.start_kernel(cwd=NOTEBOOKS)
        client = manager.client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=60)
            msg_id = client.execute("1")
            self.assertEqual(client.get_shell_msg(timeout=60)["parent_header"]["msg_id"], msg_id)
        finally:
            stop_kernel(manager, client)

    def test_who_listens_late_is_welcomed_and_misses_nothing(self):
        manager = KernelManager(kernel_name="tslab")
        manager.start_kernel(cwd=NOTEBOOKS)
        client = manager.client()
        client.start_channels(iopub=False, hb=False)
        try:
            msg_id = client.execute("console.log('early')")
            self.assertEqual(client.get_shell_msg(timeout=60)["parent_header"]["msg_id"], msg_id)
            client.iopub_channel.start()
            seen = []
            while not seen or seen[-1]["content"].get("execution_state") != "idle":
                seen.append(client.get_iopub_msg(timeout=60))
            self.assertEqual(seen[0]["msg_type"], "iopub_welcome")
            self.assertEqual(seen[1]["content"], {"execution_state": "starting"})
            self.assertEqual([m["content"]["text"] for m in seen if m["msg_type"] == "stream"], ["early\n"])
        finally:
            stop_kernel(manager, client)

    def test_ends_with_the_process_that_started_it(self):
        here = os.path.dirname(os.path.abspath(__file__))
        parent = subprocess.Popen([sys.executable, "-c", PARENT, here], stdout=subprocess.PIPE, text=True)
        kernel = int(parent.stdout.readline())
        pids = pids_below(kernel)
        parent.kill()
        parent.wait()
        parent.stdout.close()
        self.assertEqual(wait_until_gone(pids, 5), [])

    def test_ends_on_sigterm(self):
        manager, client = start_kernel()
        pids = pids_below(manager.provisioner.pid)
        os.kill(manager.provisioner.pid, signal.SIGTERM)
        self.assertEqual(wait_until_gone(pids, 3), [])
        stop_kernel(manager, client)

    def test_restart_keeps_the_connection_and_forgets_the_session(self):
        manager, client = start_kernel()
        seen = []
        try:
            for code, value in (("const once = 1; once", "1"), ("typeof (globalThis as any).once", "'undefined'")):
                reply = client.execute_interactive(code, timeout=60, output_hook=seen.append)
                self.assertEqual(reply["content"]["status"], "ok")
                if value == "1":
                    manager.restart_kernel(now=False)
                    client.wait_for_ready(timeout=60)
            results = [m["content"]["data"]["text/plain"] for m in seen if m["msg_type"] == "execute_result"]
            self.assertEqual(results, ["1", "'undefined'"])
        finally:
            stop_kernel(manager, client)

    def test_what_was_published_arrives_before_the_end(self):
        manager = KernelManager(kernel_name="tslab")
        manager.start_kernel(cwd=NOTEBOOKS)
        client = manager.client()
        client.start_channels(iopub=False, hb=False)
        slow = zmq.Context.instance().socket(zmq.SUB)  # takes one message, and 64 kB of the next
        for option, value in ((zmq.RCVHWM, 1), (zmq.RCVBUF, 65536), (zmq.SUBSCRIBE, b"")):
            slow.setsockopt(option, value)
        slow.connect(f"tcp://127.0.0.1:{client.iopub_port}")
        try:
            code = 'import { display } from "tslab"; for (let i = 0; i < 40; i++) display.text("x".repeat(250_000));'
            msg_id = client.execute(code)
            self.assertEqual(client.get_shell_msg(timeout=60)["parent_header"]["msg_id"], msg_id)
            request = client.session.msg("shutdown_request", {"restart": False})
            client.control_channel.send(request)
            seen = []
            while seen[-1:] != ["shutdown_reply"] and slow.poll(10_000):
                seen.append(slow.recv_multipart()[0].decode())  # the topic, which is the message's type
            self.assertEqual((seen.count("display_data"), seen[-1]), (40, "shutdown_reply"))
            reply = client.get_control_msg(timeout=10)
            self.assertEqual(reply["parent_header"]["msg_id"], request["header"]["msg_id"])
        finally:
            slow.close()
            stop_kernel(manager, client)

    def test_ends_when_another_program_has_its_port(self):
        with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            file = write_connection_file(os.path.join(folder, "connection.json"), iopub_port=port)[0]
            argv = [word.replace("{connection_file}", file) for word in get_kernel_spec("tslab").argv]
            ended = subprocess.run(argv, capture_output=True, text=True, timeout=60)
        self.assertEqual(ended.returncode, 1)
        self.assertRegex(ended.stderr, f"^Cannot start the kernel: tcp://127.0.0.1:{port}: Address already in use; start it again")

    def test_wrong_command_lines(self):
        from jupyter_client.kernelspec import KernelSpecManager

        argv = KernelSpecManager().get_kernel_spec("tslab").argv[:2]
        broken = os.path.join(NOTEBOOKS, "broken.json")
        with open(broken, "w") as file:
            file.write('{ "key": "very-secret" }')
        for words in ([], ["/no/such/file"], [broken]):
            done = subprocess.run([*argv, *words], capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 2)
            self.assertRegex(done.stderr, "^Cannot ")
            self.assertNotIn("very-secret", done.stderr)
