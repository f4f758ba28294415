// Compiles src/engine/assembly to WebAssembly, twice: for shared memory (threads) and for browsers without it.
// Only when a source is newer than the result; takes a few seconds.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const assembly = path.join(root, "src", "engine", "assembly");
const engine = path.dirname(assembly);

const options = [
  "-O3",
  "--runtime",
  "stub",
  "--noAssert",
  "--importMemory",
  "--maximumMemory",
  "65536",
  "--initialMemory",
  "16",
];
const targets = [
  { file: "engine.wasm", extra: ["--sharedMemory"] },
  { file: "engineUnshared.wasm", extra: [] },
];

const newest = Math.max(
  fs.statSync(fileURLToPath(import.meta.url)).mtimeMs,
  ...fs.readdirSync(assembly).map((name) => fs.statSync(path.join(assembly, name)).mtimeMs),
);
const stale = targets.filter(
  ({ file }) => (fs.statSync(path.join(engine, file), { throwIfNoEntry: false })?.mtimeMs ?? 0) < newest,
);

if (stale.length > 0) {
  const { default: asc } = await import("assemblyscript/asc");
  for (const { file, extra } of stale) {
    const output = [
      "--baseDir",
      assembly,
      "-o",
      path.join("..", file),
      "--enable",
      "simd",
      "--enable",
      "threads",
    ];
    const { error, stdout, stderr } = await asc.main(["index.ts", ...output, ...options, ...extra]);
    if (error) {
      console.error(`Cannot build ${file}:\n${stdout.toString()}${stderr.toString()}`);
      process.exit(1);
    }
  }
}
