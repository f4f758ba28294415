// Reductions over all elements or along an axis: which neighbours a fold sees, and the type of what it gives.
import { complaint } from "../validation.js";
import { allocate, type DType, dtypeOf, isFloat, type TypedArray } from "./dtype.js";
import { binary } from "./elementwise.js";
import { folds, type Fold, variance } from "./folds.js";
import { Elements, reshaped } from "./elements.js";
import { tooLarge } from "./integers.js";
import { nativeFolds, nativePlaceRows } from "./nativeFolds.js";
import { foldRows, foldSquares } from "./rowFolds.js";
import { normalizeAxis, sizeOf } from "./shape.js";
import { permuted } from "./transpose.js";

/** Which axes to reduce; all of them when left out. */
export type Axis = number | readonly number[];

/** Options of a reduction along an axis. */
export interface ReduceOptions {
  /** Keep the reduced axes with length 1, so that the result broadcasts against the array. Default: false. */
  keepDims?: boolean;
}

/** Options of `var` and `std`. */
export interface SpreadOptions extends ReduceOptions {
  /** Divide by `n - ddof`: 0 (the default) for a whole population, 1 for a sample of one. */
  ddof?: number;
}

const needsElements = new Set<keyof typeof folds>(["max", "min", "fmax", "fmin", "argmax", "argmin"]);

/** The data type of a reduction's result. */
function resultType(name: string, dtype: DType): DType {
  if (name === "argmax" || name === "argmin") return "int32";
  if (name === "any" || name === "all") return "bool";
  if (name === "max" || name === "min" || name === "fmax" || name === "fmin") return dtype;
  if (name === "sum" || name === "prod") return isFloat(dtype) ? dtype : "int32";
  return isFloat(dtype) ? dtype : "float64";
}

/** Reductions that read rescaled pixels without writing them out as floats, which would take four times the memory. */
const readsPalette = new Set(["sum", "mean", "var"]);

/** The numbers of a palette that occur. */
function occurring({ indices, values }: NonNullable<Elements["palette"]>): Float32Array {
  const seen = new Uint8Array(values.length);
  for (let i = 0; i < indices.length; i++) seen[indices[i]!] = 1;
  return values.filter((_, place) => seen[place] === 1);
}

/** The reductions by name. */
export type Reduction = keyof typeof folds | "var";

const foldOf = (name: Reduction, ddof = 0): Fold => (name === "var" ? variance(ddof) : folds[name]);

/** Reduces all elements to one number. */
export function reduceAll(name: Reduction, x: Elements, ddof?: number): number {
  if (x.size === 0 && needsElements.has(name as "max")) throw emptyError(name);
  const fold = foldOf(name, ddof);
  const { palette } = x;
  if (palette && readsPalette.has(name)) return fold(palette.indices, 0, x.size, palette.values);
  if (palette && (name === "max" || name === "min")) {
    const values = occurring(palette);
    return fold(values, 0, values.length);
  }
  const found = fold(x.data, 0, x.size);
  return isFloat(x.dtype) ? found : found + 0; // no integer is -0
}

/** Reduces along one axis or several. */
export function reduce(name: Reduction, x: Elements, axis: Axis, options: SpreadOptions = {}): Elements {
  if (typeof axis !== "number") return reduceAxes(name, x, axis, options);
  const along = normalizeAxis(spoken(name), axis, x.ndim);
  const n = x.shape[along]!;
  if (n === 0 && needsElements.has(name as "max")) throw emptyError(name);
  const shape = options.keepDims ? x.shape.with(along, 1) : x.shape.toSpliced(along, 1);
  const dtype = resultType(name, x.dtype);
  const out = allocate(dtype, sizeOf(shape));
  let inner = 1;
  for (let i = along + 1; i < x.ndim; i++) inner *= x.shape[i]!;
  const fold = foldOf(name, options.ddof);
  if (inner === 1 || n === 0) {
    const values = nativeFolds(name === "mean" ? "sum" : name, x.data, out.length, n);
    const divisor = name === "mean" ? n : 1;
    for (let i = 0; i < out.length; i++)
      out[i] = checked(name, dtype, values ? values[i]! / divisor : fold(x.data, i * n, n));
  } else if (name === "argmax" || name === "argmin") {
    if (!nativePlaceRows(name, out, x.data, n, inner)) foldColumns(out, x.data, n, inner, fold);
  } else reduceRows(name, out, x, n, inner, options.ddof);
  return new Elements(out, shape, dtype);
}

/** Brings the axes to the end, where they are one. */
function reduceAxes(
  name: Reduction,
  x: Elements,
  axes: readonly number[],
  { keepDims, ...rest }: SpreadOptions,
): Elements {
  const along = axes.map((axis) => normalizeAxis(spoken(name), axis, x.ndim));
  if (new Set(along).size < along.length)
    throw new RangeError(
      complaint({ action: name, name: "axis", wanted: "a list of different axes", got: axes }),
    );
  const others = [...x.shape.keys()].filter((axis) => !along.includes(axis));
  const lengths = others.map((axis) => x.shape[axis]!);
  const rows = reshaped(permuted(x, [...others, ...along]), [
    sizeOf(lengths),
    sizeOf(along.map((axis) => x.shape[axis]!)),
  ]);
  const shape = keepDims ? x.shape.map((length, axis) => (along.includes(axis) ? 1 : length)) : lengths;
  return reshaped(reduce(name, rows, 1, rest), shape);
}

/** By which operation rows become one. */
const rowOperations = {
  ...({ sum: "add", mean: "add", var: "add", prod: "mul" } as const),
  ...({
    max: "maximum",
    min: "minimum",
    fmax: "fmax",
    fmin: "fmin",
    any: "maximum",
    all: "minimum",
  } as const),
};

/** Reduces an axis with others behind it, row after row. Sums and products are made in doubles and rounded once. */
function reduceRows(
  name: keyof typeof rowOperations,
  out: TypedArray,
  x: Elements,
  n: number,
  inner: number,
  ddof = 0,
): void {
  const operation = rowOperations[name];
  const isTruth = (name === "any" || name === "all") && x.dtype !== "bool";
  const { data } = isTruth ? binary("notEqual", x, 0) : x;
  if (operation !== "add" && operation !== "mul") return foldRows(operation, out, data, n, inner);
  const totals = out instanceof Float64Array ? out : new Float64Array(out.length);
  foldRows(operation, totals, data, n, inner);
  if (name === "mean" || name === "var") for (let i = 0; i < out.length; i++) totals[i]! /= n;
  if (name === "var") {
    const means = totals.slice();
    foldSquares(totals.fill(0), data, n, inner, means);
    for (let i = 0; i < out.length; i++) totals[i]! /= Math.max(n - ddof, 0);
  }
  if (totals !== out) for (let i = 0; i < out.length; i++) out[i] = checked(name, dtypeOf(out)!, totals[i]!);
}

/** Folds columns: 64 of them are copied side by side, so that memory is read in long stretches. */
function foldColumns(out: TypedArray, data: TypedArray, n: number, inner: number, fold: Fold): void {
  const width = Math.min(64, inner);
  const columns = new Float64Array(width * n);
  for (let o = 0; o < out.length; o += inner) {
    for (let first = 0; first < inner; first += width) {
      const last = Math.min(first + width, inner);
      for (let row = 0, i = o * n + first; row < n; row++, i += inner)
        for (let k = 0; k < last - first; k++) columns[k * n + row] = data[i + k]!;
      for (let k = first; k < last; k++) out[o + k] = fold(columns, (k - first) * n, n);
    }
  }
}

/** Refuses a sum of integers that an int32 cannot hold. */
function checked(name: string, dtype: DType, value: number): number {
  if (dtype !== "int32" || (value >= -(2 ** 31) && value < 2 ** 31)) return value;
  throw tooLarge(`${name} integers along an axis`, value);
}

/** What the user called: extremes without NaN are np.nanmax and np.nanmin. */
const spoken = (name: string): string => (name === "fmax" || name === "fmin" ? `nan${name.slice(1)}` : name);

function emptyError(name: string): RangeError {
  return new RangeError(
    complaint({ action: `take ${spoken(name)} of an empty array`, name: "size", wanted: ">= 1", got: 0 }),
  );
}
