"""Interrupts: whatever a cell does, it stops, and the session keeps its state."""

import time

from kernel_case import KernelCase


class Interrupt(KernelCase):
    def interrupted(self, code, after=0.7, within=2.0, ename="KeyboardInterrupt"):
        """Runs a cell, interrupts it, and expects it to end so."""
        msg_id = self.send(code)
        time.sleep(after)
        began = time.perf_counter()
        self.manager.interrupt_kernel()
        outcome = self.finish(msg_id, timeout=10)
        self.assertEqual((outcome.status, outcome.reply.get("ename")), ("error", ename), outcome.reply)
        self.assertLess(time.perf_counter() - began, within)
        return outcome

    def setUp(self):
        super().setUp()
        self.ok("globalThis.kept = 41; globalThis.ticks = 0;")

    def tearDown(self):
        self.shows("(globalThis as any).kept", "41")

    def assert_stopped(self):
        before = int(self.ok("(globalThis as any).ticks").value)
        time.sleep(0.4)
        self.assertLessEqual(int(self.ok("(globalThis as any).ticks").value) - before, 1, "it still runs")

    def test_sync_loop(self):
        self.interrupted("for (;;) {}")

    def test_loop_after_await(self):
        self.interrupted("await new Promise((r) => setTimeout(r, 50)); for (;;) {}")

    def test_loop_in_a_timer_callback(self):
        self.interrupted("await new Promise((r) => setTimeout(() => { for (;;) {} }, 20))")
        self.ok("await new Promise((r) => setTimeout(r, 20))")

    def test_loop_in_a_timer_of_a_finished_cell(self):
        self.ok("setInterval(() => { for (;;) {} }, 30); 1")
        time.sleep(0.5)
        msg_id = self.send("2")
        time.sleep(0.5)
        self.manager.interrupt_kernel()
        self.finish(msg_id, timeout=10)
        self.ok("await new Promise((r) => setTimeout(r, 100)); 3")

    def test_async_loop(self):
        self.interrupted("for (;;) { await new Promise((r) => setTimeout(r, 10)); (globalThis as any).ticks++; }")
        self.assert_stopped()

    def test_async_loop_in_a_function_of_an_earlier_cell(self):
        self.ok(
            "async function work() { for (;;) { await new Promise((r) => setTimeout(r, 5)); (globalThis as any).ticks++; } }"
        )
        self.interrupted("await work()")
        self.assert_stopped()

    def test_microtask_loop(self):
        self.interrupted("for (;;) await null;")

    def test_promise_that_never_settles(self):
        self.interrupted("await new Promise(() => {})")

    def test_for_await(self):
        self.interrupted(
            "async function* forever() { for (;;) yield await new Promise<number>((r) => setTimeout(r, 5, 1)); }\n"
            "for await (const n of forever()) (globalThis as any).ticks += n;"
        )
        self.assert_stopped()

    def test_interval_of_the_interrupted_cell_is_cancelled(self):
        self.interrupted("setInterval(() => { (globalThis as any).ticks++; }, 10); await new Promise(() => {})")
        self.assert_stopped()

    def test_atomics_wait(self):
        self.interrupted("Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)")

    def test_exec_sync(self):
        self.interrupted('import { execSync } from "node:child_process"; execSync("sleep 30")', within=2)

    def test_exec_sync_of_a_stubborn_child(self):
        code = "import { execSync } from 'node:child_process'; execSync(\"sh -c 'trap : INT; sleep 3; sleep 30'\")"
        self.interrupted(code, within=2.5)

    def test_catch_cannot_hold_on(self):
        self.interrupted("for (;;) { try { await new Promise((r) => setTimeout(r, 10)); } catch {} }")

    def test_finally_runs(self):
        self.interrupted("try { await new Promise((r) => setTimeout(r, 100)); for (;;) await new Promise((r) => setTimeout(r, 20)); } finally { console.log('cleaned up'); }")

    def test_an_error_while_it_stops_is_shown_below(self):
        code = "try { for (;;) await new Promise((r) => setTimeout(r, 20)); } finally { throw new Error('mine'); }"
        outcome = self.interrupted(code)
        self.assertIn("mine", "\n".join(outcome.reply["traceback"]))

    def test_regular_expression(self):
        self.interrupted("/^(a+)+$/.test('a'.repeat(40) + 'b')", within=3)

    def test_output_before_the_interrupt_is_kept(self):
        outcome = self.interrupted("let n = 0; for (;;) { if (n < 3) console.log(n); n++; }")
        self.assertEqual(outcome.text(), "0\n1\n2\n")

    def test_endless_output(self):
        self.interrupted("for (;;) console.log('x'.repeat(100));", within=4)

    def test_while_idle_nothing_happens(self):
        for _ in range(10):
            self.manager.interrupt_kernel()
        time.sleep(0.3)
        self.shows("let total = 0; for (let i = 0; i < 1e6; i++) total += i; total", "499999500000")

    def test_waiting_cells_are_aborted(self):
        ids = [self.send("await new Promise(() => {})"), self.send("1")]
        time.sleep(0.4)
        self.manager.interrupt_kernel()
        self.assertEqual([self.reply(i, 10)["content"]["status"] for i in ids], ["error", "aborted"])

    def test_many_times(self):
        for _ in range(5):
            self.interrupted("for (;;) {}", after=0.15)
            self.interrupted("await new Promise(() => {})", after=0.15)


class AfterAnInterrupt(KernelCase):
    def test_an_exit_says_nothing_of_a_debugger(self):
        msg_id = self.send("for (;;) {}")
        time.sleep(0.5)
        self.manager.interrupt_kernel()
        self.finish(msg_id)
        outcome = self.fails("process.exit(3)", "SessionEnded")
        self.assertEqual(outcome.of("stream"), [])
