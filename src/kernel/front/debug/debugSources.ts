// The texts that a debugger can show, by path. Cells have paths that are made of their text: front ends make the same ones.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { NotebookLanguage } from "../../language/types.js";
import { murmur2 } from "./murmur2.js";

const hashSeed = 0xc70f6907;

/**
 * JupyterLab takes a path for a cell's only if it contains "ipykernel_", and dumps its cells again after a restart only if
 * the folder is another one: the process id sees to that.
 */
const folder = path.join(os.tmpdir(), `gradus_ipykernel_${String(process.pid)}`) + path.sep;

export class DebugSources {
  readonly #extension: string;
  readonly #mimeType: string;
  readonly #texts = new Map<string, string>();

  constructor(language: NotebookLanguage) {
    this.#extension = language === "javascript" ? ".js" : ".ts";
    this.#mimeType = `text/${language}`;
  }

  /** What debugInfo says of paths. */
  get rules(): object {
    return { hashMethod: "Murmur2", hashSeed, tmpFilePrefix: folder, tmpFileSuffix: this.#extension };
  }

  /** Keeps a cell's text; its path. */
  addCell(code: string): string {
    const file = `${folder}${String(murmur2(code, hashSeed))}${this.#extension}`;
    this.#texts.set(file, code);
    return file;
  }

  /** The text of a cell; undefined where `file` is none. */
  cellText(file: string): string | undefined {
    return this.#texts.get(file);
  }

  /** The body of a reply to `source`. */
  show(file: string): { content: string; mimeType: string } {
    const content = this.#texts.get(file) ?? fs.readFileSync(file, "utf8");
    return { content, mimeType: this.#mimeType };
  }
}
