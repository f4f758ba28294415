// A copy of the project as git would clone it (tracked and new files, nothing built), in a folder of its own.
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

export function freshCopy(): { dir: string; remove: () => void } {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-setup-"));
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  for (const name of listed.split("\0").filter(Boolean)) {
    if (!fs.existsSync(path.join(root, name))) continue; // deleted, not yet committed
    fs.mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
    fs.copyFileSync(path.join(root, name), path.join(dir, name));
  }
  return { dir, remove: () => fs.rmSync(dir, { recursive: true, force: true, maxRetries: 5 }) };
}

export interface Script {
  process: ChildProcess;
  /** Everything printed so far. */
  output: () => string;
  ended: Promise<number>;
  /** Resolves when the output matches; rejects when the script ends before. */
  printed: (pattern: RegExp) => Promise<RegExpExecArray>;
}

/** Runs `node scripts/<name>` in a copy, in a process group of its own so that a kill reaches its children too. */
export function runScript(
  dir: string,
  name: string,
  args: string[] = [],
  env: NodeJS.ProcessEnv = process.env,
): Script {
  const child = spawn(process.execPath, [path.join(dir, "scripts", name), ...args], {
    cwd: dir,
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const watchers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      for (const look of watchers) look();
    });
  }
  const ended = new Promise<number>((resolve) => child.once("close", (code) => resolve(code ?? 128)));
  const printed = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(output);
        if (match) resolve(match);
      };
      watchers.add(look);
      look();
      void ended.then(() => reject(new Error(`ended without printing ${String(pattern)}:\n${output}`)));
    });
  return { process: child, output: () => output, ended, printed };
}

/** Kills a script and everything it started, at once. */
export function killGroup(script: Script): void {
  process.kill(-script.process.pid!, "SIGKILL");
}
