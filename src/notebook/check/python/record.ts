// What scripts/python/run.py kept of a lesson's Python: its steps, what they printed, the values of the lesson's claims.
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type { Lesson } from "../lesson.js";

/** A step of a lesson in Python. Without `under` and `above` it runs and is not shown. */
export interface Step {
  step: string;
  /** Id of the TypeScript cell it stands under, folded. */
  under?: string;
  /** Id of the TypeScript cell it stands above, open. */
  above?: string;
  code: string;
  printed: string;
  /** By sentence: the expression in Python, and the value it had. */
  claims: Record<string, { is: string; value: unknown }>;
}

/** A lesson's Python as it was run. */
export interface PythonRecord {
  /** The Python file, for messages. */
  file: string;
  steps: Step[];
  /** Whether the file has changed since it ran. */
  isStale: boolean;
}

/**
 * The record of a lesson's Python: of `notebooks/en/01-batches.ipynb`, what `scripts/python/01_batches.py` printed.
 *
 * @returns undefined where there is none: notebooks of others have no Python beside them, and Python that has never run is
 *   not shown yet.
 */
export function readPython({ file, name, language }: Lesson): PythonRecord | undefined {
  if (language === undefined || name.includes("/")) return undefined;
  const folder = path.resolve(path.dirname(file), "../../scripts/python");
  const python = path.join(folder, `${path.basename(name, ".ipynb").replaceAll("-", "_")}.py`);
  const kept = python.replace(/py$/, "json");
  if (!fs.existsSync(python) || !fs.existsSync(kept)) return undefined;
  const text = fs.readFileSync(python, "utf8").replaceAll("\r\n", "\n");
  const { sha256, steps } = JSON.parse(fs.readFileSync(kept, "utf8")) as { sha256: string; steps: Step[] };
  const isStale = crypto.createHash("sha256").update(text).digest("hex") !== sha256;
  return { file: path.relative(process.cwd(), python).replaceAll("\\", "/"), steps, isStale };
}
