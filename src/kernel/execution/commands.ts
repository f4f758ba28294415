// Cells of commands: `!git status` runs in the notebook's folder, `%npm install d3` says what it installs and where.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setInterval } from "node:timers";
import { allowInstallVariable } from "../../jupyter/kernelSpec.js";
import { CommandError, installsAll, mayInstall, nameMissing, type CellCommand } from "../cellCommands.js";
import { onInterrupt } from "./interrupts/listeners.js";
import { notebook } from "./notebook.js";

/** Commands of npm that print more than the names of what they change. */
const changes = /^(i|in|install|add|ci|update|uninstall|remove|rm|un)$/;

/**
 * Runs commands one after the other, until one fails.
 *
 * @param dir - Where they run.
 * @throws CommandError for the first that does not end with exit code 0; before any has run, where this run installs nothing
 *   and one of them might.
 */
export async function runCommands(commands: readonly CellCommand[], dir: string): Promise<void> {
  if (process.env[allowInstallVariable] === "false") {
    const refused = commands.find(mayInstall);
    if (refused) {
      const line = refused.program === "npm" ? `npm ${refused.words.join(" ")}` : refused.line;
      throw new CommandError(
        `Cannot run ${line}: this run installs nothing; add --allow-install, or install before it`,
      );
    }
  }
  for (const command of commands) {
    if (command.program === "npm") await runNpm(command.words, dir);
    else await runShell(command.line, dir, "inherit");
  }
}

async function runNpm(words: readonly string[], dir: string): Promise<void> {
  const line = `npm ${words.join(" ")}`;
  const place = (await runShell("npm prefix", dir, "pipe")).trim();
  if (installsAll(words) && !fs.existsSync(path.join(place, "package.json"))) throw nameMissing(words[0]!);
  const displayId = `npm-${String(performance.now())}`;
  const began = performance.now();
  const say = (what: string) => {
    notebook.updateDisplay(displayId, { "text/plain": `${line}, in ${place}${what}` });
  };
  notebook.display({ "text/plain": `${line}, in ${place}` }, { displayId });
  const clock = setInterval(
    () => say(` … ${String(Math.round((performance.now() - began) / 1000))} s`),
    1000,
  );
  try {
    await runShell(changes.test(words[0]!) ? `${line} --no-fund --no-audit` : line, dir, "inherit");
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
