// npm run python: puts the lessons' Python, as scripts/python/run.py ran it, into the notebooks. --check only says what differs.
import path from "node:path";
import { parseArgs } from "node:util";
import { withPython } from "../src/notebook/check/python/cells.js";
import { readPython } from "../src/notebook/check/python/record.js";
import { readLessons } from "../src/notebook/check/lesson.js";
import { formatNotebook } from "../src/notebook/nbformat.js";
import { writeNotebook } from "../src/notebook/notebookFiles.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: "boolean", default: false } },
});
const notebooks = path.join(import.meta.dirname, "..", "notebooks");
const { lessons } = readLessons(positionals.length > 0 ? positionals : [notebooks]);
for (const lesson of lessons) {
  const record = readPython(lesson);
  if (!record) continue;
  if (record.isStale) {
    console.error(`${record.file} has changed since it ran; type: python scripts/python/run.py`);
    process.exitCode = 1;
    continue;
  }
  const wanted = withPython(lesson.notebook, record.steps, lesson.language!);
  if (formatNotebook(wanted) === lesson.text) continue;
  console.log(`${lesson.file}${values.check ? " differs; type: npm run python" : ""}`);
  if (values.check) process.exitCode = 1;
  else writeNotebook(lesson.file, wanted);
}
