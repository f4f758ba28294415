// Shapes: sizes, axes, and the rule by which two shapes meet (broadcasting).
import { checkKind, complaint } from "../validation.js";

/** Number of elements of a shape; 1 for `[]`. */
export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (const length of shape) size *= length;
  return size;
}

/**
 * One number or several as a list: lengths, axes, positions.
 *
 * @throws TypeError for what is neither.
 */
export function numbersOf(action: string, name: string, given: number | Iterable<number>): number[] {
  if (typeof given === "number") return [given];
  checkKind(action, name, given, { kind: "list", wanted: "a number or a list of numbers" });
  return [...given];
}

/** A shape as NumPy writes it: `(3,)`, `(60000, 28, 28)`. */
export function showShape(shape: readonly number[]): string {
  return shape.length === 1 ? `(${String(shape[0])},)` : `(${shape.join(", ")})`;
}

/** Whether two shapes are the same. */
export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/**
 * An axis counted from 0; −1 is the last one.
 *
 * @throws RangeError if the array has no such axis.
 */
export function normalizeAxis(action: string, axis: number, ndim: number): number {
  if (Number.isInteger(axis) && axis >= -ndim && axis < ndim) return axis < 0 ? axis + ndim : axis;
  const wanted =
    ndim === 0
      ? "left out (the array has no axes)"
      : `an integer from ${String(-ndim)} to ${String(ndim - 1)}`;
  throw new RangeError(complaint({ action, name: "axis", wanted, got: axis }));
}

/**
 * Checks a shape against the number of elements and fills in one −1.
 *
 * @throws RangeError if the elements do not fit the shape.
 */
export function resolveShape(shape: readonly number[], size: number): number[] {
  const action = `reshape ${String(size)} elements`;
  const fail = (wanted: string): never => {
    throw new RangeError(complaint({ action, name: "shape", wanted, got: [...shape] }));
  };
  checkKind(action, "shape", shape, { kind: "list", wanted: "a list of lengths, as [2, 3]" });
  let known = 1;
  let free = -1;
  shape.forEach((length, axis) => {
    if (length === -1 && free < 0) free = axis;
    else if (Number.isInteger(length) && length >= 0) known *= length;
    else fail("a list of integers >= 0 with at most one -1");
  });
  const resolved = [...shape];
  if (free >= 0) {
    if (known === 0 || size % known !== 0) fail(`of a size that divides ${String(size)}`);
    resolved[free] = size / known;
  } else if (known !== size) fail(`of ${String(size)} elements in all`);
  return resolved;
}

/**
 * The shape that two arrays have together: axes are matched from the last one on, and an axis of length 1 repeats.
 *
 * @throws RangeError if two lengths differ and neither is 1.
 */
export function broadcastShapes(action: string, a: readonly number[], b: readonly number[]): number[] {
  const ndim = Math.max(a.length, b.length);
  const shape = new Array<number>(ndim);
  for (let i = 1; i <= ndim; i++) {
    const left = a[a.length - i] ?? 1;
    const right = b[b.length - i] ?? 1;
    if (left !== right && left !== 1 && right !== 1) {
      const message = `Cannot ${action}: shapes ${showShape(a)} and ${showShape(b)} do not match; each axis, counted from the last, must be equal or 1`;
      throw new RangeError(message);
    }
    shape[ndim - i] = left === 1 ? right : left;
  }
  return shape;
}

/** Distances in memory between neighbours along each axis of `shape`, with 0 where `from` repeats. */
export function broadcastStrides(from: readonly number[], shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(0);
  let stride = 1;
  for (let i = 1; i <= from.length; i++) {
    const length = from[from.length - i]!;
    if (length !== 1) strides[shape.length - i] = stride;
    stride *= length;
  }
  return strides;
}

/** The shape with an axis of length 1 added before `axis` (−1: at the end). */
export function expandedShape(shape: readonly number[], axis: number): number[] {
  const at = normalizeAxis("expandDims", axis, shape.length + 1);
  return [...shape.slice(0, at), 1, ...shape.slice(at)];
}

/**
 * The shape without axes of length 1, or without this one.
 *
 * @throws RangeError if the axis has another length.
 */
export function squeezedShape(shape: readonly number[], axis?: number): number[] {
  if (axis === undefined) return shape.filter((length) => length !== 1);
  const at = normalizeAxis("squeeze", axis, shape.length);
  if (shape[at] !== 1) {
    const name = `length of axis ${String(axis)}`;
    throw new RangeError(complaint({ action: "squeeze", name, wanted: "1", got: shape[at] }));
  }
  return shape.filter((_, i) => i !== at);
}

/**
 * The order of a transpose, each axis counted from 0; reversed when `axes` is left out.
 *
 * @throws RangeError unless `axes` lists every axis once.
 */
export function axisOrder(ndim: number, axes?: readonly number[]): number[] {
  if (axes === undefined) return Array.from({ length: ndim }, (_, i) => ndim - 1 - i);
  checkKind("transpose", "axes", axes, { kind: "list", wanted: "a list of axes" });
  if (axes.length === ndim) {
    const order = axes.map((axis) => normalizeAxis("transpose", axis, ndim));
    if (new Set(order).size === ndim) return order;
  }
  const wanted = `each of the ${String(ndim)} axes once`;
  throw new RangeError(complaint({ action: "transpose", name: "axes", wanted, got: [...axes] }));
}

/**
 * All axes in order, but for two that change places.
 *
 * @throws RangeError if there is no such axis.
 */
export function swappedAxes(ndim: number, a: number, b: number): number[] {
  const [first, second] = [normalizeAxis("swap axes", a, ndim), normalizeAxis("swap axes", b, ndim)];
  const order = [...Array(ndim).keys()];
  [order[first], order[second]] = [second, first];
  return order;
}
