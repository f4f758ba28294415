// NumPy's functions of single numbers, made of JavaScript's: element by element, in the floats that they give.
import { asArray } from "./array.js";
import { isFloat } from "./dtype.js";
import type { ArrayLike } from "./elements.js";
import { binary, unary } from "./elementwise.js";
import type { BinaryName, UnaryName } from "./kernels.js";
import { NDArray, wrap } from "./ndarray.js";
import { broadcastTo } from "./searching.js";
import { broadcastShapes } from "./shape.js";
import { refuseMore } from "./surplus.js";

/** Integers as the floats that a function of them gives. */
export function floats(x: ArrayLike): NDArray {
  const array = asArray(x);
  return isFloat(array.dtype) ? array : array.astype("float64");
}

/** A function of each element that has a kernel. */
export const eachByKernel =
  (name: UnaryName): ((x: ArrayLike) => NDArray) =>
  (...given) => {
    if (given.length > 1) refuseMore("compute element by element", 1, given);
    return wrap(unary(name, asArray(given[0])));
  };

/** A function of two arrays, as the floats in which it is computed. */
export const ofPair =
  (compute: (pair: readonly [NDArray, NDArray]) => NDArray): ((a: ArrayLike, b: ArrayLike) => NDArray) =>
  (...given) => {
    if (given.length > 2) refuseMore("compute pair by pair", 2, given);
    return compute(inOneType(...given));
  };

/** An operation of each pair of elements, in floats; shapes broadcast. */
export const pairOperation = (name: BinaryName) => ofPair((pair) => combined(name, pair));

/** An operation of two arrays of one type, which stays. */
export function combined(name: BinaryName, [left, right]: readonly [NDArray, NDArray]): NDArray {
  broadcastShapes("combine", left.shape, right.shape);
  return wrap(binary(name, left, right));
}

/** `fn` of pairs of two arrays of one type, which stays. */
export function mapPairs(
  [left, right]: readonly [NDArray, NDArray],
  fn: (a: number, b: number) => number,
): NDArray {
  const shape = broadcastShapes("combine", left.shape, right.shape);
  const [first, second] = [broadcastTo(left, shape), broadcastTo(right, shape)];
  const { data } = second;
  return first.map((value, i) => fn(value, data[i]!));
}

/** Both as the floats in which their function is computed; a plain number beside an array takes the array's type. */
function inOneType(a: ArrayLike, b: ArrayLike): [NDArray, NDArray] {
  if (typeof a === "number" && typeof b !== "number") return [asArray(a, floats(b).dtype), floats(b)];
  if (typeof b === "number" && typeof a !== "number") return [floats(a), asArray(b, floats(a).dtype)];
  const both = [floats(a), floats(b)] as [NDArray, NDArray];
  return both[0].dtype === both[1].dtype ? both : [both[0].astype("float64"), both[1].astype("float64")];
}
