// Python beside TypeScript: faults planted in a lesson, its Python file or its record are found, one by one.
import crypto from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { claimsOf, holds } from "../../../src/notebook/check/python/bounds.js";
import { pythonCell, withPython } from "../../../src/notebook/check/python/cells.js";
import { readPython, type Step } from "../../../src/notebook/check/python/record.js";
import { checkPython } from "../../../src/notebook/check/python/rule.js";
import { syntaxFaults } from "../../../src/notebook/check/python/syntax.js";
import { readLessons } from "../../../src/notebook/check/lesson.js";
import { formatNotebook, type Cell, type Notebook } from "../../../src/notebook/nbformat.js";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-python-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const code = (id: string, source: string): Cell => ({
  ...{ cell_type: "code", id, metadata: {}, source },
  ...{ execution_count: null, outputs: [] },
});

const notebook: Notebook = {
  ...{ nbformat: 4, nbformat_minor: 5, metadata: {} },
  cells: [
    { cell_type: "markdown", id: "title", metadata: {}, source: "# 01 Title" },
    code("sum", 'claim("the sum", 1 + 2, { equals: 3 });'),
    code("end", "1"),
  ],
};

const step: Step = {
  ...{ step: "add", under: "sum", code: "total = 1 + 2\nprint(total)", printed: "3" },
  claims: { "the sum": { is: "total", value: 3 } },
};

let trial = 0;
/** What the rule says of a lesson with this Python beside it. */
function check({
  steps = [step],
  cells = withPython(notebook, steps, "en").cells,
  ranAs = "source",
  language = "en",
} = {}): string[] {
  const base = path.join(folder, String(trial++));
  const [lesson, python] = [`notebooks/${language}/01-title.ipynb`, "scripts/python/01_title.py"];
  const sha256 = crypto.createHash("sha256").update(ranAs).digest("hex");
  const files = {
    [lesson]: formatNotebook({ ...notebook, cells }),
    [python]: "source",
    "scripts/python/01_title.json": JSON.stringify({ sha256, steps }),
  };
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.join(base, path.dirname(name)), { recursive: true });
    fs.writeFileSync(path.join(base, name), text);
  }
  const { lessons } = readLessons([path.join(base, "notebooks")]);
  return lessons
    .flatMap((one) => checkPython(one, lessons))
    .map(({ message }) => message.replace(/\S*\/01_/, "01_"));
}

const changed = (change: Partial<Step>): Step[] => [{ ...step, ...change }];

describe("gradus check on Python beside TypeScript", () => {
  it("finds nothing in a lesson that shows what ran", () => {
    expect(check()).toEqual([]);
    expect(check({ language: "ko", cells: withPython(notebook, [step], "ko").cells })).toEqual([]);
  });

  it("leaves notebooks without Python beside them alone", () => {
    const file = path.join(folder, "en", "own.ipynb");
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(file, formatNotebook(notebook));
    const { lessons } = readLessons([file]);
    expect(readPython(lessons[0]!)).toBeUndefined();
    expect(checkPython(lessons[0]!, lessons)).toEqual([]);
  });

  it("finds Python that has changed since it ran", () => {
    expect(check({ ranAs: "older source" })).toEqual([
      "01_title.py has changed since it ran; type: python scripts/python/run.py",
    ]);
  });

  const wrong = (id: string) => [`${id} is not as 01_title.py has it; type: npm run python`];
  const shown = withPython(notebook, [step], "en").cells;
  it.each<[string, Cell[], string]>([
    ["a cell that is missing", notebook.cells, "python-add"],
    ["code that was edited", editCell("total = 1 + 2", "total = 2 + 1"), "python-add"],
    ["a print that was edited", editCell("\n3\n", "\n4\n"), "python-add"],
    ["a cell in the wrong place", [shown[0]!, shown[1]!, shown[3]!, shown[2]!], "python-add"],
    ["a cell of no step", [...shown, pythonCell({ ...step, step: "old" }, "en")], "python-old"],
    ["the other language's words", withPython(notebook, [step], "ko").cells, "python-add"],
  ])("finds %s", (_what, cells, id) => {
    expect(check({ cells })).toEqual(wrong(id));
  });

  function editCell(from: string, to: string): Cell[] {
    return withPython(notebook, [step], "en").cells.map((cell) =>
      cell.id === "python-add" ? { ...cell, source: cell.source.replace(from, to) } : cell,
    );
  }

  it("finds a step whose TypeScript cell is gone", () => {
    expect(check({ steps: changed({ under: "gone" }), cells: notebook.cells })).toEqual([
      'step add of 01_title.py stands beside cell "gone", which is not in the lesson',
    ]);
  });

  it("finds a number that the lesson does not claim", () => {
    expect(check({ steps: changed({ claims: { "the sum": { is: "total", value: 4 } } }) })).toEqual([
      'step add of 01_title.py: "the sum" is 4 in Python, the lesson claims {"equals":3}',
    ]);
  });

  it("finds a claim that the lesson has not", () => {
    expect(check({ steps: changed({ claims: { "the product": { is: "total", value: 3 } } }) })).toEqual([
      'step add of 01_title.py: the lesson has no claim "the product", or several',
    ]);
  });

  it("finds a bound that only running can tell", () => {
    const cells = [code("sum", 'claim("the sum", 3, { near: measure(), within: 1 });')];
    const both = withPython({ ...notebook, cells }, [step], "en").cells;
    expect(check({ cells: both })).toEqual([
      'step add of 01_title.py: the bound of "the sum" cannot be read without running it',
    ]);
  });

  it("finds what is no Python, where there is one to ask", () => {
    const record = {
      file: "01_title.py",
      isStale: false,
      steps: [step, { ...step, step: "half", code: "def f(:" }],
    };
    const faults = syntaxFaults(record);
    // Python's own words differ by version; without a Python nothing is said.
    expect(Object.keys(faults).filter((name) => name !== "half")).toEqual([]);
    if (faults["half"] !== undefined)
      expect(check({ steps: changed({ code: "def f(:" }) })).toEqual([
        `step add of 01_title.py is no Python, ${faults["half"]}`,
      ]);
  });
});

describe("the Python cells", () => {
  it("stand folded under their cell, or open above it, and come out the same twice", () => {
    const steps = [
      step,
      { ...step, step: "again" },
      { ...step, step: "first", under: undefined!, above: "sum" },
    ];
    const once = withPython(notebook, steps, "en");
    expect(once.cells.map(({ id }) => id)).toEqual(
      ["title", "python-first", "sum", "python-add", "python-again", "end"], //
    );
    expect(withPython(once, steps, "en")).toEqual(once);
    expect(withPython(once, [], "en")).toEqual(notebook);
  });

  it("hold code and print as text of one fold", () => {
    expect(pythonCell(step, "ko").source).toBe(
      "<details><summary>파이썬으로는</summary>\n\n```python\ntotal = 1 + 2\nprint(total)\n```\n\n출력:\n\n```text\n3\n```\n\n</details>",
    );
    expect(pythonCell({ ...step, printed: "" }, "en").source).not.toContain("It prints");
    expect(pythonCell({ ...step, above: "sum" }, "en").source).toMatch(/^\*\*Python\*\*\n\n```python\n/);
  });
});

describe("bounds of claims", () => {
  const boundOf = (bound: string, before = "") =>
    claimsOf({ ...notebook, cells: [code("a", `${before}\nclaim("a", x, ${bound});`)] })[0]!.bound;

  it.each<[string, string, unknown]>([
    ["{ equals: [1, -2, 47_040_000] }", "", { equals: [1, -2, 47_040_000] }],
    ["{ near: 1 / Math.E, within: 1e-3 }", "", { near: 1 / Math.E, within: 1e-3 }],
    ["{ equals: Array(3).fill(2) }", "", { equals: [2, 2, 2] }],
    [
      "{ near: -(Math.log(0.5) + 2 * 3 ** 2 - 1), within }",
      "const within = 0.1;",
      { near: -(Math.log(0.5) + 17), within: 0.1 },
    ],
    ["bound", "const bound = { between: [0, 1] };", { between: [0, 1] }],
    ["{ equals: true }", "", { equals: true }],
    ["{ below: best() }", "", undefined],
    ["{ below: loop }", "const loop = loop;", undefined],
  ])("%s", (bound, before, wanted) => {
    expect(boundOf(bound, before)).toEqual(wanted);
  });

  it.each<[unknown, Record<string, unknown>, boolean]>([
    [[[1.05], [2]], { near: [[1], [2]], within: 0.1 }, true],
    [[1.2, 2], { near: [1, 2], within: 0.1 }, false],
    [[1, 2, 3], { near: [1, 2], within: 9 }, false],
    [[0.5, 2], { above: 0.4 }, true],
    [[0.5, 0.3], { above: 0.4 }, false],
    [[], { above: 0.4 }, false],
    ["0.5", { above: 0.4 }, false],
    [1, { below: 1 }, false],
    [1, { between: [0, 1] }, true],
    [1.01, { between: [0, 1] }, false],
    [0.1 + 0.2, { equals: 0.3 }, true],
    [[1, "a", true], { equals: [1, "a", true] }, true],
    [2, { equals: 3 }, false],
    [[1, 2, 2], { increasing: true }, false],
    [[1, 2, 3], { increasing: true }, true],
    [1, { unknown: 1 }, false],
  ])("%j against %j: %s", (value, bound, wanted) => {
    expect(holds(value, bound)).toBe(wanted);
  });
});
