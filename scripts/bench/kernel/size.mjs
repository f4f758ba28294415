// What the two packages and stock tslab take when each is installed into an empty folder, and prints a table.
// node scripts/bench/kernel/size.mjs   (build first: npm run build)
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { runNpm } from "../../lib/npm.mjs";
import { inRoot } from "../../lib/paths.mjs";
import { run } from "../../lib/run.mjs";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-size-"));
try {
  const tarballs = path.join(folder, "tarballs");
  await done(run(process.execPath, [inRoot("scripts", "pack.mjs"), tarballs]));
  const ours = fs.readdirSync(tarballs).map((file) => path.join(tarballs, file));
  console.log("| | packed, MB | installed with what it depends on, MB | packages |\n|---|---|---|---|");
  for (const source of [...ours, "tslab"]) console.log(await row(source));
} finally {
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function row(source) {
  const place = fs.mkdtempSync(path.join(folder, "installed-"));
  fs.writeFileSync(path.join(place, "package.json"), '{ "private": true }');
  await done(runNpm(["install", "--no-audit", "--no-fund", source], { cwd: place }));
  const modules = path.join(place, "node_modules");
  const lock = JSON.parse(fs.readFileSync(path.join(place, "package-lock.json"), "utf8"));
  const packed = fs.existsSync(source) ? megabytes(fs.statSync(source).size) : "–";
  const count = Object.keys(lock.packages).filter((place) => fs.existsSync(path.join(modules, "..", place)));
  const name = path.basename(source).replace(/-\d.*/, "");
  return `| ${name} | ${packed} | ${megabytes(bytesUnder(modules))} | ${String(count.length - 1)} |`;
}

function bytesUnder(dir) {
  const entries = fs.readdirSync(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + fs.statSync(path.join(parentPath, name)).size, 0);
}

function megabytes(bytes) {
  return (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
}

/** @throws Error with all that a program printed, if it failed. */
async function done(running) {
  const { code, output } = await running;
  if (code !== 0) throw new Error(output);
}
