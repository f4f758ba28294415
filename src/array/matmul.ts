// Matrix products: which axes meet, and the loop for small matrices; large ones are largeProduct.ts. Sums are made in doubles.
import { complaint } from "../validation.js";
import { converted } from "./convert.js";
import { type DType, promote, type TypedArray } from "./dtype.js";
import { denseProduct } from "./denseProduct.js";
import { asItLies, largeProduct, type Operand } from "./largeProduct.js";
import { nativeProduct } from "./nativeProduct.js";
import { narrowed } from "./integers.js";
import { Elements, reshaped } from "./elements.js";
import { binary } from "./elementwise.js";
import { broadcastShapes, broadcastStrides, showShape, sizeOf } from "./shape.js";
import { transposed } from "./transpose.js";
import { uninitialized } from "./uninitialized.js";

/** Products of so many multiplications are worth the way into the compiled core, which takes about a microsecond. */
const largeFrom = 2048;

/**
 * NumPy's `dot`: the sum over the last axis of `a` and the second-to-last (or only) axis of `b`.
 *
 * @throws RangeError if the two axes differ in length.
 */
export function dot(a: Elements, b: Elements): Elements {
  const [rank, rankB] = [a.shape.length, b.shape.length];
  if (rank === 2 && rankB === 2) return product(a, b);
  if (rank === 0 || rankB === 0) return binary("mul", a, b);
  if (rankB === 1) {
    const rows = reshaped(a, [a.size / (a.shape[rank - 1]! || 1), a.shape[rank - 1]!]);
    checkInner(a, b, rows.shape[1]!, b.size);
    return reshaped(product(rows, reshaped(b, [b.size, 1])), a.shape.slice(0, -1));
  }
  const inner = b.shape[rankB - 2]!;
  checkInner(a, b, a.shape[rank - 1]!, inner);
  const axes = [rankB - 2, ...b.shape.keys()].filter((axis, i) => i === 0 || axis !== rankB - 2);
  const columns = rankB === 2 ? b : reshaped(transposed(b, axes), [inner, -1]);
  const rest = b.shape.filter((_, axis) => axis !== rankB - 2);
  return reshaped(product(reshaped(a, [-1, inner]), columns), [...a.shape.slice(0, -1), ...rest]);
}

/**
 * NumPy's `matmul`: like {@link dot} for matrices and vectors; more axes are a stack of matrices and broadcast.
 *
 * @throws RangeError if shapes do not match or an operand is a single number.
 */
export function matmul(a: Elements, b: Elements): Elements {
  if (a.ndim === 0 || b.ndim === 0) {
    const got = a.ndim === 0 ? a.shape : b.shape;
    throw new RangeError(
      complaint({
        action: "multiply matrices",
        name: "shape",
        wanted: "of at least one axis",
        got,
        fix: "use mul",
      }),
    );
  }
  if (a.ndim <= 2 && b.ndim <= 2) return dot(a, b);
  if (b.ndim === 1) return dot(a, b);
  if (a.ndim === 1)
    return reshaped(matmul(reshaped(a, [1, a.size]), b), [...b.shape.slice(0, -2), b.shape.at(-1)!]);
  const [rows, inner] = a.shape.slice(-2) as [number, number];
  const columns = b.shape.at(-1)!;
  checkInner(a, b, inner, b.shape.at(-2)!);
  const stack = broadcastShapes("multiply stacks of matrices", a.shape.slice(0, -2), b.shape.slice(0, -2));
  const [stridesA, stridesB] = [
    broadcastStrides(a.shape.slice(0, -2), stack),
    broadcastStrides(b.shape.slice(0, -2), stack),
  ];
  const dtype = promote(a.dtype, b.dtype);
  if (dtype === "bool") return converted(matmul(converted(a, "int32"), b), "bool"); // counted first: a byte holds 255
  const out = uninitialized(exact(dtype), sizeOf(stack) * rows * columns);
  for (let n = 0; n < sizeOf(stack); n++) {
    let [i, j, rest] = [0, 0, n];
    for (let axis = stack.length - 1; axis >= 0; axis--) {
      const index = rest % stack[axis]!;
      rest = (rest - index) / stack[axis]!;
      i += index * stridesA[axis]!;
      j += index * stridesB[axis]!;
    }
    const left = a.data.subarray(i * rows * inner, (i + 1) * rows * inner);
    const right = b.data.subarray(j * inner * columns, (j + 1) * inner * columns);
    const into = out.subarray(n * rows * columns, (n + 1) * rows * columns);
    if (rows * inner * columns < largeFrom) smallProduct(into, left, right, rows, inner, columns);
    else multiply(into, asItLies(left), asItLies(right), rows, inner, columns);
  }
  return made(out, [...stack, rows, columns], dtype);
}

/** Product of two matrices. */
function product(a: Elements, b: Elements): Elements {
  const rows = a.shape[0]!;
  const inner = a.shape[1]!;
  const columns = b.shape[1]!;
  if (inner !== b.shape[0]) checkInner(a, b, inner, b.shape[0]!);
  const dtype = promote(a.dtype, b.dtype);
  if (dtype === "bool") return converted(product(converted(a, "int32"), b), "bool"); // counted first: a byte holds 255
  const out = uninitialized(exact(dtype), rows * columns);
  if (rows * inner * columns < largeFrom) smallProduct(out, a.data, b.data, rows, inner, columns);
  else multiply(out, operand(a), operand(b), rows, inner, columns);
  return made(out, [rows, columns], dtype);
}

/** Products of int32 are made in doubles, so that one too large is seen. */
const exact = (dtype: DType): DType => (dtype === "int32" ? "float64" : dtype);

function made(out: TypedArray, shape: number[], dtype: DType): Elements {
  return new Elements(dtype === "int32" ? narrowed("multiply matrices of integers", out) : out, shape, dtype);
}

/** A large product, by the fastest way there is for it. */
function multiply(...product: Parameters<typeof largeProduct>): void {
  if (!nativeProduct(...product) && !denseProduct(...product)) largeProduct(...product);
}

/** A transpose that nobody has written out is read as it lies, too. */
function operand(x: Elements): Operand {
  const { transposeOf } = x;
  return transposeOf ? { data: transposeOf, transposed: true } : asItLies(x.data);
}

/** out[m, n] = Σₖ a[m, k] b[k, n], one sum after the other. */
function smallProduct(
  out: TypedArray,
  a: TypedArray,
  b: TypedArray,
  rows: number,
  inner: number,
  columns: number,
): void {
  for (let m = 0, i = 0, o = 0; m < rows; m++, i += inner) {
    for (let n = 0; n < columns; n++, o++) {
      let sum = 0;
      for (let k = 0, j = n; k < inner; k++, j += columns) sum += a[i + k]! * b[j]!;
      out[o] = sum;
    }
  }
}

function checkInner(a: Elements, b: Elements, left: number, right: number): void {
  if (left === right) return;
  const axes = `${showShape(a.shape)} and ${showShape(b.shape)}`;
  throw new RangeError(
    `Cannot multiply matrices of shapes ${axes}: inner sizes ${String(left)} and ${String(right)} must be equal`,
  );
}
