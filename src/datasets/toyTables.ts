// The tables that scikit-learn carries, in files beside this one (tables/, made by test/datasets/fixtures/toyTables.py); a page
// reads them from where data lies.
import { NDArray } from "../array/index.js";
import { fileBeside, nodeModule } from "../nodeModule.js";
import { dataAddress } from "./dataFolder.js";
import { fetchTextNow } from "./files.js";

/** A table of measurements; the words are scikit-learn's. */
export interface ToyTable {
  /** Measurements, float64, shape `[numSamples, numFeatures]`. */
  data: NDArray;
  /** Class numbers, int32, shape `[numSamples]`. */
  target: NDArray;
  /** Names of the columns. */
  featureNames: string[];
  /** Names of the classes. */
  targetNames: string[];
}

/**
 * 178 wines of three growers by 13 chemical measurements.
 *
 * Origin: M. Forina et al., "PARVUS" (1991), UCI Machine Learning Repository "Wine", CC BY 4.0; scikit-learn's values.
 *
 * @example
 * ```ts
 * import { wine } from "gradus";
 * import { expect } from "vitest";
 *
 * const { data, featureNames } = wine();
 * expect([data.shape, featureNames[0]]).toEqual([[178, 13], "alcohol"]);
 * ```
 *
 * @see scikit-learn `sklearn.datasets.load_wine`
 */
export function wine(): ToyTable {
  return readTable("wine", ["class_0", "class_1", "class_2"]);
}

/**
 * 569 tumours by 30 measurements of cell nuclei, malignant (0) or benign (1).
 *
 * Origin: W. Wolberg, O. Mangasarian and W. Street (1995), UCI Machine Learning Repository "Breast Cancer Wisconsin (Diagnostic)",
 * CC BY 4.0; scikit-learn's values.
 *
 * @example
 * ```ts
 * import { breastCancer } from "gradus";
 * import { expect } from "vitest";
 *
 * const { data, target, targetNames } = breastCancer();
 * expect([data.shape, targetNames[target.item(0)]]).toEqual([[569, 30], "malignant"]);
 * ```
 *
 * @see scikit-learn `sklearn.datasets.load_breast_cancer`
 */
export function breastCancer(): ToyTable {
  return readTable("breastCancer", ["malignant", "benign"]);
}

/** What {@link digits} returns. */
export interface Digits extends ToyTable {
  /** The same pixels as pictures, shape `[1797, 8, 8]`. */
  images: NDArray;
}

/**
 * 1,797 handwritten digits of 8 × 8 pixels from 0 to 16: a small MNIST that needs no download.
 *
 * Origin: E. Alpaydin and C. Kaynak (1998), UCI Machine Learning Repository "Optical Recognition of Handwritten Digits",
 * CC BY 4.0; scikit-learn's values.
 *
 * @example
 * ```ts
 * import { digits } from "gradus";
 * import { expect } from "vitest";
 *
 * const { images, target } = digits();
 * expect([images.shape, target.slice(0, 3).toArray()]).toEqual([[1797, 8, 8], [0, 1, 2]]);
 * ```
 *
 * @see scikit-learn `sklearn.datasets.load_digits`
 */
export function digits(): Digits {
  const table = readTable("digits", Array.from("0123456789"));
  return { ...table, images: table.data.reshape(-1, 8, 8) };
}

function readTable(name: string, targetNames: string[]): ToyTable {
  const [head = "", ...lines] = textOf(name).split("\n");
  const featureNames = head.split(",").slice(0, -1);
  const rows = lines.map((line) => line.split(",").map(Number));
  return {
    data: new NDArray(Float64Array.from(rows.flatMap((row) => row.slice(0, -1))), [
      rows.length,
      featureNames.length,
    ]),
    target: new NDArray(
      Int32Array.from(rows, (row) => row.at(-1)!),
      [rows.length],
    ),
    featureNames,
    targetNames,
  };
}

function textOf(name: string): string {
  const [fs, zlib] = [nodeModule("node:fs"), nodeModule("node:zlib")];
  if (!fs || !zlib) return fetchTextNow(dataAddress(`tables/${name}.csv`));
  return zlib.gunzipSync(fs.readFileSync(fileBeside(import.meta.url, `tables/${name}.csv.gz`))).toString();
}
