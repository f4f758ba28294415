// HDF5, the format of Keras's weights, as a flat list of arrays and texts. The HDF5 library itself, in WebAssembly, reads and
// writes it: it is loaded with the first such file.
import type { Dataset, File, Group } from "h5wasm";
import type { StoredWeight } from "../weightData.js";
import { checkGlobalHeaps } from "./globalHeaps.js";
import { loadLibrary, noteFailure, type Files } from "./hdf5Library.js";

/** What we look for in an HDF5 file, by path, as `layers/dense/vars/0`. */
export interface Hdf5Content {
  arrays: ReadonlyMap<string, StoredWeight>;
  /** Attributes that are texts or lists of texts, by the path of their group (the file's own: ""). */
  texts: ReadonlyMap<string, Readonly<Record<string, string | readonly string[]>>>;
}

/** An array for a file; whole numbers beyond float32 are 64 bits long. */
export interface Hdf5Array {
  path: string;
  shape: readonly number[];
  data: Float32Array | BigInt64Array;
}

/** Groups and arrays in a file; more are no model, but links that lead back to where they begin. */
const maxObjects = 100_000;
/** As Keras: what unpacks to more than this many bytes, and to a hundred times the file, is a trap. */
const trap = { bytes: 2 ** 28, times: 100 };
/** In the library's own file system, which is in memory. */
const place = "model.h5";

/** @throws Error that says what is wrong with the bytes, for the file's reader to name the file. */
export async function readHdf5(bytes: Uint8Array): Promise<Hdf5Content> {
  checkGlobalHeaps(bytes);
  const { hdf5, files } = await loadLibrary();
  const arrays = new Map<string, StoredWeight>();
  const texts = new Map<string, Record<string, string | readonly string[]>>();
  let [objects, size] = [0, 0];
  const visit = (group: Group, path: string) => {
    const own = readTexts(group);
    if (own) texts.set(path, own);
    for (const key of group.keys()) {
      if (++objects > maxObjects) throw new Error("it holds too many groups");
      const [found, inner] = [group.get(key), path ? `${path}/${key}` : key];
      if (found instanceof hdf5.Group) visit(found, inner);
      if (!(found instanceof hdf5.Dataset)) continue;
      size += found.metadata.total_size * found.metadata.size;
      if (size > trap.bytes && size > trap.times * bytes.length)
        throw new Error(`it unpacks to more than ${String(trap.times)} times its size`);
      const array = readArray(found);
      if (array) arrays.set(inner, array);
    }
  };
  let file: File | undefined;
  try {
    files.writeFile(place, bytes);
    file = new hdf5.File(place, "r");
    visit(file, "");
  } catch (error) {
    const reason = reasonOf(error);
    closeQuietly(file);
    file = undefined;
    noteFailure(error);
    throw new Error(reason, { cause: error });
  } finally {
    closeQuietly(file);
    unlinkQuietly(files);
  }
  return { arrays, texts };
}

/** The bytes of an HDF5 file with these arrays; the groups on their paths are made. */
export async function writeHdf5(arrays: readonly Hdf5Array[]): Promise<Uint8Array> {
  const { hdf5, files } = await loadLibrary();
  const file = new hdf5.File(place, "w");
  const groups = new Map<string, Group>([["", file]]);
  const groupAt = (path: string): Group => {
    const known = groups.get(path);
    if (known) return known;
    const cut = path.lastIndexOf("/");
    const group = groupAt(path.slice(0, Math.max(0, cut))).create_group(path.slice(cut + 1));
    groups.set(path, group);
    return group;
  };
  try {
    for (const { path, shape, data } of arrays) {
      const cut = path.lastIndexOf("/");
      const name = path.slice(cut + 1);
      const dtype = data instanceof Float32Array ? "<f4" : "<q";
      groupAt(path.slice(0, Math.max(0, cut))).create_dataset({ name, data, shape: [...shape], dtype });
    }
  } finally {
    closeQuietly(file);
  }
  const bytes = files.readFile(place);
  files.unlink(place);
  return bytes;
}

function readTexts(group: Group): Record<string, string | readonly string[]> | undefined {
  const texts: Record<string, string | readonly string[]> = {};
  for (const [name, { value }] of Object.entries(group.attrs)) {
    const isList = Array.isArray(value) && value.every((item) => typeof item === "string");
    if (typeof value === "string" || isList) texts[name] = value;
  }
  return Object.keys(texts).length > 0 ? texts : undefined;
}

/** Numbers as float32; undefined for what holds none, as a vocabulary. */
function readArray(dataset: Dataset): StoredWeight | undefined {
  const { value, shape } = dataset;
  if (shape === null) return undefined;
  if (typeof value === "number" || typeof value === "bigint")
    return { data: Float32Array.of(Number(value)), shape };
  if (!ArrayBuffer.isView(value)) return undefined;
  const numbers = value as Float32Array | BigInt64Array;
  const data = numbers instanceof Float32Array ? numbers : Float32Array.from(numbers as never, Number);
  return { data, shape };
}

/** The library lists every function that an error passed through; what was wrong stands in the last line but two. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "the HDF5 library broke off";
  const { message } = error;
  const lines = [...message.matchAll(/#\d+: .* in \w+\(\): (.*)/g)];
  return lines.at(-1)?.[1] ?? message.split("\n")[0]!;
}

function closeQuietly(file: File | undefined): void {
  try {
    file?.close();
  } catch {
    // what was wrong with it has been said
  }
}

/** A library that has broken down takes its files with it. */
function unlinkQuietly(files: Files): void {
  try {
    files.unlink(place);
  } catch {
    // what was wrong has been said
  }
}
