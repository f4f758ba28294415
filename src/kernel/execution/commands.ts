// Cells of commands: `!git status` runs in the notebook's folder, `%npm install d3` says what it installs and where.
import { spawn } from "node:child_process";
import { setInterval } from "node:timers";
import { allowInstallVariable } from "../../jupyter/kernelSpec.js";
import { onInterrupt } from "./interrupts/listeners.js";
import { notebook } from "./notebook.js";

/** Arguments of npm that are safe in any shell: names, versions, paths, options. */
const npmArgument = /^[\w@.\/~^:=+-]+$/;

/** A command that ended with a fault. */
class CommandError extends Error {
  override name = "CommandError";
}

/**
 * Runs commands one after the other, until one fails.
 *
 * @param dir - Where they run.
 * @throws CommandError for the first that does not end with exit code 0.
 */
export async function runCommands(commands: readonly string[], dir: string): Promise<void> {
  for (const command of commands) {
    if (command.startsWith("!")) await runShell(command.slice(1).trim(), dir, "inherit");
    else await runNpm(command.slice("%npm".length).trim(), dir);
  }
}

async function runNpm(words: string, dir: string): Promise<void> {
  const odd = words.split(/\s+/).find((word) => !npmArgument.test(word));
  if (odd !== undefined)
    throw new CommandError(`Cannot run npm: ${odd} must be a package, a path or an option`);
  const installs = /^(i|install|add|ci|update|uninstall|remove)\b/.test(words);
  if (installs && process.env[allowInstallVariable] === "false") {
    throw new CommandError(
      `Cannot run npm ${words}: this run installs nothing; add --allow-install, or install before it`,
    );
  }
  const place = (await runShell("npm prefix", dir, "pipe")).trim();
  const displayId = `npm-${String(performance.now())}`;
  const began = performance.now();
  const say = (what: string) => {
    const text = `npm ${words}, in ${place}${what}`;
    notebook.updateDisplay(displayId, { "text/plain": text });
  };
  notebook.display({ "text/plain": `npm ${words}, in ${place}` }, { displayId });
  const clock = setInterval(
    () => say(` … ${String(Math.round((performance.now() - began) / 1000))} s`),
    1000,
  );
  try {
    await runShell(`npm ${words}${installs ? " --no-fund --no-audit" : ""}`, dir, "inherit");
    say("");
  } finally {
    clearInterval(clock);
  }
}

/** Runs one command in the system's shell. An interrupt of the cell ends it, too. */
function runShell(command: string, dir: string, stdout: "inherit" | "pipe"): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { cwd: dir, shell: true, stdio: ["ignore", stdout, "inherit"] });
    const forget = onInterrupt(() => child.kill("SIGINT"));
    let output = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      forget();
      if (code === 0) resolve(output);
      else reject(new CommandError(`\`${command}\` ended with ${signal ?? `exit code ${String(code)}`}`));
    });
  });
}
