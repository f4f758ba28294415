"""What cells import: files of the user's own (edited, too), packages, module cells; and who else imports them."""

import json
import os
import tempfile
import time

from kernel_case import NOTEBOOKS, KernelCase, another_kernel

FILES = {
    "package.json": json.dumps({"name": "project", "type": "module", "exports": {".": "./src/index.ts"}}),
    "tsconfig.json": '{ // comments and\n "compilerOptions": { "strict": true, "module": "nodenext", "noEmit": true,\n'
    ' "allowImportingTsExtensions": true, "resolveJsonModule": true, "target": "es2022",\n'
    ' "paths": { "@lib/*": ["./src/*"] }, }, /* trailing commas */ }',
    "src/index.ts": 'export const who: string = "source"; export { deep } from "./mid.js";',
    "src/mid.ts": 'import { leaf } from "./leaf.js"; export const deep = () => `mid:${leaf}`;',
    "src/leaf.ts": "export const leaf: number = 1;",
    "src/only.ts": "export const only: number = 1;",
    "src/state.ts": "export let count = 0; export const next = () => ++count;",
    "nb/data.json": '{ "n": 7 }',
    "nb/kinds.ts": "export enum Kind { A = 5 }\nexport namespace N { export const x = 2 }",
    "nb/lib/index.ts": 'export default "index";',
    "nb/old.cts": 'const p = require("node:path"); module.exports = { sep: p.sep as string };',
    "nb/bad.ts": "export function boom(n: number) {\n  if (n > 0) {\n    throw new Error('deep');\n  }\n}",
    "nb/wrong.ts": "export const wrong: string = 1;",
    "nb/work.ts": 'import { parentPort } from "node:worker_threads"; import { who } from "../src/index.js"; enum Q { Z = 1 } parentPort!.postMessage(who + Q.Z);',
    "nb/node_modules/esm-only/package.json": '{ "name": "esm-only", "type": "module", "exports": { ".": { "types": "./i.d.ts", "import": "./i.js" }, "./sub": { "types": "./i.d.ts", "default": "./s.js" } } }',
    "nb/node_modules/esm-only/i.js": "export const esm = 'esm'; export default 'default';",
    "nb/node_modules/esm-only/s.js": "export const esm = 'sub'; export default 's';",
    "nb/node_modules/esm-only/i.d.ts": "export const esm: string; declare const d: string; export default d;",
    "nb/node_modules/cjs-old/package.json": '{ "name": "cjs-old", "main": "i.js", "types": "i.d.ts" }',
    "nb/node_modules/cjs-old/i.js": "exports.named = 1; exports.print = () => console.log('from cjs');",
    "nb/node_modules/cjs-old/i.d.ts": "export const named: number; export function print(): void;",
}


class Imports(KernelCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(dir=NOTEBOOKS)
        for name, text in FILES.items():
            cls.write(name, text)
        cls.cwd = os.path.join(cls.folder, "nb")
        super().setUpClass()

    @classmethod
    def write(cls, name, text):
        file = os.path.join(cls.folder, name)
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(file, "w") as out:
            out.write(text)

    def edit(self, name, text):
        time.sleep(0.02)
        self.write(name, text)

    def test_files(self):
        self.shows('import { Kind, N } from "./kinds"; [Kind.A, N.x]', "[ 5, 2 ]")
        self.shows('import { Kind as K2 } from "./kinds.ts"; K2.A', "5")
        self.shows('import index from "./lib"; index', "'index'")
        self.shows('import data from "./data.json"; data.n', "7")
        self.shows('import { only } from "@lib/only"; only', "1")
        self.shows('(await import("../src/only.js")).only', "1")
        self.shows('require("./kinds.ts").Kind.A', "5")

    def test_imported_names_are_live(self):
        self.write("nb/db.ts", "export let db: { q(): string } | undefined; export let count = 0;\n"
                   "export async function connect() { await null; db = { q: () => 'rows' }; count++; }")
        self.shows('import { db, count as n, connect } from "./db"; [db, n]', "[ undefined, 0 ]")
        self.shows("await connect(); db!.q()", "'rows'")
        self.shows("const query = () => db!.q(); [query(), n]", "[ 'rows', 1 ]")
        self.shows("let db = 5; db", "5")

    def test_packages(self):
        self.shows('import { esm } from "esm-only"; import sub from "esm-only/sub"; [esm, sub]', "[ 'esm', 's' ]")
        self.shows('import { named } from "cjs-old"; named', "1")
        self.shows('import fs, { existsSync } from "fs"; typeof fs.readFileSync + typeof existsSync', "'functionfunction'")
        self.shows('import os = require("node:os"); typeof os.cpus', "'function'")
        self.assertEqual(self.ok('import { print } from "cjs-old"; print()').text(), "from cjs\n")

    def test_edits(self):
        self.shows('import { deep } from "../src/index"; deep()', "'mid:1'")
        self.ok('import { next } from "../src/state"; next(); next()')
        self.edit("src/leaf.ts", "export const leaf: number = 2;")
        self.shows('import { deep } from "../src/index"; deep()', "'mid:2'")
        self.shows('import { next } from "../src/state"; next()', "3")
        self.edit("src/leaf.ts", "export const leaf = 'three';")
        self.shows('import { leaf as text } from "../src/leaf"; text.length', "5")
        self.edit("nb/made.ts", "export default 4")
        self.shows('import made from "./made"; made', "4")

    def test_edits_are_seen_by_require(self):
        self.write("src/deep.ts", "export const n: number = 1;")
        self.write("src/uses.ts", 'import { n } from "./deep.js"; import { sep } from "@lib/sep"; export const shown = `${n}${sep}`;')
        self.write("src/sep.ts", 'export const sep: string = "/";')
        self.write("nb/part.cts", "module.exports = { part: 1 as number };")
        self.write("nb/whole.cts", 'module.exports = { whole: require("./part.cjs").part as number };')
        self.write("nb/numbers.json", '{ "n": 1 }')
        both = '[require("../src/uses").shown, require("./whole.cts").whole, require("./numbers.json").n]'
        self.shows(both, "[ '1/', 1, 1 ]")
        self.ok("const before = " + both)
        for n in (22, 333):
            self.edit("src/deep.ts", f"export const n: number = {n};")
            self.edit("nb/part.cts", f"module.exports = {{ part: {n} as number }};")
            self.edit("nb/numbers.json", f'{{ "n": {n} }}')
            self.shows(both, f"[ '{n}/', {n}, {n} ]")
        self.shows("before[0]", "'1/'")
        self.shows('require.resolve("../src/uses").endsWith("/src/uses.ts")', "true")

    def test_edited_javascript_modules_are_seen_by_require(self):
        self.write("src/base.js", "export let base = 1;")
        self.write("nb/edit.mjs", 'import { base } from "../src/base.js"; import { esm } from "esm-only"; export default base; export { base, esm };')
        self.write("nb/here.mjs", '/* 여기 */ export const here = import.meta.url.includes("/nb/here.mjs");\nexport const fail = () => { throw new Error("there"); };')
        both = '[require("./edit.mjs").base, require("./edit.mjs").default, require("./edit.mjs").esm, require("./here.mjs").here]'
        self.shows(both, "[ 1, 1, 'esm', true ]")
        for n in (22, 333):
            self.edit("src/base.js", f"export const base = {n};")
            self.shows(both, f"[ {n}, {n}, 'esm', true ]")
        self.edit("nb/edit.mjs", "export const base = 4, esm = 5; export default base;")
        self.shows(both, "[ 4, 4, 5, true ]")
        self.assertIn("/here.mjs:2:35", self.fails('require("./here.mjs").fail()', "Error", "there").traceback)
        self.write("nb/script.mjs", "#!/usr/bin/env node\nexport const name = import.meta.filename.endsWith('script.mjs');")
        self.shows('require("./script.mjs").name', "true")
        self.write("nb/waits.mjs", "const inner = async () => { await 1; };\nexport const waits = await Promise.resolve(inner);")
        self.write("nb/asks.mts", "export const asks: number = await Promise.resolve(1);")
        for name in ("waits.mjs", "asks.mts"):
            outcome = self.fails(f'require("./{name}")', "Error")
            self.assertRegex(outcome.traceback, "ERR_REQUIRE_ASYNC_MODULE")
            self.assertRegex(outcome.traceback, r"(?i)use (await )?import\(")
        # Gradus is not the user's file: there is one of it.
        os.symlink(Nodeplotlib.ROOT, os.path.join(self.folder, "nb/node_modules/gradus"), target_is_directory=True)
        self.shows('import { Sequential } from "gradus"; require("gradus").Sequential === Sequential', "true")

    def test_require_keeps_the_state_of_what_was_not_edited(self):
        self.write("src/counter.ts", "export let count = 0; export const next = () => ++count;")
        self.write("src/other.ts", "export const other = 1;")
        self.shows('require("../src/counter").next() + require("../src/other").other', "2")
        self.edit("src/other.ts", "export const other = 10;")
        self.shows('require("../src/counter").next() + require("../src/other").other', "12")

    def test_stack_of_a_required_file(self):
        text = "interface X { a: 1 }\n\nimport fs from 'node:fs';\nexport function fail(n: number): void {\n  throw new Error('required' + typeof fs);\n}"
        for added in ("", "\n\n"):
            self.edit("nb/fails.ts", added + text)
            outcome = self.fails('require("./fails").fail(1)', "Error", "requiredobject")
            self.assertIn(f"/fails.ts:{5 + len(added)}:9", outcome.traceback)
            self.assertNotIn("?v=", outcome.traceback)

    def test_syntax_error_in_a_file_and_mended(self):
        self.edit("nb/half.ts", "export const = ;")
        self.assertIn("half.ts", self.fails('import * as half from "./half"').traceback)
        self.edit("nb/half.ts", "export const whole = 1")
        self.shows('import * as half from "./half"; half.whole', "1")

    def test_stack_of_a_file(self):
        outcome = self.fails('import { boom } from "./bad";\n\nboom(1)', "Error", "deep")
        self.assertIn("bad.ts:3:11", outcome.traceback)
        self.assertRegex(outcome.traceback, r"3 .+throw new Error\('deep'\)")
        self.assertRegex(outcome.traceback, r"In\[\d+\]:3:1")

    def test_type_error_in_a_file_is_shown_with_its_place(self):
        outcome = self.fails('import { wrong } from "./wrong"; wrong', "TS2322")
        self.assertIn("wrong.ts:1:14", outcome.traceback)

    def test_legacy_decorators(self):
        """Where no tsconfig asks for them: in files whose decorators make sense only so."""
        self.write("nb/orm.ts", "export const columns: string[] = [];\n"
                   "type Args = [target: object, key: string | symbol];\n"
                   "export const Column = () => (...[target, key]: Args): void => {\n"
                   "  columns.push(`${target.constructor.name}.${String(key)}`);\n};\n"
                   "export const Relation = (of: () => Function) => (...[target, key]: Args): void => {};\n"
                   "export const Inject = () => (target: object, key: string | symbol | undefined, index: number): void => {\n"
                   "  columns.push(`${(target as Function).name}:${index}`);\n};")
        self.write("nb/user.ts", 'import { Column, Inject, Relation } from "./orm"; import { Post } from "./post"; import { Named } from "./named";\n'
                   "export class User { @Column() id: number; @Relation(() => Post) posts: Post; @Column() named: Named;\n"
                   "  constructor(@Inject() private key = 1) {} }")
        self.write("nb/post.ts", 'import { Column, Relation } from "./orm"; import { User } from "./user";\n'
                   "export class Post { @Column() title = 'none'; @Relation(() => User) author: User; }")
        self.write("nb/named.ts", "export interface Named { name: string }")
        self.write("nb/bound.ts", "const seen: string[] = [];\n"
                   "function note(value: Function, context: ClassMethodDecoratorContext) { seen.push(context.kind); }\n"
                   "export class Bound { @note one() { return seen.join(); } }")
        columns = "[ 'Post.title', 'User.id', 'User.named', 'User:0' ]"
        self.shows('import { columns } from "./orm"; import { User } from "./user"; new User(); columns', columns)
        self.shows('import { Bound } from "./bound"; new Bound().one()', "'method'")
        self.shows('const { Post: P } = await import("./post"); new P()', "Post { title: 'none' }")
        self.shows('require("./user").User.name', "'User'")
        self.write("nb/rows-in-thread.ts", 'import { parentPort } from "node:worker_threads"; import { columns } from "./orm"; import "./user"; parentPort!.postMessage(columns.length);')
        self.shows('import { Worker as Thread } from "node:worker_threads"; import { once } from "node:events";\n'
                   'await once(new Thread(new URL("./rows-in-thread.ts", import.meta.url)), "message")', "[ 4 ]")
        self.ok("/** @module rows */\nimport { Column, columns } from './orm';\nexport class Row { @Column() cell = 1; }\nexport const last = () => columns.at(-1);")
        self.shows("import { last } from './rows'; last()", "'Row.cell'")

    def test_worker_thread(self):
        self.shows(
            'import { Worker } from "node:worker_threads";\n'
            'await new Promise((a, b) => { const w = new Worker(new URL("./work.ts", import.meta.url)); w.on("message", a); w.on("error", b); })',
            "'source1'",
        )

    def test_module_cell(self):
        self.ok("/** @module tools */\nimport { leaf } from '../src/leaf'; export const twice = (n: number) => 2 * n; export const from = typeof String(leaf);")
        self.shows('import { twice, from } from "./tools"; twice(4) + from.length', "14")
        self.fails('import { twice as t } from "./tools"; const s: string = t(1);', "TS2322")
        self.ok("/** @module tools */\nexport const twice = (n: number) => 20 * n;")
        self.shows('import { twice } from "./tools"; twice(4)', "80")
        self.write("nb/uses.ts", 'import { parentPort } from "node:worker_threads"; import { twice } from "./tools"; parentPort!.postMessage(twice(1));')
        self.shows(
            'import { Worker } from "node:worker_threads";\n'
            'await new Promise((a) => new Worker(new URL("./uses.ts", import.meta.url)).on("message", a).on("error", a))',
            "20",
        )

    def test_module_cell_that_imports_a_package(self):
        self.ok('/** @module shouts */\nimport { esm } from "esm-only"; export const shout = esm.toUpperCase();')
        self.shows('import { shout } from "./shouts"; shout', "'ESM'")

    def test_module_cell_with_an_error(self):
        self.fails("/** @module broken */\nexport const b: string = 1;", "TS2322")

    def test_tslab_everywhere(self):
        self.write("nb/shows.ts", 'import { display } from "tslab"; export const show = () => display.html("<i>file</i>");')
        for code in (
            'import { show } from "./shows"; show()',
            '(require("tslab") as any).display.html("<i>file</i>")',
            'import * as tslab from "tslab"; tslab.display.html("<i>file</i>")',
            '(await import("tslab")).display.html("<i>file</i>")',
        ):
            self.assertEqual(self.ok(code).of("display_data")[0]["data"], {"text/html": "<i>file</i>"})

    def test_jsx(self):
        self.shows(
            "/** @jsx */\nconst React = { createElement: (tag: string, props: any) => tag + props.id };\n"
            "declare global { namespace JSX { interface IntrinsicElements { b: any } } }\n<b id='1' />",
            "'b1'",
        )

    def test_browser_cell(self):
        outcome = self.ok("/** @browser */\nconst n: number = 1; (globalThis as any).document.title = String(n);")
        shown = outcome.of("display_data")[0]["data"]
        self.assertIn("document.title = ", next(iter(shown.values())))
        self.assertNotIn(": number", next(iter(shown.values())))


class OwnPackage(KernelCase):
    """A notebook anywhere on the disk, with no packages beside it, imports Gradus: it gets the kernel's copy."""

    def test_code_and_types(self):
        self.shows('import { median } from "gradus"; median([3, 1, 2])', "2")
        self.shows('(await import("gradus")).median([5])', "5")
        self.fails('import { median } from "gradus"; const text: string = median([1]);', "TS2322")

    def test_files_of_the_user_get_the_same(self):
        with open(os.path.join(self.cwd, "uses.ts"), "w") as out:
            out.write('import { median } from "gradus"; export { median }; export const two: number = median([1, 2, 3]);')
        self.shows('import { two, median as theirs } from "./uses"; import { median } from "gradus"; [two, theirs === median]', "[ 2, true ]")

    def test_what_is_not_in_it_is_still_missing(self):
        self.fails('import part from "gradus/no-such-part"; part', "TS2307")
        self.fails('await import("gradus" + "-no-such-package")', "Error")


class Nodeplotlib(KernelCase):
    """nodeplotlib opens a browser; a cell that imports it gets the form that draws in the notebook instead."""

    ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
    SAME = 'import { createRequire } from "node:module"; import * as plots from "nodeplotlib";\n' + (
        "export const isOriginal = plots.plot === createRequire(import.meta.url)('nodeplotlib').plot;"
    )

    @classmethod
    def folder(cls, *packages):
        folder = tempfile.mkdtemp(dir=NOTEBOOKS)
        os.mkdir(os.path.join(folder, "node_modules"))
        for name, target in packages:
            os.symlink(os.path.normpath(os.path.join(cls.ROOT, target)), os.path.join(folder, "node_modules", name))
        with open(os.path.join(folder, "own.ts"), "w") as out:
            out.write(cls.SAME)
        return folder

    @classmethod
    def setUpClass(cls):
        cls.cwd = cls.folder(("gradus", "."), ("nodeplotlib", "node_modules/nodeplotlib"))
        super().setUpClass()

    def test_a_cell_draws_inline(self):
        outcome = self.ok(
            'import { plot, type Plot } from "nodeplotlib";\n'
            'const data: Plot[] = [{ x: [1, 2, 3], y: [2, 4, 8], type: "scatter" }];\nplot(data, { title: { text: "doubling" } });',
            timeout=60,
        )
        [shown] = outcome.of("display_data")
        self.assertIn("image/png", shown["data"])
        self.assertTrue(any(name.startswith("application/vnd.vega") for name in shown["data"]), shown["data"].keys())
        self.assertEqual(self.ok('const again = await import("nodeplotlib"); again.plot(data)').of("display_data")[0]["data"].keys(), shown["data"].keys())

    def test_a_cell_draws_inline_where_nothing_is_installed(self):
        with another_kernel(self, tempfile.mkdtemp()):
            outcome = self.ok('import { plot } from "nodeplotlib"; plot([{ x: [1, 2], y: [2, 4] }]);', timeout=60)
            self.assertIn("image/png", outcome.of("display_data")[0]["data"])

    def test_elsewhere_it_is_the_package_itself(self):
        self.shows('import { isOriginal } from "./own"; isOriginal', "true")

    def test_a_cell_gets_the_package_where_gradus_has_no_such_form(self):
        folder = self.folder(("nodeplotlib", "node_modules/nodeplotlib"))
        os.mkdir(os.path.join(folder, "node_modules", "gradus"))
        with open(os.path.join(folder, "node_modules", "gradus", "package.json"), "w") as out:
            out.write('{ "name": "gradus", "exports": {} }')
        with another_kernel(self, folder):
            self.shows('import { plot } from "nodeplotlib"; plot === require("nodeplotlib").plot', "true")
