// Builds dist: WebAssembly by AssemblyScript, C where there is a compiler, JavaScript by esbuild (file by file, then the library in few files), types by tsc.
// `--no-types` leaves the declarations out.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const source = path.join(root, "src");
const dist = path.join(root, "dist");

/** Every file of src but AssemblyScript's and C's and what runs in pages. */
function sourceFiles() {
  return fs
    .readdirSync(source, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter(
      (name) =>
        !/(^|\/)(assembly|native)\//.test(name) && !/^(browser|labExtension|siteExtension)\b/.test(name),
    );
}

function run(script, args) {
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

/** True when `output` is missing or older than any of the `inputs`. */
function isStale(output, inputs) {
  const made = fs.statSync(output, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return inputs.some((input) => fs.statSync(input).mtimeMs > made);
}

async function buildJavaScript() {
  await build({
    entryPoints: sourceFiles()
      .filter((name) => /\.ts$/.test(name) && !/\.d\.ts$/.test(name))
      .map((name) => path.join(source, name)),
    outbase: source,
    outdir: dist,
    format: "esm",
    platform: "node",
    target: "node20.19",
    sourcemap: true,
    logLevel: "warning",
  });
}

/** Fonts, logos, WebAssembly, declarations: everything in src that is neither TypeScript's nor its input goes along as it is. */
function copyAssets() {
  for (const name of sourceFiles()) {
    const from = path.join(source, name);
    if (/(?<!\.d)\.ts$/.test(name) || fs.statSync(from).isDirectory()) continue;
    const to = path.join(dist, name);
    if (!isStale(to, [from])) continue;
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.copyFileSync(from, to);
  }
}

run(path.join(root, "scripts", "buildAssembly.mjs"), []); // first: it writes into src
run(path.join(root, "scripts", "buildNative.mjs"), []);
await buildJavaScript();
run(path.join(root, "scripts", "buildKernel.mjs"), []);
run(path.join(root, "scripts", "buildLabExtension.mjs"), []);
run(path.join(root, "scripts", "buildVscode.mjs"), []);
run(path.join(root, "scripts", "buildLibrary.mjs"), []);
copyAssets();
if (!process.argv.includes("--no-types")) {
  const began = new Date();
  // tsc trusts its record of what it wrote, also when dist was deleted.
  if (!fs.existsSync(path.join(dist, "index.d.ts")))
    fs.rmSync(path.join(root, ".cache", "declarations.tsbuildinfo"), { force: true });
  run(path.join(root, "node_modules", "typescript", "bin", "tsc"), ["-p", "scripts/tsconfig.build.json"]);
  // tsc leaves files alone that come out the same; this one says how new the sources were that all of them are made from.
  fs.utimesSync(path.join(dist, "index.d.ts"), began, began);
}
