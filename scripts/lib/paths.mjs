// Where things are: every script speaks of the same places.
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");
export const inRoot = (...parts) => path.join(root, ...parts);
export const cache = (...parts) => inRoot(".cache", ...parts);
export const venv = (...parts) => inRoot(".venv", ...parts);

const windows = process.platform === "win32";
/** The interpreter inside our own environment. */
export const venvPython = windows ? venv("Scripts", "python.exe") : venv("bin", "python");
