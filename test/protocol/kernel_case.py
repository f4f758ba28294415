"""What the protocol tests share: a kernel per test class, and ways to run a cell and see all that came of it."""

import contextlib
import glob
import json
import os
import tempfile
import time
import unittest
from queue import Empty

from jupyter_client.manager import KernelManager

NOTEBOOKS = os.environ.get("KERNEL_NOTEBOOKS", os.getcwd())


class Outcome:
    """A cell's reply and the iopub messages that belong to it, without status and execute_input."""

    def __init__(self, reply, messages, others, seconds):
        self.reply = reply
        self.messages = messages
        self.others = others
        self.seconds = seconds

    @property
    def status(self):
        return self.reply["status"]

    def of(self, msg_type):
        return [m["content"] for m in self.messages if m["msg_type"] == msg_type]

    def text(self, name="stdout"):
        return "".join(c["text"] for c in self.of("stream") if c["name"] == name)

    @property
    def value(self):
        """text/plain of the last expression."""
        results = self.of("execute_result")
        return results[-1]["data"]["text/plain"] if results else None

    @property
    def traceback(self):
        return "\n".join(self.reply.get("traceback", []))


def start_kernel(name="tslab", cwd=NOTEBOOKS, **options):
    manager = KernelManager(kernel_name=name)
    manager.start_kernel(cwd=cwd, **options)
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    return manager, client


def stop_kernel(manager, client):
    client.stop_channels()
    manager.shutdown_kernel(now=True)


@contextlib.contextmanager
def another_kernel(case, cwd=NOTEBOOKS):
    """Runs what follows in a kernel of its own, started in `cwd`."""
    manager, client = case.manager, case.client
    type(case).manager, type(case).client = start_kernel(cwd=cwd)
    try:
        yield
    finally:
        stop_kernel(case.manager, case.client)
        type(case).manager, type(case).client = manager, client


def pids_below(pid):
    """The pids of a process and all its descendants."""
    found = [pid]
    for each in found:
        try:
            for task in os.listdir(f"/proc/{each}/task"):
                with open(f"/proc/{each}/task/{task}/children") as file:
                    found += [int(child) for child in file.read().split()]
        except OSError:
            pass
    return found


def language_process():
    """The pid of the language process that the kernels of this run share; claims of those that have ended say so."""
    claims = [each for each in glob.glob(f"{tempfile.gettempdir()}/gradus-*/*.*") if not each.endswith(".sock")]
    for claim in sorted(claims, key=os.path.getmtime, reverse=True):
        with open(claim) as file:
            text = file.read()
        pid = json.loads(text).get("pid") if text.startswith("{") else None
        if pid and is_running(pid):
            return pid
    raise AssertionError(f"no language process among {claims}")


def is_running(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def left_of(pids, seconds=10):
    """Which of these processes still run when so much time has passed, if any do."""
    until = time.perf_counter() + seconds
    while any(is_running(pid) for pid in pids) and time.perf_counter() < until:
        time.sleep(0.05)
    return [pid for pid in pids if is_running(pid)]


def memory(pid):
    """Resident memory of a process and its descendants, in MB."""
    total = 0
    for each in pids_below(pid):
        try:
            with open(f"/proc/{each}/status") as file:
                total += sum(int(line.split()[1]) for line in file if line.startswith("VmRSS"))
        except OSError:
            pass
    return total / 1024


class KernelCase(unittest.TestCase):
    kernel_name = "tslab"
    cwd = NOTEBOOKS

    @classmethod
    def setUpClass(cls):
        cls.manager, cls.client = start_kernel(cls.kernel_name, cls.cwd)
        # The first cell waits for the type checker: not what the tests' timeouts are about.
        msg_id = cls.client.execute("1")
        while cls.client.get_shell_msg(timeout=60)["parent_header"].get("msg_id") != msg_id:
            pass

    @classmethod
    def tearDownClass(cls):
        stop_kernel(cls.manager, cls.client)

    def setUp(self):
        """Late messages of one test must not be taken for those of the next."""
        for channel in (self.client.shell_channel, self.client.iopub_channel, self.client.stdin_channel):
            while True:
                try:
                    channel.get_msg(timeout=0.02)
                except Empty:
                    break

    @property
    def pid(self):
        return self.manager.provisioner.pid

    def send(self, code, **options):
        return self.client.execute(code, **options)

    def finish(self, msg_id, timeout=30, on_message=None):
        """Everything that comes until a request is answered and idle."""
        began = time.perf_counter()
        messages, others = [], []
        while True:
            message = self.client.get_iopub_msg(timeout=timeout)
            if message["parent_header"].get("msg_id") != msg_id:
                others.append(message)
                continue
            if message["msg_type"] == "status":
                if message["content"]["execution_state"] == "idle":
                    break
            elif message["msg_type"] != "execute_input":
                messages.append(message)
                if on_message:
                    on_message(message)
        reply = self.reply(msg_id, timeout)
        return Outcome(reply["content"], messages, others, time.perf_counter() - began)

    def reply(self, msg_id, timeout=30):
        while True:
            message = self.client.get_shell_msg(timeout=timeout)
            if message["parent_header"].get("msg_id") == msg_id:
                return message

    def control(self, msg_type, content=None, timeout=10):
        message = self.client.session.msg(msg_type, content or {})
        self.client.control_channel.send(message)
        while True:
            reply = self.client.get_control_msg(timeout=timeout)
            if reply["parent_header"].get("msg_id") == message["header"]["msg_id"]:
                return reply

    def run_cell(self, code, timeout=30, **options):
        began = time.perf_counter()
        outcome = self.finish(self.send(code, **options), timeout)
        outcome.seconds = time.perf_counter() - began
        return outcome

    def ok(self, code, timeout=30, **options):
        outcome = self.run_cell(code, timeout, **options)
        self.assertEqual(outcome.status, "ok", f"{code}\n{outcome.traceback}")
        return outcome

    def fails(self, code, ename=None, evalue=None, timeout=30, **options):
        outcome = self.run_cell(code, timeout, **options)
        self.assertEqual(outcome.status, "error", code)
        if ename:
            self.assertEqual(outcome.reply["ename"], ename)
        if evalue:
            self.assertRegex(outcome.reply["evalue"], evalue)
        return outcome

    def shows(self, code, value):
        self.assertEqual(self.ok(code).value, value, code)
