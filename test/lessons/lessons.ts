// The lessons, and how long each may take.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { findNotebooks, readNotebook } from "../../src/notebook/notebookFiles.js";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const notebooks = path.join(root, "notebooks");

/** All lessons, solutions, recipes and pages with code of both languages, by path inside `notebooks/`. */
export const all = findNotebooks([notebooks])
  .map((file) => path.relative(notebooks, file).replaceAll("\\", "/"))
  .filter((name) => /^((ko|en)\/(solutions\/)?(\d\d-|python|debugger)|cookbook\/)/.test(name));

/** Lessons and pages with code in English; the Korean ones have the same code. */
export const english = all.filter((name) => /^en\/(\d\d-|python)/.test(name));

export const fileOf = (name: string): string => path.join(notebooks, name);

/** Seconds that the cells of a notebook may take on two idle cores, as it says itself. */
export const budgetOf = (name: string): number => readNotebook(fileOf(name)).metadata.gradus!.seconds!;

/** Whether a lesson is one of those that take a while, which only the nightly parts run everywhere. */
export const isLong = (name: string): boolean => budgetOf(name) > 20;

/** Whether this is a nightly part. */
export const isNightly = process.env["GRADUS_LESSONS"] === "all";

/** Long ones first, so that none is left running alone at the end. */
export const longestFirst = (names: readonly string[]): string[] =>
  [...names].sort((a, b) => budgetOf(b) - budgetOf(a));

/** `"06"` for `en/06-mnist.ipynb`, `"python"` for `en/python.ipynb`. */
export const shortNameOf = (name: string): string => path.posix.basename(name, ".ipynb").split("-")[0]!;
