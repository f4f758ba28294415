"""Errors, and cells that break the process they run in: the next cell always runs."""

import os
import signal
import time

from kernel_case import KernelCase, another_kernel, language_process, left_of, pids_below


class Errors(KernelCase):
    def test_place_and_excerpt(self):
        self.ok("function inner(n: number): number {\n  if (n > 0) throw new RangeError('deep');\n  return n;\n}")
        outcome = self.fails("// 한국어\nconst x = 1;\n  inner(x);", "RangeError", "^deep$")
        self.assertRegex(outcome.traceback, r"2 . +if \(n > 0\) throw")
        count = outcome.reply["execution_count"]
        self.assertIn(f"In[{count}]:3:3", outcome.traceback)
        self.assertNotIn("node:", outcome.traceback)
        self.assertNotIn("dist/kernel", outcome.traceback)

    def test_error_of_a_package_shows_the_cell(self):
        folder = os.path.join(self.cwd, "node_modules", "throws")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "index.js"), "w") as out:
            out.write("const deep = () => {\n  throw new RangeError('wanted more');\n};\nexports.check = () => deep();")
        outcome = self.fails('const { check } = require("throws");\n\ncheck();', "RangeError", "^wanted more$")
        self.assertRegex(outcome.traceback, r">.* 3 │ check\(\);")
        self.assertRegex(outcome.traceback, r"… 2 frames in throws\n +at In\[\d+\]:3:1")
        self.assertNotIn("index.js", outcome.traceback)

    def test_cause_fields_and_inner_errors(self):
        outcome = self.fails("throw Object.assign(new Error('outer', { cause: new TypeError('inner') }), { code: 'E1' })")
        self.assertIn("inner", outcome.traceback)
        self.assertIn("E1", outcome.traceback)
        outcome = self.fails("throw new AggregateError([new Error('one'), new Error('two')], 'many')", "AggregateError")
        self.assertIn("one", outcome.traceback)
        self.assertIn("two", outcome.traceback)

    def test_things_that_are_not_errors(self):
        self.fails("throw 'text'", evalue="text")
        self.fails("throw { a: 1 }", evalue="a: 1")
        self.fails("throw null", evalue="null")
        self.fails("throw undefined", evalue="undefined")
        self.fails("throw new Proxy({}, { get() { throw 1 } })")
        self.fails("throw Object.create(null)")

    def test_errors_of_json_and_dom_kind(self):
        self.fails("JSON.parse('{')", "SyntaxError")
        self.fails("new Error('a').message.repeat(-1)", "RangeError")
        self.fails("structuredClone(() => 1)", "DataCloneError")

    def test_stack_overflow(self):
        self.fails("function again(): number { return again() + 1 } again()", "RangeError", "call stack")
        self.ok("1")

    def test_type_errors_are_all_listed(self):
        outcome = self.fails("const a: string = 1;\nconst b: number = 'x';", "TS2322", "1 more error")
        self.assertEqual(len(outcome.reply["traceback"]), 2)
        self.assertIn("^", outcome.traceback)

    def test_a_cell_that_fails_keeps_what_it_assigned(self):
        self.fails("const before = 5; interface Kept { a: number } JSON.parse('null').x; const after = 6;")
        self.shows("const kept: Kept = { a: before }; kept.a", "5")

    def test_syntax_error_has_its_place(self):
        outcome = self.fails("const ok = 1;\nconst = 2;")
        self.assertIn("const = 2", outcome.traceback)

    def test_cells_that_are_not_counted_have_names_of_their_own(self):
        with another_kernel(self):  # as nbval runs a notebook
            self.ok("function thrower() {\n  throw new Error('here');\n}", store_history=False)
            self.ok("1", store_history=False)
            outcome = self.fails("thrower()", "Error", "here", store_history=False)
            self.assertRegex(outcome.traceback, r"2 .*throw new Error\('here'\)")
            self.assertIn("In[0]:2:9", outcome.traceback)
            self.assertIn("In[2]:1:1", outcome.traceback)

    def test_package_that_is_not_installed(self):
        outcome = self.fails('import x from "no-such-package-at-all";')
        self.assertIn("npm install no-such-package-at-all", outcome.traceback + outcome.reply["evalue"])
        outcome = self.fails('await import("no-such-package" + "-either")')
        self.assertIn("npm install no-such-package-either", outcome.reply["evalue"])


class LateErrors(KernelCase):
    def test_floating_rejection_fails_its_cell(self):
        self.fails("void Promise.reject(new TypeError('floating'))", "TypeError", "floating")
        self.ok("1")

    def test_rejection_while_the_cell_awaits(self):
        began = time.perf_counter()
        self.fails("void (async () => { await null; throw new TypeError('in between') })(); await new Promise((r) => setTimeout(r, 5000));", "TypeError")
        self.assertLess(time.perf_counter() - began, 3)

    def test_throw_in_a_timer_fails_its_cell(self):
        self.fails("setTimeout(() => { throw new TypeError('timer') }, 20); await new Promise((r) => setTimeout(r, 500));", "TypeError")
        self.ok("1")

    def test_throw_in_a_timer_of_a_finished_cell(self):
        first = self.send("setTimeout(() => { throw new TypeError('late') }, 200);")
        self.finish(first)
        second = self.ok("await new Promise((r) => setTimeout(r, 500)); 2")
        errors = [m for m in second.others if m["msg_type"] == "error"]
        self.assertEqual([(m["parent_header"]["msg_id"], m["content"]["ename"]) for m in errors], [(first, "TypeError")])

    def test_rejection_of_a_finished_cell(self):
        first = self.send("void (async () => { await new Promise((r) => setTimeout(r, 200)); throw new TypeError('late') })();")
        self.finish(first)
        second = self.ok("await new Promise((r) => setTimeout(r, 500)); 2")
        errors = [m for m in second.others if m["msg_type"] == "error"]
        self.assertEqual([(m["parent_header"]["msg_id"], m["content"]["ename"]) for m in errors], [(first, "TypeError")])

    def test_event_emitter_error(self):
        self.fails(
            'import { EventEmitter } from "node:events"; const e = new EventEmitter();\n'
            "setTimeout(() => e.emit('error', new TypeError('emitted')), 10); await new Promise((r) => setTimeout(r, 300));",
            "TypeError",
        )


class Death(KernelCase):
    def dies(self, code, why, timeout=60):
        self.ok("const lost = 1")
        outcome = self.fails(code, "SessionEnded", timeout=timeout)
        self.assertRegex(outcome.reply["evalue"], why)
        self.assertIn("variables are lost", outcome.reply["evalue"])
        self.shows("typeof (globalThis as any).lost", "'undefined'")
        self.fails("lost", "TS2304")
        return outcome

    def test_process_exit(self):
        outcome = self.dies("console.log('last words'); process.exit(3)", r"process\.exit\(3\)")
        self.assertEqual(outcome.text(), "last words\n")

    def test_exit_in_a_timer(self):
        self.dies("setTimeout(() => process.exit(), 50); await new Promise(() => {})", r"process\.exit\(0\)")

    def test_abort(self):
        self.dies("process.abort()", "SIGABRT")

    def test_segfault(self):
        self.dies("process.kill(process.pid, 'SIGSEGV'); await new Promise(() => {})", "native code")

    def test_out_of_memory(self):
        code = 'import v8 from "node:v8"; v8.setFlagsFromString("--max-old-space-size=120"); const hog: number[][] = []; for (;;) hog.push(new Array(1e5).fill(1.5));'
        self.dies(code, "memory")

    def test_killed(self):
        self.dies("process.kill(process.pid, 'SIGKILL'); await new Promise(() => {})", "SIGKILL")

    def test_death_while_idle(self):
        pid = int(self.ok("process.pid").value)
        os.kill(pid, signal.SIGKILL)
        time.sleep(0.5)
        self.ok("1")

    def test_language_process_dies(self):
        self.ok("const remembered = 5")
        os.kill(language_process(), signal.SIGKILL)
        self.shows("remembered + 1", "6")
        self.fails("const wrong: string = remembered", "TS2322")

    def test_closed_descriptors(self):
        self.ok('import fs from "node:fs"; fs.closeSync(1); fs.closeSync(2); console.log("still"); 1')
        self.assertEqual(self.ok("console.log('heard')").text(), "heard\n")

    def test_no_orphan_after_kill_9_of_the_front(self):
        self.ok('import { spawn } from "node:child_process"; spawn("sleep", ["1000"], { stdio: "ignore" }); 1')
        self.send("for (;;) {}")
        time.sleep(0.5)
        pids = pids_below(self.pid)
        self.assertGreaterEqual(len(pids), 3)  # and the language process, where this kernel started it
        os.kill(self.pid, signal.SIGKILL)
        self.assertEqual(left_of(pids), [])
        type(self).tearDownClass()
        type(self).setUpClass()

    def test_no_orphan_after_shutdown(self):
        pids = pids_below(self.pid)
        self.control("shutdown_request", {"restart": False})
        self.assertEqual(left_of(pids), [])
        type(self).tearDownClass()
        type(self).setUpClass()
