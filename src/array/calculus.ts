// Slopes and areas of what is known at points only.
import { checkInteger, checkOptions, complaint } from "../validation.js";
import { asArray } from "./array.js";
import { stack } from "./create.js";
import type { ArrayLike } from "./elements.js";
import { floats } from "./mapped.js";
import { NDArray } from "./ndarray.js";
import { normalizeAxis, sameShape, showShape } from "./shape.js";
import type { Range } from "./slicing.js";
import { refuseMore } from "./surplus.js";

/** Options of {@link gradient}. */
export interface GradientOptions {
  /** Along which axis. Default: along each of them. */
  axis?: number;
  /** 1 (the default): the ends are differences of two values; 2: of three, exact for parabolas. */
  edgeOrder?: 1 | 2;
}

/**
 * Slopes at points: between the neighbours on both sides, at the ends towards the only one.
 *
 * @param f - Values; at least 2 along an axis, 3 with `edgeOrder: 2`.
 * @param spacing - The distance of neighbours (1), or the points' places along the axis.
 * @returns Slopes in the shape of `f`. Of several axes the slopes along each, with a first axis for them, where NumPy gives a tuple:
 * `const [dy, dx] = np.gradient(z)`.
 * @throws RangeError if an axis is too short, or there is not one place for each point.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.gradient([1, 2, 4, 7]).toArray()).toEqual([1, 1.5, 2.5, 3]);
 * expect(np.gradient([0, 1, 9], [0, 1, 3]).toArray()).toEqual([1, 2, 4]);
 * const [dy, dx] = np.gradient([[0, 1], [4, 5]]);
 * expect([dy.toArray(), dx.toArray()]).toEqual([[[4, 4], [4, 4]], [[1, 1], [1, 1]]]);
 * ```
 *
 * @see NumPy `numpy.gradient`
 */
export function gradient(
  f: ArrayLike,
  spacing: number | ArrayLike = 1,
  options: GradientOptions = {},
): NDArray {
  if (arguments.length > 3) refuseMore("gradient", 3, arguments);
  const action = "compute slopes";
  checkOptions(action, options, ["axis", "edgeOrder"]);
  const { axis, edgeOrder = 1 } = options;
  checkInteger(action, "edgeOrder", edgeOrder, { min: 1, max: 2 });
  const values = floats(f);
  if (values.ndim === 0)
    throw new RangeError(
      complaint({ action, name: "number of axes", wanted: ">= 1", got: 0, fix: "give a list of values" }),
    );
  if (axis !== undefined || values.ndim === 1) return slopes(values, spacing, axis ?? 0, edgeOrder);
  const distance = asArray(spacing);
  if (distance.ndim > 0) {
    const fix = "for places name their axis: { axis: 0 }";
    throw new TypeError(
      complaint({ action, name: "spacing", wanted: "one number for all axes", got: spacing, fix }),
    );
  }
  return stack(
    values.shape.map((_, along) => slopes(values, distance, along, edgeOrder)),
    0,
  );
}

/** Options of {@link trapezoid}. */
export interface TrapezoidOptions {
  /** The distance of neighbours, where `x` is left out. Default: 1. */
  dx?: number;
  /** Along which axis; needed for more than one. */
  axis?: number;
}

/**
 * The area under points joined by straight lines (trapezoidal rule).
 *
 * @param y - Heights.
 * @param x - Their places, one for each position of the axis or in the shape of `y`. Default: `dx` apart.
 * @returns A number for a vector; with `axis` an array without that axis.
 * @throws RangeError for more than one axis and none named, where NumPy takes the last.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.trapezoid([1, 2, 3])).toBe(4);
 * expect(np.trapezoid([1, 2, 3], [4, 6, 8])).toBe(8);
 * expect(np.trapezoid([[1, 2], [3, 5]], undefined, { axis: 1 }).toArray()).toEqual([1.5, 4]);
 * ```
 *
 * @see NumPy `numpy.trapezoid`
 */
export function trapezoid(
  y: ArrayLike,
  x?: ArrayLike,
  options?: TrapezoidOptions & { axis?: undefined },
): number;
export function trapezoid(
  y: ArrayLike,
  x: ArrayLike | undefined,
  options: TrapezoidOptions & { axis: number },
): NDArray;
export function trapezoid(y: ArrayLike, x?: ArrayLike, options: TrapezoidOptions = {}): number | NDArray {
  if (arguments.length > 3) refuseMore("trapezoid", 3, arguments);
  const action = "compute an area";
  checkOptions(action, options, ["dx", "axis"]);
  const { dx = 1, axis } = options;
  if (typeof dx !== "number" || Number.isNaN(dx))
    throw new TypeError(complaint({ action, name: "dx", wanted: "a number", got: dx }));
  const heights = floats(y);
  if (heights.ndim !== 1 && axis === undefined) {
    const fix = "name the axis: { axis: -1 }";
    throw new RangeError(complaint({ action, name: "shape of y", wanted: "[n]", got: heights.shape, fix }));
  }
  const at = normalizeAxis(action, axis ?? 0, heights.ndim);
  const along = (one: NDArray, range: [number?, number?]) =>
    one.slice(...one.shape.map((_, i): Range => (i === at ? (range as Range) : [])));
  let widths: NDArray | number = dx;
  if (x !== undefined) {
    const places = floats(x);
    const n = heights.shape[at]!;
    const isLine = places.ndim === 1 && places.size === n;
    if (!isLine && !sameShape(places.shape, heights.shape)) {
      const wanted = `(${String(n)},) or ${showShape(heights.shape)}, as y`;
      throw new RangeError(complaint({ action, name: "shape of x", wanted, got: places.shape }));
    }
    const spread = isLine ? places.reshape(heights.shape.map((_, i) => (i === at ? n : 1))) : places;
    widths = along(spread, [1]).sub(along(spread, [0, -1]));
  }
  const areas = along(heights, [1])
    .add(along(heights, [0, -1]))
    .mul(widths)
    .div(2);
  return axis === undefined ? areas.sum() : areas.sum(at);
}

function slopes(f: NDArray, spacing: ArrayLike, axis: number, edgeOrder: number): NDArray {
  const action = "compute slopes";
  const along = normalizeAxis(action, axis, f.ndim);
  const n = f.shape[along]!;
  if (n <= edgeOrder) {
    const name = `length of axis ${String(along)}`;
    throw new RangeError(complaint({ action, name, wanted: `>= ${String(edgeOrder + 1)}`, got: n }));
  }
  const given = asArray(spacing, "float64");
  const steps = stepsOf(action, given, n);
  // Columns of the axis: what stands `inner` apart belongs together.
  const inner = f.shape.slice(along + 1).reduce((product, length) => product * length, 1);
  const out = new Float64Array(f.size);
  for (let start = 0; start < f.size; start += n * inner)
    for (let column = start; column < start + inner; column++) {
      const at = (i: number) => f.data[column + i * inner]!;
      for (let i = 0; i < n; i++) out[column + i * inner] = slopeAt(i, at, steps, edgeOrder, given.ndim > 0);
    }
  return asArray(new NDArray(out, f.shape), f.dtype);
}

/** Distances of neighbours, n − 1. */
function stepsOf(action: string, given: NDArray, n: number): Float64Array {
  if (given.ndim === 0) {
    const step = given.item();
    if (step !== 0 && Number.isFinite(step)) return new Float64Array(n - 1).fill(step);
    throw new RangeError(
      complaint({ action, name: "spacing", wanted: "a finite number other than 0", got: step }),
    );
  }
  if (given.ndim !== 1 || given.size !== n)
    throw new RangeError(
      complaint({ action, name: "shape of spacing", wanted: `[] or [${String(n)}]`, got: given.shape }),
    );
  const steps = Float64Array.from({ length: n - 1 }, (_, i) => given.data[i + 1]! - given.data[i]!);
  const twice = steps.indexOf(0);
  if (twice < 0) return steps;
  const got = given.data[twice];
  throw new RangeError(complaint({ action, name: "spacing", wanted: "different places", got }));
}

/** The slope at one point, by NumPy's formulas. */
function slopeAt(
  i: number,
  at: (i: number) => number,
  steps: Float64Array,
  edgeOrder: number,
  uneven: boolean,
): number {
  const n = steps.length + 1;
  const isEnd = i === 0 || i === n - 1;
  if (isEnd && edgeOrder === 1) {
    const first = i === 0 ? 0 : n - 2;
    return (at(first + 1) - at(first)) / steps[first]!;
  }
  const middle = Math.min(Math.max(i, 1), n - 2);
  const [before, behind] = [steps[middle - 1]!, steps[middle]!];
  const both = before + behind;
  const three = [at(middle - 1), at(middle), at(middle + 1)] as const;
  if (!isEnd && !uneven) return (three[2] - three[0]) / both;
  const factors =
    i === 0
      ? [-(2 * before + behind) / (before * both), both / (before * behind), -before / (behind * both)]
      : i === n - 1
        ? [behind / (before * both), -both / (before * behind), (2 * behind + before) / (behind * both)]
        : [-behind / (before * both), (behind - before) / (before * behind), before / (behind * both)];
  return factors[0]! * three[0] + factors[1]! * three[1] + factors[2]! * three[2];
}
