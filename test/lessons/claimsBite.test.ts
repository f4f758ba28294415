// Claims bite: a lesson with a planted bug fails at a claim. A lesson that passes anything proves nothing. Of long lessons one bug is
// planted in every run, all of them in the part `allLessons`.
import path from "node:path";
import { describe, expect, it } from "vitest";
import { NotebookClient } from "../../src/notebook/client.js";
import { CellExecutionError } from "../../src/notebook/errors.js";
import { readNotebook } from "../../src/notebook/notebookFiles.js";
import { english, fileOf, isLong, isNightly, shortNameOf } from "./lessons.js";
import { mutations, type Mutation } from "./mutations.js";

const nameOf = (lesson: string) => english.find((name) => shortNameOf(name) === lesson)!;

const wanted = mutations.filter(
  (mutation, i) =>
    isNightly ||
    !isLong(nameOf(mutation.lesson)) ||
    i === mutations.findIndex(({ lesson }) => lesson === mutation.lesson),
);

describe.concurrent("a lesson with a bug", () => {
  it.each(wanted)("$lesson, $bug: a claim fails", async (mutation) => {
    const error = await runWith(mutation);
    expect(error, "no claim noticed the bug").toBeInstanceOf(CellExecutionError);
    expect((error as CellExecutionError).ename, (error as Error).message).toBe("ClaimError");
  });

  it("is there for every lesson", () => {
    const covered = new Set(wanted.map(({ lesson }) => lesson));
    expect(english.map(shortNameOf).filter((name) => !covered.has(name))).toEqual([]);
  });
});

/** Runs the lesson up to the first error, and returns that. */
async function runWith({ lesson, from, to, skip = [] }: Mutation): Promise<unknown> {
  const name = nameOf(lesson);
  const notebook = readNotebook(fileOf(name));
  const code = notebook.cells.filter((cell) => cell.cell_type === "code");
  const places = code.filter((cell) => cell.source.includes(from));
  expect(places.length, `${from} must be found once`).toBe(1);
  places[0]!.source = places[0]!.source.replace(from, () => to);
  for (const cell of code) if (skip.includes(cell.id)) cell.metadata = { tags: ["skip-execution"] };
  const client = new NotebookClient(notebook, { cwd: path.dirname(fileOf(name)), timeout: 600 });
  return client.execute().catch((error: unknown) => error);
}
