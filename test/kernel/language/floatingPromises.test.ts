import { describe, expect, it } from "vitest";
import { openSession } from "./helpers.js";

const prelude =
  "declare const model: { fit(x: number, y: number): Promise<{ loss: number }>; stop(): void; any: any }; async function train() { return 1; } declare const thenable: () => PromiseLike<number>; declare const maybe: () => Promise<number> | undefined;";

function warningsOf(code: string): string[] {
  const session = openSession();
  session.check({ code: prelude });
  const reply = session.check({ code });
  expect(reply.errors).toEqual([]);
  return reply.warnings.map(
    ({ code: name, line, column, message }) => `${name} ${String(line)}:${String(column)} ${message}`,
  );
}

describe("a promise nobody waits for", () => {
  it("gets a warning that says what to write, and the cell runs", () => {
    expect(warningsOf("const x = 1;\nmodel.fit(x, x);\nmodel.stop();")).toEqual([
      "GR1001 2:1 Nobody waits for this promise: write `await model.fit(x, x)`",
    ]);
  });

  it.each([
    "train()",
    "(train());",
    "if (1) train();",
    "for (const i of [1]) { model.fit(i, i); }",
    "true && train()",
    "1 > 0 ? train() : undefined",
    "train().then((n) => n)",
    "train().finally(() => {})",
    "thenable()",
    "maybe()",
    "new Promise((resolve) => resolve(1))",
    "async function outer() { train(); }",
    "Promise.all([train()])",
    "import('node:fs')",
  ])("is found in %s", (code) => {
    expect(warningsOf(code)).toHaveLength(1);
  });

  it.each([
    "await train()",
    "void train()",
    "const p = train();",
    "let p; p = train();",
    "train().catch(() => {})",
    "train().then(() => {}, () => {})",
    "train().catch(() => {}).finally(() => {})",
    "(async () => { await train(); })()",
    "(async function main() { await train(); })()",
    "[1].forEach(async () => { await train(); })",
    "const p = train(); p",
    "model.stop()",
    "model.any()",
    "[train()]",
    "async function f() { return train(); }",
    "setTimeout(() => train(), 1)",
  ])("is not seen in %s", (code) => {
    expect(warningsOf(code)).toEqual([]);
  });

  it("is quoted on one line, shortened when long", () => {
    const [warning] = warningsOf(`model.fit(\n  1,\n  2)`);
    expect(warning).toContain("`await model.fit( 1, 2)`");
    expect(
      warningsOf(`model.fit(1000000000000, 2000000000000 + 3000000000000 + 4000000000000)`)[0],
    ).toContain("…`");
  });
});
