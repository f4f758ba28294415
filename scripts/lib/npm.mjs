// npm itself: the one that started us, else the one on PATH.
import { run } from "./run.mjs";

/** Runs npm to its end; options and result as `run` has them. */
export function runNpm(args, options = {}) {
  const script = process.env.npm_execpath;
  if (script && /\.[cm]?js$/.test(script)) return run(process.execPath, [script, ...args], options);
  return run("npm", args, { ...options, shell: process.platform === "win32" });
}
