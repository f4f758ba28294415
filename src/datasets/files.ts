// Bytes by name: a file where there is Node, what the page fetches elsewhere.
import { needNode, nodeModule } from "../nodeModule.js";
import { checkKind } from "../validation.js";

/**
 * A file that is not what it should be; the message names the file and what is wrong with it.
 *
 * @example
 * ```ts
 * import { DataFileError, fashionMnist } from "gradus";
 * import { expect } from "vitest";
 *
 * await expect(fashionMnist.loadData({ folder: "nowhere" })).rejects.toThrow(DataFileError);
 * ```
 */
export class DataFileError extends Error {
  override name = "DataFileError";
  /** The file at fault. */
  readonly file: string;
  /** Whether there is no such file. */
  readonly isMissing: boolean;

  constructor(file: string, problem: string, { isMissing = false } = {}) {
    super(`Cannot read ${nameOf(file)}: ${problem} (${file})`);
    this.file = file;
    this.isMissing = isMissing;
  }
}

/** The last part of a path or URL. */
export function nameOf(file: string): string {
  return file.split(/[\\/]/).at(-1)!;
}

/** Node's files and paths, for those who read or write at once; a page is told to fetch. */
export function nodeFiles(action: string, instead = "fetch the file and read its bytes") {
  return {
    fs: needNode("node:fs", action, instead),
    path: needNode("node:path", action, instead),
  };
}

/**
 * The bytes of a file; in a page, what `fetch` gives for it.
 *
 * @throws DataFileError naming the file and what is wrong with it.
 */
export async function readFile(file: string): Promise<Uint8Array> {
  checkName(file);
  const fs = nodeModule("node:fs");
  if (!fs) return fetchBytes(file);
  return asBytes(await fs.promises.readFile(file).catch((cause: unknown) => fail(file, cause)));
}

/** @throws TypeError for what is no name of a file. */
function checkName(file: unknown): void {
  checkKind("read a file", "file", file, { kind: "text", wanted: "a path" });
}

/** {@link readFile} at once, which only Node can. */
export function readFileSync(file: string): Uint8Array {
  checkName(file);
  const { fs } = nodeFiles(`read ${nameOf(file)}`);
  try {
    return asBytes(fs.readFileSync(file));
  } catch (cause) {
    return fail(file, cause);
  }
}

function asBytes({ buffer, byteOffset, byteLength }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function fail(file: string, cause: unknown): never {
  const { code } = cause as NodeJS.ErrnoException;
  const why =
    code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a folder" : String(code);
  throw new DataFileError(file, why, { isMissing: code === "ENOENT" });
}

async function fetchBytes(url: string): Promise<Uint8Array> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new DataFileError(url, `it cannot be fetched: ${String(cause)}`);
  });
  if (!response.ok) throw unanswered(url, response.status);
  return new Uint8Array(await response.arrayBuffer());
}

function unanswered(url: string, status: number): DataFileError {
  return new DataFileError(url, `its server answers ${String(status)}`, { isMissing: status === 404 });
}

/**
 * The text of an address at once, which keeps the page waiting: for what is small and asked for by a function that returns at
 * once in Node.
 */
export function fetchTextNow(url: string): string {
  const request = new XMLHttpRequest();
  request.open("GET", url, false);
  request.send();
  if (request.status !== 200) throw unanswered(url, request.status);
  return request.responseText;
}
