// Runs the unit and protocol suites on the Node versions we promise; npm's `node-<platform>-<arch>` packages bring them.
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const windows = process.platform === "win32";

/** Path of a Node of this major version, installed into `.cache/nodes` on first use. */
function nodeOf(major: number): string {
  const folder = path.join(root, ".cache", "nodes", `v${String(major)}`);
  const name = `node-${windows ? "win" : process.platform}-${process.arch}`;
  const file = path.join(folder, "node_modules", name, "bin", windows ? "node.exe" : "node");
  if (!fs.existsSync(file)) {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, "package.json"), '{ "private": true }\n');
    execFileSync("npm", ["install", "--no-save", `${name}@${String(major)}`], {
      cwd: folder,
      shell: windows,
    });
  }
  return file;
}

/** Runs a script on that Node, which also stands first on PATH: kernels and workers started by name use it too. */
function runOn(node: string, args: string[]): Promise<{ code: number; output: string }> {
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ""}` };
  const child = spawn(node, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += String(text)));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code: code ?? 1, output })));
}

describe.each([20, 22, 24])("Node %i", (major) => {
  it("passes the unit tests", async () => {
    const vitest = path.join(root, "node_modules", "vitest", "vitest.mjs");
    const result = await runOn(nodeOf(major), [
      vitest,
      "run",
      "--config",
      "scripts/vitest.config.ts",
      "--root",
      ".",
    ]);
    expect(result.code, result.output.slice(-4000)).toBe(0);
  });

  it("passes the protocol suite", async () => {
    const python = path.join(root, ".venv", windows ? "Scripts/python.exe" : "bin/python");
    const result = await runOn(nodeOf(major), [
      path.join(root, "test", "protocol", "run.mjs"),
      "--python",
      python,
    ]);
    expect(result.code, result.output.slice(-4000)).toBe(0);
  });
});
