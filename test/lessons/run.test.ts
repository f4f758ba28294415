// Every lesson, solution and recipe runs at full size, and all it claims holds.
import os from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { checkLessons } from "../../src/notebook/check/checkCommand.js";
import type { Language, Problem } from "../../src/notebook/check/lesson.js";
import { outputFaults } from "../../src/notebook/check/outputs.js";
import type { Notebook } from "../../src/notebook/nbformat.js";
import { Site } from "../../src/notebook/report/site.js";
import { runNotebooks, type NotebookResult } from "../../src/notebook/run.js";
import { describeResult } from "../../src/notebook/terminal.js";
import { all, budgetOf, fileOf, root } from "./lessons.js";

/** Seconds for all of them on two cores that have nothing else to do; printed beside what it took, never a failure. */
const total = 300;

const results = new Map<string, NotebookResult>();

beforeAll(async () => {
  const site = new Site(path.join(root, ".cache", "lessons"), all.map(fileOf));
  const started = performance.now();
  const done = await runNotebooks(all.map(fileOf), {
    jobs: os.availableParallelism(),
    timeout: 900,
    onResult: (result) => {
      console.log(describeResult({ ...result, file: path.relative(root, result.file) }, 48));
      site.write(result);
    },
  });
  const seconds = (performance.now() - started) / 1000;
  for (const [i, name] of all.entries()) {
    results.set(name, done[i]!);
    if (name.includes("solutions")) continue;
    const spent = done[i]!.cells.reduce((sum, cell) => sum + cell.seconds, 0);
    console.log(`${name}: ${spent.toFixed(1)} s (wanted: ${String(budgetOf(name))} s)`);
  }
  site.writeIndex(done);
  console.log(
    `${String(all.length)} notebooks in ${seconds.toFixed(1)} s (wanted on two idle cores: ${String(total)} s)`,
  );
}, 1_800_000);

describe("every lesson, solution and recipe", () => {
  it.each(all)("%s holds what it claims", (name) => {
    const { error, claims, notebook } = results.get(name)!;
    if (error) throw error;
    expect(claims).toBeGreaterThan(0);
    expect(outputFaults(notebook!)).toEqual([]);
    expect(leaks(name, notebook!), "outputs give no answer away").toEqual([]);
  });
});

/** What the rule on predictions finds in an executed copy: there outputs count, too. */
function leaks(name: string, notebook: Notebook): Problem[] {
  const [, language, rest] = /(?:^|\/)(ko|en)\/(.+)$/.exec(name) as unknown as [string, Language, string];
  const lesson = { file: name, text: "", notebook, language, name: rest };
  return checkLessons([lesson], ["predictions"]);
}
