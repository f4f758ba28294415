// Zalando's pictures of clothes in MNIST's format, from files that the user has.
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import type { NDArray } from "../array/index.js";
import { DataFileError, parseIdx } from "./idx.js";
import type { TrainAndTest } from "./types.js";

/** Options of `fashionMnist.loadData`. */
export interface FashionMnistOptions {
  /**
   * Folder with the four files, packed (`.gz`) or not. Default: `fashion-mnist` in the folder that the environment variable
   * `GRADUS_DATA` names, then `~/.keras/datasets/fashion-mnist`, where Keras keeps them.
   */
  folder?: string;
}

/** MD5 of the packed files, as their README lists them. */
const checksums: Record<string, string> = {
  "train-images-idx3-ubyte": "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
  "train-labels-idx1-ubyte": "25c81989df183df01b3e8a0aad5dffbe",
  "t10k-images-idx3-ubyte": "bef4ecab320f06d8554ea6380940ec79",
  "t10k-labels-idx1-ubyte": "bb300cfdad3c16e7a12a480ee83cd310",
};

/**
 * Loads Fashion-MNIST: 28 × 28 grey images of ten kinds of clothes (0 T-shirt, 1 trouser, 2 pullover, 3 dress, 4 coat,
 * 5 sandal, 6 shirt, 7 sneaker, 8 bag, 9 ankle boot). The files do not come with this package.
 *
 * Origin: https://github.com/zalandoresearch/fashion-mnist, MIT licence. Packed files are checked against their published MD5.
 *
 * @returns `[[xTrain, yTrain], [xTest, yTest]]` with the shapes and types of MNIST.
 * @throws DataFileError if the files are not there or damaged; the message says where to put them.
 *
 * @see Keras `keras.datasets.fashion_mnist.load_data`
 */
// eslint-disable-next-line @typescript-eslint/require-await -- a promise, as every loader
async function loadData({ folder }: FashionMnistOptions = {}): Promise<TrainAndTest> {
  const folders = folder === undefined ? defaultFolders() : [folder];
  const found = folders.find((one) => fs.existsSync(one));
  if (found === undefined) {
    const fix = `get the four files from https://github.com/zalandoresearch/fashion-mnist and put them there, or pass { folder }`;
    throw new DataFileError(folders[0]!, `there is no such folder; ${fix}`);
  }
  return [
    [read(found, "train-images-idx3-ubyte"), read(found, "train-labels-idx1-ubyte")],
    [read(found, "t10k-images-idx3-ubyte"), read(found, "t10k-labels-idx1-ubyte")],
  ];
}

/** Fashion-MNIST, as `keras.datasets.fashion_mnist`. */
export const fashionMnist = { loadData };

function defaultFolders(): string[] {
  const data = process.env.GRADUS_DATA;
  const keras = path.join(os.homedir(), ".keras", "datasets", "fashion-mnist");
  return data ? [path.join(data, "fashion-mnist"), keras] : [keras];
}

function read(folder: string, name: string): NDArray {
  const plain = path.join(folder, name);
  if (fs.existsSync(plain)) return parseIdx(new Uint8Array(fs.readFileSync(plain)), plain);
  const file = `${plain}.gz`;
  if (!fs.existsSync(file)) throw new DataFileError(plain, "there is no such file, packed (.gz) or not");
  const packed = fs.readFileSync(file);
  if (createHash("md5").update(packed).digest("hex") !== checksums[name])
    throw new DataFileError(file, "its content differs from the published file (MD5)");
  return parseIdx(new Uint8Array(gunzipSync(packed)), file);
}
