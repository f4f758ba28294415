// Zalando's pictures of clothes in MNIST's format, from files that the user has.
import { nodeModule } from "../nodeModule.js";
import { checkOptions } from "../validation.js";
import { dataAddress, dataFolder } from "./dataFolder.js";
import { DataFileError } from "./files.js";
import { readTrainAndTest } from "./idxFiles.js";
import type { TrainAndTest } from "./types.js";

/** Options of `fashionMnist.loadData`. */
export interface FashionMnistOptions {
  /**
   * Folder with the four files, packed (`.gz`) or not. Default: `fashion-mnist` in the folder that the environment variable
   * `GRADUS_DATA` names, then `~/.keras/datasets/fashion-mnist`, where Keras keeps them. In a page all of these are addresses,
   * and there is no home.
   */
  folder?: string;
}

/** Of the packed files, as their README lists them. */
const packedMd5 = [
  "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
  "25c81989df183df01b3e8a0aad5dffbe",
  "bef4ecab320f06d8554ea6380940ec79",
  "bb300cfdad3c16e7a12a480ee83cd310",
];

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
async function loadData(options: FashionMnistOptions = {}): Promise<TrainAndTest> {
  checkOptions("load Fashion-MNIST", options, ["folder"]);
  const { folder } = options;
  const fs = nodeModule("node:fs");
  if (!fs) return readTrainAndTest(folder ?? dataAddress("fashion-mnist"), { packedMd5 });
  const folders = folder === undefined ? defaultFolders() : [folder];
  const found = folders.find((one) => fs.existsSync(one));
  if (found === undefined) {
    const fix = `get the four files from https://github.com/zalandoresearch/fashion-mnist and put them there, or pass { folder }`;
    throw new DataFileError(folders[0]!, `there is no such folder; ${fix}`);
  }
  return readTrainAndTest(found, { packedMd5 });
}

/**
 * Fashion-MNIST, as `keras.datasets.fashion_mnist`.
 *
 * @example
 * ```ts
 * import { DataFileError, fashionMnist } from "gradus";
 * import { expect } from "vitest";
 *
 * try {
 *   const [[xTrain]] = await fashionMnist.loadData();
 *   expect(xTrain.shape).toEqual([60000, 28, 28]);
 * } catch (error) {
 *   if (!(error instanceof DataFileError)) throw error; // the message says where to put the four files
 * }
 * ```
 */
export const fashionMnist = { loadData };

function defaultFolders(): string[] {
  const path = nodeModule("node:path")!;
  const data = dataFolder();
  const keras = path.join(nodeModule("node:os")!.homedir(), ".keras", "datasets", "fashion-mnist");
  return data ? [path.join(data, "fashion-mnist"), keras] : [keras];
}
