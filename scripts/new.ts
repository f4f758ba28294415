// npm run new -- lesson 10-recurrent-networks: makes the files of a lesson, in both languages, ready to run and to check.
import path from "node:path";
import { parseArgs } from "node:util";
import { newLesson } from "./new/lesson.js";

const help = `npm run new -- lesson NN-title [--en "Title"] [--ko "제목"]

Makes the files of a lesson: notebooks and solutions in both languages, its exercises, its planted bug, and its line in
each list of lessons. What it makes runs and passes \`npx gradus check\`; fill it with yours.`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { en: { type: "string" }, ko: { type: "string" }, help: { type: "boolean", short: "h" } },
});
const [kind, name] = positionals;
if (values.help || kind !== "lesson" || name === undefined || positionals.length > 2) {
  console.log(help);
  process.exitCode = values.help ? 0 : 2;
} else {
  try {
    const root = path.resolve(import.meta.dirname, "..");
    for (const file of newLesson(root, name, values)) console.log(file);
    console.log(`
Then: write; npx gradus check; npx gradus run notebooks/en/${name}.ipynb; npm test -- lessons.
The first cells of both 00-index.ipynb say how many lessons there are; the last cell of the lesson before links to the next.
A picture for the lists: scripts/pictures/lessons.ts.`);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
