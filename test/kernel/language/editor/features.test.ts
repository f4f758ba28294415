// What an editor shows and changes, in cells that have not run.
import path from "node:path";
import { describe, expect, it } from "vitest";
import { formatCell } from "../../../../src/kernel/language/formatting.js";
import type { Edit, Fix, Place } from "../../../../src/kernel/language/editor/questions.js";
import { makeFolder, openSession } from "../helpers.js";
import { ask, cellsOf } from "./ask.js";

const codes = [
  "/** Adds a step to a rate. */\nfunction stepped(rate: number, by = 0.1): number {\n  return rate + by;\n}",
  "let rate = stepped(0.3);",
  "rate = stepped(rate);\nconst options = { rate };",
  "const unrelated = (rate: string) => rate;",
];
const cells = cellsOf(codes);

/** The offset of the n-th appearance of a word in a cell. */
function at(cell: string, word: string, nth = 0): { cell: string; offset: number } {
  const { code } = cells.find(({ id }) => id === cell)!;
  let offset = -1;
  for (let i = 0; i <= nth; i++) offset = code.indexOf(word, offset + 1);
  return { cell, offset };
}

function textAt(place: Place | null): string | undefined {
  if (!place || !("cell" in place)) return undefined;
  return `${place.cell} ${cells.find(({ id }) => id === place.cell)!.code.slice(place.from, place.to)}`;
}

function applied(code: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.from - a.from)
    .reduce((text, { from, to, insert }) => text.slice(0, from) + insert + text.slice(to), code);
}

describe("help", () => {
  it("tells the type and the documentation of another cell's function", () => {
    const hover = ask(openSession(), "hover", cells, at("c1", "stepped"));
    expect(hover).toMatchObject({ from: 11, to: 18 });
    expect(hover!.markdown).toContain("stepped(rate: number, by?: number): number");
    expect(hover!.markdown).toContain("Adds a step to a rate.");
  });

  it("tells nothing of a name that nobody knows", () => {
    expect(ask(openSession(), "hover", cellsOf(["missing"]), { cell: "c0", offset: 2 })).toBeNull();
  });

  it("tells which parameter is typed", () => {
    const session = openSession();
    const unfinished = [...cells, { id: "new", code: "stepped(1, )" }];
    const help = ask(session, "signature", unfinished, { cell: "new", offset: 11 })!;
    expect(help.argument).toBe(1);
    expect(help.overloads[0]!.parameters.map(({ text }) => text)).toEqual(["rate: number", "by?: number"]);
  });
});

describe("a name's declaration", () => {
  it("is found in another cell, through imports and through variables", () => {
    const session = openSession();
    expect(textAt(ask(session, "definition", cells, at("c1", "stepped")))).toBe("c0 stepped");
    expect(textAt(ask(session, "definition", cells, at("c2", "rate")))).toBe("c1 rate");
    expect(textAt(ask(session, "definition", cells, at("c3", "rate", 1)))).toBe("c3 rate");
  });

  it("is found in a file, whose text can be asked for", () => {
    const dir = makeFolder({ "tools.ts": "// tools\nexport const tool = 1;" });
    const session = openSession(dir);
    const using = cellsOf(['import { tool } from "./tools";', "tool"]);
    const place = ask(session, "definition", using, { cell: "c1", offset: 1 });
    expect(place).toEqual({ file: path.posix.join(dir, "tools.ts"), line: 2, column: 14, from: 22, to: 26 });
    const file = (place as { file: string }).file;
    expect(ask(session, "file", using, { file })).toBe("// tools\nexport const tool = 1;");
  });

  it("is found in declarations, of a package and of JavaScript's own library", () => {
    const declarations = "export declare function blend(a: number): number;";
    const dir = makeFolder({
      "node_modules/mixer/package.json": '{ "name": "mixer", "version": "1.0.0", "types": "index.d.ts" }',
      "node_modules/mixer/index.d.ts": `// mixer\n${declarations}`,
    });
    const session = openSession(dir);
    const using = cellsOf(['import { blend } from "mixer";', "blend(Math.abs(-1));"]);
    const find = (name: string) => {
      const place = ask(session, "definition", using, { cell: "c1", offset: using[1]!.code.indexOf(name) });
      const { file, from, to, line } = place as Exclude<Place, { cell: string }>;
      const text = ask(session, "file", using, { file })!;
      return { file, line, name: text.slice(from, to), text };
    };
    expect(find("blend")).toEqual({
      ...{ file: path.posix.join(dir, "node_modules/mixer/index.d.ts"), line: 2, name: "blend" },
      text: `// mixer\n${declarations}`,
    });
    const abs = find("abs");
    expect(abs.file).toMatch(/typescript\/lib\/lib\.es5\.d\.ts$/);
    expect([abs.name, abs.text.split("\n")[abs.line - 1]!.trim()]).toEqual([
      "abs",
      "abs(x: number): number;",
    ]);
  });

  it("is found in a cell that is half typed now", () => {
    const session = openSession();
    ask(session, "check", cells, {});
    const broken = cells.map((cell) => (cell.id === "c1" ? { ...cell, code: "let rate = ;" } : cell));
    expect(ask(session, "definition", broken, at("c2", "rate"))).toEqual({ cell: "c1", from: 4, to: 8 });
  });

  it("leads to all uses in all cells, and to no other name that is spelt the same", () => {
    const places = ask(openSession(), "references", cells, at("c1", "rate"));
    expect(places.map((place) => ("cell" in place ? `${place.cell} ${String(place.from)}` : "file"))).toEqual(
      ["c1 4", "c2 0", "c2 15", "c2 40"],
    );
  });
});

describe("a new name", () => {
  it("is written in every cell, and keeps the property of a shorthand", () => {
    const found = ask(openSession(), "rename", cells, at("c2", "rate"))!;
    const renamed = cells.map(({ id, code }) =>
      applied(
        code,
        found.places
          .filter(({ cell }) => cell === id)
          .map((place) => ({ ...place, insert: `${place.prefix}speed${place.suffix}` })),
      ),
    );
    expect(renamed).toEqual([
      codes[0],
      "let speed = stepped(0.3);",
      "speed = stepped(speed);\nconst options = { rate: speed };",
      codes[3],
    ]);
  });

  it("is not offered for what a library declares", () => {
    expect(ask(openSession(), "rename", cellsOf(["Math.max(1)"]), { cell: "c0", offset: 6 })).toBeNull();
  });
});

describe("a fix", () => {
  /** The cells' text after the first fix of this description for the first problem. */
  function mended(dir: string, code: string, description: string | RegExp): string | undefined {
    const session = openSession(dir);
    const list = cellsOf([code]);
    const [problem] = ask(session, "check", list, {})[0]!.diagnostics;
    const fixes: Fix[] = ask(session, "fixes", list, { cell: "c0", ...problem! });
    const fix = fixes.find((one) => one.description.match(description));
    return fix && applied(code, fix.edits);
  }

  it("imports a name, gradus's first", () => {
    const dir = path.resolve("notebooks/en");
    expect(mended(dir, "claim(true)", "Import 'claim' from \"gradus\"")).toBe(
      'import { claim } from "gradus";\nclaim(true)',
    );
    expect(mended(dir, 'import { xor } from "gradus";\nclaim(xor)', /Import 'claim'/)).toBe(
      'import { xor, claim } from "gradus";\nclaim(xor)',
    );
    expect(mended(dir, 'readFileSync("a")', /node:fs/)).toBe(
      'import { readFileSync } from "node:fs";\nreadFileSync("a")',
    );
  });

  it("adds a missing await, corrects a spelling", () => {
    const dir = makeFolder();
    expect(mended(dir, "async function slow() {}\nslow();", "Add 'await'")).toBe(
      "async function slow() {}\nawait slow();",
    );
    expect(mended(dir, "[1].mapp((x) => x)", /spelling/)).toBe("[1].map((x) => x)");
  });
});

describe("completion that imports", () => {
  it("offers gradus's names first, and none after a dot", () => {
    const session = openSession(path.resolve("notebooks/en"));
    const offer = (code: string) =>
      ask(session, "importables", cellsOf([code]), { cell: "c0", offset: code.length });
    expect(offer("standard")[0]).toEqual({ name: "standardScaler", module: "gradus", type: "function" });
    expect(offer("readFileS")).toContainEqual({ name: "readFileSync", module: "node:fs", type: "function" });
    expect(offer("Math.stand")).toEqual([]);
    expect(offer("")).toEqual([]);
  });

  it("adds to an import that the cell has, after its others, or on top", () => {
    const session = openSession();
    const added = (code: string) =>
      applied(code, ask(session, "addImport", cellsOf([code]), { cell: "c0", name: "b", module: "m" }));
    expect(added('import { a } from "m";\na')).toBe('import { a, b } from "m";\na');
    expect(added('import { b } from "m";\nb')).toBe('import { b } from "m";\nb');
    expect(added('import a from "n";\nb')).toBe('import a from "n";\nimport { b } from "m";\nb');
    expect(added("// @ts-check\nb")).toBe('// @ts-check\nimport { b } from "m";\nb');
    expect(added("b")).toBe('import { b } from "m";\nb');
  });
});

describe("what is drawn into the text", () => {
  it("is coloured by what the names are", () => {
    const colours = ask(openSession(), "colours", cells, { cell: "c0" });
    const words = colours.map(({ from, to, type }) => `${codes[0]!.slice(from, to)} ${type}`);
    expect(words).toEqual([
      "stepped function",
      "rate parameter",
      "by parameter",
      "rate parameter",
      "by parameter",
    ]);
  });

  it("are types that were not written down", () => {
    expect(ask(openSession(), "hints", cells, { cell: "c1" })).toEqual([
      { offset: 8, text: ": number", kind: "type" },
      { offset: 19, text: "rate:", kind: "parameter" },
    ]);
  });
});

describe("a cell laid out", () => {
  it("follows prettier and the folder's settings", async () => {
    const dir = makeFolder({ ".prettierrc": '{ "semi": false }' });
    expect(await formatCell("const a=1;\nawait f( a )", { dir, language: "typescript" })).toEqual([
      { from: 0, to: 23, insert: "const a = 1\nawait f(a)" },
    ]);
    expect(await formatCell("const a = 1", { dir, language: "typescript" })).toEqual([]);
    expect(await formatCell("const = 1", { dir, language: "typescript" })).toEqual([]);
  });
});
