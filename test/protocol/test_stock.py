"""What notebooks for stock tslab do, run in both kernels: what stock shows is what ours shows.

The patterns are those of tslab's README and of its example notebooks (github.com/yunabe/tslab-examples)."""

import ast
import os
import time

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

from kernel_case import KernelCase, NOTEBOOKS, stop_kernel

TSLAB = os.path.join(os.path.dirname(__file__), "..", "..", "node_modules", "tslab", "bin", "tslab")

TYPESCRIPT = [
    "import * as tslab from 'tslab';\nconsole.log('tslab', tslab.versions.tslab, Object.keys(tslab.versions))",
    "import { display, newDisplay } from 'tslab';",
    "/** Counts rabbits. */\nfunction fib(n: number): number {\n    if (n > 1) {\n        return fib(n - 1) + fib(n - 2);\n    }\n    return 1;\n}",
    "{\n    // A block of its own: nothing of it is left.\n    const n = 10;\n    console.log(`fib(${n}) = ${fib(n)}`)\n}",
    "interface Named {\n    name(): string;\n}\n\nclass Pet implements Named {\n    private called: string;\n    constructor(called: string) {\n        this.called = called;\n    }\n    name(): string {\n        return `Pet ${this.called}`;\n    }\n}\nconsole.log(new Pet('Mia').name());",
    "new Pet('Tom')",
    "let sleep = (ms: number) => new Promise<string>(resolve => setTimeout(() => resolve(`slept ${ms}`), ms));\n// Top-level await.\nawait sleep(5);",
    "sleep(5)",
    "let run = async () => {\n    const done = await sleep(1);\n    return done.toUpperCase();\n}\nawait run();",
    "import fs from 'fs';\nimport * as path from 'path';\nimport { readFile } from 'fs/promises';\n[typeof fs.readFileSync, typeof path.join, typeof readFile]",
    "require('os').EOL.length",
    "tslab.display.html('Hello <b>Type</b>Script!')",
    "display.markdown('# one'); display.latex('$x$'); display.svg('<svg/>'); display.javascript('1 + 1'); display.text('plain');",
    "display.png(Uint8Array.from([1, 2, 3])); display.jpeg(Uint8Array.from([4])); display.gif(Uint8Array.from([5])); display.pdf(Uint8Array.from([6]));",
    "display.raw('application/json', '{\"a\": 1}'); display.raw('text/html', '<i>raw</i>');",
    "{\n    let display = tslab.newDisplay();\n    for (let progress = 1; progress <= 3; progress++) {\n      await sleep(2);\n      display.text(`progress: ${progress}`);\n    }\n}",
    "{\n    class Point {\n        x: number;\n        label: string;\n        constructor(x: number, label: string) {\n            this.x = x;\n            this.label = label;\n        }\n    }\n    let {x, label: name} = new Point(3, 'here');\n    console.log({x, name});\n    let [p, q] = [1, 2];\n    console.log({p, q});\n    let squares: number[] = [];\n    for (let e of (function*(n: number) {\n        for (let i = 0; i < n; i += 2) {\n            yield i;\n        }\n    })(6)) {\n        squares.push(e * e);\n    }\n    console.log('squares =', squares);\n}",
    "{\n    let holder = {inner: null};\n    console.log(holder?.inner?.deeper);\n    let a = null, b = 0, c = 'text';\n    console.log(a ?? b ?? c);\n}",
    "/** @module counting */\nexport const limit = 3;\nexport interface Counted { n: number }",
    "import { limit, Counted } from './counting';\nconst counted: Counted = { n: limit };\ncounted",
    "let total = 1;\nconst grow = () => ++total;\ngrow()",
    "total",
    "let total = 'declared again'; total",
    "const { first, ...others } = { first: 1, second: 2, third: 3 }; [first, others]",
    "enum Color { Red, Green } [Color.Green, Color[1]]",
    "new Map([['a', [1, 2]]])",
    "2n ** 64n",
    "let nothing; nothing",
    "for (let i = 0; i < 2; i++) console.log(i); console.error('to stderr')",
    "process.stdout.write('raw\\n'); 'after'",
    "setTimeout(() => console.log('late'), 5); await sleep(50);",
    "let wrong: number = 'text';",
    "let number = 12.5;\nnumber = 'text';",
    "throw new RangeError('on purpose')",
]

JAVASCRIPT = [
    "import * as tslab from 'tslab';\nconsole.log(Object.keys(tslab.versions))",
    "function twice(n) {\n    return 2 * n;\n}\ntwice(4)",
    "class Greeting {\n    constructor(name) {\n        this.name = name;\n    }\n    say() {\n        console.log(`Hello, ${this.name}`);\n    }\n}\nconst greeting = new Greeting('JavaScript');\ngreeting.say();",
    "let sleep = (ms) => new Promise(resolve => setTimeout(resolve, ms));\nawait sleep(5);\n'slept'",
    "tslab.display.html('<b>Java</b>Script')",
    "{\n    let display = tslab.newDisplay();\n    for (let n = 1; n <= 3; n++) {\n      await sleep(1);\n      display.text(`n: ${n}`);\n    }\n}",
    "let os = require('os');\ntypeof os.cpus",
    "/** @type {any} */\nlet anything = 123;\nanything += ' hello';\nconsole.log(anything);",
    "let unintended = 5;\nunintended += 'hello';",
]


def start_stock(cwd, *options):
    manager = KernelManager()
    manager._kernel_spec = KernelSpec(
        argv=[os.environ["KERNEL_NODE"], TSLAB, "kernel", "--config-path={connection_file}", *options],
        display_name="stock",
        language="typescript",
    )
    manager.start_kernel(cwd=cwd)
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    return manager, client


class Stock(KernelCase):
    options = ()
    cells = TYPESCRIPT

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.addClassCleanup(lambda: stop_kernel(*cls.stock))
        cls.stock = start_stock(cls.cwd, *cls.options)

    def shown(self, code, kernel):
        """Everything a reader sees of a cell. Stock prints a last value as console.log does; ours is a result."""
        ours = self.manager, self.client
        type(self).manager, type(self).client = kernel
        try:
            outcome = self.run_cell(code, timeout=60)
            while outcome.status == "abort":  # what stock answers for some time after an error
                time.sleep(0.1)
                outcome = self.run_cell(code, timeout=60)
        finally:
            type(self).manager, type(self).client = ours
        text = outcome.text()
        if outcome.value is not None:
            text += (ast.literal_eval(outcome.value) if outcome.value[0] in "'\"" else outcome.value) + "\n"
        bundles = [(c["data"], "display_id" in c.get("transient", {})) for c in outcome.of("display_data")]
        updates = [c["data"] for c in outcome.of("update_display_data")]
        return outcome.status, text, bundles, updates

    def test_cells(self):
        for code in self.cells:
            with self.subTest(code):
                self.assertEqual(self.shown(code, (self.manager, self.client)), self.shown(code, self.stock))


class StockJavaScript(Stock):
    kernel_name = "jslab"
    options = ("--js",)
    cells = JAVASCRIPT
