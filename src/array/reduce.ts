// Reductions over all elements or along an axis: which neighbours a fold sees, and the type of what it gives.
import { complaint } from "../validation.js";
import { allocate, type DType, isFloat, type TypedArray } from "./dtype.js";
import { folds, type Fold } from "./folds.js";
import { Elements, reshaped } from "./elements.js";
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

const needsElements = new Set<keyof typeof folds>(["max", "min", "argmax", "argmin"]);

/** The data type of a reduction's result. */
function resultType(name: string, dtype: DType): DType {
  if (name === "argmax" || name === "argmin") return "int32";
  if (name === "any" || name === "all") return "bool";
  if (name === "max" || name === "min") return dtype;
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

/** The reductions by name; the fold of `"var"` depends on its options. */
export type Reduction = keyof typeof folds | "var";

/** Reduces all elements to one number. */
export function reduceAll(name: Reduction, x: Elements, fold: Fold = folds[name as "sum"]): number {
  if (x.size === 0 && needsElements.has(name as "max")) throw emptyError(name);
  const { palette } = x;
  if (palette && readsPalette.has(name)) return fold(palette.indices, 0, x.size, palette.values);
  if (palette && (name === "max" || name === "min")) {
    const values = occurring(palette);
    return fold(values, 0, values.length);
  }
  return fold(x.data, 0, x.size);
}

/** Reduces along one axis or several. */
export function reduce(
  name: Reduction,
  x: Elements,
  axis: Axis,
  { keepDims = false }: ReduceOptions = {},
  fold: Fold = folds[name as "sum"],
): Elements {
  if (typeof axis !== "number") return reduceAxes(name, x, axis, keepDims, fold);
  const along = normalizeAxis(name, axis, x.ndim);
  const n = x.shape[along]!;
  if (n === 0 && needsElements.has(name as "max")) throw emptyError(name);
  const shape = keepDims ? x.shape.with(along, 1) : x.shape.toSpliced(along, 1);
  const dtype = resultType(name, x.dtype);
  const out = allocate(dtype, sizeOf(shape));
  let inner = 1;
  for (let i = along + 1; i < x.ndim; i++) inner *= x.shape[i]!;
  if (inner === 1) for (let i = 0; i < out.length; i++) out[i] = checked(name, dtype, fold(x.data, i * n, n));
  else if (name === "sum") addRows(out, x.data, n, inner, dtype);
  else foldColumns(out, x.data, n, inner, fold);
  return new Elements(out, shape, dtype);
}

/** Brings the axes to the end, where they are one. */
function reduceAxes(
  name: Reduction,
  x: Elements,
  axes: readonly number[],
  keepDims: boolean,
  fold: Fold,
): Elements {
  const along = axes.map((axis) => normalizeAxis(name, axis, x.ndim));
  const others = [...x.shape.keys()].filter((axis) => !along.includes(axis));
  const lengths = others.map((axis) => x.shape[axis]!);
  const rows = reshaped(permuted(x, [...others, ...along]), [
    sizeOf(lengths),
    sizeOf(along.map((axis) => x.shape[axis]!)),
  ]);
  const shape = keepDims ? x.shape.map((length, axis) => (along.includes(axis) ? 1 : length)) : lengths;
  return reshaped(reduce(name, rows, 1, {}, fold), shape);
}

/** Sums over an axis with others behind it: whole rows at a time, in the order of memory. */
function addRows(out: TypedArray, data: TypedArray, n: number, inner: number, dtype: DType): void {
  const direct = dtype === "float64";
  const sums = direct ? (out as Float64Array) : new Float64Array(out.length);
  for (let o = 0, i = 0; o < out.length; o += inner) {
    for (let row = 0; row < n; row++, i += inner)
      for (let k = 0; k < inner; k++) sums[o + k]! += data[i + k]!;
  }
  if (!direct) for (let i = 0; i < out.length; i++) out[i] = checked("sum", dtype, sums[i]!);
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
  const fix = 'make it x.astype("float64") first';
  throw new RangeError(
    complaint({
      action: `${name} integers along an axis`,
      name: "the result",
      wanted: "below 2^31",
      got: value,
      fix,
    }),
  );
}

function emptyError(name: string): RangeError {
  return new RangeError(
    complaint({ action: `take ${name} of an empty array`, name: "size", wanted: ">= 1", got: 0 }),
  );
}
