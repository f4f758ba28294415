// Rules of lessons: short cells, numbers in the prose, one voice.
import { describe, expect, it } from "vitest";
import type { Language, Lesson, Rule } from "../../../src/notebook/check/lesson.js";
import { checkShortCells } from "../../../src/notebook/check/length.js";
import { checkNumbers } from "../../../src/notebook/check/numbers.js";
import { checkUnasked } from "../../../src/notebook/check/predictions/unasked.js";
import { checkStyle } from "../../../src/notebook/check/style.js";
import type { Cell, NotebookMetadata } from "../../../src/notebook/nbformat.js";

type Sketch = string | { code: string; out?: string; folded?: boolean };

function lessonOf(sketches: Sketch[], language: Language, gradus: NotebookMetadata["gradus"] = {}): Lesson {
  const cells = sketches.map((sketch, i): Cell => {
    const id = `c${String(i)}`;
    if (typeof sketch === "string") return { cell_type: "markdown", id, metadata: {}, source: sketch };
    const { code, out, folded = false } = sketch;
    const metadata = folded ? { jupyter: { source_hidden: true } } : {};
    const outputs =
      out === undefined ? [] : [{ output_type: "stream" as const, name: "stdout" as const, text: out }];
    return { cell_type: "code", id, metadata, source: code, execution_count: null, outputs };
  });
  const notebook = { nbformat: 4 as const, nbformat_minor: 5, metadata: { gradus }, cells };
  return { file: "a.ipynb", text: "", notebook, language, name: "a.ipynb" };
}

const faults = (rule: Rule, lesson: Lesson) => rule(lesson, [lesson]).map(({ message }) => message);

describe("shortCells", () => {
  const lines = (n: number) => Array.from({ length: n }, (_, i) => `f(${String(i)});`).join("\n\n");
  it("wants at most 12 lines that are not blank, folded cells left out", () => {
    const lesson = lessonOf(
      [{ code: lines(12) }, { code: lines(13) }, { code: lines(40), folded: true }],
      "en",
    );
    expect(faults(checkShortCells, lesson)).toEqual([
      "code cell has 13 lines, at most 12: cut it, or fold it away",
    ]);
  });
});

describe("numbers", () => {
  const wrong = (prose: string, code = "", out?: string, language: Language = "en") =>
    faults(checkNumbers, lessonOf([prose, { code, ...(out === undefined ? {} : { out }) }], language)).map(
      (message) => /^number (\S+) in/.exec(message)?.[1],
    );

  it.each<[string, string, string?]>([
    ["There are 60,000 samples.", "const count = 60_000;"],
    ["Accuracy is 98 %, or 98.1 %.", "", "✓ accuracy 0.981 > 0.97"],
    ["It ends near 0.13.", 'claim("loss", loss, { near: 0.1253, within: 0.001 });'],
    ["About 4,100 parameters.", "", "params 4,096"],
    ["The rate is 0.00001.", "const rate = 1e-5;"],
    ["A table:\n\n| a | b |\n|---|---|\n| 0.5 | −0.25 |", "[0.5, -0.25]"],
    ["Lesson 05 and lessons 06 and 07, exercise 12, Keras 3, since 1998, 80 minutes.", ""],
    ["# 03 Rates\n\n1. first\n2. second\n\n`x = 17`, $y = 18$, [19](x.md), W21, 3Blue1Brown", ""],
    ["Text.\n\n## Exercises\n\nReach 0.88 with at most 30,000 parameters.", ""],
  ])("finds nothing in %j", (prose, code, out) => {
    expect(wrong(prose, code, out)).toEqual([]);
  });

  it.each<[string, string, string[]]>([
    ["There are 60,000 samples.", "const count = 50_000;", ["60,000"]],
    ["Accuracy is 98 %.", "accuracy > 0.95", ["98"]],
    ["It ends near 0.13.", "{ near: 0.1453 }", ["0.13"]],
    ["| digits |\n|---|\n| 7.2 |", "7", ["7.2"]],
    ["**87** of 100 seeds", "100", ["87"]],
  ])("finds planted ones in %j", (prose, code, found) => {
    expect(wrong(prose, code)).toEqual(found);
  });

  it("reads Korean", () => {
    expect(wrong("6만 번이면 87개가 풉니다. 50분쯤 걸립니다.", "60000", undefined, "ko")).toEqual(["87"]);
  });

  it("takes what the metadata lists with a reason, and wants each entry to be needed", () => {
    const numbers = { "0.9788": "printed in the lecture", "12": "not there", "87": " " };
    const lesson = lessonOf(["The lecture printed 0.9788, of 87.", { code: "" }], "en", { numbers });
    expect(faults(checkNumbers, lesson)).toEqual([
      "metadata.gradus.numbers lists 12, which no text states",
      "metadata.gradus.numbers gives no reason for 87",
    ]);
  });

  it("asks nothing of a page without code", () => {
    expect(faults(checkNumbers, lessonOf(["677 claims"], "en"))).toEqual([]);
  });
});

describe("unaskedPredictions", () => {
  it("finds questions in the prose, not what is said about them", () => {
    const lesson = lessonOf(
      [
        "**Predict first.** When a question comes, settle on an answer.",
        "Each layer takes one shape. **Predict first.** What is the output's shape?",
        "**먼저 예상해 보세요.** 몇 개일까요?\n\n(가) 하나",
      ],
      "en",
    );
    expect(checkUnasked(lesson, [lesson]).map(({ cell }) => cell)).toEqual([1, 2]);
  });
});

describe("style", () => {
  it("finds what has a better word, in prose and in the words of code", () => {
    const lesson = lessonOf(
      [
        "그래서 벽돌을 쌓습니다. `벽돌`",
        { code: '// 오늘의 케라스\nplt.title("색 사진");\nclaim("블록", 1);' },
      ],
      "ko",
    );
    expect(faults(checkStyle, lesson)).toEqual([
      "“벽돌” reads better as “블록”",
      "“색 사진” reads better as “컬러 사진”",
      "“오늘의 케라스” reads better as “최신 케라스”",
    ]);
  });

  it("leaves what is well: 회색 사진, 14행 9열", () => {
    expect(faults(checkStyle, lessonOf(["회색 사진의 14행 9열, 정확도 1.7%포인트"], "ko"))).toEqual([]);
    expect(faults(checkStyle, lessonOf(["The lecture (line 182)."], "en"))).toEqual([
      "“line 182” reads better as “the slide's title”",
    ]);
  });
});
