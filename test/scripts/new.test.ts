// npm run new: what it makes passes the checks that every lesson must pass.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newLesson } from "../../scripts/new/lesson.js";
import { checkLessons } from "../../src/notebook/check/checkCommand.js";
import { readLessons } from "../../src/notebook/check/lesson.js";

const root = path.resolve(import.meta.dirname, "../..");
const parts = ["notebooks", "src/teaching/exercises", "test/lessons", "README.md", "README.ko.md"];
let copy: string;

beforeAll(() => {
  copy = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-new-"));
  for (const part of parts) fs.cpSync(path.join(root, part), path.join(copy, part), { recursive: true });
});
afterAll(() => fs.rmSync(copy, { recursive: true, force: true }));

const read = (name: string): string => fs.readFileSync(path.join(copy, name), "utf8");

it("newLesson() makes a lesson in both languages that gradus check accepts, and says which files it touched", () => {
  const changed = newLesson(copy, "97-recurrent-networks", { ko: "순환 신경망" });
  const { lessons, problems } = readLessons([path.join(copy, "notebooks")]);
  const own = [...problems, ...checkLessons(lessons)].filter(({ file }) => /97-|index/.test(file));
  expect(own).toEqual([]);
  expect(lessons.filter(({ file }) => file.includes("97-"))).toHaveLength(4);
  expect(changed).toHaveLength(12);
  for (const file of changed) expect(read(file)).toMatch(/97|순환/);
  expect(read("README.ko.md")).toContain("| 97 | 순환 신경망 | Recurrent networks |");
  expect(read("src/teaching/exercises/index.ts")).toMatch(
    /import \{ lesson97 \} from ".\/lesson97.js";\nimport type[^]*\.\.\.lesson97,\n\};/,
  );
  expect(read("test/lessons/mutations.ts")).toMatch(/lesson: "97"[^]*\},\n\];\n$/);
});

it("newLesson() refuses a name it cannot use, and a number that is taken", () => {
  expect(() => newLesson(copy, "recurrent")).toThrow(
    'Cannot make a lesson: name must be two digits and words, as in 10-recurrent-networks, current value is "recurrent"',
  );
  expect(() => newLesson(copy, "01-again")).toThrow("number must be free (01-batches.ipynb has it)");
});
