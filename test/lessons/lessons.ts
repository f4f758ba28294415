// The lessons, and how long each may take.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { findNotebooks, readNotebook } from "../../src/notebook/notebookFiles.js";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const notebooks = path.join(root, "notebooks");

/** All lessons, solutions and pages with code of both languages, by path inside `notebooks/`. */
export const all = findNotebooks([notebooks])
  .map((file) => path.relative(notebooks, file).replaceAll("\\", "/"))
  .filter((name) => /^(ko|en)\/(solutions\/)?(\d\d-|python|debugger)/.test(name));

/** The lessons in English, which have the same code as the Korean ones. */
export const english = all.filter((name) => /^en\/\d\d-/.test(name));

export const fileOf = (name: string): string => path.join(notebooks, name);

/** Seconds that the cells of a notebook may take on two idle cores, as it says itself. */
export const budgetOf = (name: string): number => readNotebook(fileOf(name)).metadata.gradus!.seconds!;

/** Long ones first, so that none is left running alone at the end. */
export const longestFirst = (names: readonly string[]): string[] =>
  [...names].sort((a, b) => budgetOf(b) - budgetOf(a));

/** `"06"` for `en/06-mnist.ipynb`. */
export const numberOf = (name: string): string => /\d\d/.exec(path.posix.basename(name))![0];
