// What a new lesson says before its author has written anything: the least that runs and passes every check.
import type { Cell } from "../../src/notebook/nbformat.js";
import type { Language } from "../../src/teaching/exercises/types.js";

interface Lesson {
  number: string;
  name: string;
  language: Language;
  title: string;
}

const markdown = (id: string, source: string): Cell => ({
  cell_type: "markdown",
  id,
  metadata: {},
  source,
});

const code = (id: string, source: string): Cell => ({
  cell_type: "code",
  execution_count: null,
  id,
  metadata: {},
  outputs: [],
  source,
});

export function lessonCells({ number, language, title }: Lesson): Cell[] {
  const say = words[language];
  return [
    markdown("title", `# ${number} ${title}\n\n${say.opening}`),
    code("setup", `import { claim, exercise, todo, utils } from "gradus";\n\nutils.setRandomSeed(0);`),
    markdown("measured", say.measured),
    code(
      "squares",
      `const squares = [1, 2, 3].map((n) => n * n);\nclaim("${say.claim}", squares[0] + squares[1] + squares[2], { equals: 14 });`,
    ),
    markdown("exercises", say.exercises),
    code(
      "exercise1",
      `const square = (x: number): number => todo();\nexercise("${number}-1", "${language}", square);`,
    ),
    markdown("next", say.summary),
  ];
}

export function solutionCells({ number, name, language, title }: Lesson): Cell[] {
  const say = words[language];
  return [
    markdown("title", `# ${number} ${say.solutions}: ${title}\n\n[${say.back}](../${name}.ipynb)`),
    markdown("s1", `## ${say.exercise} 1\n\n${say.answer}`),
    code(
      "s1-code",
      `import { solution } from "gradus";\n\nconst square = (x: number): number => x * x;\nsolution("${number}-1", "${language}", square);`,
    ),
  ];
}

const words = {
  en: {
    opening:
      "**Question.** What does this lesson ask?\n\nAfterwards you can\n\n- do this,\n- and that.\n\nIt takes about 30 minutes; all cells together run for about 10 seconds.",
    measured: "## What is measured\n\nEvery sentence that states a number has a claim behind it.",
    claim: "sum of the first three squares",
    exercises: "## Exercises\n\n### Exercise 1. A square\nWrite a function that squares a number.",
    summary: "## Summary\n\n- What was seen.\n\n[Contents](00-index.ipynb)",
    solutions: "Solutions",
    back: "Back to the lesson",
    exercise: "Exercise",
    answer: "A number times itself.",
  },
  ko: {
    opening:
      "**질문.** 이 레슨은 무엇을 묻나요?\n\n이 레슨을 마치면 다음을 할 수 있습니다.\n\n- 이것을 합니다.\n- 저것도 합니다.\n\n걸리는 시간은 30분쯤이고, 셀을 모두 실행하는 데는 10초쯤 걸립니다.",
    measured: "## 무엇을 재었나\n\n숫자를 말하는 문장 뒤에는 그것을 재는 셀이 있습니다.",
    claim: "처음 세 제곱의 합",
    exercises: "## 연습\n\n### 연습 1. 제곱\n수를 제곱하는 함수를 쓰세요.",
    summary: "## 정리\n\n- 본 것을 적습니다.\n\n[차례](00-index.ipynb)",
    solutions: "풀이",
    back: "레슨으로 돌아가기",
    exercise: "연습",
    answer: "수에 자신을 곱합니다.",
  },
} satisfies Record<Language, Record<string, string>>;

export function exercisesSource(number: string, subject: string): string {
  return `// Exercises of lesson ${number}: ${subject}.
import type { Exercise } from "./types.js";

const square: Exercise<(x: number) => number> = {
  start: { ko: "수에 자신을 곱하세요.", en: "Multiply the number by itself." },
  right: { ko: "음수의 제곱도 양수입니다.", en: "The square of a negative number is positive, too." },
  check(answer) {
    const wrong = [0, 3, -2].find((x) => answer(x) !== x * x);
    if (wrong === undefined) return undefined;
    return {
      ko: \`\${String(wrong)}의 제곱이 \${String(answer(wrong))}입니까?\`,
      en: \`Is the square of \${String(wrong)} \${String(answer(wrong))}?\`,
    };
  },
};

export const lesson${number} = { "${number}-1": square };
`;
}

/** A bug that makes the claim fail. */
export function mutationSource(number: string): string {
  return `  {
    ...{ lesson: "${number}", bug: "a number taken for its square" },
    ...{ from: "map((n) => n * n)", to: "map((n) => n)" },
  },
`;
}
