// Matrix products. A large transpose is never written out: the loops read the original the other way round.
import { complaint } from "../validation.js";
import { allocate, promote, type TypedArray } from "./dtype.js";
import { NDArray } from "./ndarray.js";
import { broadcastShapes, broadcastStrides, showShape, sizeOf } from "./shape.js";

/**
 * NumPy's `dot`: the sum over the last axis of `a` and the second-to-last (or only) axis of `b`.
 *
 * @throws RangeError if the two axes differ in length.
 */
export function dot(a: NDArray, b: NDArray): NDArray {
  const [rank, rankB] = [a.shape.length, b.shape.length];
  if (rank === 2 && rankB === 2) return product(a, b);
  if (rank === 0 || rankB === 0) return a.mul(b);
  if (rankB === 1) {
    const rows = a.reshape([a.size / (a.shape[rank - 1]! || 1), a.shape[rank - 1]!]);
    checkInner(a, b, rows.shape[1]!, b.size);
    return product(rows, b.reshape([b.size, 1])).reshape(a.shape.slice(0, -1));
  }
  const inner = b.shape[rankB - 2]!;
  checkInner(a, b, a.shape[rank - 1]!, inner);
  const axes = [rankB - 2, ...b.shape.keys()].filter((axis, i) => i === 0 || axis !== rankB - 2);
  const columns = rankB === 2 ? b : b.transpose(axes).reshape([inner, -1]);
  const rest = b.shape.filter((_, axis) => axis !== rankB - 2);
  return product(a.reshape([-1, inner]), columns).reshape([...a.shape.slice(0, -1), ...rest]);
}

/**
 * NumPy's `matmul`: like {@link dot} for matrices and vectors; more axes are a stack of matrices and broadcast.
 *
 * @throws RangeError if shapes do not match or an operand is a single number.
 */
export function matmul(a: NDArray, b: NDArray): NDArray {
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
    return matmul(a.reshape([1, a.size]), b).reshape([...b.shape.slice(0, -2), b.shape.at(-1)!]);
  const [rows, inner] = a.shape.slice(-2) as [number, number];
  const columns = b.shape.at(-1)!;
  checkInner(a, b, inner, b.shape.at(-2)!);
  const stack = broadcastShapes("multiply stacks of matrices", a.shape.slice(0, -2), b.shape.slice(0, -2));
  const [stridesA, stridesB] = [
    broadcastStrides(a.shape.slice(0, -2), stack),
    broadcastStrides(b.shape.slice(0, -2), stack),
  ];
  const dtype = promote(a.dtype, b.dtype);
  const out = allocate(dtype, sizeOf(stack) * rows * columns);
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
    rowTimesMatrix(
      out.subarray(n * rows * columns, (n + 1) * rows * columns),
      left,
      right,
      rows,
      inner,
      columns,
    );
  }
  return new NDArray(out, [...stack, rows, columns], dtype);
}

/** Product of two matrices. */
function product(a: NDArray, b: NDArray): NDArray {
  const rows = a.shape[0]!;
  const inner = a.shape[1]!;
  const columns = b.shape[1]!;
  if (inner !== b.shape[0]) checkInner(a, b, inner, b.shape[0]!);
  const dtype = promote(a.dtype, b.dtype);
  const out = allocate(dtype, rows * columns);
  const [fromA, fromB] = [a.transposeOf, b.transposeOf];
  if (fromA) columnTimesMatrix(out, fromA.data, b.data, rows, inner, columns);
  else if (fromB) rowTimesRow(out, a.data, fromB.data, rows, inner, columns);
  else rowTimesMatrix(out, a.data, b.data, rows, inner, columns);
  return new NDArray(out, [rows, columns], dtype);
}

/**
 * out[m, n] = Σₖ a[m, k] b[k, n], four k at a time into a row of doubles. Fours of zeros, of which pictures are full, are
 * passed over.
 */
function rowTimesMatrix(
  out: TypedArray,
  a: TypedArray,
  b: TypedArray,
  rows: number,
  inner: number,
  columns: number,
): void {
  if (columns === 1) return rowTimesRow(out, a, b, rows, inner, 1);
  const sums = out instanceof Float64Array ? undefined : new Float64Array(columns);
  // Looking through b costs a part of a row's product: it pays for many rows, or for one that is mostly zeros.
  const skipsZeros = (rows >= 8 || isMostlyZero(a)) && isFinite(b);
  for (let m = 0, i = 0, o = 0; m < rows; m++, o += columns) {
    const into = sums ?? (out as Float64Array);
    const at = sums ? 0 : o;
    if (sums) sums.fill(0);
    let k = 0;
    let j = 0;
    for (; k + 4 <= inner; k += 4, i += 4, j += 4 * columns) {
      const [a0, a1, a2, a3] = [a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!];
      if (skipsZeros && a0 === 0 && a1 === 0 && a2 === 0 && a3 === 0) continue;
      const [j1, j2, j3] = [j + columns, j + 2 * columns, j + 3 * columns];
      for (let n = 0; n < columns; n++)
        into[at + n]! += a0 * b[j + n]! + a1 * b[j1 + n]! + a2 * b[j2 + n]! + a3 * b[j3 + n]!;
    }
    for (; k < inner; k++, i++, j += columns) {
      const a0 = a[i]!;
      if (skipsZeros && a0 === 0) continue;
      for (let n = 0; n < columns; n++) into[at + n]! += a0 * b[j + n]!;
    }
    if (sums) for (let n = 0; n < columns; n++) out[o + n] = sums[n]!;
  }
}

/** out[m, n] = Σₖ a[m, k] b[n, k]: rows of both, four sums at a time. */
function rowTimesRow(
  out: TypedArray,
  a: TypedArray,
  b: TypedArray,
  rows: number,
  inner: number,
  columns: number,
): void {
  const whole = inner - (inner % 4);
  for (let m = 0, i = 0, o = 0; m < rows; m++, i += inner) {
    for (let n = 0, j = 0; n < columns; n++, j += inner, o++) {
      let [s0, s1, s2, s3] = [0, 0, 0, 0];
      for (let k = 0; k < whole; k += 4) {
        s0 += a[i + k]! * b[j + k]!;
        s1 += a[i + k + 1]! * b[j + k + 1]!;
        s2 += a[i + k + 2]! * b[j + k + 2]!;
        s3 += a[i + k + 3]! * b[j + k + 3]!;
      }
      for (let k = whole; k < inner; k++) s0 += a[i + k]! * b[j + k]!;
      out[o] = s0 + s1 + (s2 + s3);
    }
  }
}

/** out[m, n] = Σₖ a[k, m] b[k, n], walking both downwards; sums in doubles. */
function columnTimesMatrix(
  out: TypedArray,
  a: TypedArray,
  b: TypedArray,
  rows: number,
  inner: number,
  columns: number,
): void {
  const sums = out instanceof Float64Array ? out : new Float64Array(out.length);
  const skipsZeros = isFinite(b);
  for (let k = 0, i = 0; k < inner; k++) {
    const j = k * columns;
    for (let m = 0, o = 0; m < rows; m++, i++, o += columns) {
      const left = a[i]!;
      if (left !== 0 || !skipsZeros) for (let n = 0; n < columns; n++) sums[o + n]! += left * b[j + n]!;
    }
  }
  if (sums !== out) out.set(sums);
}

/** Whether 0 times each is 0: not so for NaN and the infinities, which have to come through. Four sums need not wait for each other. */
function isFinite(b: TypedArray): boolean {
  const whole = b.length - (b.length % 4);
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let k = 0; k < whole; k += 4) {
    s0 += b[k]! * 0;
    s1 += b[k + 1]! * 0;
    s2 += b[k + 2]! * 0;
    s3 += b[k + 3]! * 0;
  }
  for (let k = whole; k < b.length; k++) s0 += b[k]! * 0;
  return s0 + s1 + s2 + s3 === 0;
}

/** Whether at least half of the numbers are 0. */
function isMostlyZero(a: TypedArray): boolean {
  let count = 0;
  for (let k = 0; k < a.length; k++) if (a[k] === 0) count++;
  return 2 * count >= a.length;
}

function checkInner(a: NDArray, b: NDArray, left: number, right: number): void {
  if (left === right) return;
  const axes = `${showShape(a.shape)} and ${showShape(b.shape)}`;
  throw new RangeError(
    `Cannot multiply matrices of shapes ${axes}: inner sizes ${String(left)} and ${String(right)} must be equal`,
  );
}
