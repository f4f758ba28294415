// TypeScript's whole language in cells: each case is a sequence of cells in one session.
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Cells } from "./cells.js";

/** A cell and what it must show: text/plain, a pattern for its error, or nothing. */
type Step = [code: string, shows?: string | RegExp];

const disposable = "[Symbol.dispose ?? Symbol.for('Symbol.dispose')]";

const cases: Record<string, Step[]> = {
  "export const": [["export const ec = 1, ed = 2;"], ["ec + ed", "3"]],
  "nested var": [["if (true) { var nv = 7; } { var n2, n3 = 4; }"], ["nv + n3", "11"]],
  "for var": [["for (var fi = 0, fj; fi < 3; fi++) ; "], ["fi", "3"]],
  "for var of": [["for (var { q } of [{ q: 1 }, { q: 5 }]) {}"], ["q", "5"]],
  "for var in": [["for (var k in { a: 1 }) ;"], ["k", "'a'"]],
  "for await var": [["for await (var fa of [1, Promise.resolve(2)]) ; fa", "2"]],
  "var without a value keeps it": [["var kv = 3"], ["var kv: number; kv", "3"]],
  "var without semicolons": [["var ns1 = 1\nvar ns2 = 2\nns1 + ns2", "3"]],
  "var in switch, try, labels, branches": [
    ["switch (1) { case 1: var sv = 2 } sv", "2"],
    ["try { var tv = 1; throw 1 } catch { var tc = 2 } tv + tc", "3"],
    ["lx: for (var lv = 0; ; lv++) { if (lv > 2) break lx } lv", "3"],
    ["if (0) var iv = 1; else var ie = 2; ie", "2"],
  ],
  "var in functions stays there": [
    ["function vf() { var hidden9 = 1; return hidden9 } vf(); typeof hidden9", "'undefined'"],
    [
      "class VS { static { var h8 = 1 } m() { var h7 = 1 } get x() { var h6 = 1; return 1 } } [typeof h8, typeof h7, typeof h6].join()",
      "'undefined,undefined,undefined'",
    ],
  ],
  "let in a loop stays there": [["for (let fl = 0; fl < 1; fl++) {} typeof fl", "'undefined'"]],
  "let without a value": [
    ["let li; li"],
    ["let aa = 1\nlet bb = 2\n;[aa, bb].length", "2"],
    ["let pa = 3\nconst pb = pa\npb", "3"],
  ],
  using: [
    [
      `const log: string[] = []; class D { constructor(private n: string) {} ${disposable}() { log.push(this.n) } }`,
    ],
    ["using u1 = new D('a'), u2 = new D('b'); log.push('body'); log.join()", "'body'"],
    ["log.join()", "'body,b,a'"],
    [`(() => { using z = { ${disposable}() { globalThis.zz = 1 } }; })(); zz`, "1"],
    ["using nothing = null; 1", "1"],
    ["using wrong = {} as any; 1", /TypeError: Cannot use value/],
  ],
  "globals with getters are replaced": [
    "crypto",
    "navigator",
    "performance",
    "fetch",
    "localStorage",
    "name",
    "event",
  ].flatMap((name): Step[] => [
    [`const ${name} = 5; ${name}`, "5"],
    [`let ${name} = 6; ${name} + 1`, "7"],
  ]),
  "one name, many kinds": [
    ["const w = 1; w", "1"],
    ["let w = 2; w", "2"],
    ["function w() { return 3 } w()", "3"],
    ["class w { static x = 4 } w.x", "4"],
    ['import { sep as w } from "node:path"; w', `'${path.sep}'`],
    ["enum w { A = 9 } w.A", "9"],
  ],
  "functions are hoisted": [
    ["const hh = hoisted(); function hoisted() { return 8 } hh", "8"],
    ["function fact(n: number): number { return n < 2 ? 1 : n * fact(n - 1) } fact(5)", "120"],
    ["function ff() { return ee() } function ee() { return ff.name } ff()", "'ff'"],
  ],
  "callers see a redefined function": [
    ["function in1() { return 1 } function out1() { return in1() } out1()", "1"],
    ["function in1() { return 2 } out1()", "2"],
  ],
  "closures see later assignments": [["let cz = 1; const cg = () => cz"], ["cz = 2; cg()", "2"]],
  "a name that a failed cell never reached": [
    ["const reached = 1; throw new Error('stop'); let after = 2; class Late {}", /stop/],
    [
      "after + 1",
      /ReferenceError: Cannot access 'after': it was declared in a cell that failed before it got/,
    ],
    ["new Late()", /Cannot access 'Late'/],
    ["reached", "1"],
    ["throw new Error('again'); let after = 2;", /again/],
    ["after + 1", /Cannot access 'after': it was declared/],
    ["let after = 3; class Late {}"],
    ["[after, typeof Late, Object.keys(globalThis).includes('after')].join()", "'3,function,true'"],
    ["throw 0; let after = 4", /Thrown: 0/],
    ["after", "3"],
  ],
  "a name read before its declaration": [
    ["early(); let soon = 1; function early() { return soon }", /Cannot access 'soon' before initialization/],
    ["var vSoon; vSoon = vLate; var vLate = 1; vSoon"],
  ],
  "exports defined by every cell": [
    ['Object.defineProperty(exports, "__esModule", { value: true }); exports.kept = 1;', "1"],
    [
      'Object.defineProperty(exports, "__esModule", { value: true }); exports.kept === module.exports.kept',
      "true",
    ],
    ["exports.kept", "1"],
  ],
  "errors of the language": [
    ["let tw = 1; let tw = 2;", /already been declared/],
    ["lab: for (;;) { break lbl }", /undefined label/],
    ["return 1", /'return' statement can only be used within a function/],
    ["break", /break/i],
    ["undeclared1 = 1", /not defined/],
    ["arguments", /arguments/],
    ["// 한국어\nconst a = ;", /Unexpected/],
  ],
  "types only": [
    ["type A1 = number; interface I1 { a: 1 } declare const zz1: number; declare function gg(): void"],
  ],
  "last expressions": [
    ["const ca = 2; ca * 2 // comment\n/* more */\n", "4"],
    ["{ a: 1, b: 2 }", "{ a: 1, b: 2 }"],
    ["{ let q9 = 1; q9 }"],
    ["class CL {}"],
    ["(class X {}).name", "'X'"],
    ["(() => 1)", "[Function (anonymous)]"],
    ["(class {})", "[class (anonymous)]"],
    ["export default () => 1", "[Function (anonymous)]"],
    ["let al = 1"],
    ["al = 5", "5"],
    ["await Promise.resolve(6)", "6"],
    ["Promise.resolve(6)", "Promise { 6 }"],
    ['"use strict"', "'use strict'"],
    ["(() => 3)()", "3"],
    [""],
    ["// only"],
    [";;"],
    ["1, 2", "2"],
    ["`a${1}`", "'a1'"],
    ["5;;", "5"],
  ],
  generators: [
    [
      "async function* ag() { yield 1; yield 2 } const l: number[] = []; for await (const x of ag()) l.push(x); l",
      "[ 1, 2 ]",
    ],
    ["function* gn() { yield* [1, 2] } [...gn()]", "[ 1, 2 ]"],
  ],
  "default exports": [
    ["export default 1 + 2", "3"],
    ["export default function dfn() { return 4 }"],
    ["dfn()", "4"],
    ["export default class DC { a = 1 }"],
    ["new DC().a", "1"],
    ['const el = 1; export { el }; export * from "node:os"; el', "1"],
  ],
  imports: [
    ['import fsx = require("node:fs"); typeof fsx.readFileSync', "'function'"],
    [
      'import fs2, { readFileSync as rfs, type Stats } from "node:fs"; typeof fs2.readFileSync + typeof rfs',
      "'functionfunction'",
    ],
    ['const early = sp; import { sep as sp } from "node:path"; early', `'${path.sep}'`],
    ['(await import("node:path")).sep', `'${path.sep}'`],
    ['import { basename } from "node:path";'],
    ["basename('/a/b')", "'b'"],
    ['typeof require("fs").statSync + typeof require.resolve', "'functionfunction'"],
  ],
  enums: [
    ["enum EM { A } enum EM { B = 1 } [EM.A, EM.B]", "[ 0, 1 ]"],
    ["enum EM { C = 7 } Object.keys(EM).length", "2"],
    ["const enum CE { X = 3 } CE.X", "3"],
    ["CE.X", "3"],
    ["export enum EX { A = 1 }"],
    ["export enum EX { B = 2 } Object.keys(EX)", "[ '2', 'B' ]"],
  ],
  "namespaces and enums that TypeScript itself compiles": [
    // `export let` in a namespace is what oxc leaves out
    ["namespace TN { export let a = 1 } enum TE { A }"],
    ["namespace TN { export let b = 2 } TN", "{ b: 2 }"],
    ["namespace TN { export let c = 3 } enum TE { B = 4 } Object.keys(TE)", "[ '4', 'B' ]"],
    ["namespace TN { export let d = 4 } namespace TN { export let e = 5 } TN", "{ d: 4, e: 5 }"],
    ["function TF() { return 1 } namespace TF { export let s = 6 } TF.s + TF()", "7"],
    ["namespace TF { export let t = 7 } TF", "{ t: 7 }"],
  ],
  namespaces: [
    ["namespace NM { export const a = 1 } namespace NM { export const b = 2 } NM.a + NM.b", "3"],
    ["namespace NM { export const c = 3 } NM.a"],
    ["namespace NP.Q { export const a = 1 }"],
    ["namespace NP.Q { export const b = 2 } NP", "{ Q: { b: 2 } }"],
    ["namespace NX { export const v = 1 } const seesNX = () => NX"],
    ["namespace NX { export const w = 2 } seesNX()", "{ w: 2 }"],
    ["namespace NL { export let z = 1; z++ } NL.z", "2"],
    ["class CN {} namespace CN { export const s = 5 } CN.s", "5"],
    ["function FN1() { return 1 } namespace FN1 { export const s = 6 } FN1.s + FN1()", "7"],
  ],
  overloads: [["function ov(a: string): void; function ov(a: any) { return a } ov(3)", "3"]],
  "decorators and accessors": [
    [
      "function dec(v: any, c: any) { return function (this: any) { return 42 } } class DD { @dec m() { return 1 } accessor z = 3 } new DD().m() + new DD().z",
      "45",
    ],
  ],
  destructuring: [
    ["const { p1, ...pr } = { p1: 1, b: 2 }, [, second = 9] = [1]; [p1, pr, second]", "[ 1, { b: 2 }, 9 ]"],
  ],
  classes: [
    ["class Se { static n = 1; m() { return Se.n } } new Se().m()", "1"],
    ["abstract class Ab { constructor(public k: number) {} } class Ac extends Ab {} new Ac(4).k", "4"],
    [
      "class Pr { #x = 1; get x() { return this.#x } static { Pr.made = 2 } static made = 1 } [new Pr().x, Pr.made]",
      "[ 1, 1 ]",
    ],
  ],
  "a cell that fails keeps what it assigned": [
    ["const mk = 5; null.x", /null/],
    ["mk", "5"],
  ],
  jsx: [["const React = { createElement: (t: any, p: any) => [t, p] }; <b id='1'/>", "[ 'b', { id: '1' } ]"]],
  "generic arrows, assertions, satisfies": [
    ["const ga = <T,>(x: T) => x; <number>ga(3)", "3"],
    ["const sa = { a: 1 } satisfies object; sa!.a as number", "1"],
  ],
  "Korean names": [["const 학습률 = 0.1; 학습률 * 2", "0.2"]],
  "big integers and regular expressions": [
    ["2n ** 64n", "18446744073709551616n"],
    ["/\\p{L}+/v.exec('한글 x')![0]", "'한글'"],
  ],
  "await in every place": [
    ["const aw = [await 1, ...(await [2, 3])]; aw", "[ 1, 2, 3 ]"],
    ["await (await import('node:fs/promises')).access('/'); await null", "null"],
    ["const af = async (n: number) => await (await Promise.resolve(n)) + 1; await af(1)", "2"],
    ["(await Promise.all([1, 2].map(async (n) => await n))).length", "2"],
  ],
};

describe("cells", () => {
  let cells: Cells;
  beforeAll(() => (cells = new Cells(os.tmpdir())));
  afterAll(() => cells.close());

  it.each(Object.entries(cases))("%s", async (_name, steps) => {
    for (const [code, shows] of steps) {
      const { value, error } = await cells.run(code);
      if (shows instanceof RegExp) expect(error, code).toMatch(shows);
      else expect({ code, value, error }).toEqual({ code, value: shows, error: undefined });
    }
  });

  it("knows the notebook's folder", async () => {
    expect((await cells.run("[__dirname, import.meta.dirname, process.cwd()].join()")).value).toBe(
      `'${[os.tmpdir(), os.tmpdir(), os.tmpdir()].join()}'`,
    );
    expect((await cells.run('import.meta.resolve("./x.ts").endsWith("/x.ts")')).value).toBe("true");
    expect((await cells.run("typeof this")).value).toBe("'object'");
  });
});

describe("JavaScript cells", () => {
  let cells: Cells;
  beforeAll(() => (cells = new Cells(os.tmpdir(), "javascript")));
  afterAll(() => cells.close());

  it("are sloppy and know JSX", async () => {
    expect((await cells.run("undeclared = 1; undeclared")).value).toBe("1");
    expect((await cells.run("const React = { createElement: (t) => t }; <b/>")).value).toBe("'b'");
    expect((await cells.run("const a = 1")).error).toBeUndefined();
    expect((await cells.run("const a = 2; a")).value).toBe("2");
  });
});
