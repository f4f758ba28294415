import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { checkLessons } from "../../../src/notebook/check/checkCommand.js";
import { readLessons } from "../../../src/notebook/check/lesson.js";
import { readRuleNames } from "../../../src/notebook/check/rules.js";
import { outputFaults } from "../../../src/notebook/check/outputs.js";
import { formatNotebook, type Cell, type Notebook } from "../../../src/notebook/nbformat.js";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-check-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const metadata = {
  kernelspec: { name: "tslab", display_name: "TypeScript", language: "typescript" },
  language_info: { name: "typescript" },
};

/** A cell: text when it begins with a letter of Markdown, else code. */
type Sketch = { md: string } | { code: string; tags?: string[] };

function notebookOf(sketches: Sketch[]): Notebook {
  const cells = sketches.map((sketch, i): Cell => {
    const id = `c${String(i)}`;
    if ("md" in sketch) return { cell_type: "markdown", id, metadata: {}, source: sketch.md };
    const metadata = sketch.tags ? { tags: sketch.tags } : {};
    return { cell_type: "code", id, metadata, source: sketch.code, execution_count: null, outputs: [] };
  });
  return { nbformat: 4, nbformat_minor: 5, metadata, cells };
}

let trial = 0;
/** What `gradus check` says about these files, without their paths. */
function check(files: Record<string, Sketch[] | string>): string[] {
  const base = path.join(folder, String(trial++));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(base, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, typeof content === "string" ? content : formatNotebook(notebookOf(content)));
  }
  const { lessons, problems } = readLessons([base]);
  return [...problems, ...checkLessons(lessons)].map(({ file, cell, message }) => {
    const where = path.relative(base, file) + (cell === undefined ? "" : `:${String(cell + 1)}`);
    return `${where} ${message}`.replaceAll(`${base}/`, "");
  });
}

/** One notebook outside the languages' folders, under a proper title. */
const checkOne = (...sketches: Sketch[]): string[] => check({ "a.ipynb": [{ md: "# Title" }, ...sketches] });

describe("a well-formed lesson and its translation", () => {
  it("have no problems", () => {
    const lesson = (title: string, sentence: string, language: string): Sketch[] => [
      { md: `# 01 ${title}\n\nSee \`batchSize\`, $x_1$ and [two](#Two).` },
      { code: `// ${title}\nconst batchSize = 12;\nclaim("${sentence}", batchSize, { equals: 12 });` },
      { md: "## Two" },
      { code: `exercise("01-1", "${language}", undefined);` },
    ];
    const answers = (title: string, language: string): Sketch[] => [
      { md: `# 01 ${title}` },
      { code: `solution("01-1", "${language}", 1);` },
    ];
    expect(
      check({
        "ko/01-a.ipynb": lesson("배치", "크기", "ko"),
        "en/01-a.ipynb": lesson("Batches", "size", "en"),
        "ko/solutions/01-a.ipynb": answers("풀이", "ko"),
        "en/solutions/01-a.ipynb": answers("Solutions", "en"),
      }),
    ).toEqual([]);
  });
});

describe("the file", () => {
  it("must be stripped, canonical, with kernel and language", () => {
    const notebook = notebookOf([{ md: "# T" }, { code: "1" }]);
    const loose = JSON.stringify({
      ...notebook,
      metadata: { kernelspec: { name: "python3", display_name: "TypeScript" } },
    });
    expect(check({ "a.ipynb": loose })).toEqual([
      'a.ipynb metadata.kernelspec.name must be "tslab", current value is python3',
      'a.ipynb metadata.kernelspec.language must be "typescript", current value is undefined',
      'a.ipynb metadata.language_info.name must be "typescript": cells are uncoloured without it',
      "a.ipynb not in the form kept in git (outputs, counts, key order); type: npx gradus strip",
    ]);
  });

  it("must have distinct ids and no empty cells", () => {
    const notebook = notebookOf([{ md: "# T" }, { code: "" }]);
    notebook.cells[1]!.id = "c0";
    expect(check({ "a.ipynb": formatNotebook(notebook) })).toEqual([
      `a.ipynb:2 id "c0" is already cell 1's`,
      "a.ipynb:2 cell is empty",
    ]);
  });

  it("must have cells of at most 20 lines, blank ones not counted", () => {
    const lines = (n: number) => Array.from({ length: n }, (_, i) => `f(${String(i)});\n`).join("\n");
    expect(checkOne({ code: lines(20) })).toEqual([]);
    expect(checkOne({ code: lines(21) })).toEqual([
      "a.ipynb:2 code cell has 21 lines, at most 20: cut it, or fold it away",
    ]);
  });
});

describe("headings", () => {
  it("must begin with one title and leave no level out", () => {
    expect(checkOne({ md: "### Deep" })).toEqual(['a.ipynb:2 heading "Deep" is of level 3 after 1']);
    expect(checkOne({ md: "## A\n\n# Again" })).toEqual(['a.ipynb:2 heading "Again" is a second title']);
    expect(check({ "a.ipynb": [{ md: "No title" }] })).toEqual([
      "a.ipynb:1 the first cell must hold the title, # …",
    ]);
    expect(checkOne({ md: "```\n# no heading\n```" })).toEqual([]);
  });

  it("must name the lesson's number", () => {
    expect(check({ "03-a.ipynb": [{ md: "# 02 Wrong" }] })).toEqual([
      '03-a.ipynb:1 the title must name lesson 03, current value is "02 Wrong"',
    ]);
  });
});

describe("bold", () => {
  it.each([
    ["**출력** $a$입니다, `**` $a ** b$", []],
    [
      "**출력 $a$**입니다",
      ["a.ipynb:2 ** is shown as two stars: bold must not end in a sign that a letter follows"],
    ],
  ])("%s", (md, wanted) => {
    expect(checkOne({ md })).toEqual(wanted);
  });
});

describe("links and pictures", () => {
  it.each([
    ["[a](#Title) [b](https://example.org) [c](a.ipynb#Title)", undefined],
    ["[a](no.ipynb)", "link no.ipynb leads nowhere"],
    ["[a](#Nowhere)", "link #Nowhere: there is no such heading"],
    ["[a](http://example.org)", "link http://example.org must begin with https:"],
    ["![](https://example.org/a.png)", "picture https://example.org/a.png has no words: ![words](…)"],
    ["![a](attachment:b.png)", "attachment b.png is not in the cell"],
    ["`[a](no.ipynb)` and $[b](c)$", undefined],
  ])("%s", (md, message) => {
    expect(checkOne({ md }).filter((said) => !said.includes(" name "))).toEqual(
      message ? [`a.ipynb:2 ${message}`] : [],
    );
  });
});

describe("names in the prose", () => {
  it("must be in the lesson's code, in the library, or known to be another's", () => {
    expect(
      checkOne({ md: "`claim(x)`, `np.random.choice`, `ownName`" }, { code: "const ownName = 1;" }),
    ).toEqual([]);
    expect(checkOne({ md: "Use `noSuchName(3)`." })).toEqual([
      "a.ipynb:2 name noSuchName in `noSuchName(3)` is neither in the lesson's code nor in gradus",
    ]);
  });
});

describe("exercises", () => {
  it("must have solutions, and solutions exercises", () => {
    const head = { md: "# 01 T" };
    const both = (files: Record<string, Sketch[]>) =>
      check(
        Object.fromEntries(
          ["ko", "en"].flatMap((l) => Object.entries(files).map(([n, c]) => [`${l}/${n}`, c])),
        ),
      );
    expect(both({ "01-a.ipynb": [head, { code: 'exercise("01-1", x)' }] })).toEqual([
      "en/01-a.ipynb its solutions are missing: en/solutions/01-a.ipynb",
      "ko/01-a.ipynb its solutions are missing: ko/solutions/01-a.ipynb",
    ]);
    expect(
      both({
        "01-a.ipynb": [head, { code: 'exercise("01-1", x)' }, { code: 'exercise("02-1", x)' }],
        "solutions/01-a.ipynb": [head, { code: 'solution("01-1", x);\nsolution("01-3", x)' }],
      }).filter((said) => said.startsWith("en")),
    ).toEqual([
      "en/01-a.ipynb:3 exercise 02-1 has no solution in en/solutions/01-a.ipynb",
      "en/01-a.ipynb:3 exercise 02-1 belongs to another lesson",
      "en/solutions/01-a.ipynb:2 solution 01-3 has no exercise in en/01-a.ipynb",
    ]);
  });
});

describe("translations", () => {
  const pair = (ko: Sketch[], en: Sketch[]) =>
    check({ "ko/a.ipynb": [{ md: "# 가" }, ...ko], "en/a.ipynb": [{ md: "# A" }, ...en] });

  it("must exist", () => {
    expect(check({ "ko/a.ipynb": [{ md: "# 가" }] })).toEqual(["ko/a.ipynb there is no English translation"]);
  });

  it.each([
    ['f("예", `값 ${x} 개`) // 말', 'f("yes", `value ${x}`) /* words */', undefined],
    ["/** 가 */\nf( 1 )", "f(1)", undefined],
    ['f("ko")', 'f("en")', undefined],
    ["f(0.1)", "f(0.2)", "code differs: 0.1 and 0.2"],
    ['f("relu")', 'f("tanh")', 'code differs: "relu" and "tanh"'],
    ['f({ field: "점수" })', 'f({ field: "score" })', 'code differs: "점수" and "score"'],
    ["f(`값 ${x}`)", "f(`value ${y}`)", "code differs: x and y"],
    ["f(1)", "f(1);", "code differs: nothing and ;"],
  ])("%s and %s", (ko, en, difference) => {
    const wanted = difference ? [`ko/a.ipynb:2 ${difference} (cell 2 of en/a.ipynb)`] : [];
    expect(pair([{ code: ko }], [{ code: en }])).toEqual(wanted);
  });

  it("must have as many code cells and the same tags", () => {
    expect(pair([{ code: "f(1)" }], [])).toEqual(["ko/a.ipynb 1 code cells, en/a.ipynb has 0"]);
    expect(pair([{ code: "f(1)", tags: ["raises-exception"] }], [{ code: "f(1)" }])).toEqual([
      'ko/a.ipynb:2 tags differ: "raises-exception" and "" (cell 2 of en/a.ipynb)',
    ]);
  });
});

describe("the glossary", () => {
  it.each([
    ["미니 배치(mini-batch)와 학습률을 고릅니다", undefined],
    ["미니배치를 고릅니다", "“미니배치” is “미니 배치” in the glossary"],
    ["에포크(epochs)", "에포크(epochs) is 에포크(epoch) in the glossary"],
    ["확률적 경사 하강법(SGD)", undefined],
    ["`미니배치` $미니배치$", undefined],
  ])("Korean: %s", (words, message) => {
    const said = check({ "ko/a.ipynb": [{ md: `# 가\n\n${words}` }], "en/a.ipynb": [{ md: "# A" }] });
    expect(said.filter((line) => !line.includes(" name "))).toEqual(
      message ? [`ko/a.ipynb:1 ${message}`] : [],
    );
  });

  it.each([
    ["A mini-batch, two mini-batches.", undefined],
    ["Two minibatches.", "“minibatch” is “mini-batch” in the glossary"],
    ["Every Hyperparameter", "“hyperparameter” is “hyper-parameter” in the glossary"],
  ])("English: %s", (words, message) => {
    const said = check({ "en/a.ipynb": [{ md: `# A\n\n${words}` }], "ko/a.ipynb": [{ md: "# 가" }] });
    expect(said).toEqual(message ? [`en/a.ipynb:1 ${message}`] : []);
  });
});

describe("outputFaults()", () => {
  it("finds pictures that a screen reader cannot tell of, or that only one front end can draw, and floods", () => {
    const notebook = notebookOf([{ md: "# T" }, { code: "1" }]);
    const [, cell] = notebook.cells;
    if (cell?.cell_type !== "code") throw new Error("a code cell is wanted");
    const show = (data: Record<string, unknown>) => ({
      output_type: "display_data" as const,
      data,
      metadata: {},
    });
    cell.outputs = [
      show({ "image/png": "x", "text/plain": "Loss against epochs" }),
      show({ "application/vnd.vegalite.v5+json": {}, "image/png": "x" }),
      show({ "application/vnd.jupyter.widget-view+json": {}, "text/plain": "a slider" }),
      show({
        "application/vnd.jupyter.widget-view+json": {},
        "text/html": "<p>a question</p>",
        "text/plain": "a question",
      }),
      { output_type: "stream", name: "stdout", text: "line\n".repeat(61) },
    ];
    expect(outputFaults(notebook)).toEqual([
      "cell 2 shows application/vnd.vegalite.v5+json, image/png without text/plain",
      "cell 2 shows application/vnd.jupyter.widget-view+json, text/plain without a still picture or text/html",
      "cell 2 prints 61 lines, at most 60",
    ]);
  });
});

describe("rules by name", () => {
  it("look at any notebook, and only they", () => {
    const file = path.join(folder, "named", "a.ipynb");
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, formatNotebook(notebookOf([{ md: "no title" }, { md: "[x](nowhere.md)" }])));
    const { lessons } = readLessons([file]);
    const messages = (only?: string[]) => checkLessons(lessons, only).map(({ message }) => message);
    expect(messages()).toEqual(["the first cell must hold the title, # …", "link nowhere.md leads nowhere"]);
    expect(messages(readRuleNames("links"))).toEqual(["link nowhere.md leads nowhere"]);
    expect(messages(readRuleNames("translations, names"))).toEqual([]);
  });

  it("must be rules", () => {
    expect(() => readRuleNames("links,predictons")).toThrow(
      /^Cannot check: --only must be rules of format, .*, current value is "predictons"; did you mean predictions\?$/,
    );
  });
});
