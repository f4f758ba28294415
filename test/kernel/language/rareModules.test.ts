// Modules that hardly anybody imports are known by name until something names one; then their types are as exact as any.
import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { makeLanguageService } from "../../../src/kernel/language/makeService.js";
import { namesOnly, RareModules } from "../../../src/kernel/language/rareModules.js";
import type { NotebookLanguage } from "../../../src/kernel/language/types.js";
import { atCursor, checkAll, makeFolder, writeFiles } from "./helpers.js";

function newSession(dir = makeFolder(), language: NotebookLanguage = "typescript") {
  const session = makeLanguageService();
  session.open({ dir, language });
  return session;
}

const uses = {
  http2: ['import http2 from "node:http2";', "const rare: string = http2.constants.NGHTTP2_NO_ERROR;"],
  inspector: ['import { url } from "inspector";', "const rare: number = url();"],
  "inspector/promises": [
    'import { Session } from "node:inspector/promises";',
    'const rare: string = new Session().post("Runtime.enable");',
  ],
  repl: ['import { start } from "node:repl";', "const rare: string = start({ prompt: 1 as never });"],
  test: ['import { test as run } from "node:test";', "const rare: string = run(() => undefined);"],
  "test/reporters": ['import { tap } from "node:test/reporters";', "const rare: number = tap;"],
  trace_events: ['import * as te from "trace_events";', "const rare: number = te.getEnabledCategories();"],
  wasi: ['import { WASI } from "wasi";', "const rare: string = new WASI({ version: 'preview1' });"],
};

describe.each(Object.entries(uses))("%s", (_name, [importing, wrong]) => {
  it("is typed by its first import, and in cells after it", () => {
    const dir = makeFolder();
    const together = checkAll(newSession(dir), [
      `${importing!}\n${wrong!}`,
      `${importing!}\nimport { none } from "node:fs";`,
    ]);
    expect(together).toEqual([["TS2322 2:7"], ["TS2305 2:10"]]);
    const apart = checkAll(newSession(dir), [
      "const a = 1;",
      importing!,
      wrong!,
      "export const b: string = a;",
    ]);
    expect(apart).toEqual([[], [], ["TS2322 1:7"], ["TS2322 1:14"]]);
  });
});

it.each([
  'const rare: string = (await import("node:http2")).constants.NGHTTP2_DEFAULT_WEIGHT;',
  'const rare: number = (await import("node:http2")).connect("x");',
  'let h: typeof import("http2"); const rare: number = h!.connect("x");',
  'let s: import("node:http2").ServerHttp2Session; const rare: number = s!.destroyed;',
  'import h = require("http2"); const rare: number = h.connect("x");',
  'const rare: number = process.getBuiltinModule("node:http2").connect("x");',
  "const rare: number = process.getBuiltinModule(`http2`).connect('x');",
])("%s is checked by its types", (code) => {
  expect(
    newSession()
      .check({ code })
      .errors.map((error) => error.code),
  ).toEqual(["TS2322"]);
});

it("is typed where JavaScript requires it", () => {
  const session = newSession(makeFolder(), "javascript");
  const code = 'const { constants } = require("http2"); constants.NGHTTP2_NO_ERROR.trim();';
  expect(checkAll(session, [code])).toEqual([["TS2339 1:68"]]);
});

it("is typed where an imported file or a package's declarations name it, also when they name it later", () => {
  const dir = makeFolder({
    "server.ts": 'import { type ServerHttp2Session } from "node:http2"; export let s: ServerHttp2Session;',
    "later.ts": "export const later = 1;",
    "node_modules/uses/package.json": '{ "name": "uses", "version": "1.0.0", "types": "index.d.ts" }',
    "node_modules/uses/index.d.ts":
      'import * as inspector from "inspector"; export const session: inspector.Session;',
  });
  const session = newSession(dir);
  const cells = [
    'import { later } from "./later"; later.toFixed();',
    'import { s } from "./server"; const n: number = s.alpnProtocol;',
    'import { session } from "uses"; const m: number = session.connect();',
    'import { s } from "./server"; import { session } from "uses"; s.alpnProtocol; session.connect();',
  ];
  expect(checkAll(session, cells)).toEqual([[], ["TS2322 1:37"], ["TS2322 1:39"], []]);
  writeFiles(dir, { "later.ts": 'import { WASI } from "node:wasi";\nexport const later = WASI;\n' });
  fs.utimesSync(path.join(dir, "later.ts"), 1, 1);
  expect(checkAll(session, ['import { later as x } from "./later"; const n: number = x;'])).toEqual([
    ["TS2322 1:45"],
  ]);
});

it("the names of modules and what they export are offered", () => {
  const session = newSession();
  const offered = (marked: string) => session.complete(atCursor(marked)).matches.map(({ text }) => text);
  expect(offered('import x from "node:in|"')).toEqual(
    expect.arrayContaining([expect.stringContaining("inspector")]),
  );
  expect(offered('import { createSec| } from "node:http2"')).toContain("createSecureServer");
  expect(offered('process.getBuiltinModule("node:http2").createSec|')).toContain("createSecureServer");
});

it("@types/node itself names none of them outside of them", () => {
  const dir = path.resolve("node_modules/@types/node");
  const rare = new RareModules();
  const files = fs
    .readdirSync(dir, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".d.ts"));
  const paths = files.map((file) => `${dir}/${file}`.replaceAll("\\", "/"));
  const unnamed = paths.filter((file) => rare.isUnnamed(file));
  expect(unnamed.length).toBeGreaterThan(5);
  for (const file of paths.filter((other) => !unnamed.includes(other))) {
    expect(rare.readNames(file, fs.readFileSync(file, "utf8")), file).toEqual([]);
  }
});

it("a file that declares more than modules stays whole", () => {
  const module = 'declare module "a" {\n    export const a: 1;\n}\n// end\ndeclare module "b/c" {\n}\n';
  expect(namesOnly(module)).toBe('declare module "a" {}\ndeclare module "b/c" {}\n');
  for (const more of [
    "interface A {}",
    'import "x";',
    "declare var a: 1;",
    '/// <reference path="x.d.ts" />',
  ])
    expect(namesOnly(`${more}\n${module}`)).toBe(`${more}\n${module}`);
  const global = 'declare module "a" {\n    global {\n    }\n}\n';
  expect(namesOnly(global)).toBe(global);
});
