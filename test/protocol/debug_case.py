"""A front end of the debugger: debug_requests on the control channel, debug_events from iopub."""

import os
import textwrap
import time
from queue import Empty

from kernel_case import KernelCase


class DebugCase(KernelCase):
    """Each test begins with the debugger off, or on with `start`."""

    def setUp(self):
        super().setUp()
        self.events = []
        self.statuses = []
        self.sequence = 0

    def tearDown(self):
        self.ask("disconnect")

    def send_debug(self, command, **arguments):
        self.sequence += 1
        request = {"type": "request", "seq": self.sequence, "command": command, "arguments": arguments}
        message = self.client.session.msg("debug_request", request)
        self.client.control_channel.send(message)
        return message["header"]["msg_id"]

    def reply_to(self, msg_id, timeout=20):
        while True:
            reply = self.client.get_control_msg(timeout=timeout)
            if reply["parent_header"].get("msg_id") == msg_id:
                self.assertEqual(reply["msg_type"], "debug_reply")
                return reply["content"]

    def ask(self, command, **arguments):
        return self.reply_to(self.send_debug(command, **arguments))

    def body(self, command, **arguments):
        reply = self.ask(command, **arguments)
        self.assertTrue(reply["success"], f"{command}: {reply}")
        self.assertEqual((reply["type"], reply["command"], reply["request_seq"]), ("response", command, self.sequence))
        return reply.get("body")

    def start(self):
        self.body("initialize")
        self.body("attach")
        self.event("initialized")

    def pump(self, seconds=0.05):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                message = self.client.get_iopub_msg(timeout=max(0.01, end - time.monotonic()))
            except Empty:
                return
            if message["msg_type"] == "debug_event":
                self.events.append(message["content"])
            elif message["msg_type"] == "status":
                self.statuses.append(message)

    def event(self, name, timeout=20):
        """The next event of this name; those before it stay."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            for index, event in enumerate(self.events):
                if event["event"] == name:
                    return self.events.pop(index).get("body")
            self.pump()
        self.fail(f"no event {name}")

    def stopped(self):
        body = self.event("stopped")
        self.assertEqual(body["threadId"], 1)
        return body

    def not_stopped(self):
        self.pump(0.3)
        self.assertNotIn("stopped", [event["event"] for event in self.events])

    def break_at(self, code, *lines, **options):
        path = self.body("dumpCell", code=code)["sourcePath"]
        breakpoints = [{"line": line, **options} for line in lines]
        return self.body("setBreakpoints", source={"path": path}, breakpoints=breakpoints)["breakpoints"]

    def run_until_stop(self, code, *lines, **options):
        """Runs a cell with breakpoints; the id of its request, once it stands."""
        self.break_at(code, *lines, **options)
        msg_id = self.send(code)
        self.stopped()
        return msg_id

    def go_on(self, msg_id, status="ok"):
        self.body("continue", threadId=1)
        self.assertEqual(self.reply(msg_id)["content"]["status"], status)

    def stack(self):
        return self.body("stackTrace", threadId=1)["stackFrames"]

    def where(self):
        return [f"{frame['name']}:{frame['line']}" for frame in self.stack()]

    def step(self, how):
        self.body(how, threadId=1)
        self.event("continued")
        self.stopped()
        return self.where()

    def scopes(self, frame=0):
        scopes = self.body("scopes", frameId=self.stack()[frame]["id"])["scopes"]
        return {scope["name"]: scope["variablesReference"] for scope in scopes}

    def variables(self, reference):
        return {v["name"]: v for v in self.body("variables", variablesReference=reference)["variables"]}

    def locals(self, frame=0):
        return {name: v["value"] for name, v in self.variables(self.scopes(frame)["Locals"]).items()}

    def write(self, name, text):
        with open(os.path.join(self.cwd, name), "w", encoding="utf8") as file:
            file.write(textwrap.dedent(text))
        return os.path.join(os.path.realpath(self.cwd), name)
