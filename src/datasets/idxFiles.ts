// Data sets that are published as MNIST is: four IDX files in a folder. A new one is a file like fashionMnist.ts with its folder,
// its checksums and its documentation, and a line in index.ts.
import type { NDArray } from "../array/index.js";
import { needNode } from "../nodeModule.js";
import { DataFileError, nameOf, nodeFiles, readFileSync } from "./files.js";
import { checkHash, parseIdx } from "./idx.js";
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

/** What a page does instead of reading the four files of a folder. */
export const fetchThem = "fetch the four files and read each with parseIdx";

/**
 * Reads the four files of a folder, packed (`.gz`) or not.
 *
 * @throws DataFileError if one is missing, damaged, or differs from its published checksum.
 */
export function readTrainAndTest(folder: string, checksums: Checksums): TrainAndTest {
  const { path } = nodeFiles("read a data set", fetchThem);
  const [xTrain, yTrain, xTest, yTest] = idxFiles.map((name, i) =>
    readIdxFile(path.join(folder, name), checksums.sha256?.[i], checksums.packedMd5?.[i]),
  ) as [NDArray, NDArray, NDArray, NDArray];
  return [
    [xTrain, yTrain],
    [xTest, yTest],
  ];
}

function readIdxFile(plain: string, sha256: string | undefined, packedMd5: string | undefined): NDArray {
  const { fs } = nodeFiles(`read ${nameOf(plain)}`, fetchThem);
  const packed = `${plain}.gz`;
  const isPacked = !fs.existsSync(plain);
  if (isPacked && !fs.existsSync(packed))
    throw new DataFileError(plain, "there is no such file, packed (.gz) or not");
  const file = isPacked ? packed : plain;
  const read = readFileSync(file);
  if (isPacked && packedMd5) checkHash(file, "md5", packedMd5, read);
  const bytes = isPacked
    ? new Uint8Array(needNode("node:zlib", "unpack a file", fetchThem).gunzipSync(read))
    : read;
  if (sha256) checkHash(file, "sha256", sha256, bytes);
  return parseIdx(bytes, file);
}

/** Where an installed npm package lies. */
export function packageFolder(name: string): string {
  const { createRequire } = needNode("node:module", `find npm package "${name}"`, fetchThem);
  const { path } = nodeFiles(`find npm package "${name}"`, fetchThem);
  try {
    return path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch {
    throw new DataFileError(name, `npm package "${name}" is not installed; type: npm install ${name}`);
  }
}
