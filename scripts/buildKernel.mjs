// The kernel's processes in few files. Assets of its language process: its code in one CommonJS file (TypeScript stays outside:
// Node reads it six times faster by `require` than as a module), TypeScript for startup snapshots, and the declarations of the
// module `tslab`.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { bundleForNode } from "./lib/bundleForNode.mjs";
import { typescriptOnce } from "./lib/typescriptOnce.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const source = path.join(root, "src", "kernel", "language");
const dist = path.join(root, "dist", "kernel", "language");

const { outputFiles } = await build({
  entryPoints: [path.join(source, "languageEntry.ts")],
  outfile: path.join(dist, "languageEntry.cjs"),
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node20.19",
  external: ["@types/node/*"],
  plugins: [typescriptOnce({ external: true })],
  logLevel: "warning",
  write: false,
});
// A startup snapshot holds the text of all code in it, and lies in memory twice: TypeScript's goes in without comments and long
// names, 4 MB in place of 9.
const { code: typescript } = await transform(
  fs.readFileSync(path.join(root, "node_modules", "typescript", "lib", "typescript.js"), "utf8"),
  { minifyWhitespace: true, minifyIdentifiers: true, legalComments: "inline", target: "node20.19" },
);
const made = [...outputFiles, { path: path.join(dist, "typescript.cjs"), contents: Buffer.from(typescript) }];
// Unchanged files keep their time: startup snapshots made from them stay good.
for (const { path: file, contents } of made) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  if (!fs.existsSync(file) || !fs.readFileSync(file).equals(contents)) fs.writeFileSync(file, contents);
}
fs.cpSync(path.join(source, "types"), path.join(dist, "types"), {
  recursive: true,
  preserveTimestamps: true,
});

// Where the front process and the execution process with its threads begin, and what is imported by its place.
await bundleForNode({
  entries: ["kernel/front/main.ts"],
  chunks: "kernel/front/chunks",
  last: "kernel/front/main.js",
});
const entries = [
  "execution/main.ts",
  "execution/loader/install.ts",
  "execution/loader/hooks.ts",
  "execution/tslabModule.ts",
  "execution/debug/debuggerThread.ts",
  "execution/interrupts/watchdogThread.ts",
].map((name) => `kernel/${name}`);
await bundleForNode({ entries, chunks: "kernel/execution/chunks", last: "kernel/execution/main.js" });
