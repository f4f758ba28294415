// Child processes: run one to its end and keep what it printed, for the message when it fails.
import { spawn } from "node:child_process";
import { root } from "./paths.mjs";

/** An expected failure: its message is all the user needs to see. */
export class SetupError extends Error {
  name = "SetupError";
}

const running = new Set();
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    if (running.size === 0) return;
    for (const child of running) child.kill(signal);
    process.exit(130);
  });
}

/**
 * Runs a program to its end.
 *
 * @returns exit code and everything it printed; `echo` also shows it as it comes.
 */
export function run(program, args, { cwd = root, env = process.env, echo = false, shell = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env,
      shell,
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    running.add(child);
    let output = "";
    for (const [stream, target] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      stream.setEncoding("utf8");
      stream.on("data", (text) => {
        output += text;
        if (echo) target.write(text);
      });
    }
    const finish = (code) => {
      running.delete(child);
      resolve({ code, output });
    };
    child.on("error", (error) => {
      output += error.message;
      finish(127);
    });
    child.on("close", (code, signal) => finish(code ?? (signal ? 128 : 1)));
  });
}

/** The last lines of a long output. */
export const tail = (text, lines = 15) => text.trimEnd().split("\n").slice(-lines).join("\n");
