// NumPy's files: `np.load`, `np.save` and, for several arrays in one, `np.savez`.
import type { ArrayLike, NDArray } from "../array/index.js";
import { refuseMore } from "../array/internal.js";
import { writeError } from "../fileErrors.js";
import { checkKind, complaint } from "../validation.js";
import { readZip, writeZip } from "../zip.js";
import { DataFileError, nodeFiles, readFile } from "./files.js";
import { npyBytes, parseNpy } from "./npy.js";

/** Arrays by name, as `.npz` holds them. */
export type NpzFile = Readonly<Record<string, NDArray>>;

/** What a file of this name holds; where only the run knows the name, either. */
export type Loaded<File extends string> = File extends `${string}.npz`
  ? NpzFile
  : File extends `${string}.npy`
    ? NDArray
    : NDArray | NpzFile;

/**
 * Reads an array (`.npy`), or arrays by name (`.npz`), that NumPy saved. int64 becomes int32.
 *
 * @param file - Write it so that its type shows the ending, as in `` `${folder}/x.npy` ``, and the result is typed by it.
 * @throws DataFileError if the file is missing, damaged, of the other kind than its name says, or holds what an array here
 *   cannot: objects, complex numbers, integers beyond int32.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import fs from "node:fs";
 * import os from "node:os";
 * import { expect } from "vitest";
 *
 * const folder = fs.mkdtempSync(`${os.tmpdir()}/gradus-`);
 * await np.save(`${folder}/x.npy`, [[1, 2], [3, 4]]);
 * expect((await np.load(`${folder}/x.npy`)).toArray()).toEqual([[1, 2], [3, 4]]);
 * ```
 *
 * @see NumPy `numpy.load`
 */
export async function load<File extends string>(file: File): Promise<Loaded<File>> {
  if (arguments.length > 1) refuseMore("load", 1, arguments);
  const bytes = await readFile(file);
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (file.endsWith(".npz") && !isZip) throw new DataFileError(file, "it is not a .npz file");
  if (file.endsWith(".npy") && isZip)
    throw new DataFileError(file, "it holds several arrays by name; let its name end in .npz");
  return (isZip ? await parseNpz(bytes, file) : parseNpy(bytes, file)) as Loaded<File>;
}

async function parseNpz(bytes: Uint8Array, file: string): Promise<NpzFile> {
  let entries: Map<string, Uint8Array>;
  try {
    entries = await readZip(bytes, (name) => name.endsWith(".npy"));
  } catch (cause) {
    throw new DataFileError(file, (cause as Error).message);
  }
  return Object.fromEntries(
    [...entries].map(([name, content]) => [
      name.slice(0, -".npy".length),
      parseNpy(content, `${file}/${name}`),
    ]),
  );
}

/**
 * Writes an array as NumPy reads it. `.npy` is added to a name without it.
 *
 * @throws Error if the file cannot be written; an older one stays then.
 *
 * @see NumPy `numpy.save`
 */
export async function save(file: string, x: ArrayLike): Promise<void> {
  if (arguments.length > 2) refuseMore("save", 2, arguments);
  checkName(file);
  await replace(withEnding(file, ".npy"), npyBytes(x));
}

/** Arrays for a file: by name, or in order, when they are called `arr_0`, `arr_1`, … */
export type NpzArrays = [Readonly<Record<string, ArrayLike>>] | ArrayLike[];

/**
 * Writes several arrays into one file. `.npz` is added to a name without it.
 *
 * @throws TypeError for what is no array; Error if the file cannot be written, an older one stays then.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import fs from "node:fs";
 * import os from "node:os";
 * import { expect } from "vitest";
 *
 * const folder = fs.mkdtempSync(`${os.tmpdir()}/gradus-`);
 * await np.savez(`${folder}/data.npz`, { x: [[1, 2]], y: [3] });
 * const { x, y } = await np.load(`${folder}/data.npz`);
 * expect([x!.toArray(), y!.toArray()]).toEqual([[[1, 2]], [3]]);
 * ```
 *
 * @see NumPy `numpy.savez`
 */
export function savez(file: string, ...arrays: NpzArrays): Promise<void> {
  return writeNpz(file, arrays, false);
}

/**
 * {@link savez} with compressed contents.
 *
 * @example
 * ```ts
 * import fs from "node:fs";
 * import os from "node:os";
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const folder = fs.mkdtempSync(`${os.tmpdir()}/gradus-`);
 * await np.savezCompressed(`${folder}/zeros.npz`, { x: np.zeros([100, 100]) });
 * expect(fs.statSync(`${folder}/zeros.npz`).size).toBeLessThan(1000);
 * ```
 *
 * @see NumPy `numpy.savez_compressed`
 */
export function savezCompressed(file: string, ...arrays: NpzArrays): Promise<void> {
  return writeNpz(file, arrays, true);
}

async function writeNpz(file: string, arrays: NpzArrays, compress: boolean): Promise<void> {
  checkName(file);
  const [first] = arrays;
  const isNamed =
    typeof first === "object" &&
    (first as unknown) !== null &&
    Object.getPrototypeOf(first) === Object.prototype;
  const named = isNamed ? Object.entries(first) : arrays.map((x, i) => [`arr_${String(i)}`, x] as const);
  if (named.length === 0 || (isNamed && arrays.length > 1)) {
    const wanted = "arrays, or one object of arrays by name";
    throw new TypeError(complaint({ action: "save arrays", name: "arrays", wanted, got: arrays }));
  }
  const entries = named.map(([name, x]) => [`${name}.npy`, npyBytes(x as ArrayLike)] as const);
  await replace(withEnding(file, ".npz"), await writeZip(Object.fromEntries(entries), { compress }));
}

const checkName = (file: unknown): void =>
  checkKind("save arrays", "file", file, { kind: "text", wanted: "a path" });

const withEnding = (file: string, ending: string) => (file.endsWith(ending) ? file : file + ending);

/** In one step: a reader never sees half a file, and one that cannot be written leaves the old. */
async function replace(file: string, bytes: Uint8Array): Promise<void> {
  const { fs } = nodeFiles("save an array", "download x.data as a Blob");
  const draft = `${file}.${String(process.pid)}.draft`;
  try {
    await fs.promises.writeFile(draft, bytes);
    await fs.promises.rename(draft, file);
  } catch (cause) {
    await fs.promises.rm(draft, { force: true }).catch(() => undefined);
    throw writeError("save an array", file, cause);
  }
}
