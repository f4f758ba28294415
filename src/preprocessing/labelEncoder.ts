import { type ArrayLike, asArray, NDArray } from "../array/index.js";
import { notFitted } from "../baseEstimator.js";
import { complaint } from "../validation.js";
import { type Categories, type Category, sorted, unknownError } from "./categories.js";

/**
 * Class labels, words or numbers, as 0, 1, 2, … in sorted order.
 *
 * @example
 * ```ts
 * import { LabelEncoder } from "gradus";
 * import { expect } from "vitest";
 *
 * const encoder = new LabelEncoder().fit(["paris", "tokyo", "paris"]);
 * expect(encoder.classes).toEqual(["paris", "tokyo"]);
 * expect(encoder.transform(["tokyo", "paris"]).toArray()).toEqual([1, 0]);
 * expect(encoder.inverseTransform([1])).toEqual(["tokyo"]);
 * ```
 *
 * @see scikit-learn `sklearn.preprocessing.LabelEncoder`
 */
export class LabelEncoder {
  private places: Map<Category, number> | undefined;

  /** The labels, sorted; a label's place is its number. */
  get classes(): Category[] {
    return [...this.learned("read the classes").keys()];
  }

  /** Learns which labels there are, shape `[numSamples]`. */
  fit(y: Categories): this {
    this.places = new Map(sorted(listOf("fit a LabelEncoder", y)).map((label, i) => [label, i]));
    return this;
  }

  /**
   * The number of each label, int32.
   *
   * @throws RangeError for a label that `fit` did not see.
   */
  transform(y: Categories): NDArray {
    const places = this.learned("encode labels");
    const numbers = listOf("encode labels", y).map((label) => {
      const place = places.get(label);
      if (place === undefined) throw unknownError("encode labels", "label", [...places.keys()], label);
      return place;
    });
    return new NDArray(Int32Array.from(numbers), [numbers.length]);
  }

  /** `fit` and `transform` in one. */
  fitTransform(y: Categories): NDArray {
    return this.fit(y).transform(y);
  }

  /** The labels of these numbers. */
  inverseTransform(numbers: ArrayLike): Category[] {
    const { classes } = this;
    return Array.from(asArray(numbers).data, (number) => {
      if (number in classes) return classes[number]!;
      const wanted = `an integer from 0 to ${String(classes.length - 1)}`;
      throw new RangeError(complaint({ action: "decode labels", name: "number", wanted, got: number }));
    });
  }

  private learned(action: string): Map<Category, number> {
    if (this.places) return this.places;
    throw notFitted(this, action);
  }
}

function listOf(action: string, y: Categories): Category[] {
  if (Array.isArray(y) && y.every((one) => typeof one === "string")) return [...y];
  const array = asArray(y as ArrayLike);
  const column = array.ndim === 2 && array.shape[1] === 1 ? array.reshape(-1) : array;
  if (column.ndim !== 1)
    throw new TypeError(
      complaint({ action, name: "shape of y", wanted: "[numSamples]", got: [...array.shape] }),
    );
  return Array.from(column.data);
}
