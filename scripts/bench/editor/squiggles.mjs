// False marks in this repository's notebooks, opened, run and edited, and what becomes of misspellings planted in the lessons.
// `node scripts/bench/editor/squiggles.mjs [PART OF A NAME]`; needs `npm run setup`. The unit tests hold the same to 0 and to 98 %.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { LanguageClient } from "../../../dist/kernel/language/client.js";
import { languageProcesses } from "../../../dist/kernel/language/start.js";
import { misspell } from "./misspell.mjs";

const root = fileURLToPath(new URL("../../..", import.meta.url));
process.env.GRADUS_CACHE_DIR ??= `${root}.cache/kernel`;
const folder = path.join(root, "notebooks");
const files = fs
  .readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ipynb") && !name.includes(".ipynb_checkpoints"))
  .filter((name) => name.includes(process.argv[2] ?? ""))
  .sort();

const client = new LanguageClient(languageProcesses());

/** Errors and warnings in cells that are not meant to have one. */
async function marks(cells, targets) {
  const checked = await client.editor({ op: "check", cells, ...(targets ? { targets } : {}) });
  return checked.flatMap(({ id, diagnostics }) =>
    diagnostics
      .filter(({ severity }) => severity === "error" || severity === "warning")
      .filter(() => !cells.find((cell) => cell.id === id).raises)
      .map((one) => ({ id, ...one })),
  );
}

/** Counts marks that should not be, and names them. */
function count(file, state, found) {
  for (const { id, code, message } of found) console.log(`${file} ${state}, cell ${id}: ${code} ${message}`);
  falseMarks[state] += found.length;
}

const falseMarks = { opened: 0, run: 0, edited: 0 };
const mutants = { planted: 0, one: 0, more: 0, missed: 0, elsewhere: 0 };
let numCells = 0;
for (const file of files) {
  const notebook = JSON.parse(fs.readFileSync(path.join(folder, file), "utf8"));
  const cells = notebook.cells
    .filter(({ cell_type }) => cell_type === "code")
    .map(({ source, metadata }, i) => ({
      ...{ id: `c${i}`, code: [source].flat().join("") },
      raises: metadata.tags?.includes("raises-exception") ?? false,
    }));
  numCells += cells.length;
  await client.open({ dir: path.dirname(path.join(folder, file)), language: "typescript" });
  count(file, "opened", await marks(cells));
  if (/^en[\\/]/.test(file) && !file.includes("solutions")) {
    for (const cell of cells) {
      const mutant = cell.raises ? undefined : misspell(cell.code);
      if (!mutant) continue;
      mutants.planted++;
      const now = cells.map((one) => (one === cell ? { ...one, code: mutant.code } : one));
      const found = (await marks(now)).filter(({ severity }) => severity === "error");
      const here = found.filter(({ id }) => id === cell.id);
      if (here.length < found.length) mutants.elsewhere++;
      if (!here.some(({ from }) => from === mutant.at)) {
        mutants.missed++;
        console.log(`${file}, cell ${cell.id}: ${mutant.name} has no mark`);
      } else if (here.length === 1) mutants.one++;
      else mutants.more++;
    }
  }
  for (const { code } of cells) await client.check({ code });
  count(file, "run", await marks(cells));
  const edited = cells.map((cell, i) => (i % 3 ? cell : { ...cell, code: `${cell.code}\n// edited` }));
  count(file, "edited", await marks(edited));
}
client.close();

console.log("| notebooks, cells | false marks: opened | run | edited |");
console.log("|---|---|---|---|");
console.log(
  `| ${files.length}, ${numCells} | ${falseMarks.opened} | ${falseMarks.run} | ${falseMarks.edited} |`,
);
console.log("\n| misspellings planted | one error, there | more in the cell | missed | also elsewhere |");
console.log("|---|---|---|---|---|");
console.log(`| ${Object.values(mutants).join(" | ")} |`);
