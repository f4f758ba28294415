// Cells that a page runs without oxc's WebAssembly: the same trees and the same code as oxc's own.
import fs from "node:fs";
import path from "node:path";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { parseSync } from "oxc-parser";
import { transformSync } from "oxc-transform";
import { expect, it } from "vitest";
import { transformSync as inPage } from "../../src/browser/node/oxcTransform.js";
import { readJavaScript } from "../../src/browser/node/plainJavaScript.js";

interface Notebook {
  cells: { cell_type: string; source: string | string[] }[];
}

const folders = ["notebooks/en", "notebooks/en/solutions", "notebooks/cookbook/en"];
const cells = folders.flatMap((folder) =>
  fs
    .readdirSync(folder)
    .filter((name) => name.endsWith(".ipynb"))
    .flatMap((name) => (JSON.parse(fs.readFileSync(path.join(folder, name), "utf8")) as Notebook).cells)
    .filter(({ cell_type: type }) => type === "code")
    .map(({ source }) => [source].flat().join("")),
);

const options = {
  lang: "ts",
  sourceType: "module",
  target: "es2022",
  sourcemap: true,
  typescript: { onlyRemoveTypeImports: true },
} as const;

/** What edits and walks of cells look at: acorn leaves out what ES2022 does not have. */
function tree(node: unknown, withPlaces: boolean): unknown {
  return JSON.parse(
    JSON.stringify(node, (key, value: unknown) => {
      if (typeof value === "bigint") return String(value);
      if (["attributes", "decorators", "phase", "options", "hashbang", "range"].includes(key))
        return undefined;
      // oxc writes numbers and strings, and what a property is called, anew
      if (!withPlaces && ["start", "end", "raw", "shorthand"].includes(key)) return undefined;
      return value;
    }),
  );
}

const oxcTree = (code: string): unknown => parseSync("cell.mjs", code).program;

it("reads JavaScript as oxc does, place by place", () => {
  let read = 0;
  for (const cell of cells) {
    const { code } = transformSync("source.ts", cell, options);
    const program = readJavaScript(code, { isTyped: false });
    if (!program) continue;
    read++;
    expect(tree(program, true)).toEqual(tree(oxcTree(code), true));
  }
  expect(read).toBeGreaterThan(0.98 * cells.length);
});

it("gives JavaScript back as it is, which is what oxc makes of it", () => {
  let plain = 0;
  for (const cell of cells) {
    if (!readJavaScript(cell, { isTyped: true })) continue;
    plain++;
    const ours = inPage("source.ts", cell, options);
    const theirs = transformSync("source.ts", cell, options);
    const unwrapped = (code: string) =>
      tree(parseSync("cell.mjs", code, { preserveParens: false }).program, false);
    expect(unwrapped(ours.code)).toEqual(unwrapped(theirs.code));
  }
  expect(plain).toBeGreaterThan(0.3 * cells.length);
});

it("writes the semicolons that are left out, and knows the places of all else", () => {
  const { code, map } = inPage(
    "source.ts",
    "let a = 1\nfor (;;) { a++\nbreak }\nexport const b = a // last\n",
    options,
  );
  expect(code).toBe("let a = 1;\nfor (;;) { a++;\nbreak; }\nexport const b = a; // last\n");
  // The third line's `break`, and its `}` behind the semicolon.
  const origins = [0, 7].map((column) =>
    originalPositionFor(new TraceMap(map as never), { line: 3, column }),
  );
  expect(origins).toMatchObject([
    { line: 3, column: 0 },
    { line: 3, column: 6 },
  ]);
});

it.each([
  ["types", "const a: number = 1"],
  ["a call with type arguments, a comparison in JavaScript", "f<number>(3)"],
  ["a template with type arguments", "f<A>`b`"],
  ["an assertion", "<A>b"],
  ["an enumeration", "enum A { B }"],
  ["a private name that is nowhere", "class A { b() { return this.#c } }"],
  ["decorators", "@a class B {}"],
  ["using", "using a = b"],
  ["elements", "<a></a>"],
])("leaves %s to oxc", (_, cell) => {
  expect(readJavaScript(cell, { isTyped: true })).toBeUndefined();
});
