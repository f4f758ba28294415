"""Comms in both directions, also while a cell runs, and questions to the user."""

import time
from queue import Empty

from kernel_case import KernelCase

HOST = "const host = (globalThis as any)[Symbol.for('gradus.notebookHost')];\n"


class Comms(KernelCase):
    def comm(self, msg_type, content, buffers=None):
        message = self.client.session.msg(msg_type, content)
        self.client.session.send(self.client.shell_channel.socket, message, buffers=buffers)
        return message["header"]["msg_id"]

    def iopub_until_idle(self, msg_id):
        found = []
        while True:
            message = self.client.get_iopub_msg(timeout=5)
            if message["parent_header"].get("msg_id") != msg_id:
                found.append(message)
            elif message["msg_type"] == "status":
                found.append(message)
                if message["content"]["execution_state"] == "idle":
                    return found
            else:
                found.append(message)

    def states(self, messages, msg_id):
        return [
            m["content"]["execution_state"]
            for m in messages
            if m["msg_type"] == "status" and m["parent_header"]["msg_id"] == msg_id
        ]

    def test_kernel_opens_sends_and_closes(self):
        outcome = self.ok(
            HOST + "const c = host.openComm('jupyter.widget', { state: { value: 1 } }, { metadata: { version: '2.1.0' } });\n"
            "c.send({ method: 'update', state: { value: 2 } }, { buffers: [new Uint8Array([1, 2, 3])] }); c.id"
        )
        opened, sent = [m for m in outcome.messages if m["msg_type"].startswith("comm")]
        self.assertEqual(opened["content"]["target_name"], "jupyter.widget")
        self.assertEqual(opened["content"]["data"], {"state": {"value": 1}})
        self.assertEqual(opened["metadata"]["version"], "2.1.0")
        self.assertEqual(bytes(sent["buffers"][0]), b"\x01\x02\x03")
        comm_id = opened["content"]["comm_id"]
        self.assertEqual(outcome.value, f"'{comm_id}'")
        listed = self.reply(self.client.comm_info())["content"]["comms"]
        self.assertEqual(listed[comm_id], {"target_name": "jupyter.widget"})
        self.assertEqual(self.reply(self.client.comm_info("other"))["content"]["comms"], {})
        closed = self.ok("c.close({ bye: 1 }); c.close();").of("comm_close")
        self.assertEqual(closed, [{"comm_id": comm_id, "data": {"bye": 1}}])
        self.assertNotIn(comm_id, self.reply(self.client.comm_info())["content"]["comms"])

    def test_front_end_messages_and_buffers(self):
        outcome = self.ok(
            HOST + "const heard: any[] = []; const c2 = host.openComm('t', {});\n"
            "c2.onMessage = (data: any, buffers: Uint8Array[]) => { heard.push(data, buffers.map((b) => [...b])); c2.send({ echo: data.n }); console.log('handled'); };\n"
            "c2.onClose = () => console.log('closed'); c2.id"
        )
        comm_id = outcome.value.strip("'")
        msg_id = self.comm("comm_msg", {"comm_id": comm_id, "data": {"n": 7}}, [b"\x07\x08"])
        messages = self.iopub_until_idle(msg_id)
        self.assertEqual(self.states(messages, msg_id), ["busy", "idle"])
        kinds = [m["msg_type"] for m in messages]
        self.assertLess(kinds.index("comm_msg"), len(kinds) - 1)
        self.assertIn("handled\n", [m["content"].get("text") for m in messages])
        self.shows("JSON.stringify(heard)", "'[{\"n\":7},[[7,8]]]'")
        self.iopub_until_idle(self.comm("comm_close", {"comm_id": comm_id, "data": {}}))

    def test_while_a_cell_awaits(self):
        outcome = self.ok(HOST + "const stop = host.openComm('t', {}); stop.id")
        running = self.send(
            "const pressed = await new Promise((r) => { stop.onMessage = (d: any) => r(d.event); }); pressed"
        )
        time.sleep(0.5)
        msg_id = self.comm("comm_msg", {"comm_id": outcome.value.strip("'"), "data": {"event": "click"}})
        messages = self.iopub_until_idle(msg_id)
        self.assertEqual(self.states(messages, msg_id), ["busy", "idle"])
        self.assertEqual(self.finish(running).value, "'click'")

    def test_busy_is_said_again_for_the_running_cell(self):
        comm_id = self.ok(HOST + "const b = host.openComm('t', {}); b.id").value.strip("'")
        running = self.send("await new Promise((r) => setTimeout(r, 1200))")
        time.sleep(0.5)
        msg_id = self.comm("comm_msg", {"comm_id": comm_id, "data": {}})
        self.iopub_until_idle(msg_id)
        again = self.client.get_iopub_msg(timeout=1)
        self.assertEqual((again["parent_header"]["msg_id"], again["content"].get("execution_state")), (running, "busy"))
        self.finish(running)

    def test_front_end_opens(self):
        self.ok(HOST + "host.onCommOpen('mine', (c: any, data: any) => { c.send({ got: data.x }); }); 1")
        msg_id = self.comm("comm_open", {"comm_id": "abc", "target_name": "mine", "data": {"x": 5}})
        sent = [m["content"] for m in self.iopub_until_idle(msg_id) if m["msg_type"] == "comm_msg"]
        self.assertEqual(sent, [{"comm_id": "abc", "data": {"got": 5}}])
        self.assertIn("abc", self.reply(self.client.comm_info("mine"))["content"]["comms"])

    def test_unknown_target_is_closed(self):
        msg_id = self.comm("comm_open", {"comm_id": "zzz", "target_name": "nobody", "data": {}})
        closed = [m["content"]["comm_id"] for m in self.iopub_until_idle(msg_id) if m["msg_type"] == "comm_close"]
        self.assertEqual(closed, ["zzz"])

    def test_handler_that_throws(self):
        first = self.send(HOST + "const bad = host.openComm('t', {}); bad.onMessage = () => { throw new TypeError('in handler') }; bad.id")
        comm_id = self.finish(first).value.strip("'")
        messages = self.iopub_until_idle(self.comm("comm_msg", {"comm_id": comm_id, "data": {}}))
        errors = [m for m in messages if m["msg_type"] == "error"]
        self.assertEqual([(m["parent_header"]["msg_id"], m["content"]["ename"]) for m in errors], [(first, "TypeError")])
        self.ok("1")

    def test_many_messages(self):
        comm_id = self.ok(HOST + "let total = 0; const many = host.openComm('t', {}); many.onMessage = (d: any) => { total += d.n; }; many.id").value.strip("'")
        ids = [self.comm("comm_msg", {"comm_id": comm_id, "data": {"n": 1}}) for _ in range(500)]
        self.iopub_until_idle(ids[-1])
        self.shows("total", "500")


class Input(KernelCase):
    def answer(self, text, prompt=None, password=False):
        request = self.client.get_stdin_msg(timeout=15)
        self.assertEqual(request["msg_type"], "input_request")
        if prompt is not None:
            self.assertEqual(request["content"], {"prompt": prompt, "password": password})
        self.client.input(text)

    def test_prompt(self):
        msg_id = self.send("const n = await prompt('n? '); n", allow_stdin=True)
        self.answer("한글 5", "n? ")
        self.assertEqual(self.finish(msg_id).value, "'한글 5'")

    def test_prompt_sync(self):
        msg_id = self.send("const m: string = (globalThis as any).promptSync('m? '); m + '!'", allow_stdin=True)
        self.answer("x", "m? ")
        self.assertEqual(self.finish(msg_id).value, "'x!'")

    def test_password_is_hidden(self):
        msg_id = self.send("(globalThis as any).promptSync('key: ', { password: true }).length", allow_stdin=True)
        self.answer("secret", "key: ", True)
        self.assertEqual(self.finish(msg_id).value, "6")
        msg_id = self.send(HOST + "(await host.input('key: ', { password: true })).length", allow_stdin=True)
        self.answer("secret", "key: ", True)
        self.assertEqual(self.finish(msg_id).value, "6")

    def test_confirm(self):
        for text, value in (("y", "true"), ("예", "true"), ("", "false"), ("no", "false")):
            msg_id = self.send("confirm('sure?')", allow_stdin=True)
            self.answer(text)
            self.assertEqual(self.finish(msg_id).value, value)

    def test_readline(self):
        msg_id = self.send(
            'import readline from "node:readline/promises";\n'
            "const rl = readline.createInterface({ input: process.stdin, output: process.stdout });\n"
            "const first = await rl.question('first? '); const second = await rl.question('second? '); rl.close(); [first, second]",
            allow_stdin=True,
        )
        self.answer("a")
        self.answer("b")
        outcome = self.finish(msg_id)
        self.assertEqual(outcome.value, "[ 'a', 'b' ]")
        self.assertIn("first? ", outcome.text())

    def test_readline_in_a_later_cell(self):
        self.test_readline()

    def test_not_allowed(self):
        self.fails("prompt('x')", evalue="Cannot ask for input", allow_stdin=False)
        self.fails(HOST + "await host.input('x')", evalue="Cannot ask for input", allow_stdin=False)

    def test_interrupt_instead_of_an_answer(self):
        for code in ("(globalThis as any).promptSync('?')", HOST + "await host.input('?')"):
            msg_id = self.send(code, allow_stdin=True)
            self.client.get_stdin_msg(timeout=15)
            self.manager.interrupt_kernel()
            self.assertEqual(self.finish(msg_id, 5).reply["ename"], "KeyboardInterrupt")
        msg_id = self.send("(globalThis as any).promptSync('again? ')", allow_stdin=True)
        self.answer("yes", "again? ")
        self.assertEqual(self.finish(msg_id).value, "'yes'")

    def test_timers_go_on_while_an_async_question_waits(self):
        msg_id = self.send(HOST + "let ticks = 0; const t = setInterval(() => ticks++, 10); await host.input('?'); clearInterval(t); ticks > 5", allow_stdin=True)
        time.sleep(0.6)
        self.answer("")
        self.assertEqual(self.finish(msg_id).value, "true")

    def test_nothing_is_asked_without_need(self):
        self.ok("process.stdin.isTTY")
        with self.assertRaises(Empty):
            self.client.get_stdin_msg(timeout=0.2)
