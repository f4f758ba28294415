"""Output: all kept, in order, under the cell that made it, and the kernel stays responsive."""

import re
import time

from kernel_case import KernelCase


class Streams(KernelCase):
    def test_100_000_lines(self):
        outcome = self.ok("for (let i = 0; i < 100_000; i++) console.log(i);", timeout=60)
        self.assertEqual(outcome.text(), "".join(f"{i}\n" for i in range(100_000)))

    def test_twenty_messages_a_second(self):
        outcome = self.ok(
            "for (let i = 0; i < 200; i++) { console.log(i); await new Promise((r) => setTimeout(r, 5)); }"
        )
        self.assertEqual(outcome.text(), "".join(f"{i}\n" for i in range(200)))
        self.assertLessEqual(len(outcome.of("stream")), 21 * (outcome.seconds + 0.2))

    def test_20_mb_in_one_write(self):
        outcome = self.ok("process.stdout.write('한'.repeat(7_000_000)); 1", timeout=60)
        self.assertEqual(len(outcome.text()), 7_000_000)
        self.assertEqual(outcome.value, "1")

    def test_writer_is_slowed_down_and_kernel_stays_responsive(self):
        msg_id = self.send("for (let i = 0; i < 400; i++) process.stdout.write('x'.repeat(250_000));")
        time.sleep(0.3)
        began = time.perf_counter()
        self.reply(self.client.kernel_info())
        self.assertLess(time.perf_counter() - began, 1)
        self.assertEqual(len(self.finish(msg_id, 60).text()), 100_000_000)

    def test_stdout_and_stderr_keep_their_order(self):
        outcome = self.ok("for (let i = 0; i < 50; i++) { console.log(i); console.error(`-${i}`); }")
        both = "".join(c["text"] for c in outcome.of("stream"))
        self.assertEqual(both, "".join(f"{i}\n-{i}\n" for i in range(50)))

    def test_three_lines_are_one_output(self):
        for _ in range(5):
            self.assertEqual([c["text"] for c in self.ok("for (const i of [1, 2, 3]) console.log(i);").of("stream")], ["1\n2\n3\n"])
            turns = "for (const i of [1, 2, 3]) { console.log(i); await new Promise((r) => setTimeout(r, 1)); }"
            self.assertEqual([c["text"] for c in self.ok(turns).of("stream")], ["1\n2\n3\n"])

    def test_half_a_character_can_be_saved(self):
        outcome = self.ok('console.log("a\\ud800"); "b\\udc00c"')
        self.assertEqual(outcome.text().encode(), "a\ufffd\n".encode())
        outcome.value.encode()
        half = 'process.stdout.write("\\ud83d"); process.stdout.write("\\ude00");'
        self.assertEqual(self.ok(half).text(), "\U0001F600")

    def test_displays_and_output_keep_their_order(self):
        outcome = self.ok(
            'import { display } from "tslab";\n'
            "for (let i = 0; i < 20; i++) { console.log(`a${i}`); display.text(`b${i}`); }"
        )
        seen = [m["content"].get("text", "").strip() or m["content"]["data"]["text/plain"] for m in outcome.messages]
        self.assertEqual(seen, [f"{kind}{i}" for i in range(20) for kind in "ab"])

    def test_1000_display_updates(self):
        outcome = self.ok(
            'import { newDisplay } from "tslab";\nconst shown = newDisplay();\n'
            "for (let i = 0; i < 1000; i++) shown.html(String(i));"
        )
        self.assertEqual(outcome.of("display_data")[0]["data"]["text/html"], "0")
        updates = outcome.of("update_display_data")
        self.assertEqual([u["data"]["text/html"] for u in updates], [str(i) for i in range(1, 1000)])
        ids = {m["transient"]["display_id"] for m in outcome.of("display_data") + updates}
        self.assertEqual(len(ids), 1)

    def test_child_processes_and_native_writes(self):
        outcome = self.ok(
            'import { execSync, spawn } from "node:child_process"; import fs from "node:fs";\n'
            'console.log("1"); execSync("echo 2; echo 한글 >&2", { stdio: "inherit" }); console.log("3");\n'
            'fs.writeSync(1, "4\\n");\n'
            'await new Promise((r) => spawn("echo", ["5"], { stdio: "inherit" }).on("close", r)); console.log("6");'
        )
        self.assertEqual(outcome.text("stderr"), "한글\n")
        self.assertEqual(outcome.text()[:6], "1\n2\n3\n")
        self.assertEqual(sorted(outcome.text().split()), list("123456"))

    def test_worker_threads(self):
        outcome = self.ok(
            'import { Worker } from "node:worker_threads";\n'
            "await new Promise((r) => new Worker('console.log(1); console.error(2)', { eval: true }).on('exit', r)); 3"
        )
        self.assertEqual((outcome.text(), outcome.text("stderr")), ("1\n", "2\n"))

    def test_piped_into_stdout(self):
        outcome = self.ok(
            'import { spawn } from "node:child_process"; import { pipeline } from "node:stream/promises"; import { Readable } from "node:stream";\n'
            'const echo = spawn("echo", ["piped"]); echo.stdout.pipe(process.stdout); await new Promise((r) => echo.on("close", r));\n'
            'await pipeline(Readable.from(["a", "b"]), process.stdout, { end: false });'
        )
        self.assertEqual(outcome.text(), "piped\nab")

    def test_binary_output_of_a_child(self):
        self.ok('import { execSync } from "node:child_process"; execSync("head -c 100000 /dev/urandom", { stdio: "inherit" });')
        self.ok("1")

    def test_late_output_lands_under_its_cell(self):
        first = self.send("setTimeout(() => console.log('late'), 300); setTimeout(() => { process.stdout.write('later') }, 350);")
        self.finish(first)
        second = self.ok("console.log('now'); await new Promise((r) => setTimeout(r, 600));")
        self.assertEqual(second.text(), "now\n")
        late = [m for m in second.others if m["msg_type"] == "stream"]
        self.assertEqual({m["parent_header"]["msg_id"] for m in late}, {first})
        self.assertEqual("".join(m["content"]["text"] for m in late), "late\nlater")

    def test_late_output_through_promises(self):
        first = self.send("void (async () => { await new Promise((r) => setTimeout(r, 200)); console.log('deep'); })();")
        self.finish(first)
        second = self.ok("await new Promise((r) => setTimeout(r, 400));")
        late = [m for m in second.others if m["msg_type"] == "stream"]
        self.assertEqual([(m["parent_header"]["msg_id"], m["content"]["text"]) for m in late], [(first, "deep\n")])

    def test_output_appears_while_the_cell_keeps_the_thread(self):
        msg_id = self.send("console.log('begin'); const until = Date.now() + 1500; while (Date.now() < until);")
        began = time.perf_counter()
        while self.client.get_iopub_msg(timeout=5)["msg_type"] != "stream":
            pass
        self.assertLess(time.perf_counter() - began, 1.2)
        self.finish(msg_id)

    def test_clear_output(self):
        outcome = self.ok('import { display } from "tslab"; (display as any).clear({ wait: true }); (display as any).clear();')
        self.assertEqual([c["wait"] for c in outcome.of("clear_output")], [True, False])


class Values(KernelCase):
    def test_values_print_well(self):
        for code, text in [
            ("6 * 7", "42"),
            ("'ab'", "'ab'"),
            ("null", "null"),
            ("10n ** 20n", "100000000000000000000n"),
            ("new Map([['a', { b: 1 }]])", "Map(1) { 'a' => { b: 1 } }"),
            ("new Set([1, 2])", "Set(2) { 1, 2 }"),
            ("Promise.resolve(6) as any", "Promise { 6 }"),
            ("new Float32Array([1, 2.5])", "Float32Array(2) [ 1, 2.5 ]"),
            ("({ a: { b: { c: { d: 1 } } } })", "{\n  a: { b: { c: { d: 1 } } }\n}"),
            ("/a/gi", "/a/gi"),
            ("setTimeout(() => {}, 5)", "Timeout (5 ms)"),
            ("Symbol.for('x')", "Symbol(x)"),
            ("[undefined, , 3]", "[ undefined, <1 empty item>, 3 ]"),
        ]:
            self.assertEqual(self.ok(code).value, text)

    def test_undefined_shows_nothing(self):
        for code in ("undefined", "const quiet = 1", "void 0", "", "// nothing", "function f() {}"):
            self.assertEqual(self.ok(code).messages, [])

    def test_an_error_as_a_value(self):
        self.assertRegex(self.ok("new TypeError('shown')").value, "^TypeError: shown\n    at In\\[")

    def test_10_million_elements_print_short(self):
        outcome = self.ok("Array.from({ length: 10_000_000 }, (_, i) => i)", timeout=60)
        self.assertLess(len(outcome.value), 5000)
        self.assertIn("9999900 more items", outcome.value)
        self.assertLess(len(self.ok("new Float64Array(10_000_000)").value), 5000)

    def test_objects_that_draw_themselves(self):
        for draw in ("() => ({ 'text/html': '<b>1</b>' })", "async () => ({ 'text/html': '<b>1</b>' })"):
            outcome = self.ok(f"({{ [Symbol.for('Jupyter.display')]: {draw}, a: 1 }}) as any")
            data = outcome.of("execute_result")[0]["data"]
            self.assertEqual(data["text/html"], "<b>1</b>")
            self.assertIn("a: 1", data["text/plain"])

    def test_metadata_of_a_drawing(self):
        outcome = self.ok(
            "const picture = { 'image/png': 'AQID', 'text/plain': 'picture', [Symbol.for('Jupyter.metadata')]: { 'image/png': { width: 20 } } };\n"
            "({ [Symbol.for('Jupyter.display')]: () => picture }) as any"
        )
        result = outcome.of("execute_result")[0]
        self.assertEqual(result["data"], {"image/png": "AQID", "text/plain": "picture"})
        self.assertEqual(result["metadata"], {"image/png": {"width": 20}})
        self.assertEqual(self.ok("1").of("execute_result")[0]["metadata"], {})

    def test_a_drawing_that_throws_is_the_cells_error(self):
        self.fails("({ [Symbol.for('Jupyter.display')]() { throw new RangeError('cannot draw') } }) as any", "RangeError")

    def test_hostile_values(self):
        self.ok("new Proxy({}, { get() { throw new Error('trap') }, ownKeys() { throw new Error('trap') } })")
        self.ok("({ get x() { throw new Error('getter') } })")
        self.ok("Object.create(null)")
        self.assertIn("cannot be shown", self.ok("({ [Symbol.for('nodejs.util.inspect.custom')]() { throw 1 } }) as any").value)

    def test_every_display_of_tslab(self):
        outcome = self.ok(
            'import { display } from "tslab";\nconst bytes = new Uint8Array([1, 2, 3]);\n'
            'display.html("h"); display.markdown("m"); display.latex("l"); display.svg("s"); display.text("t");\n'
            'display.javascript("j"); display.png(bytes); display.jpeg(bytes); display.gif(bytes); display.pdf(bytes);\n'
            'display.raw("text/csv", "c");\n'
            '(display as any).raw({ "text/html": "h", "text/plain": "p", "application/json": { a: [1] } }, undefined, { isolated: true });'
        )
        shown = outcome.of("display_data")
        self.assertEqual(
            [next(iter(s["data"])) for s in shown[:11]],
            ["text/html", "text/markdown", "text/latex", "image/svg+xml", "text/plain", "text/javascript", "image/png",
             "image/jpeg", "image/gif", "application/pdf", "text/csv"],
        )
        self.assertEqual(shown[6]["data"]["image/png"], "AQID")
        self.assertEqual(shown[11]["data"], {"text/html": "h", "text/plain": "p", "application/json": {"a": [1]}})
        self.assertEqual(shown[11]["metadata"], {"isolated": True})

    def test_versions(self):
        self.assertRegex(self.ok('import { versions } from "tslab"; versions.node').value, "'v\\d+")

    def test_values_that_know_how_to_draw_themselves(self):
        chart = '{ "$schema": "https://vega.github.io/schema/vega-lite/v5.json", mark: "bar" }'
        for value, type in (
            ('{ toDataURL: () => "data:image/png;base64,iVBORw0=" }', "image/png"),
            ('new (class { get outerHTML() { return "<svg></svg>" } })()', "text/html"),
            (f"{{ toSpec: () => ({chart}) }}", "application/vnd.vegalite.v5+json"),
            ('new Proxy({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": "<b>df</b>" }) }, {})', "text/html"),
        ):
            data = self.ok(f"({value})").of("execute_result")[0]["data"]
            self.assertEqual(set(data), {type, "text/plain"}, value)
        for value in (
            'new Proxy(() => 1, { get: () => () => ({ "text/html": "made up" }) })',
            '{ toDataURL() { throw new Error("tainted") } }',
            '{ toDataURL: () => "about:blank", toSpec: () => 5, outerHTML: 5 }',
        ):
            self.assertEqual(set(self.ok(f"({value})").of("execute_result")[0]["data"]), {"text/plain"}, value)

    def test_what_is_not_what_its_type_says_is_not_sent(self):
        """A notebook with it would not be valid: nbformat takes text for all types but JSON's."""
        for bundle, shown in (
            ("{ 'text/html': ['<b>', 'x</b>'], 'text/markdown': null }", {"text/html": "<b>x</b>"}),
            ("{ 'application/json': 5, 'application/vnd.a.v1+json': [null] }", {"application/json": 5, "application/vnd.a.v1+json": [None]}),
        ):
            data = self.ok(f"({{ [Symbol.for('Jupyter.display')]: () => ({bundle}) }}) as any").of("execute_result")[0]["data"]
            self.assertEqual({type: data[type] for type in data if type != "text/plain"}, shown)
        for type, content in (("image/png", "5"), ("text/html", "{ a: 1 }"), ("image/svg+xml", "[1]")):
            code = f"({{ [Symbol.for('Jupyter.display')]: () => ({{ '{type}': {content} }}) }}) as any"
            self.fails(code, "TypeError", f"^Cannot send {re.escape(type)}: its content must be text or bytes, current value is ")
