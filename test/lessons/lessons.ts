// The lessons, and how long each may take.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { findNotebooks } from "../../src/notebook/nbformat.js";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const notebooks = path.join(root, "notebooks");

/** All lessons and solutions of both languages, by path inside `notebooks/`. */
export const all = findNotebooks([notebooks])
  .map((file) => path.relative(notebooks, file).replaceAll("\\", "/"))
  .filter((name) => /^(ko|en)\/(solutions\/)?\d\d-/.test(name) && !name.includes("00-index"));

/** The lessons in English, which have the same code as the Korean ones. */
export const english = all.filter((name) => /^en\/\d\d-/.test(name));

export const fileOf = (name: string): string => path.join(notebooks, name);

/** Seconds for the cells of a lesson on two cores. */
export const budgets: Record<string, number> = {
  ...{ "01": 10, "02": 2, "03": 10, "04": 15, "05": 2, "06": 60, "07": 10, "08": 60, "09": 90 },
};

/** `"06"` for `en/06-mnist.ipynb`. */
export const numberOf = (name: string): string => /\d\d/.exec(path.posix.basename(name))![0];

/** Long ones first, so that none is left running alone at the end. */
export const longestFirst = (names: readonly string[]): string[] =>
  [...names].sort((a, b) => cost(b) - cost(a));

const cost = (name: string): number => budgets[numberOf(name)]! / (name.includes("solutions") ? 3 : 1);
