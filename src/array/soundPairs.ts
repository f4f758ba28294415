// Arithmetic that asks something of its operands or its results, by the kernels of native/, which find it out as they compute: that no
// int32 overflows, and that no divisor is 0. Where it does not hold, all is computed once more by who can tell what is wrong.
import { constructors, type DType, type TypedArray } from "./dtype.js";
import type { BinaryName } from "./kernels.js";
import { nativeFrom } from "./native.js";
import { nativeOutcome } from "./nativeElementwise.js";
import { sameShape } from "./shape.js";
import { uninitialized } from "./uninitialized.js";

/** An array, or a number as one without axes. */
export interface Operand {
  data: TypedArray;
  shape: readonly number[];
  size: number;
}

/** How an operand lies beside rows of a result: from one row to the next, and from one element to the next. */
interface Steps {
  row: number;
  step: 0 | 1;
}

/** `op(a, b)`; undefined where the kernels are not there, do not compute this, or find that it is not sound. */
export function soundPairs(
  name: BinaryName,
  dtype: DType,
  shape: readonly number[],
  size: number,
  a: Operand,
  b: Operand,
): TypedArray | undefined {
  if (size < nativeFrom) return undefined;
  for (const { data, size } of [a, b])
    if (size !== 1 && !(data instanceof constructors[dtype])) return undefined;
  const width = widthOfRows(shape, size, a, b);
  const [x, y] = [stepsOf(a, shape, size, width), stepsOf(b, shape, size, width)];
  if (!x || !y || width < worthwhile) return undefined;
  const out = uninitialized(dtype, size);
  const [of, over] = [[a.data, 0, x.row, x.step] as const, [b.data, 0, y.row, y.step] as const];
  const done = nativeOutcome(name === "mul" ? "imul" : name, out, 0, size / width, width, ...of, ...over);
  return done === "done" ? out : undefined;
}

/** Elements of a row from which on it is worth a loop of its own. */
const worthwhile = 32;

/** The longest rows in which no operand repeats but as a whole, or by one element. */
function widthOfRows(shape: readonly number[], size: number, a: Operand, b: Operand): number {
  for (const x of [a, b]) {
    if (x.size === size || x.size === 1) continue;
    return isColumn(x, shape) ? shape.at(-1)! : x.size;
  }
  return size;
}

function stepsOf(x: Operand, shape: readonly number[], size: number, width: number): Steps | undefined {
  if (x.size === size) return { row: width, step: 1 };
  if (x.size === 1) return { row: 0, step: 0 };
  if (isColumn(x, shape)) return width === shape.at(-1) ? { row: 1, step: 0 } : undefined;
  const own = x.shape.slice(x.shape.findIndex((length) => length !== 1));
  const isTail = sameShape(own, shape.slice(shape.length - own.length));
  return isTail && x.size === width ? { row: 0, step: 1 } : undefined;
}

/** Whether each row of the result meets one element. */
function isColumn(x: Operand, shape: readonly number[]): boolean {
  return x.shape.at(-1) === 1 && sameShape(x.shape.slice(0, -1), shape.slice(0, -1));
}
