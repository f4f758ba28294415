"""Notebooks written for Deno: `Deno.jupyter` as https://docs.deno.com/api/deno/~/Deno.jupyter has it, and what else they name."""

from kernel_case import KernelCase

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


class DenoJupyter(KernelCase):
    def drawn(self, code):
        results = self.ok(code).of("execute_result")
        return results[-1]["data"]

    def test_templates_draw_themselves(self):
        self.assertEqual(self.drawn("Deno.jupyter.html`<b>${1 + 1}</b>`")["text/html"], "<b>2</b>")
        self.assertEqual(self.drawn("const { md } = Deno.jupyter; md`# ${'Hi'}`")["text/markdown"], "# Hi")
        self.assertEqual(self.drawn("Deno.jupyter.svg`<svg/>`")["image/svg+xml"], "<svg/>")
        picture = self.drawn(f"Deno.jupyter.image(Buffer.from('{PIXEL}', 'base64'))")
        self.assertEqual(picture["image/png"], PIXEL)

    def test_display_shows_and_replaces(self):
        outcome = self.ok(
            """await Deno.jupyter.display({ "text/plain": "one" }, { raw: true, display_id: "d" });
            await Deno.jupyter.display({ [Deno.jupyter.$display]: () => ({ "text/plain": "two" }) }, { display_id: "d", update: true });
            await Deno.jupyter.broadcast("display_data", { data: { "text/plain": "three" }, metadata: {}, transient: {} });"""
        )
        self.assertEqual([c["data"]["text/plain"] for c in outcome.of("display_data")], ["one", "three"])
        replaced = outcome.of("update_display_data")[0]
        self.assertEqual((replaced["data"]["text/plain"], replaced["transient"]["display_id"]), ("two", "d"))
        self.fails('await Deno.jupyter.broadcast("status", {})', "Error", "Cannot broadcast status: type must be display_data")

    def test_format_gives_the_forms(self):
        self.shows("await Deno.jupyter.format({ outerHTML: '<i>x</i>', a: 1 }).then(Object.keys).then((k) => k.length)", "2")

    def test_functions_keep_it(self):
        self.ok("const show = (text: string) => Deno.jupyter.html`${text}`")
        self.assertEqual(self.drawn("show('<p>later</p>')")["text/html"], "<p>later</p>")


class OtherDenoApis(KernelCase):
    def test_what_is_not_here_is_named(self):
        self.fails('await Deno.readTextFile("x")', "Error", "Cannot use Deno.readTextFile: .* use readFile")
        self.fails("Deno.openKv()", "Error", "Cannot use Deno.openKv: this kernel runs on Node")

    def test_who_asks_is_told_the_truth(self):
        """Libraries look at the global object, and cells ask: both take their way for Node."""
        self.ok("Deno.jupyter.md`x`")
        self.shows("'Deno' in globalThis", "false")
        self.shows("typeof Deno === 'undefined' ? 'node' : Deno.version.deno", "'node'")

    def test_imports_say_what_to_type(self):
        self.fails('import { join } from "jsr:@std/path@1"; join', None, "npx jsr add @std/path")
        self.fails('import x from "https://deno.land/x/a.ts"; x', None, "Node imports nothing from the web")


class OwnName(KernelCase):
    def test_a_name_of_ones_own_goes_first(self):
        self.ok("const Deno = { jupyter: 5 }")
        self.shows("Deno.jupyter", "5")


class InJavaScript(KernelCase):
    kernel_name = "jslab"

    def test_the_same(self):
        self.assertEqual(self.ok("Deno.jupyter.md`a`").of("execute_result")[0]["data"]["text/markdown"], "a")
        self.fails("Deno.openKv()", "Error", "Cannot use Deno.openKv")
        self.fails('await import("https://deno.land/x/a.ts")', None, "Node imports nothing from the web")
