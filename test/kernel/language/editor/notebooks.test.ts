// The notebooks of this repository in an editor: what is right gets no mark, what is wrong gets one, where it is wrong.
import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { misspell } from "../../../../scripts/bench/editor/misspell.mjs";
import { parseNotebook } from "../../../../src/notebook/parseNotebook.js";
import { openSession } from "../helpers.js";
import { ask, cellsOf } from "./ask.js";
import type { EditorCell, EditorDiagnostic } from "../../../../src/kernel/language/editor/questions.js";
import type { LanguageService } from "../../../../src/kernel/language/types.js";

const notebooks = fs
  .readdirSync("notebooks", { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ipynb") && !name.includes(".ipynb_checkpoints"))
  .map((name) => path.join("notebooks", name))
  .sort();

/** Cells that show an error on purpose are tagged. */
function readCells(file: string): { codes: string[]; raises: Set<number> } {
  const { cells } = parseNotebook(fs.readFileSync(file, "utf8"), file);
  const code = cells.filter(({ cell_type }) => cell_type === "code");
  const raises = code.flatMap(({ metadata }, i) =>
    metadata["tags"]?.includes("raises-exception") ? [i] : [],
  );
  return { codes: code.map(({ source }) => [source].flat().join("")), raises: new Set(raises) };
}

/** Marks that a reader takes for something wrong. */
function wrong(session: LanguageService, cells: readonly EditorCell[]): [cell: string, EditorDiagnostic][] {
  return ask(session, "check", cells, {}).flatMap(({ id, diagnostics }) =>
    diagnostics
      .filter(({ severity }) => severity === "error" || severity === "warning")
      .map((one): [string, EditorDiagnostic] => [id, one]),
  );
}

describe.each(notebooks)("%s", (file) => {
  const { codes, raises } = readCells(file);
  const dir = path.resolve(path.dirname(file));
  const cells = cellsOf(codes);
  const unexpected = (session: LanguageService, now: readonly EditorCell[]) =>
    wrong(session, now).filter(([id]) => !raises.has(Number(id.slice(1))));

  it("has no mark before it runs, after it ran, and after it was edited", { timeout: 120_000 }, () => {
    const session = openSession(dir);
    expect(unexpected(session, cells)).toEqual([]);
    for (const code of codes) session.check({ code });
    expect(unexpected(session, cells)).toEqual([]);
    const edited = cells.map((cell, i) =>
      i % 3 === 0 ? { ...cell, code: `${cell.code}\n// edited` } : cell,
    );
    expect(unexpected(session, edited)).toEqual([]);
    expect(
      unexpected(
        session,
        edited
          .filter((_, i) => i % 5 !== 4)
          .concat(edited.filter((_, i) => i % 5 === 4))
          .slice(0, 3),
      ),
    ).toEqual([]);
  });
});

describe("one misspelling", () => {
  it("gives one error in its cell and none in any other", { timeout: 300_000 }, () => {
    const tally = { planted: 0, one: 0, more: 0, missed: [] as string[], elsewhere: [] as string[] };
    for (const file of notebooks.filter(
      (name) => !name.includes("solutions") && name.includes(`${path.sep}en${path.sep}`),
    )) {
      const { codes, raises } = readCells(file);
      const session = openSession(path.resolve(path.dirname(file)));
      const cells = cellsOf(codes);
      wrong(session, cells);
      for (const [i, cell] of cells.entries()) {
        const mutant = raises.has(i) ? undefined : misspell(cell.code);
        if (!mutant) continue;
        tally.planted++;
        const found = wrong(
          session,
          cells.map((one) => (one === cell ? { ...one, code: mutant.code } : one)),
        ).filter(([id, { severity }]) => severity === "error" && !raises.has(Number(id.slice(1))));
        const here = found.filter(([id]) => id === cell.id);
        const where = `${file} ${cell.id} ${mutant.name}`;
        if (here.length < found.length) tally.elsewhere.push(where);
        if (!here.some(([, { from }]) => from === mutant.at)) tally.missed.push(where);
        else if (here.length === 1) tally.one++;
        else tally.more++;
      }
    }
    expect(tally.elsewhere).toEqual([]);
    expect(tally.missed).toEqual([]);
    expect(tally.planted).toBeGreaterThan(100);
    expect(tally.one / tally.planted).toBeGreaterThanOrEqual(0.98);
  });
});
