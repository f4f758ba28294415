// Lines of a cell that are commands, as IPython's users know them: `!git status` for the shell, `%npm install d3` for npm.
// IPython's own magics do not exist here: who types one learns what to type instead, before any line of the cell has run.
import { complaint } from "../validation.js";

/** A command, understood. */
export type CellCommand =
  | { program: "shell"; line: string }
  /** Words that are the same to every shell. */
  | { program: "npm"; words: string[] };

/** A command that cannot be run, or that ended with a fault. */
export class CommandError extends Error {
  override name = "CommandError";
}

/**
 * What is a command of the shell and no expression: `!done` is one, and so is `!a && b`. A command has an argument, a space
 * after its `!`, or is a path.
 */
const shellLine =
  /^!(?:\s*|\s+[\w.\/~-]+|\.{1,2}\/\S.*|\s*[\w.\/~-]+\s+(?!(?:in|instanceof|as|satisfies)\b)(?:[\w.~"'$\/]|--?\w).*)$/;

/** The lines of a cell that has nothing but commands, and perhaps comments. No program begins with `%`. */
export function commandLines(code: string): string[] | undefined {
  if (!/^\s*(?:\/\/|!|%)/.test(code)) return undefined;
  const lines = code.split("\n").map((line) => line.trim());
  const commands = lines.filter((line) => line !== "" && !line.startsWith("//"));
  const [first] = commands;
  if (first?.startsWith("%%")) return [first]; // the rest is what this command would have read
  if (first?.startsWith("%")) return commands;
  return commands.length > 0 && commands.every(isCommandLine) ? commands : undefined;
}

/** Whether a line that TypeScript does not take is a command among code. */
export function isCommandLine(line: string): boolean {
  const trimmed = line.trim();
  return /^%{1,2}[a-z]/i.test(trimmed) || shellLine.test(trimmed);
}

/** What to type for a magic of IPython's. */
const instead = new Map<string, string>();
for (const [names, fix] of [
  ["pip conda mamba uv", "packages come from npm here: type `%npm install NAME`"],
  ["bash sh script system sx", "type each line as a command, as in `! ls`"],
  ["ls cat cp mv rm mkdir rmdir man less more", "type it as a command of the shell, as in `!cat FILE`"],
  ["matplotlib pylab config", "figures appear below their cell without it: leave the line out"],
  [
    "load_ext reload_ext autoreload",
    "changed files are read again by the next cell that imports them: leave the line out",
  ],
  ["time timeit prun", "type `console.time()` before the code and `console.timeEnd()` after it"],
  ["cd", 'type `process.chdir("FOLDER")`'],
  ["pwd", "type `process.cwd()`"],
  ["env set_env", "type `process.env.NAME`, or `process.env.NAME = VALUE`"],
  ["run load", 'type `import "./FILE.ts"`'],
  ["who whos who_ls", "the panel Variables of JupyterLab lists what there is"],
  ["html latex markdown svg", 'type `import { display } from "tslab"` and `display.html("…")`'],
  ["javascript js", "begin the cell with `/** @browser */`, without this line"],
  ["typescript ts", "cells are TypeScript: leave the line out"],
  ["writefile", 'type `import fs from "node:fs"` and `fs.writeFileSync("FILE", "…")`'],
] as const)
  for (const name of names.split(" ")) instead.set(name, fix);

/**
 * Understands the lines of a cell of commands.
 *
 * @throws CommandError for the first that is none, with what to type.
 */
export function readCommands(lines: readonly string[]): CellCommand[] {
  return lines.map(readCommand);
}

function readCommand(line: string): CellCommand {
  if (line.startsWith("!")) return readShell(line.slice(1).trim());
  const [, name = "", rest = ""] = /^%{1,2}([\w-]*)\s*(.*)$/.exec(line) ?? [];
  if (!line.startsWith("%")) {
    throw refusal("each line", "a command where the first one is", line, "put code into a cell of its own");
  }
  if (name === "npm" && !line.startsWith("%%")) return { program: "npm", words: npmWords(rest) };
  const fix = instead.get(name) ?? "what else a notebook needs is TypeScript";
  throw refusal("its first word", "%npm, or a program of the shell after !", line.split(/\s/)[0]!, fix);
}

function readShell(line: string): CellCommand {
  if (line === "") throw refusal("a program", "named after !", "!", "type `! ls`, or what else is to run");
  const [program, ...words] = line.split(/\s+/);
  const isPlain = program === "npm" && words.every((word) => npmArgument.test(word));
  return isPlain ? { program, words: npmWords(words.join(" ")) } : { program: "shell", line };
}

/** Arguments of npm that are safe in any shell: names, versions, paths, options. */
const npmArgument = /^[\w@.\/~^:=+-]+$/;

const removing = /^(uninstall|unlink|remove|rm|r|un)$/;

function npmWords(text: string): string[] {
  const all = text.split(/\s+/).filter((word) => word !== "");
  const comment = all.findIndex((word) => /^(\/\/|#)/.test(word));
  const words = comment < 0 ? all : all.slice(0, comment);
  const [verb, ...rest] = words;
  if (verb === undefined) throw refusal("a command of npm", "named", "%npm", "type `%npm install NAME`");
  const odd = words.find((word) => !npmArgument.test(word));
  if (odd !== undefined) throw refusal("what follows %npm", "names, versions, paths and options", odd);
  if (removing.test(verb) && rest.every(isOption)) throw nameMissing(verb);
  return words;
}

const isOption = (word: string) => word.startsWith("-");

/** Whether npm is to install what the project's package.json names, since the command names nothing. */
export function installsAll([verb = "", ...rest]: readonly string[]): boolean {
  return /^(i|in|install|add)$/.test(verb) && rest.every(isOption);
}

/** The error for a command that needs the name of a package. */
export function nameMissing(verb: string): CommandError {
  return refusal("a package", "named", `%npm ${verb}`, `type \`%npm ${verb} NAME\``);
}

const harmless =
  /^(help|ls|list|ll|la|view|info|show|v|search|find|outdated|explain|why|prefix|root|ping|doctor|fund|run|run-script|test|t|start|-v|--version|-h|--help)$/;

const managers = /^(npm|npx|pnpm|pnpx|yarn|bun|bunx|pip3?|conda|mamba|uv)$/;

/** Whether a command may install something. A shell can do anything: only who manages packages is meant. */
export function mayInstall(command: CellCommand): boolean {
  if (command.program === "npm") return !harmless.test(command.words[0]!);
  return managers.test(command.line.split(/\s/)[0]!);
}

function refusal(name: string, wanted: string, got: string, fix?: string): CommandError {
  return new CommandError(complaint({ action: "run a command", name, wanted, got, fix }));
}
