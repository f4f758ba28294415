// Stacks name the cell's own lines and columns, whatever was moved or inserted.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Cells } from "./cells.js";

const definitions = `const a: number = 1;

interface X { a: 1 }
function inner(n: number): number {
  if (n > 0) throw new RangeError("boom");
  return n;
}
class K<T> {
  private v = 1;
  constructor(readonly t: T) {}
  run(): void {
    inner(this.v);
  }
  get g(): number { return inner(2); }
  static async later(): Promise<void> {
    await null;
    inner(3);
  }
}`;

describe("stack traces", () => {
  let cells: Cells;
  beforeAll(async () => {
    cells = new Cells(os.tmpdir());
    await cells.run(definitions); // In[1]
  });
  afterAll(() => cells.close());

  it("folds the frames of a recursion", async () => {
    const { traceback } = await cells.run(
      "function down(n: number): number {\n  if (n === 0) throw new Error('deep');\n  return down(n - 1);\n}\ndown(20)",
    );
    expect(traceback.match(/at down/g)).toHaveLength(2);
    expect(traceback).toMatch(
      /at down \(In\[\d+\]:3:10\)\n +… the same again, 19 frames\n +at In\[\d+\]:5:1$/,
    );
    const mutual = await cells.run(
      "function odd(n: number): any {\n  return n === 0 ? (null as any).x : even(n - 1);\n}\nfunction even(n: number): any {\n  return odd(n - 1);\n}\nodd(20)",
    );
    expect(mutual.traceback).toMatch(/at odd .*\n +at even .*\n +at odd .*\n +… the same again, 18 frames\n/);
  });

  it("shows where the cell awaited what a package rejected at a time of its own", async () => {
    const { traceback } = await cells.run(
      'const fs: typeof import("node:fs/promises") = require("node:fs/promises");\nlet tries = 0;\nawait null;\n  await fs.readFile("/no/such/file");',
    );
    expect(traceback).toMatch(/> 4 │ {3}await fs\.readFile/);
  });

  it("shows at most fifteen lines of an error's fields", async () => {
    const { traceback } = await cells.run(
      "const fields = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`f${i}`, Array.from({ length: 40 }, (_, j) => 'x'.repeat(j))]));\nthrow Object.assign(new Error('many'), fields)",
    );
    expect(traceback).toMatch(/f8: \[Array\]|f8: \[/);
    expect(traceback.split("\n").length).toBeLessThan(25);
  });

  it.each<[name: string, code: string, frames: RegExp]>([
    [
      "earlier cell, class",
      '// 한국어\nlet k = new K("x");\n  k.run();',
      /at inner \(In\[1\]:5:20\)\n +at K\.run \(In\[1\]:12:5\)\n +at In\[\d+\]:3:5$/,
    ],
    [
      "after await",
      "const z = 1;\nawait K.later();",
      /at inner \(In\[1\]:5:20\)\n +at (async )?(Function|K)\.later \(In\[1\]:17:5\)\n +at async In\[\d+\]:2:1$/,
    ],
    [
      "getter",
      "enum E { A, B }\nnew K(1).g",
      /at (K\.)?(get g|g) (\[as g\] )?\(In\[1\]:14:28\)\n +at In\[\d+\]:2:10$/,
    ],
    [
      "through a built-in",
      "const f = (x: any) => x.y.z;\n[1].map(v => f(v))",
      /at f \(In\[\d+\]:1:27\)\n +at In\[\d+\]:2:14\n +at Array\.map \(<anonymous>\)\n +at In\[\d+\]:2:5$/,
    ],
    [
      "moved function",
      'const x = 1;\nfunction low() {\n  throw new Error("h");\n}\nlow()',
      /at low \(In\[\d+\]:3:9\)\n +at In\[\d+\]:5:1$/,
    ],
    ["object cell", "{ a: null.x }", /at In\[\d+\]:1:11$/],
    [
      "node's frames are dropped",
      'import fs from "node:fs";\nfs.readFileSync("/nope");',
      /at In\[\d+\]:2:4$/m,
    ],
    ["native function", 'JSON.parse("{")', /at JSON\.parse \(<anonymous>\)\n +at In\[\d+\]:1:6$/],
    ["var loop", 'for (var i = 0; i < 2; i++) {\n  if (i) throw new Error("v");\n}', /at In\[\d+\]:2:16$/],
    [
      "Promise.all",
      'await Promise.all([1].map(async () => {\n  await null;\n  throw new Error("pa");\n}))',
      /at In\[\d+\]:3:9\n +at async Promise\.all \(index 0\)\n +at async In\[\d+\]:1:1$/,
    ],
    [
      "timer",
      "setTimeout(() => {\n  inner(1);\n}, 1); await new Promise(() => {})",
      /at inner \(In\[1\]:5:20\)\n +at (Timeout\._onTimeout \()?In\[\d+\]:2:3/,
    ],
    [
      "import above",
      'import os from "node:os";\nimport path from "node:path";\nthrow new Error(path.sep)',
      /at In\[\d+\]:3:7$/,
    ],
  ])("%s", async (_name, code, frames) => {
    const { traceback } = await cells.run(code);
    expect(traceback).toMatch(frames);
    expect(traceback).not.toMatch(/ at .*(node:|dist.kernel)/);
  });

  it("shows the line at fault with a caret below the column", async () => {
    const { traceback } = await cells.run("const n = 1;\nconst 값 = '한글', m = null.x;\n// after");
    const [, first, second, caret, third] = traceback.split("\n");
    expect([first, third]).toEqual(["  1 │ const n = 1;", "  3 │ // after"]);
    expect(second).toBe("> 2 │ const 값 = '한글', m = null.x;");
    expect(caret).toBe(`    │ ${" ".repeat(28)}^`);
  });
});

describe("errors of libraries", () => {
  let folder: string;
  let cells: Cells;
  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "frames-"));
    const write = (name: string, text: string) => {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), text);
    };
    write("node_modules/@some/inner/index.js", "exports.fail = () => { throw new RangeError('inner'); };");
    write(
      "node_modules/outer/index.js",
      "const { fail } = require('@some/inner');\nfunction one(f) { return f ? f() : fail(); }\nexports.outer = (f) => [f].map(one)[0];",
    );
    write("own.ts", "import { outer } from 'outer';\nexport const own = () =>\n  outer();");
    cells = new Cells(folder);
  });
  afterAll(() => {
    cells.close();
    fs.rmSync(folder, { recursive: true });
  });

  /** The line marked at fault, and the frames. */
  async function shown(code: string): Promise<{ fault: string | undefined; frames: string[] }> {
    const lines = (await cells.run(code)).traceback.split("\n");
    return {
      fault: lines.find((line) => line.startsWith(">"))?.replace(/^> +\d+ │ /, ""),
      frames: lines.filter((line) => /^ {4}(at|…) /.test(line)).map((line) => line.trim()),
    };
  }

  it.each(["src/teaching/claim.ts", "dist/teaching/claim.js"])(
    "show the cell's line when %s throws",
    async (name) => {
      const file = JSON.stringify(path.resolve(import.meta.dirname, "../../..", name));
      const { fault, frames } = await shown(
        `import { claim } from ${file};\n\n  claim("one is more than two", 1, { above: 2 });`,
      );
      expect(fault).toBe('  claim("one is more than two", 1, { above: 2 });');
      expect(frames).toEqual(["… 1 frame in gradus", expect.stringMatching(/^at In\[\d+\]:3:3$/)]);
    },
  );

  it("count the frames of packages, built-in functions among them", async () => {
    const { fault, frames } = await shown("import { outer } from 'outer';\nouter();");
    expect(fault).toBe("outer();");
    expect(frames).toEqual(["… 4 frames in @some/inner, outer", expect.stringMatching(/^at In\[\d+\]:2:1$/)]);
  });

  it("show the user's own file where that called, and a callback where that threw", async () => {
    const { fault, frames } = await shown("import { own } from './own';\nown();");
    expect(fault).toBe("  outer();");
    expect(frames[1]).toContain(`${path.join(fs.realpathSync(folder), "own.ts")}:3:3`);
    expect(frames).toHaveLength(3);

    const callback = await shown("outer(() => null.x);");
    expect(callback.fault).toBe("outer(() => null.x);");
    expect(callback.frames).toEqual([
      expect.stringMatching(/^at In\[\d+\]:1:18$/),
      "… 3 frames in outer",
      expect.stringMatching(/^at In\[\d+\]:1:1$/),
    ]);
  });

  it("stay whole where no frame is the user's", async () => {
    const { fault, frames } = await shown(
      "setTimeout(require('outer').outer, 1); await new Promise(() => {})",
    );
    expect(fault).toBeUndefined();
    expect(frames[0]).toMatch(/^at .*inner.index\.js:1/);
  });
});
