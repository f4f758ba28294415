// How long the editor's marks take while one types, and what typing does to memory: lesson 06, key by key.
// `node scripts/bench/editor/run.mjs [ROUNDS]`; needs `npm run setup`. A round is three lines, 167 keys, and a pause.
import fs from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { LanguageClient } from "../../../dist/kernel/language/client.js";
import { languageProcesses } from "../../../dist/kernel/language/start.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
process.env.GRADUS_CACHE_DIR ??= `${root}.cache/kernel`;
const dir = `${root}notebooks/en`;
const rounds = Number(process.argv[2] ?? 12);
/** Longer than the kernel waits before it tidies up. */
const restTime = 3600;
const typed = 20;
const lines = [
  "const xs = [1, 2, 3].map((x) => x * 2);",
  "function mean(values: number[]) { return values.reduce((a, b) => a + b, 0) / values.length; }",
  "const total = mean(xs) + xs.length;",
];

const notebook = JSON.parse(fs.readFileSync(`${dir}/06-mnist.ipynb`, "utf8"));
const cells = notebook.cells
  .filter(({ cell_type }) => cell_type === "code")
  .map(({ source }, i) => ({ id: `c${i}`, code: [source].flat().join("") }));

const client = new LanguageClient(languageProcesses());
const memory = () => {
  const status = `/proc/${client.pid}/status`;
  if (!fs.existsSync(status)) return undefined; // only Linux tells it so simply
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(status, "utf8"))[1]) / 1024);
};
/** ms that the language process has computed, garbage collection included; 10 ms is the clock's step. */
const processorTime = () => {
  const file = `/proc/${client.pid}/stat`;
  if (!fs.existsSync(file)) return NaN;
  const [user, system] = fs.readFileSync(file, "utf8").split(") ")[1].split(" ").slice(11, 13);
  return (Number(user) + Number(system)) * 10;
};

await client.open({ dir, language: "typescript" });
const began = performance.now();
await client.editor({ op: "check", cells });
const first = performance.now() - began;
const before = memory();
const costBefore = processorTime();
const times = [];
/** Memory at the end of each round's typing, and of its pause. */
const memories = [];
for (let round = 0; round < rounds; round++) {
  for (const line of lines) {
    for (let length = 1; length <= line.length; length++) {
      const code = `${cells[typed].code}\n${line.slice(0, length)}`;
      const now = cells.map((cell, i) => (i === typed ? { ...cell, code } : cell));
      const asked = performance.now();
      await client.editor({ op: "check", cells: now, targets: [cells[typed].id] });
      times.push(performance.now() - asked);
      if (length === line.length) await client.editor({ op: "check", cells: now });
    }
  }
  const typedTo = memory();
  await pause(restTime);
  memories.push([typedTo, memory()]);
}
const cost = processorTime() - costBefore;
client.close();

times.sort((a, b) => a - b);
const share = (part) => times[Math.floor((times.length - 1) * part)].toFixed(0);
console.log("| first check of the notebook | keys | p50 | p95 | p99 | slowest | processor time a key |");
console.log("|---|---|---|---|---|---|---|");
console.log(
  `| ${first.toFixed(0)} ms | ${times.length} | ${[0.5, 0.95, 0.99, 1].map((p) => `${share(p)} ms`).join(" | ")} | ${(cost / times.length).toFixed(1)} ms |`,
);
console.log(`\nMemory (MB): ${before} after the first check; then, round by round, typed → rested:`);
console.log(memories.map((round) => round.join(" → ")).join(", "));
