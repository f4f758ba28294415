"""The debugger, message by message: breakpoints, steps, errors, pauses, and its end."""

import os
import signal
import unittest

from debug_case import DebugCase
from kernel_case import language_process, left_of, pids_below

LOOP = """let total = 0;
for (let i = 0; i < 3; i++) {
  const twice = i * 2;
  total += twice;
}
total"""


class Session(DebugCase):
    """What front ends look at before anything is debugged."""

    def test_the_kernel_says_that_it_can_be_debugged(self):
        info = self.control("kernel_info_request")["content"]
        self.assertIs(info["debugger"], True)
        self.assertIn("debugger", info["supported_features"])
        spec = self.manager.kernel_spec
        self.assertIs(spec.metadata["debugger"], True)

    def test_debug_info(self):
        info = self.body("debugInfo")
        self.assertIs(info["isStarted"], False)
        self.assertEqual(info["hashMethod"], "Murmur2")
        # JupyterLab says "Cell [3]" only for such paths.
        self.assertIn("ipykernel_", info["tmpFilePrefix"])
        self.assertEqual((info["breakpoints"], info["stoppedThreads"]), ([], []))
        self.assertIs(info["richRendering"], True)
        self.assertEqual(len(info["exceptionPaths"]), 1)
        self.start()
        self.assertIs(self.body("debugInfo")["isStarted"], True)

    def test_dump_cell_names_a_text_as_jupyterlab_does(self):
        info = self.body("debugInfo")
        path = self.body("dumpCell", code="1 + 1")["sourcePath"]
        name = path.removeprefix(info["tmpFilePrefix"]).removesuffix(info["tmpFileSuffix"])
        self.assertEqual(int(name), murmur2("1 + 1".encode(), info["hashSeed"]))
        self.assertEqual(info["tmpFileSuffix"], ".ts")

    def test_initialize_answers_before_the_event_and_fails_the_second_time(self):
        reply = self.body("initialize", clientID="jupyterlab", linesStartAt1=True)
        self.assertIs(reply["supportsConditionalBreakpoints"], True)
        self.assertIs(reply["supportsHitConditionalBreakpoints"], True)
        self.assertIs(reply["supportsLogPoints"], True)
        self.assertEqual([f["filter"] for f in reply["exceptionBreakpointFilters"]], ["uncaught", "raised"])
        second = self.ask("initialize")
        self.assertIs(second["success"], False)
        self.assertIn("on already", second["message"])
        self.pump(0.2)
        self.assertEqual(self.events, [])
        self.body("attach")
        self.assertIsNone(self.event("initialized"))
        self.body("configurationDone")

    def test_every_request_is_framed_by_busy_and_idle(self):
        self.pump(0.2)
        self.statuses.clear()
        msg_id = self.send_debug("debugInfo")
        self.reply_to(msg_id)
        self.pump(0.3)
        states = [m["content"]["execution_state"] for m in self.statuses if m["parent_header"]["msg_id"] == msg_id]
        self.assertEqual(states, ["busy", "idle"])

    def test_a_busy_kernel_says_so_under_the_debug_request(self):
        # Under the cell's own header, JupyterLab would ask for the variables again, for ever.
        running = self.send("await new Promise((r) => setTimeout(r, 800));")
        self.pump(0.3)
        self.statuses.clear()
        msg_id = self.send_debug("inspectVariables")
        self.reply_to(msg_id)
        self.pump(0.2)
        said = [(m["content"]["execution_state"], m["parent_header"]["msg_id"] == msg_id) for m in self.statuses]
        self.assertEqual(said, [("busy", True), ("idle", True), ("busy", True)])
        self.assertEqual(self.reply(running)["content"]["status"], "ok")

    def test_failed_replies_have_empty_bodies(self):
        # JupyterLab reads them without a look at `success`.
        for command, key in (("stackTrace", "stackFrames"), ("setBreakpoints", "breakpoints")):
            reply = self.ask(command, source={"path": "/x"}, breakpoints=[])
            self.assertIs(reply["success"], False)
            self.assertEqual(reply["body"][key], [])
        unknown = self.ask("fly")
        self.assertIs(unknown["success"], False)
        self.assertIn("fly", unknown["message"])

    def test_source_of_a_cell_and_of_a_file(self):
        path = self.body("dumpCell", code=LOOP)["sourcePath"]
        source = self.body("source", source={"path": path})
        self.assertEqual((source["content"], source["mimeType"]), (LOOP, "text/typescript"))
        file = self.write("shown.ts", "export const shown = 1;\n")
        self.assertEqual(self.body("source", source={"path": file})["content"], "export const shown = 1;\n")
        self.assertIs(self.ask("source", source={"path": "/nowhere.ts"})["success"], False)

    def test_threads(self):
        threads = self.body("threads")["threads"]
        self.assertEqual([t["id"] for t in threads], [1])
        self.assertIn("worker threads run on", threads[0]["name"])

    def test_an_interrupt_of_a_running_loop_with_the_debugger_on(self):
        self.start()
        msg_id = self.send("for (;;) {}")
        self.pump(0.6)
        self.control("interrupt_request")
        self.assertEqual(self.reply(msg_id)["content"]["ename"], "KeyboardInterrupt")
        self.ok("1")

    def test_no_port_is_opened(self):
        self.start()
        url = self.ok('import inspector from "node:inspector";\nString(inspector.url())').value
        self.assertEqual(url, "'undefined'")


class Breakpoints(DebugCase):
    def setUp(self):
        super().setUp()
        self.start()

    def test_a_loop_in_a_cell(self):
        breakpoints = self.break_at(LOOP, 4)
        self.assertEqual([(b["verified"], b["line"]) for b in breakpoints], [(True, 4)])
        msg_id = self.send(LOOP)
        body = self.stopped()
        self.assertEqual((body["reason"], body["hitBreakpointIds"]), ("breakpoint", [breakpoints[0]["id"]]))
        self.assertEqual(self.where(), ["cell:4"])
        self.assertEqual({k: v for k, v in self.locals().items() if k in "i twice total"}, {"i": "0", "twice": "0", "total": "0"})
        self.assertEqual(self.body("debugInfo")["stoppedThreads"], [1])
        self.assertEqual(self.body("continue", threadId=1), {"allThreadsContinued": True})
        self.assertEqual(self.event("continued"), {"threadId": 1, "allThreadsContinued": True})
        self.stopped()
        self.assertEqual(self.locals()["i"], "1")
        self.break_at(LOOP)
        self.go_on(msg_id)
        self.assertEqual(self.body("debugInfo")["stoppedThreads"], [])

    def test_lines_without_code_and_below_the_end(self):
        code = "// a comment\nconst noted = 1;\n\ninterface Empty {}\nnoted;\n"
        self.assertEqual([b["line"] for b in self.break_at(code, 1, 3)], [2, 5])
        [below] = self.break_at(code, 6)
        self.assertIs(below["verified"], False)

    def test_each_line_stops_on_itself_or_on_the_next_with_code(self):
        code = """const data = [1, 2, 3];
const out = data
  .map((d) => d * 2)
  .filter((d) => {
    return d > 2;
  });

// a comment
for (const d of out) if (d > 100) console.log(d);
interface Point { x: number }
class Layer {
  w = 1;
  forward(x: number): number {
    return x * this.w;
  }
}
new Layer().forward(2);"""
        wanted = [1, 3, 5, 7, 8, 10, 14, 17]
        self.assertEqual([b["line"] for b in self.break_at(code, *wanted)], [1, 3, 5, 9, 9, 11, 14, 17])
        msg_id = self.run_until_stop(code, 14)
        self.assertEqual(self.where(), ["forward:14", "cell:17"])
        self.go_on(msg_id)

    def test_a_function_of_an_earlier_cell_also_run_before_the_debugger_was_on(self):
        code = "function double(x: number): number {\n  const y = x * 2;\n  return y;\n}"
        self.ask("disconnect")
        self.ok(code)
        self.start()
        self.break_at(code, 3)
        msg_id = self.send("double(21)")
        self.stopped()
        self.assertEqual(self.where(), ["double:3", "cell:1"])
        self.assertEqual(self.locals()["y"], "42")
        self.go_on(msg_id)

    def test_an_imported_file_and_after_it_changed(self):
        file = self.write("도우미.ts", "export function norm(x: number, y: number): number {\n  const sum: number = x * x + y * y;\n  return Math.sqrt(sum);\n}\n")
        breakpoints = [{"line": 3}]
        self.body("setBreakpoints", source={"path": file}, breakpoints=breakpoints)
        code = 'import { norm } from "./도우미.ts";\nnorm(3, 4)'
        msg_id = self.send(code)
        self.stopped()
        self.assertEqual(self.where(), ["norm:3", "cell:2"])
        self.assertEqual(self.stack()[0]["source"]["path"], file)
        self.assertEqual(self.locals()["sum"], "25")
        self.assertIn(file, [m["path"] for m in self.body("modules")["modules"]])
        self.go_on(msg_id)
        self.write("도우미.ts", "export function norm(x: number, y: number): number {\n\n\n  return Math.hypot(x, y);\n}\n")
        self.body("setBreakpoints", source={"path": file}, breakpoints=[{"line": 4}])
        msg_id = self.send(code)
        self.stopped()
        self.assertEqual(self.where(), ["norm:4", "cell:2"])
        self.body("setBreakpoints", source={"path": file}, breakpoints=[])
        self.go_on(msg_id)

    def test_a_module_cell(self):
        code = "/** @module tools */\nexport function twice(n: number): number {\n  const doubled: number = 2 * n;\n  return doubled;\n}"
        [breakpoint] = self.break_at(code, 3)
        self.assertEqual((breakpoint["verified"], breakpoint["line"]), (True, 3))
        self.ok(code)
        use = 'import { twice } from "./tools";\ntwice(21)'
        msg_id = self.send(use)
        self.assertEqual(self.stopped()["hitBreakpointIds"], [breakpoint["id"]])
        self.assertEqual(self.where(), ["twice:3", "cell:2"])
        path = self.body("dumpCell", code=code)["sourcePath"]
        self.assertEqual(self.stack()[0]["source"]["path"], path)
        self.assertIn({"name": "tools.ts", "path": path}, [{"name": m["name"], "path": m["path"]} for m in self.body("modules")["modules"]])
        self.assertEqual(self.step("next"), ["twice:4", "cell:2"])
        self.assertEqual(self.locals()["doubled"], "42")
        self.go_on(msg_id)
        # Another text under the same name, with JSX to boot: another file, and breakpoints of its own.
        other = "/** @module tools\n * @jsx */\nexport const twice = (n: number): number => {\n  return 20 * n;\n};"
        self.ok(other)
        self.break_at(other, 4)
        msg_id = self.send(use)
        self.stopped()
        self.assertEqual(self.where(), ["twice:4", "cell:2"])
        self.go_on(msg_id)

    def test_a_module_cell_that_ran_before_the_debugger_was_on(self):
        code = "/** @module early */\nexport const later = (n: number) => {\n  return n + 1;\n};"
        self.ask("disconnect")
        self.ok(code)
        self.ok('import { later } from "./early";')
        self.start()
        self.break_at(code, 3)
        msg_id = self.send("later(1)")
        self.stopped()
        self.assertEqual(self.where(), ["later:3", "cell:1"])
        self.go_on(msg_id)

    def test_a_cell_that_runs_elsewhere_says_why_it_never_stops(self):
        [breakpoint] = self.break_at("/** @browser */\nconst shown = 1;", 2)
        self.assertIs(breakpoint["verified"], False)
        self.assertIn("browser debugs it", breakpoint["message"])

    def test_a_cell_with_decorators_of_before_is_compiled_in_another_way_than_most(self):
        code = """const log = (target: object, key: string) => { void [target, key]; };
class Point {
  @log x = 1;
  @log y = 2;
  @log sum(): number {
    const all = this.x + this.y;
    return all;
  }
}
new Point().sum()"""
        msg_id = self.run_until_stop(code, 7)
        self.assertEqual(self.where()[0], "sum:7")
        self.assertEqual(self.locals()["all"], "3")
        self.go_on(msg_id)

    def test_condition(self):
        msg_id = self.run_until_stop(LOOP, 4, condition="(i as number) === 2")
        self.assertEqual(self.locals()["i"], "2")
        self.go_on(msg_id)
        [bad] = self.break_at(LOOP, 4, condition="i ===")
        self.assertIs(bad["verified"], False)

    def test_hit_condition(self):
        loop = "for (let i = 1; i <= 9; i++) {\n  const square = i * i;\n}"
        hits = {
            "3": [3],
            "= 3": [3],
            "== 3": [3],
            "> 7": [8, 9],
            ">= 8": [8, 9],
            "< 3": [1, 2],
            "<=2": [1, 2],
            "% 4": [4, 8],
        }
        for hit_condition, stops in hits.items():
            with self.subTest(hit_condition):
                self.break_at(loop, 2, hitCondition=hit_condition)
                self.assertEqual(self.stops_of(loop), stops)
        # Only what fulfils the condition is counted.
        self.break_at(loop, 2, condition="i % 2 === 0", hitCondition=">= 3")
        self.assertEqual(self.stops_of(loop), [6, 8])
        self.break_at(loop, 2, hitCondition="% 4", logMessage="{i} ")
        self.assertEqual(self.ok(loop).text(), "4 \n8 \n")
        [bad] = self.break_at(loop, 2, hitCondition="often")
        self.assertIs(bad["verified"], False)
        self.assertIn('current value is "often"', bad["message"])

    def stops_of(self, loop):
        """The values of `i` at which a cell stops."""
        msg_id = self.send(loop)
        stops = []
        while not self.client.shell_channel.msg_ready():
            self.pump()
            if "stopped" in [event["event"] for event in self.events]:
                self.stopped()
                stops.append(int(self.locals()["i"]))
                self.body("continue", threadId=1)
        self.assertEqual(self.reply(msg_id)["content"]["status"], "ok")
        return stops

    def test_log_point(self):
        self.break_at(LOOP, 4, logMessage="i is {i}, twice is {twice}")
        outcome = self.ok(LOOP)
        self.assertEqual(outcome.text(), "".join(f"i is {i}, twice is {2 * i}\n" for i in range(3)))
        self.not_stopped()

    def test_a_debugger_statement_stops_while_the_debugger_is_on(self):
        code = "const halfway = 1;\ndebugger;\nhalfway"
        msg_id = self.send(code)
        self.stopped()
        self.assertEqual(self.where(), ["cell:2"])
        self.go_on(msg_id)
        self.ask("disconnect")
        self.ok(code)

    def test_a_callback_after_its_cell_has_ended(self):
        code = "setTimeout(() => {\n  const late = 1;\n  return late;\n}, 300);\n1"
        self.break_at(code, 3)
        self.ok(code)
        self.stopped()
        self.assertEqual(self.locals()["late"], "1")
        msg_id = self.send("2")
        self.go_on(msg_id)

    def test_two_cells_of_the_same_text_and_a_name_used_twice(self):
        msg_id = self.run_until_stop(LOOP, 3)
        self.break_at(LOOP)
        self.go_on(msg_id)
        self.break_at(LOOP, 4)
        for options in ({"store_history": False}, {"silent": True}):
            msg_id = self.send(LOOP, **options)
            self.stopped()
            self.assertEqual(self.where(), ["cell:4"])
            self.break_at(LOOP)
            self.go_on(msg_id)
            self.break_at(LOOP, 4)

    def test_the_last_expression_and_an_object_literal(self):
        for code in ("const base = 1;\nbase + 1", "{ a: 1,\n  b: [2].map((x) => x + 1) }"):
            line = code.count("\n") + 1
            msg_id = self.run_until_stop(code, line)
            self.assertEqual(self.stack()[-1]["line"], line)
            self.break_at(code)
            self.go_on(msg_id)

    def test_breakpoints_go_when_the_debugger_does(self):
        self.break_at(LOOP, 4)
        self.ask("disconnect")
        self.ok(LOOP)
        self.not_stopped()

    def test_what_vs_code_sends_to_debug_a_cell(self):
        code = "const seen = [1, 2];\nseen.push(3);\nseen.length"
        self.body("debugInfo")
        path = self.body("dumpCell", code=code)["sourcePath"]
        self.body("setBreakpoints", source={"name": "nb.ipynb", "path": path}, lines=[1], breakpoints=[{"line": 1}], sourceModified=False)
        self.body("setExceptionBreakpoints", filters=[])
        self.body("configurationDone")
        msg_id = self.send(code)
        self.stopped()
        self.body("threads")
        frames = self.body("stackTrace", threadId=1, startFrame=0, levels=20)["stackFrames"]
        self.assertEqual(frames[0]["source"]["path"], path)
        # "Run by line" steps in.
        self.assertEqual(self.step("stepIn"), ["cell:2"])
        self.body("disconnect", restart=False, terminateDebuggee=False)
        self.assertEqual(self.reply(msg_id)["content"]["status"], "ok")


class Steps(DebugCase):
    def setUp(self):
        super().setUp()
        self.start()

    def test_over_in_and_out(self):
        earlier = "function triple(x: number): number {\n  const y = x * 3;\n  return y;\n}"
        self.ok(earlier)
        code = "let sum = 0;\nfor (let i = 0; i < 2; i++) {\n  sum += triple(i);\n}\nsum"
        msg_id = self.run_until_stop(code, 3)
        self.break_at(code)
        self.assertEqual(self.step("next"), ["cell:2"])
        self.assertEqual(self.step("next"), ["cell:3"])
        self.assertEqual(self.step("stepIn"), ["triple:2", "cell:3"])
        self.assertEqual(self.step("next"), ["triple:3", "cell:3"])
        self.assertIn(self.step("stepOut")[0], ("cell:3", "cell:2"))
        self.go_on(msg_id)

    def test_over_await(self):
        code = "async function slow() {\n  await new Promise((r) => setTimeout(r, 50));\n  return 7;\n}\nconst got = await slow();\nconst more = got + 1;\nmore"
        msg_id = self.run_until_stop(code, 5)
        self.break_at(code)
        self.assertEqual(self.step("next"), ["cell:6"])
        self.assertEqual(self.locals()["got"], "7")
        self.assertEqual(self.step("next"), ["cell:7"])
        self.go_on(msg_id)

    def test_variables_without_a_value_yet(self):
        code = "function later(n: number): number {\n  const first = n + 1;\n  const second = first * 2;\n  return second;\n}\nlater(1)"
        msg_id = self.run_until_stop(code, 3)
        own = self.locals()
        self.assertEqual([own[name] for name in ("n", "first", "second")], ["1", "2", "undefined"])
        self.go_on(msg_id)

    def test_a_long_stack_a_part_at_a_time(self):
        code = "function down(n: number): number {\n  if (n === 0) return 0;\n  return down(n - 1);\n}\ndown(9)"
        self.break_at(code, 2, condition="n === 0")
        msg_id = self.send(code)
        self.stopped()
        lines = lambda **asked: [f["line"] for f in self.body("stackTrace", threadId=1, **asked)["stackFrames"]]
        self.assertEqual(lines(), [2] + 9 * [3] + [5])
        self.assertEqual(lines(startFrame=0, levels=2), [2, 3])
        self.assertEqual(lines(startFrame=9), [3, 5])
        self.assertEqual(self.body("stackTrace", threadId=1, startFrame=8, levels=20)["totalFrames"], 11)
        self.go_on(msg_id)

    def test_over_fit_and_in_its_callbacks(self):
        code = """import { callbacks, layers, sequential, zeros } from "gradus";
const seen: number[] = [];
const watch = callbacks.lambdaCallback({ onEpochEnd: (epoch) => {
  seen.push(epoch);
} });
const net = sequential([layers.dense({ units: 1, inputShape: [1] })]);
net.compile({ optimizer: "sgd", loss: "mse" });
await net.fit(zeros([4, 1]), zeros([4, 1]), { epochs: 2, verbose: 0, callbacks: [watch] });
seen.length"""
        self.break_at(code, 4)
        msg_id = self.send(code)
        for epoch in ("0", "1"):
            self.stopped()
            self.assertRegex(self.where()[0], r":4$")
            self.assertEqual(self.locals()["epoch"], epoch)
            self.body("continue", threadId=1)
        self.assertEqual(self.reply(msg_id)["content"]["status"], "ok")
        msg_id = self.run_until_stop(code + " + 0", 8)
        self.assertEqual(self.step("next"), ["cell:9"])
        self.go_on(msg_id)

    def test_library_frames_are_skipped(self):
        code = 'import { np } from "gradus";\nconst squares = [1, 2].map((x) =>\n  x * x);\nconst grid = np.array([squares]);\ngrid'
        msg_id = self.run_until_stop(code, 4)
        self.assertEqual(self.step("stepIn"), ["cell:5"])
        self.go_on(msg_id)

    def test_out_of_the_last_statement_does_not_stop_in_the_next_cell(self):
        code = "const q1 = 1;\nconst q2 = 2;"
        msg_id = self.run_until_stop(code, 2)
        self.body("next", threadId=1)
        self.assertEqual(self.reply(msg_id)["content"]["status"], "ok")
        self.ok("const q3 = 3;\nq3")
        self.not_stopped()

    def test_each_stop_follows_a_continued(self):
        msg_id = self.run_until_stop(LOOP, 3)
        self.events.clear()
        self.body("next", threadId=1)
        self.event("stopped")
        self.assertEqual([event["event"] for event in self.events], ["continued"])
        self.break_at(LOOP)
        self.go_on(msg_id)

    def test_pause_of_a_running_loop(self):
        msg_id = self.send("let spin = 0;\nfor (;;) {\n  spin += 1;\n  if (spin < 0) break;\n}")
        self.pump(0.6)
        self.body("pause", threadId=1)
        self.assertEqual(self.stopped()["reason"], "pause")
        self.assertRegex(self.where()[0], r"^cell:[2345]$")
        self.assertGreater(int(self.locals()["spin"]), 0)
        self.control("interrupt_request")
        self.assertEqual(self.reply(msg_id)["content"]["ename"], "KeyboardInterrupt")


class Errors(DebugCase):
    uncaught = {
        "sync": "const z1 = 3;\n(null as any).foo;",
        "after await": "await Promise.resolve();\nthrow new Error('late');",
        "in a function": "function bad() {\n  throw new RangeError('inner');\n}\nbad();",
        "in an async function": "async function abad() {\n  await 1;\n  throw new Error('async');\n}\nawait abad();",
        "in a promise": "await Promise.resolve(1).then(() => { throw new Error('then'); });",
        "after a timer": "await new Promise((r) => setTimeout(r, 20)); JSON.parse('{');",
    }
    caught = {
        "by try": "try { throw new Error('c'); } catch { }",
        "by the caller": "function t2() { throw new Error('c'); }\ntry { t2(); } catch { }",
        "after await": "async function t3() { await 1; throw new Error('c'); }\ntry { await t3(); } catch { }",
        "by .catch": "await Promise.resolve().then(() => { throw new Error('x'); }).catch(() => 1)",
    }

    def setUp(self):
        super().setUp()
        self.start()

    def test_uncaught(self):
        self.body("setExceptionBreakpoints", filters=["uncaught"])
        for name, code in self.uncaught.items():
            with self.subTest(name):
                msg_id = self.send(code)
                body = self.stopped()
                self.assertEqual(body["reason"], "exception")
                self.assertRegex(body["description"], r"Error: ")
                self.go_on(msg_id, status="error")
        for name, code in self.caught.items():
            with self.subTest(name):
                self.ok(code)
                self.not_stopped()

    def test_all(self):
        self.body("setExceptionBreakpoints", filters=["raised"])
        msg_id = self.send(self.caught["by try"])
        self.assertEqual(self.stopped()["reason"], "exception")
        self.go_on(msg_id)
        self.body("setExceptionBreakpoints", filters=[])
        self.fails(self.uncaught["sync"])
        self.not_stopped()


class Pauses(DebugCase):
    """What happens to the kernel while a cell stands."""

    def setUp(self):
        super().setUp()
        self.start()

    def test_completion_answers_and_cells_wait(self):
        msg_id = self.run_until_stop(LOOP, 4)
        self.break_at(LOOP)
        self.client.complete("tot", 3)
        self.assertIn("total", self.client.get_shell_msg(timeout=10)["content"]["matches"])
        second = self.send("'second'")
        self.pump(0.3)
        self.assertFalse(self.client.shell_channel.msg_ready())
        self.go_on(msg_id)
        self.assertEqual(self.reply(second)["content"]["status"], "ok")

    def test_interrupt(self):
        msg_id = self.run_until_stop(LOOP, 4)
        self.break_at(LOOP)
        self.control("interrupt_request")
        self.assertEqual(self.reply(msg_id)["content"]["ename"], "KeyboardInterrupt")
        self.event("continued")
        self.ok("total")

    def test_disconnect_lets_it_go_on(self):
        msg_id = self.run_until_stop(LOOP, 4)
        self.body("disconnect", restart=False, terminateDebuggee=False)
        self.event("continued")
        self.event("terminated")
        self.assertEqual(self.reply(msg_id)["content"]["status"], "ok")
        self.assertIs(self.body("debugInfo")["isStarted"], False)

    def test_terminate_lets_it_go_on(self):
        msg_id = self.run_until_stop(LOOP, 4)
        self.body("terminate")
        self.event("terminated")
        self.assertEqual(self.reply(msg_id)["content"]["status"], "ok")

    def test_breakpoints_outlive_the_session(self):
        self.break_at(LOOP, 4)
        self.body("setExceptionBreakpoints", filters=["uncaught"])
        self.fails("process.exit(3)")
        msg_id = self.send(LOOP)
        self.stopped()
        self.assertEqual(self.where(), ["cell:4"])
        self.break_at(LOOP)
        self.go_on(msg_id)
        msg_id = self.send("throw new Error('again');")
        self.assertEqual(self.stopped()["reason"], "exception")
        self.go_on(msg_id, status="error")

    def test_a_session_that_dies_while_it_stands(self):
        msg_id = self.run_until_stop("const gone = 1;\ngone", 2)
        self.ask("evaluate", expression="process.kill(process.pid, 'SIGKILL')", context="repl")
        self.assertEqual(self.reply(msg_id)["content"]["status"], "error")
        self.event("continued")
        self.ok("1")

    def test_restart_has_other_paths(self):
        # Else JupyterLab does not dump its cells again.
        before = self.body("debugInfo")["tmpFilePrefix"]
        self.break_at(LOOP, 4)
        self.manager.restart_kernel(now=True)
        self.client.wait_for_ready(timeout=60)
        info = self.body("debugInfo")
        self.assertNotEqual(info["tmpFilePrefix"], before)
        self.assertIs(info["isStarted"], False)
        self.start()
        msg_id = self.run_until_stop(LOOP, 4)
        self.break_at(LOOP)
        self.go_on(msg_id)


class Faults(DebugCase):
    """What the debugger's thread does wrong is not the session's end."""

    def tearDown(self):
        # A lost thread does not come back in its kernel.
        self.manager.restart_kernel(now=True)
        self.client.wait_for_ready(timeout=60)

    def test_a_thread_that_ends_lets_its_cell_go_on(self):
        self.start()
        msg_id = self.run_until_stop("const kept = 6;\nkept", 2)
        # The thread's line, which nobody but itself should touch.
        self.ask("evaluate", expression="require('fs').closeSync(6)", context="repl")
        self.assertEqual(self.reply(msg_id)["content"]["status"], "ok")
        self.event("continued")
        self.event("terminated")
        self.shows("kept", "6")
        lost = self.ask("evaluate", expression="1")
        self.assertIn("restart the kernel", lost["message"])
        msg_id = self.send("for (;;) {}")
        self.pump(0.5)
        self.control("interrupt_request")
        self.assertEqual(self.reply(msg_id)["content"]["ename"], "KeyboardInterrupt")


    def hang(self):
        """Makes the debugger's thread wait for a pipe that nobody writes to, in the place of a file."""
        pipe = os.path.join(self.cwd, "silent.ts")
        if not os.path.exists(pipe):
            os.mkfifo(pipe)
        self.send_debug("setBreakpoints", source={"path": pipe}, breakpoints=[{"line": 1}])
        self.pump(0.3)

    def interrupt(self, code):
        """Sends a cell and interrupts it."""
        msg_id = self.send(code)
        self.pump(0.3)
        self.control("interrupt_request")
        self.assertEqual(self.reply(msg_id)["content"]["ename"], "KeyboardInterrupt")

    @unittest.skipUnless(hasattr(os, "mkfifo"), "this system has no pipes with names")
    def test_an_interrupt_when_the_thread_hangs(self):
        self.start()
        msg_id = self.run_until_stop("const held = 6;\nheld", 2)
        self.hang()
        self.control("interrupt_request")
        self.assertEqual(self.reply(msg_id)["content"]["ename"], "KeyboardInterrupt")
        self.event("continued")
        self.event("terminated")
        self.shows("held", "6")
        self.assertIn("restart the kernel", self.ask("evaluate", expression="1")["message"])
        msg_id = self.send("for (;;) {}")
        self.pump(0.5)
        self.control("interrupt_request")
        self.assertEqual(self.reply(msg_id)["content"]["ename"], "KeyboardInterrupt")

    @unittest.skipUnless(hasattr(os, "mkfifo"), "this system has no pipes with names")
    def test_an_interrupt_of_a_cell_that_waits_for_its_breakpoints(self):
        self.start()
        self.hang()
        self.interrupt("globalThis.ran = true;")
        self.shows("typeof (globalThis as any).ran", "'undefined'")

    @unittest.skipUnless(hasattr(os, "mkfifo"), "this system has no pipes with names")
    def test_nothing_stays_behind_when_the_thread_hangs(self):
        for _ in range(3):  # which thread hears first that the front is gone is chance
            self.start()
            self.hang()
            self.interrupt("1")
            pids = [pid for pid in pids_below(self.manager.provisioner.pid) if pid != language_process()]
            self.assertGreaterEqual(len(pids), 2)
            os.kill(self.manager.provisioner.pid, signal.SIGKILL)
            self.assertEqual(left_of(pids), [])
            self.tearDown()

    def test_an_interrupt_of_an_endless_expression(self):
        self.start()
        msg_id = self.run_until_stop("const base = 6;\nbase", 2)
        endless = {"expression": "for (;;) {}", "context": "repl"}
        self.assertIn("took longer than 5 s", self.body("evaluate", **endless)["result"])
        self.assertEqual(self.where(), ["cell:2"])
        self.send_debug("evaluate", **endless)
        self.pump(0.5)
        self.control("interrupt_request")
        self.assertEqual(self.reply(msg_id)["content"]["ename"], "KeyboardInterrupt")
        self.shows("base", "6")


class JavaScript(DebugCase):
    kernel_name = "jslab"

    def test_a_loop(self):
        self.start()
        self.assertEqual(self.body("debugInfo")["tmpFileSuffix"], ".js")
        msg_id = self.run_until_stop(LOOP, 4)
        self.assertEqual(self.locals()["i"], "0")
        self.break_at(LOOP)
        self.go_on(msg_id)


def murmur2(data, seed):
    """Austin Appleby's MurmurHash2, https://github.com/aappleby/smhasher, as ipykernel has it."""
    m, mask = 0x5BD1E995, 0xFFFFFFFF
    h = seed ^ len(data)
    at = 0
    while len(data) - at >= 4:
        k = int.from_bytes(data[at : at + 4], "little") * m & mask
        k = (k ^ k >> 24) * m & mask
        h = (h * m & mask) ^ k
        at += 4
    rest = data[at:]
    if rest:
        h = (h ^ int.from_bytes(rest, "little")) * m & mask
    h = (h ^ h >> 13) * m & mask
    return h ^ h >> 15
