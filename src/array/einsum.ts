// Sums over named axes.
import { complaint } from "../validation.js";
import { asArray } from "./array.js";
import type { ArrayLike } from "./elements.js";
import { type NDArray, wrap } from "./ndarray.js";
import { stridedCopy, stridesOf } from "./strided.js";
import { refuseMore } from "./surplus.js";

/**
 * Products of elements, summed over the axes that the result does not name (Einstein's convention): `"ij,jk->ik"` is a matrix
 * product, `"ii->"` a trace, `"ij->ji"` a transpose. Without `->` the result has the letters that occur once, in alphabetical
 * order.
 *
 * @throws RangeError if letters and axes do not match, or a letter has two lengths.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const a = np.arange(6).reshape(2, 3);
 * expect(np.einsum("ij,kj->ik", a, a).toArray()).toEqual([[5, 14], [14, 50]]);
 * expect(np.einsum("ij->", a).item()).toBe(15);
 * ```
 *
 * @see NumPy `numpy.einsum`
 */
export function einsum(subscripts: string, ...operands: ArrayLike[]): NDArray {
  const fail = (wanted: string): never => {
    throw new RangeError(
      complaint({ action: "sum by subscripts", name: "subscripts", wanted, got: subscripts }),
    );
  };
  if (typeof subscripts !== "string") fail('a text as "ij,jk->ik"');
  const [left = "", right] = subscripts.replaceAll(" ", "").split("->");
  const inputs = left.split(",");
  if (!/^[a-zA-Z,]*$/.test(left) || !/^[a-zA-Z]*$/.test(right ?? ""))
    fail('letters, commas and "->", as "ij,jk->ik"');
  if (inputs.length !== operands.length) fail(`for ${String(operands.length)} arrays, separated by commas`);
  const letters = [...left.replaceAll(",", "")];
  const once = [...new Set(letters)].filter(
    (letter) => letters.indexOf(letter) === letters.lastIndexOf(letter),
  );
  const output = right ?? once.sort().join("");
  const lengths = new Map<string, number>();
  const arrays = operands.map((operand, i) => {
    const array = asArray(operand);
    if (inputs[i]!.length !== array.ndim)
      fail(`with ${String(array.ndim)} letters for array ${String(i + 1)}, one for each of its axes`);
    [...inputs[i]!].forEach((letter, axis) => {
      const length = array.shape[axis]!;
      const known = lengths.get(letter) ?? 1;
      if (known !== 1 && length !== 1 && known !== length)
        fail(`one length for each letter; ${letter} has ${String(known)} and ${String(length)}`);
      lengths.set(letter, Math.max(known, length));
      if (length === 0) lengths.set(letter, 0);
    });
    return array;
  });
  if (new Set(output).size !== output.length || [...output].some((letter) => !lengths.has(letter)))
    fail("a result whose letters occur before it, once each");
  const summed = [...lengths.keys()].filter((letter) => !output.includes(letter));
  const asProduct = matrixProduct(arrays, inputs, output);
  if (asProduct) return asProduct;
  // Each array laid out over all axes, with length 1 where it does not have one: the rest is broadcasting.
  const product = arrays
    .map((array, i) => spread(array, inputs[i]!, [...output, ...summed]))
    .reduce((a, b) => a.mul(b));
  if (summed.length === 0) return product;
  return product.sum(summed.map((_, i) => output.length + i)).astype(product.dtype);
}

/** `ij,jk->ik` in any letters and orders of two matrices. */
function matrixProduct(arrays: NDArray[], inputs: string[], output: string): NDArray | undefined {
  const [a, b] = inputs;
  if (arrays.length !== 2 || a!.length !== 2 || b!.length !== 2 || output.length !== 2) return undefined;
  const shared = [...a!].filter((letter) => b!.includes(letter) && !output.includes(letter));
  if (shared.length !== 1 || new Set(a! + b!).size !== 3) return undefined;
  const left = a![1] === shared[0] ? arrays[0]! : arrays[0]!.T;
  const right = b![0] === shared[0] ? arrays[1]! : arrays[1]!.T;
  if (left.shape[1] !== right.shape[0]) return undefined;
  const product = left.dot(right);
  return a!.includes(output[0]!) ? product : product.T;
}

/** The array with its axes in the order of `axes`, of length 1 where it has none; a letter twice takes the diagonal. */
function spread(array: NDArray, letters: string, axes: readonly string[]): NDArray {
  const strides = stridesOf(array.shape);
  const shape = axes.map(() => 1);
  const steps = axes.map(() => 0);
  [...letters].forEach((letter, axis) => {
    const at = axes.indexOf(letter);
    shape[at] = Math.max(shape[at]!, array.shape[axis]!);
    if (array.shape[axis] === 0) shape[at] = 0;
    if (array.shape[axis] !== 1) steps[at]! += strides[axis]!;
  });
  return wrap(stridedCopy(array, 0, shape, steps));
}

/**
 * All products of an element of `a` with one of `b`, both laid out in one row: shape `[a.size, b.size]`.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.outer([1, 2], [3, 4, 5]).toArray()).toEqual([[3, 4, 5], [6, 8, 10]]);
 * ```
 *
 * @see NumPy `numpy.outer`
 */
export function outer(a: ArrayLike, b: ArrayLike): NDArray {
  if (arguments.length > 2) refuseMore("outer", 2, arguments);
  return asArray(a).reshape(-1, 1).mul(asArray(b).reshape(1, -1));
}
