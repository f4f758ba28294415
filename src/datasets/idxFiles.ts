// Data sets that are published as MNIST is: four IDX files in a folder. A new one is a file like fashionMnist.ts with its folder,
// its checksums and its documentation, and a line in index.ts.
import type { NDArray } from "../array/index.js";
import { nodeModule } from "../nodeModule.js";
import { checkHash } from "./checksum.js";
import { dataAddress } from "./dataFolder.js";
import { DataFileError, readFile } from "./files.js";
import { parseIdx } from "./idx.js";
import type { TrainAndTest } from "./types.js";

/** MNIST's names of the files, which its followers kept. */
export const idxFiles = [
  "train-images-idx3-ubyte",
  "train-labels-idx1-ubyte",
  "t10k-images-idx3-ubyte",
  "t10k-labels-idx1-ubyte",
] as const;

/** Checksums as published, in hexadecimal. */
export interface Checksums {
  /** SHA-256 of the unpacked files, in the order of {@link idxFiles}. */
  sha256?: readonly string[];
  /** MD5 of the packed files (`.gz`), in the same order; not checked for files that the user unpacked. */
  packedMd5?: readonly string[];
}

/**
 * Reads the four files of a folder, packed (`.gz`) or not; in a page, of an address.
 *
 * @throws DataFileError if one is missing, damaged, or differs from its published checksum.
 */
export async function readTrainAndTest(folder: string, checksums: Checksums): Promise<TrainAndTest> {
  const read: NDArray[] = [];
  for (const [i, name] of idxFiles.entries())
    read.push(await readIdxFile(`${folder}/${name}`, checksums.sha256?.[i], checksums.packedMd5?.[i]));
  const [xTrain, yTrain, xTest, yTest] = read as [NDArray, NDArray, NDArray, NDArray];
  return [
    [xTrain, yTrain],
    [xTest, yTest],
  ];
}

async function readIdxFile(
  plain: string,
  sha256: string | undefined,
  packedMd5: string | undefined,
): Promise<NDArray> {
  const { file, read } = await readEither(plain);
  if (file.endsWith(".gz") && packedMd5) await checkHash(file, "md5", packedMd5, read);
  // By its first bytes, not by its name: some servers unpack on the way what ends in .gz.
  const bytes = read[0] === 0x1f && read[1] === 0x8b ? await unpack(read) : read;
  if (sha256) await checkHash(file, "sha256", sha256, bytes);
  return parseIdx(bytes, file);
}

/** A file that may lie there packed; a page asks for the small one first. */
async function readEither(plain: string): Promise<{ file: string; read: Uint8Array }> {
  const forms = [plain, `${plain}.gz`];
  for (const file of nodeModule("node:fs") ? forms : forms.reverse()) {
    try {
      return { file, read: await readFile(file) };
    } catch (error) {
      if (!(error as DataFileError).isMissing) throw error;
    }
  }
  throw new DataFileError(plain, "there is no such file, packed (.gz) or not", { isMissing: true });
}

async function unpack(bytes: Uint8Array): Promise<Uint8Array> {
  const zlib = nodeModule("node:zlib");
  if (zlib) return new Uint8Array(zlib.gunzipSync(bytes));
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
  return new Uint8Array(
    await new Response(stream.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer(),
  );
}

/** Where an installed npm package lies; in a page, its address below that of all data. */
export function packageFolder(name: string): string {
  const modules = nodeModule("node:module");
  if (!modules) return dataAddress(name);
  try {
    const file = modules.createRequire(import.meta.url).resolve(`${name}/package.json`);
    return nodeModule("node:path")!.dirname(file);
  } catch {
    throw new DataFileError(name, `npm package "${name}" is not installed; type: npm install ${name}`);
  }
}
