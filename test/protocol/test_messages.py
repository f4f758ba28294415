"""Messages that jupyter_kernel_test leaves out: counts, abort, silent, user_expressions, history, control, bad messages."""

import json
import time
from queue import Empty

import zmq

from kernel_case import KernelCase


class Execute(KernelCase):
    def test_execute_input_and_count(self):
        msg_id = self.send("1")
        types = []
        while True:
            message = self.client.get_iopub_msg(timeout=10)
            types.append((message["msg_type"], message["content"].get("execution_state")))
            if types[-1] == ("status", "idle"):
                break
        self.assertEqual([t for t, _ in types], ["status", "execute_input", "execute_result", "status"])
        self.assertIsInstance(self.reply(msg_id)["content"]["execution_count"], int)

    def test_silent_cells_are_neither_counted_nor_shown(self):
        first = self.ok("1").reply["execution_count"]
        silent = self.ok("2", silent=True)
        self.assertEqual(silent.messages, [])
        self.assertEqual(self.ok("3").reply["execution_count"], first + 1)

    def test_store_history_false_does_not_count(self):
        first = self.ok("1").reply["execution_count"]
        self.ok("'unstored'", store_history=False)
        self.assertEqual(self.ok("3").reply["execution_count"], first + 1)
        self.assertNotIn("unstored", str(self.history(hist_access_type="tail", n=5)))

    def test_error_has_name_value_and_traceback(self):
        outcome = self.fails("throw new RangeError('boom')", "RangeError", "^boom$")
        self.assertIn("In[", outcome.traceback)
        self.assertEqual(outcome.of("error")[0]["traceback"], outcome.reply["traceback"])

    def test_error_aborts_the_queue(self):
        ids = [self.send("throw new Error('a')"), self.send("1"), self.send("2")]
        self.assertEqual([self.reply(i)["content"]["status"] for i in ids], ["error", "aborted", "aborted"])
        self.assertEqual(self.ok("1").status, "ok")

    def test_type_error_aborts_the_queue(self):
        ids = [self.send("const n: string = 1"), self.send("1")]
        self.assertEqual([self.reply(i)["content"]["status"] for i in ids], ["error", "aborted"])

    def test_stop_on_error_false_goes_on(self):
        ids = [self.send("throw new Error('a')", stop_on_error=False), self.send("1")]
        self.assertEqual([self.reply(i)["content"]["status"] for i in ids], ["error", "ok"])

    def test_request_right_after_an_error_runs(self):
        self.assertEqual(self.reply(self.send("throw new Error('a')"))["content"]["status"], "error")
        self.assertEqual(self.reply(self.send("1"))["content"]["status"], "ok")

    def test_user_expressions(self):
        expressions = {"sum": "1 + 1", "bad": "nope.x", "later": "await Promise.resolve(base)"}
        reply = self.ok("const base = 5", user_expressions=expressions).reply["user_expressions"]
        self.assertEqual(reply["sum"]["data"]["text/plain"], "2")
        self.assertEqual(reply["later"]["data"]["text/plain"], "5")
        self.assertEqual((reply["bad"]["status"], reply["bad"]["ename"]), ("error", "ReferenceError"))

    def test_help_page(self):
        payload = self.ok("Math.max?").reply["payload"]
        self.assertEqual(payload[0]["source"], "page")
        self.assertIn("max(", payload[0]["data"]["text/plain"])

    def history(self, **query):
        return self.reply(self.client.history(**query))["content"]["history"]

    def test_history(self):
        for n in range(3):
            self.ok(f"'history {n}'")
        count = self.ok("'last'").reply["execution_count"]
        self.assertEqual([line for _, line, _ in self.history(hist_access_type="tail", n=2)], [count - 1, count])
        ranged = self.history(hist_access_type="range", session=0, start=count - 3, stop=count - 1, output=True)
        self.assertEqual([item for _, _, item in ranged], [["'history 0'", "'history 0'"], ["'history 1'", "'history 1'"]])
        found = self.history(hist_access_type="search", pattern="'hist*[!x]?2'", unique=True)
        self.assertEqual(found, [])
        self.ok("'history 1'")
        found = self.history(hist_access_type="search", pattern="*history 1*", unique=True)
        self.assertEqual([item for _, _, item in found], ["'history 1'"])

    def test_completion_and_inspection_count_code_points(self):
        self.ok("const 학습률 = 0.1; const face = '😀'")
        reply = self.reply(self.client.complete("'😀😀' + 학습률.toFi", 15))["content"]
        self.assertEqual(reply["matches"][0], "toFixed")
        self.assertEqual((reply["cursor_start"], reply["cursor_end"]), (11, 15))
        typed = reply["metadata"]["_jupyter_types_experimental"][0]
        self.assertEqual((typed["start"], typed["end"], typed["type"]), (11, 15, "method"))
        found = self.reply(self.client.inspect("'😀' + 학습률", 7))["content"]
        self.assertIn("0.1", found["data"]["text/plain"])
        self.assertIn("text/markdown", found["data"])

    def test_completion_while_a_cell_runs(self):
        running = self.send("await new Promise((r) => setTimeout(r, 1500))")
        time.sleep(0.3)
        began = time.perf_counter()
        reply = self.reply(self.client.complete("Math.sq", 7))
        self.assertEqual(reply["content"]["matches"], ["sqrt"])
        self.assertLess(time.perf_counter() - began, 1)
        self.assertEqual(self.finish(running).status, "ok")


class Control(KernelCase):
    def test_interrupt_request(self):
        self.assertEqual(self.control("interrupt_request")["content"]["status"], "ok")

    def test_kernel_info_on_control(self):
        self.assertEqual(self.control("kernel_info_request")["content"]["protocol_version"], "5.5")

    def test_subshells_are_declined(self):
        self.assertEqual(self.control("create_subshell_request")["content"]["status"], "error")
        self.assertEqual(self.control("list_subshell_request")["content"]["subshell_id"], [])

    def test_unknown_request_is_survived(self):
        message = self.client.session.msg("teapot_request", {})
        self.client.shell_channel.send(message)
        self.ok("1")


class BadMessages(KernelCase):
    """Sent by a socket of their own; none may be answered, and the kernel goes on."""

    def setUp(self):
        super().setUp()
        self.socket = zmq.Context.instance().socket(zmq.DEALER)
        self.socket.linger = 0
        self.socket.connect(f"tcp://{self.client.ip}:{self.client.shell_port}")

    def tearDown(self):
        self.socket.close()

    def parts(self, msg_type="kernel_info_request", content=None):
        session = self.client.session
        return session.serialize(session.msg(msg_type, content or {}))

    def assert_silent(self, frames):
        self.socket.send_multipart(frames)
        self.assertEqual(self.socket.poll(300), 0, "the kernel answered")
        self.ok("1 + 1")

    def test_good_one_is_answered(self):
        self.socket.send_multipart(self.parts())
        self.assertEqual(self.socket.poll(3000), zmq.POLLIN)

    def test_wrong_signature(self):
        frames = self.parts("execute_request", {"code": "globalThis.harmed = true"})
        frames[1] = b"0" * len(frames[1])
        self.assert_silent(frames)
        self.assertEqual(self.ok("'harmed' in globalThis").value, "false")

    def test_empty_and_short_signatures(self):
        for signature in (b"", b"abc"):
            frames = self.parts()
            frames[1] = signature
            self.assert_silent(frames)

    def test_replay(self):
        frames = self.parts()
        self.socket.send_multipart(frames)
        self.assertEqual(self.socket.poll(3000), zmq.POLLIN)
        self.socket.recv_multipart()
        self.assert_silent(frames)

    def test_malformed(self):
        session = self.client.session
        for frames in (
            [b""],
            [b"<IDS|MSG>"],
            [b"<IDS|MSG>", b"sig", b"{}"],
            self.signed(session, [b"{not json", b"{}", b"{}", b"{}"]),
            self.signed(session, [b"[]", b"{}", b"{}", b"{}"]),
            self.signed(session, [json.dumps({"msg_type": 5, "msg_id": "x"}).encode(), b"{}", b"{}", b"{}"]),
        ):
            self.assert_silent(frames)

    def test_missing_content_fields(self):
        for msg_type in ("execute_request", "complete_request", "inspect_request", "comm_msg", "history_request"):
            self.socket.send_multipart(self.parts(msg_type))
        self.ok("1 + 1")

    @staticmethod
    def signed(session, parts):
        return [b"<IDS|MSG>", session.sign(parts), *parts]


class Sockets(KernelCase):
    def test_listens_where_the_connection_file_says_and_nowhere_else(self):
        import os

        from kernel_case import pids_below

        info = self.client.get_connection_info()
        wanted = {info[f"{name}_port"] for name in ("shell", "iopub", "stdin", "control", "hb")}
        inodes = set()
        for pid in pids_below(self.pid):
            for fd in os.listdir(f"/proc/{pid}/fd"):
                try:
                    target = os.readlink(f"/proc/{pid}/fd/{fd}")
                except OSError:
                    continue
                if target.startswith("socket:["):
                    inodes.add(target[8:-1])
        listening = set()
        for table in ("tcp", "tcp6"):
            with open(f"/proc/net/{table}") as file:
                for line in list(file)[1:]:
                    fields = line.split()
                    if fields[3] == "0A" and fields[9] in inodes:
                        address, port = fields[1].split(":")
                        listening.add((address, int(port, 16)))
        self.assertEqual({port for _, port in listening}, wanted)
        self.assertEqual({address for address, _ in listening}, {"0100007F"})  # 127.0.0.1

    def test_front_end_comes_back(self):
        self.ok("let kept = 41")
        client = self.manager.client()
        client.start_channels()
        client.wait_for_ready(timeout=10)
        old, type(self).client = self.client, client
        old.stop_channels()
        self.shows("kept + 1", "42")

    def test_nothing_is_said_after_idle(self):
        self.ok("1")
        with self.assertRaises(Empty):
            self.client.get_iopub_msg(timeout=0.3)
