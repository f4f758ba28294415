// The rule on predictions finds planted leaks and raises no false alarm.
import { describe, expect, it } from "vitest";
import { checkPredictions } from "../../../src/notebook/check/predictions/rule.js";
import type { Cell, Output } from "../../../src/notebook/nbformat.js";

/** A cell; code that answers is folded unless it is said to be open. */
type Sketch = { md: string; id?: string } | { code: string; outputs?: Output[]; open?: boolean };

function check(...sketches: Sketch[]): string[] {
  const cells = sketches.map((sketch, i): Cell => {
    const id = ("md" in sketch ? sketch.id : undefined) ?? `c${String(i)}`;
    if ("md" in sketch) return { id, metadata: {}, cell_type: "markdown", source: sketch.md };
    const { code: source, outputs = [], open = !source.includes(".answer(") } = sketch;
    const metadata = open ? {} : { jupyter: { source_hidden: true } };
    return { id, metadata, cell_type: "code", source, execution_count: null, outputs };
  });
  const notebook = { nbformat: 4 as const, nbformat_minor: 5, metadata: {}, cells };
  const lesson = { file: "a.ipynb", text: "", notebook, language: undefined, name: "a.ipynb" };
  return checkPredictions(lesson, [lesson]).map(({ cell, message }) => `${String(cell! + 1)} ${message}`);
}

const title: Sketch = { md: "# 02 XOR\n\nWhat can a plane do? It was 60,000 iterations long." };
const heading: Sketch = { md: "## A hundred seeds\n\nIt worked once. A hundred trainings take a second." };
const ask: Sketch = {
  code: 'const many = predict("en", "How many of 100 seeds solve XOR?", { a: "all 100", b: "about 87", c: "half" });',
};
const answer: Sketch = {
  code: 'const solved = count();\nmany.answer("b", "The others stay near 0.125.");\nclaim("seeds that solve it", solved, { equals: 87 });',
};
const said = 'prediction "How many of 100 seeds solve XOR?"';
const before = `before the answer of ${said}`;

describe("a prediction", () => {
  it("asked, then answered in a later cell, is well", () => {
    expect(check(title, heading, ask, answer, { md: "The answer is (b): 87." })).toEqual([]);
    const python = { id: "python-seeds", md: "```python\nprint(n)\n```\n\n```text\n87\n```" };
    expect(check(title, heading, ask, answer, python)).toEqual([]);
  });

  it("is not what a lesson calls predict itself", () => {
    expect(
      check({ code: "const predict = (x) => forward(x).Y;\npredict(X);\nmodel.predict(xTest)" }),
    ).toEqual([]);
  });

  it.each<[string, Sketch[], string]>([
    ["must be answered", [ask], `1 ${said} is never answered: many.answer(…)`],
    ["once", [ask, answer, answer], `3 ${said} is answered a second time`],
    [
      "in a later cell",
      [{ code: `${(ask as { code: string }).code}\n${(answer as { code: string }).code}` }],
      `1 ${said} must be answered in a later cell`,
    ],
    [
      "by an option it has",
      [ask, { code: 'many.answer("d", "So it is.");' }],
      `2 ${said} must be answered by one of a, b, c`,
    ],
    [
      "kept",
      [{ code: (ask as { code: string }).code.replace("const many = ", "") }],
      `1 ${said} is not kept: const name = predict(…), so that it can be answered`,
    ],
  ])("%s", (_, sketches, message) => {
    expect(check(...sketches)).toEqual([message]);
  });
});

describe("a planted leak is found", () => {
  it("in the code of the answer, which must be folded", () => {
    expect(check(title, heading, ask, { ...(answer as { code: string }), open: true })).toEqual([
      `4 the code shows the answer of ${said}: give it a cell of its own, folded (metadata.jupyter.source_hidden)`,
    ]);
  });

  it.each<[string, Sketch[], string]>([
    [
      "a claim above the answer",
      [title, heading, ask, { code: 'claim("it works", true, { equals: true });\nmany.answer("b", "So.");' }],
      `4 claim(…) shows something above the answer of ${said}: it belongs below`,
    ],
    [
      "a plot above the answer",
      [title, heading, ask, { code: 'plt.plot(losses);\nplt.show();\nmany.answer("b", "So.");' }],
      `4 plt.show(…) shows something above the answer of ${said}: it belongs below`,
    ],
    [
      "a print above the answer",
      [title, heading, ask, { code: 'console.log(count());\nmany.answer("b", "So.");' }],
      `4 console.log(…) shows something above the answer of ${said}: it belongs below`,
    ],
    [
      "a print below the folded answer",
      [title, heading, ask, { code: 'many.answer("b", "So.");\nconsole.log(count());' }],
      `4 console.log(…) stands open below the folded answer of ${said}: give its lines to answer(…), third`,
    ],
    [
      "a value in the cell that measures",
      [
        title,
        heading,
        ask,
        { code: "const solved = count();\nsolved;" },
        { code: 'many.answer("b", "So.");' },
      ],
      `4 solved shows something above the answer of ${said}: it belongs below`,
    ],
    [
      "what Python printed, though folded",
      [
        title,
        heading,
        ask,
        { id: "python-seeds", md: "```python\nprint(n)\n```\n\n```text\nmany\n```" },
        answer,
      ],
      `4 Python prints above the answer of ${said}: it belongs under the cell that answers`,
    ],
    ["a title", [title, { md: "## 87 of a hundred\n\nText." }, ask, answer], `2 the text says 87 ${before}`],
    [
      "a table",
      [title, heading, { md: "| seeds | solved |\n|---|---|\n| 100 | 87 |" }, ask, answer],
      `3 the text says 87 ${before}`,
    ],
    [
      "a comment",
      [title, heading, ask, { code: "// 87 of them\nrun();" }, answer],
      `4 the code says 87 ${before}`,
    ],
    [
      "the title of a plot",
      [title, heading, ask, { code: 'plt.title("87 of 100 get there");' }, answer],
      `4 the code says 87 ${before}`,
    ],
    [
      "a claim in a cell between",
      [title, heading, ask, { code: 'claim("solved", n, { equals: 87 });' }, { md: "And now?" }, answer],
      `4 the code says 87 ${before}`,
    ],
    ["the key", [title, heading, ask, { md: "The answer is (b)." }, answer], `4 the text says (b) ${before}`],
    [
      "an output of an executed copy",
      [
        title,
        heading,
        { code: "count()", outputs: [{ output_type: "stream", name: "stdout", text: "solved: 87\n" }] },
        ask,
        answer,
      ],
      `3 the output says 87 ${before}`,
    ],
  ])("%s", (_, sketches, message) => {
    expect(check(...sketches)).toEqual([message]);
  });

  const slow =
    'const slow = predict("en", "What does the loss do at first?", { a: "it falls fast", b: "it hardly moves at all", c: "it rises" });';
  const reveal: Sketch = { code: 'slow.answer("b", "It lies on a plateau.");' };
  it("the words of the option, anywhere above", () => {
    expect(
      check(
        title,
        { md: "At first *it hardly moves* at all." },
        { md: "## The loss" },
        { code: slow },
        reveal,
      ),
    ).toEqual([
      '2 the text says “it hardly moves at all” before the answer of prediction "What does the loss do at first?"',
    ]);
  });

  it("in Korean, whatever the verb's ending", () => {
    const asked =
      'const slow = predict("ko", "손실은?", { a: "빠르게 줄어든다", b: "거의 움직이지 않는다" });';
    expect(
      check(
        title,
        { md: "## 거의 움직이지 않습니다" },
        { code: asked },
        { code: 'slow.answer("b", "고원입니다.");' },
      ),
    ).toEqual(['2 the text says “거의 움직이지 않는다” before the answer of prediction "손실은?"']);
  });

  it("but not where the text names other options as well, or the question says it", () => {
    const asked =
      'const way = predict("en", "Full batch, online learning or mini-batch: which is quickest?", { a: "full batch", b: "online learning", c: "mini-batch" });';
    expect(
      check(
        { md: "# Batches\n\nFull batch, online learning and mini-batch are three ways." },
        { md: "## Online learning and full batch" },
        { code: asked },
        { code: '// online learning\nway.answer("b", "It steps at every sample.");' },
      ),
    ).toEqual([]);
  });

  it("nor in what the answering cell says below, nor what its outputs show there", () => {
    const outputs: Output[] = [
      { output_type: "stream", name: "stdout", text: "training…\n" },
      {
        output_type: "display_data",
        data: { "text/plain": "Answer · How many of 100 seeds solve XOR?\n  (b) about 87\n  So." },
        metadata: {},
      },
      { output_type: "display_data", data: { "text/plain": "✓ seeds that solve it = 87" }, metadata: {} },
    ];
    expect(check(title, heading, ask, { ...(answer as { code: string }), outputs })).toEqual([]);
  });

  it("nor in what other questions ask, or their answers say", () => {
    const half = 'const half = predict("en", "How many seeds get stuck?", { a: "87", b: "13", c: "none" });';
    const shown = (text: string): Output => ({
      output_type: "display_data",
      data: { "text/plain": text },
      metadata: {},
    });
    const reveal: Sketch = {
      code: 'half.answer("b", "They stay where they are.");',
      outputs: [shown("Answer · How many seeds get stuck?\n  (b) 13\n  87 are not.")],
    };
    const question: Sketch = {
      code: half,
      outputs: [shown("How many of 100 seeds solve XOR? a: all, b: about 87")],
    };
    expect(check(title, heading, question, reveal, ask, answer)).toEqual([]);
    // the same words elsewhere do tell
    const told: Sketch = { code: "report();", outputs: [shown("87 are not.")] };
    expect(check(title, heading, told, ask, answer)).toEqual([`3 the output says 87 ${before}`]);
  });

  it("nor in a long list of numbers, which singles none out", () => {
    const list = (count: number): Sketch => ({
      code: "losses();",
      outputs: [
        {
          output_type: "stream",
          name: "stdout",
          text: Array.from({ length: count }, (_, i) => 76 + i).join(" "),
        },
      ],
    });
    expect(check(title, heading, list(13), ask, answer)).toEqual([]);
    expect(check(title, heading, list(12), ask, answer)).toEqual([`3 the output says 87 ${before}`]);
  });

  it("nor in numbers that come everywhere: a digit near the question, two of them far from it", () => {
    const few = 'const few = predict("en", "How many layers?", { a: "4", b: "7", c: "9" });';
    const reveal: Sketch = { code: 'few.answer("b", "So it is.");' };
    expect(check(title, { md: "## Layers\n\nLesson 7 had them." }, { code: few }, reveal)).toEqual([]);
    expect(check(title, { md: "87 pages." }, heading, ask, answer)).toEqual([]);
    expect(check(title, { md: "It was 0.125 there." }, heading, ...plateau("0.125"))).toEqual([
      '2 the text says 0.125 before the answer of prediction "Where does the loss stay?"',
    ]);
  });

  it("nor in a number that the question or another option has", () => {
    const asked =
      'const many = predict("en", "87 of 100 seeds solve XOR. How many are stuck?", { a: "all 100", b: "100 − 87", c: "half" });';
    expect(check(title, { md: "## Seeds\n\nOf 100, 87 solve it." }, { code: asked }, answer)).toEqual([]);
  });

  it("nor in one or two short words far from the question", () => {
    const asked =
      'const way = predict("en", "Which is quickest?", { a: "relu", b: "the wide one", c: "tanh" });';
    const reveal: Sketch = { code: 'way.answer("a", "So it is.");' };
    const md = { md: "# Layers\n\nThere is relu." };
    expect(check(md, { md: "## Which way?\n\nBoth were tried." }, { code: asked }, reveal)).toEqual([]);
  });

  it("nor in a figure that another text separates from the answer, as long as its words do not tell", () => {
    const plot: Sketch = { code: 'plt.plot(losses);\nplt.title("How it fell");\nplt.show();' };
    expect(check(title, heading, ask, plot, { md: "These are medians." }, answer)).toEqual([]);
    expect(check(title, heading, ask, plot, answer)).toEqual([
      `4 plt.show(…) shows something above the answer of ${said}: it belongs below`,
    ]);
  });

  it("nor in a call, an await or an assignment that ends the cell: what it gives is not shown", () => {
    for (const last of ["count();", "await count();", "solved = count();"])
      expect(check(title, heading, ask, { code: `let solved = 0;\n${last}` }, answer)).toEqual([]);
  });
});

/** A question about a number, and its answer. */
function plateau(number: string): Sketch[] {
  const options = `{ a: "near 0.5", b: "near ${number}", c: "near 0" }`;
  return [
    { code: `const shelf = predict("en", "Where does the loss stay?", ${options});` },
    { code: 'shelf.answer("b", "So it is.");' },
  ];
}
