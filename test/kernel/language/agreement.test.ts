// The fast engine against the plain one: whatever it was asked, the plain one must answer the same.
import ts from "typescript";
import { describe, expect, it } from "vitest";
import type { Checker, VirtualModule } from "../../../src/kernel/language/checker.js";
import { readFolder, type FolderSettings } from "../../../src/kernel/language/folder.js";
import { PersistentChecker } from "../../../src/kernel/language/persistentChecker.js";
import { PlainChecker } from "../../../src/kernel/language/plainChecker.js";
import { NotebookTypes } from "../../../src/kernel/language/notebookTypes.js";
import { generateNotebook } from "./cellGenerator.js";
import { features } from "./features.js";
import { atCursor, editFile, makeFolder } from "./helpers.js";

const numNotebooks = 80;
const cellsInNotebook = 25;

type Method = "diagnostics" | "getCompletionsAtPosition" | "getQuickInfoAtPosition";
interface Question {
  method: Method;
  arguments: unknown[];
  answer: unknown;
}

/** Passes everything on to the fast engine and writes down modules, questions and answers. */
class RecordingChecker implements Checker {
  readonly inner: PersistentChecker;
  readonly service: ts.LanguageService;
  added: VirtualModule[] = [];
  questions: Question[] = [];

  constructor(folder: FolderSettings) {
    this.inner = new PersistentChecker(folder);
    this.service = new Proxy(this.inner.service, {
      get: (service: ts.LanguageService, name: Method): unknown => {
        if (!/^get(?:CompletionsAtPosition|QuickInfo)/.test(name)) {
          return (service as unknown as Record<string, unknown>)[name];
        }
        return (...request: unknown[]) => this.#record(service, name, request);
      },
    });
  }
  diagnostics = (file: string) => this.#record(this.inner, "diagnostics", [file]) as ts.Diagnostic[];
  #record(asked: object, method: Method, request: unknown[]): unknown {
    const found = ask(asked, method, request);
    this.questions.push({ method, arguments: request, answer: comparable(method, found) });
    return found;
  }
  configure = (folder: FolderSettings) => {
    this.added = [];
    this.questions = [];
    this.inner.configure(folder);
  };
  add = (module: VirtualModule) => {
    this.added.push(module);
    this.inner.add(module);
  };
  remove = (file: string) => this.inner.remove(file);
  refresh = () => this.inner.refresh();
  modules = () => this.added;
  renew = () => this.inner.renew();
  close = () => this.inner.close();
}

function ask(asked: object, method: Method, request: unknown[]): unknown {
  return (asked as Record<Method, (...request: unknown[]) => unknown>)[method](...request);
}

/** The number of an error without its suggestion: checkers stop to suggest after ten times. */
const unsuggested: Record<number, number> = {
  2552: 2304,
  2551: 2339,
  2724: 2305,
  2561: 2353,
  2820: 2322,
  2833: 2503,
};

/** What of an answer must agree. */
function comparable(method: Method, answer: unknown): unknown {
  if (method === "getCompletionsAtPosition") {
    const { entries = [] } = (answer as ts.CompletionInfo | undefined) ?? {};
    return entries.map(({ name, kind, sortText }) => `${name} ${kind} ${sortText}`).sort();
  }
  if (method === "getQuickInfoAtPosition") {
    const info = answer as ts.QuickInfo | undefined;
    return (
      info && words(ts.displayPartsToString(info.displayParts) + ts.displayPartsToString(info.documentation))
    );
  }
  return (answer as ts.Diagnostic[])
    .map(({ code, start, length, messageText }) => {
      const message = ts
        .flattenDiagnosticMessageText(messageText, "\n")
        .replace(/ Did you mean .*$/gm, "")
        .replaceAll("./tools.ts", "./tools"); // the specifier that some cell happened to use first
      return `TS${String(unsuggested[code] ?? code)} ${String(start)}+${String(length)} ${words(message)}`;
    })
    .sort();
}

/**
 * The order in which a union prints depends on which of its types a checker met first; so does which members of a long one
 * are left out, and then only that it was printed can agree.
 */
function words(text: string): string {
  if (/\.\.\. \d+ more \.\.\./.test(text)) return "a long type";
  return text
    .split(/[\s'"|;,()]+/)
    .sort()
    .join(" ");
}

const files = {
  "tools.ts":
    "export interface Nail { length: number } export function hammer(n: number | Nail): Nail { return { length: Number(n) }; }",
};

describe.each([
  ["strict", '{ "compilerOptions": { "strict": true } }'],
  ["lenient", '{ "compilerOptions": { "strict": false } }'],
])("%s notebooks written by a grammar", (strictness, tsconfig) => {
  it(
    `are judged and completed alike, ${String((numNotebooks / 2) * cellsInNotebook)} cells`,
    { timeout: 300_000 },
    () => {
      const dir = makeFolder({ ...files, "tsconfig.json": tsconfig });
      const folder = readFolder(dir, "typescript");
      const fast = new RecordingChecker(folder);
      const plain = new PlainChecker(folder);
      const session = new NotebookTypes(folder, fast);
      const tally = { cells: 0, withErrors: 0, completions: 0, questions: 0 };
      for (let number = 0; number < numNotebooks / 2; number++) {
        const seed = number * 2 + (strictness === "strict" ? 0 : 1);
        session.open({ dir, language: "typescript" });
        const notebook = generateNotebook(seed, cellsInNotebook);
        for (let next = notebook.next(); !next.done;) {
          const { code, complete } = next.value;
          tally.cells++;
          const { ok } = session.check({ code });
          if (!ok) tally.withErrors++;
          if (complete !== undefined) {
            tally.completions++;
            session.complete(atCursor(complete));
            session.inspect(atCursor(complete));
          }
          next = notebook.next(ok);
        }
        // no cell changes what another one sees, so the plain engine may meet them all in one program
        plain.configure(folder);
        for (const module of fast.added) plain.add(module);
        for (const { method, arguments: request, answer } of fast.questions) {
          tally.questions++;
          const text = fast.added.find(({ file }) => file === request[0])?.text;
          const plainly = ask(method === "diagnostics" ? plain : plain.service, method, request);
          expect({ seed, text, answer }).toEqual({ seed, text, answer: comparable(method, plainly) });
        }
      }
      expect(tally.cells).toBe((numNotebooks / 2) * cellsInNotebook);
      // the grammar must reach both right and wrong cells, and the fast engine must really splice
      expect(tally.withErrors / tally.cells).toBeGreaterThan(0.2);
      expect(tally.withErrors / tally.cells).toBeLessThan(0.9);
      expect(tally.completions).toBeGreaterThan(200);
      expect(fast.inner.counts.spliced).toBeGreaterThan(10 * fast.inner.counts.rebuilt);
    },
  );
});

// Whole sessions, cell by cell: what changes types for all cells, edits of files, JSX, modules, JavaScript.
const handPicked: [name: string, ...cells: string[]][] = [
  ...features,
  [
    "declarations of every kind and their misuse",
    'const a = 1; let s = "x"; function f<T>(x: T): T[] { return [x]; } class A { private p = 1; q?: number; } enum E { X, Y } type U = "a" | "b"; interface I { k: number } namespace N { export const z = 1; export interface W { w: 1 } }',
    'const r = f(a); const b: string = r; new A().p; const u: U = "c"; const i: I = { k: "1" }; const w: N.W = { w: 2 }; E.Z;',
    "a = 5; const { x, ...rest } = { x: 1, y: 2, z: '' }; rest.q; for await (const q of []) {} const p = await Promise.resolve(3); p.foo;",
    'const v: Foo = 1; foo(); import("nope-pkg"); import z from "nope"; z; // @ts-ignore\nconst k: number = "a";\n// @ts-expect-error\nconst l: number = 1;',
    'class B extends A { q: string = ""; } const c = new B(); c satisfies A; function g(x: string | number | null) { if (typeof x === "string") return x.length; x.toFixed(); }',
    "class B extends A { extra = 1 } const c = new B();",
    'class C<T extends B> { constructor(readonly t: T) {} m(this: C<T>) { return this.t.nope; } } new C(1); const d = new C(c); d.t = c; type K = keyof typeof d; const kk: K = "zz"; type M<T> = { [P in keyof T]: T[P] extends number ? string : never }; const m: M<{a: number; b: 1}> = { a: 1, b: "x" };',
    "let any1: any; any1 = 1; declare const ww: number; ww.foo; const o = { get a() { return 1 } }; o.a = 2; label: for (;;) { break lbl; } return 1;",
    "function circ(): ReturnType<typeof circ2> { return 1 as any } function circ2() { return circ(); }",
    "const n: N = 1; N.z = 2; async function* gen() { yield 1; } for (const q of gen()) {} using u = { }; abstract class Q { abstract r(): void } new Q();",
  ],
  [
    "types changed for all cells",
    "const before = [1]; before.mine()",
    "declare global { interface Array<T> { mine(): T } var GG: number }",
    "[1].mine().foo; GG = 'x';",
    "const z1: string = [1].mine(); GG.foo",
    "declare global { interface String { shout(): string } }",
    "''.shout().length; [''].mine().shout()",
    "declare global { var neverThere: number } const wrong: string = 1;",
    "neverThere",
  ],
  [
    "names in each other's types",
    "interface Node2 { next?: Node2; value: Value } type Value = number | { inner: Node2 };",
    "const n: Node2 = { value: { inner: { value: 'x' } } };",
    "interface Node2 { changed: true }",
    "const v: Value = { inner: { value: 1 } }; const w: Value = { inner: { changed: true } };",
    "function walk(n: Node2): number { return n.changed ? 1 : walk(n); } walk({ changed: true });",
    "let walk2: typeof walk = walk; walk2 = (n) => n;",
  ],
];

/** Completion without descriptions, which depend on the time left for them. */
function offers(session: NotebookTypes, code: string): string[] {
  return session.complete({ code, cursor: code.length }).matches.map(({ text, type }) => `${text} ${type}`);
}

describe("hand-picked notebooks", () => {
  const strict = { "tsconfig.json": '{ "compilerOptions": { "strict": true } }' };
  const dir = () => makeFolder({ ...files, ...strict });

  function sessions(folder: FolderSettings): [fast: NotebookTypes, plain: NotebookTypes] {
    return [
      new NotebookTypes(folder, new PersistentChecker(folder)),
      new NotebookTypes(folder, new PlainChecker(folder)),
    ];
  }

  it("get the same replies, cell by cell", { timeout: 300_000 }, () => {
    const folder = readFolder(dir(), "typescript");
    const [fast, plain] = sessions(folder);
    for (const [name, ...cells] of handPicked) {
      for (const session of [fast, plain]) session.open({ dir: folder.dir, language: "typescript" });
      for (const code of cells) {
        expect({ name, code, reply: fast.check({ code }) }).toEqual({
          name,
          code,
          reply: plain.check({ code }),
        });
        expect(offers(fast, code)).toEqual(offers(plain, code));
      }
    }
  });

  it("get the same replies when files are edited and modules replaced", { timeout: 300_000 }, () => {
    const folder = readFolder(dir(), "typescript");
    const [fast, plain] = sessions(folder);
    const both = (act: (session: NotebookTypes) => unknown) => expect(act(fast)).toEqual(act(plain));
    const use =
      "import { hammer } from './tools'; import { k } from './mod'; const n: number = hammer(k).length; n";
    for (const session of [fast, plain]) session.open({ dir: folder.dir, language: "typescript" });
    both((session) => session.check({ code: use }));
    both((session) => session.addModule({ name: "mod", code: "export const k = 1;" }));
    both((session) => session.check({ code: use }));
    editFile(`${folder.dir}/tools.ts`, "export function hammer(n: string) { return n; }");
    both((session) => session.check({ code: use }));
    both((session) => session.check({ code: "hammer('x').length" }));
    both((session) =>
      session.addModule({ name: "mod", code: "export const k = 'one'; const wrong: number = k;" }),
    );
    both((session) => session.addModule({ name: "mod", code: "export const k = 'one';" }));
    both((session) => session.check({ code: use }));
    both((session) => offers(session, "hammer(k).toUpp"));
    both((session) => session.inspect({ code: "hammer", cursor: 3 }));
  });

  it("get the same replies in JavaScript", { timeout: 300_000 }, () => {
    const folder = readFolder(makeFolder(files), "javascript");
    const [fast, plain] = sessions(folder);
    for (const session of [fast, plain]) session.open({ dir: folder.dir, language: "javascript" });
    for (const code of [
      "const n = 1; let s = 'x'; class A { p = 1 }",
      "n.nope; s = 2; new A().p.foo; undefinedName",
      "const fs = require('fs'); const { hammer } = require('./tools'); fs.nope; hammer(1).length.foo",
      "/** @type {import('node:fs').Stats} */ let st; st.isFile().foo",
      "module.exports = { n }; exports.x = 1;",
      "/** @typedef {{ a: number }} T */\n/** @param {T} t */\nfunction f(t) { return t.b; }",
      "const el = <div/>;",
      "import { hammer as h2 } from './tools'; h2('x')",
    ]) {
      expect({ code, reply: fast.check({ code }) }).toEqual({ code, reply: plain.check({ code }) });
    }
  });
});
