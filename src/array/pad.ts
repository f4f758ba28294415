// A frame around an array.
import { checkOptions, complaint } from "../validation.js";
import { asArray } from "./array.js";
import { concatenate, full } from "./create.js";
import type { ArrayLike } from "./elements.js";
import type { NDArray } from "./ndarray.js";
import { refuseMore } from "./surplus.js";

/** Options of {@link pad}. */
export interface PadOptions {
  /**
   * What is added: `"constant"` (the default) a number, `"edge"` the last element again, `"reflect"` and `"symmetric"` the
   * elements mirrored, without and with the last one.
   */
  mode?: "constant" | "edge" | "reflect" | "symmetric";
  /** The number of mode `"constant"`. Default: 0. */
  constantValues?: number;
}

/**
 * A frame of new elements around the array.
 *
 * @param width - How many before and after: one number for all, `[before, after]` for every axis, or such a pair for each axis.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.pad([1, 2], [1, 2]).toArray()).toEqual([0, 1, 2, 0, 0]);
 * expect(np.pad([1, 2, 3], 2, { mode: "reflect" }).toArray()).toEqual([3, 2, 1, 2, 3, 2, 1]);
 * ```
 *
 * @see NumPy `numpy.pad`
 */
export function pad(
  x: ArrayLike,
  width: number | readonly [number, number] | readonly (readonly [number, number])[],
  options: PadOptions = {},
): NDArray {
  if (arguments.length > 3) refuseMore("pad", 3, arguments);
  const action = "pad";
  checkOptions(action, options, ["mode", "constantValues"]);
  const { mode = "constant", constantValues = 0 } = options;
  if (!["constant", "edge", "reflect", "symmetric"].includes(mode)) {
    const wanted = '"constant", "edge", "reflect" or "symmetric"';
    throw new RangeError(complaint({ action, name: "mode", wanted, got: mode }));
  }
  const given = asArray(x);
  let array = given;
  const pairs = widths(width, array.ndim);
  const block = (shape: readonly number[]) => full(shape, constantValues, { dtype: given.dtype });
  block([0]); // refuses a number that the array cannot hold, also where nothing is added
  pairs.forEach(([before, after], axis) => {
    const length = array.shape[axis]!;
    if (before + after === 0) return; // of a batch of images: the first and the last
    if (mode === "constant") {
      const [front, back] = [before, after].map((count) => block(array.shape.with(axis, count)));
      array = concatenate([front!, array, back!], axis);
    } else {
      if (length === 0)
        throw new RangeError(
          complaint({ action, name: `length of axis ${String(axis)}`, wanted: ">= 1", got: 0 }),
        );
      const places = Array.from({ length: before + length + after }, (_, i) =>
        source[mode](i - before, length),
      );
      array = array.take(places, axis);
    }
  });
  return array === given ? array.copy() : array;
}

/** The position whose element stands at `i`, which may lie outside of the axis. */
const source = {
  edge: (i: number, length: number) => Math.min(Math.max(i, 0), length - 1),
  reflect: (i: number, length: number) => {
    const period = Math.max(2 * (length - 1), 1);
    const place = ((i % period) + period) % period;
    return place < length ? place : period - place;
  },
  symmetric: (i: number, length: number) => {
    const place = ((i % (2 * length)) + 2 * length) % (2 * length);
    return place < length ? place : 2 * length - 1 - place;
  },
};

function widths(width: Parameters<typeof pad>[1], ndim: number): (readonly [number, number])[] {
  const list =
    typeof width === "number" ? [width, width] : ((width as typeof width | null | undefined) ?? []);
  const pairs =
    typeof list[0] === "number" ? [list as readonly [number, number]] : [...(list as [number, number][])];
  const each = pairs.length === 1 ? new Array<readonly [number, number]>(ndim).fill(pairs[0]!) : pairs;
  const valid = each.every(
    (one) => Array.isArray(one) && one.length === 2 && one.every((n) => Number.isInteger(n) && n >= 0),
  );
  if (!valid || each.length !== ndim) {
    const wanted = `an integer >= 0, [before, after], or ${String(ndim)} such pairs`;
    throw new RangeError(complaint({ action: "pad", name: "width", wanted, got: width }));
  }
  return each;
}
