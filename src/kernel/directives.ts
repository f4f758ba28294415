// How a cell is to be taken, where it says so: comments at its top, as stock tslab documents them (`/** @module NAME */` and
// the like), or what IPython's users know: the question `name?`, and lines of commands `!ls` and `%npm install NAME`.

import { commandLines } from "./cellCommands.js";

export interface Directives {
  /** The cell is no code: these commands are run, one after the other. */
  commands?: string[];
  /** The cell does not run: it asks what is known of this name. */
  help?: string;
  /** The cell is a module that other cells import as `./NAME`. */
  module?: string;
  /** The cell's TypeScript has JSX. */
  jsx: boolean;
  /** The cell runs in the front end. */
  browser: boolean;
}

const leadingComments = /^(?:\s+|\/\/[^\n]*|\/\*[^]*?\*\/)*/;
const docComment = /\/\*\*(?!\/)([^]*?)\*\//g;

/** Reads a cell's directives. */
export function readDirectives(code: string): Directives {
  const directives: Directives = { jsx: false, browser: false };
  const help = /^\s*([\w$.]+)\?\??\s*$/.exec(code)?.[1];
  if (help !== undefined) directives.help = help;
  const commands = commandLines(code);
  if (commands) directives.commands = commands;
  if (!code.includes("@")) return directives;
  const head = leadingComments.exec(code)![0];
  for (const [, text] of head.matchAll(docComment)) {
    for (const [, tag, value] of text!.matchAll(/^[\s*]*@(\w+)[ \t]*(\S*)/gm)) {
      if (tag === "module" && /^[\w-]+$/.test(value!)) directives.module = value!;
      if (tag === "jsx") directives.jsx = true;
      if (tag === "browser") directives.browser = true;
    }
  }
  return directives;
}
