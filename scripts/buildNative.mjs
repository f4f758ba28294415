// Compiles the C of src, which makes long arrays as fast as NumPy's and training twice as fast, into dist/native: for this machine by
// its C compiler (CC, cc, clang or gcc; without one all is computed in WebAssembly), or with `--all` for every platform by Zig's
// (`pip install ziglang`), for the packages. Only what is older than its sources.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { everywhere, flagsOf, levels, libraryName } from "./lib/nativeTargets.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const rooms = ["native", "array/native", "array/native/transcendentals", "engine/native"];
const folders = rooms.map((room) => path.join(root, "src", room));
const dist = path.join(root, "dist", "native");
const files = folders.flatMap((folder) => fs.readdirSync(folder).map((name) => path.join(folder, name)));
const sources = files.filter((file) => file.endsWith(".c"));

/** The output of a command; undefined where it failed or is not there. */
function run([command, ...first], args) {
  return new Promise((resolve) => {
    const child = spawn(command, [...first, ...args]);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
    child.on("error", (error) => resolve({ ok: false, output: error.message }));
    child.on("close", (code) => resolve({ ok: code === 0, output }));
  });
}

async function findCompiler() {
  for (const command of [process.env.CC, "cc", "clang", "gcc"])
    if (command && (await run([command], ["--version"])).ok) return [command];
  return undefined;
}

function isStale(file) {
  const made = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const scripts = ["buildNative.mjs", "lib/nativeTargets.mjs"].map((name) =>
    path.join(root, "scripts", name),
  );
  return [...files, ...scripts].some((input) => fs.statSync(input).mtimeMs > made);
}

/**
 * Compiles one library, as many sources at a time as there are processors.
 *
 * @returns What the compiler said where it failed.
 */
async function build(compiler, { platform, arch, target = [], levels }) {
  const file = path.join(dist, libraryName(platform, arch));
  if (!isStale(file)) return undefined;
  const objects = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-native-"));
  const position = platform === "win32" ? [] : ["-fPIC"];
  const headers = folders.map((folder) => `-I${folder}`);
  const jobs = sources.flatMap((source) => {
    const name = path.basename(source);
    return (name === "level.c" ? [[]] : levels).map((level, i) => ({
      source,
      args: [...target, ...flagsOf(name), ...headers, ...position, ...level, `-DLEVEL=${String(i + 1)}`],
      object: path.join(objects, `${name}.${String(i + 1)}.o`),
    }));
  });
  const outputs = jobs.map(({ object }) => object);
  let failure;
  const work = async () => {
    for (let job = jobs.shift(); job && !failure; job = jobs.shift()) {
      const { ok, output } = await run(compiler, [...job.args, "-c", job.source, "-o", job.object]);
      if (!ok) failure = output;
    }
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, work));
  if (!failure) {
    fs.mkdirSync(dist, { recursive: true });
    const { ok, output } = await run(compiler, [...target, "-shared", "-s", ...outputs, "-o", `${file}.new`]);
    if (ok)
      fs.renameSync(`${file}.new`, file); // a running kernel keeps the one that it has
    else failure = output;
  }
  fs.rmSync(objects, { recursive: true, force: true });
  return failure;
}

if (process.argv.includes("--all")) {
  const python = process.platform === "win32" ? "python" : "python3";
  for (const target of everywhere) {
    const failure = await build([python, "-m", "ziglang", "cc"], target);
    if (failure === undefined) continue;
    console.error(`Cannot build ${libraryName(target.platform, target.arch)}: ${failure}`);
    process.exitCode = 1;
  }
} else {
  const { platform, arch } = process;
  const compiler = levels[arch] && (await findCompiler());
  const failure = compiler
    ? await build(compiler, { platform, arch, levels: levels[arch] })
    : "there is no C compiler";
  if (failure !== undefined)
    console.log(
      `  long arrays and networks are computed in WebAssembly, which takes two to five times as long: ${failure.trim().split("\n").at(-1)}; ` +
        "install a C compiler (gcc or clang) and run `npm run build`, if you want",
    );
}
