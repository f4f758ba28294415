// Lines sorted, and the places of their elements in order: by native/sorts.c where it is, in JavaScript by radix if they are long.
import { kindOf } from "./core.js";
import { dtypeOf, type TypedArray } from "./dtype.js";
import type { Sortable } from "./keyed.js";
import { native } from "./native.js";
import { radixArgsortLine, radixSortLine } from "./radixOrder.js";
import { uninitialized } from "./uninitialized.js";

/** Elements from which on a line is sorted faster by radix than by JavaScript's own ways. */
const radixFrom = 1 << 11;
const radixPlacesFrom = 1 << 8;
/** The same for counting bytes. */
const countingFrom = 1 << 8;

const isBytes = (data: TypedArray): data is Uint8Array => data instanceof Uint8Array;

/** Copies lines of n elements to `out`, sorted; NaN comes last, -0 before 0. */
export function sortLines(data: TypedArray, n: number, out: TypedArray): void {
  const kernels = isBytes(data) ? undefined : native(data.length);
  if (kernels) {
    const scratch = uninitialized(dtypeOf(data)!, n);
    return kernels.sorts(kindOf(data), data.length / n, n, data, out, scratch);
  }
  out.set(data);
  for (let start = 0; start < data.length; start += n) {
    const line = out.subarray(start, start + n);
    if (isBytes(line) && n >= countingFrom) countBytes(line);
    else if (!isBytes(line) && n >= radixFrom) radixSortLine(line);
    else line.sort();
  }
}

/** The places that sort lines of n elements, into `out`; equal elements, as 0 and -0, keep their order, and NaN, which comes last. */
export function argsortLines(data: TypedArray, n: number, out: Int32Array): void {
  if (isBytes(data)) return argsortLines(Int32Array.from(data), n, out);
  const kernels = native(data.length);
  if (kernels) {
    const scratch = uninitialized("float64", 2 * n);
    return kernels.argsorts(kindOf(data), data.length / n, n, data, out, scratch);
  }
  for (let start = 0; start < data.length; start += n)
    argsortLine(data.subarray(start, start + n), out.subarray(start, start + n));
}

function argsortLine(line: Sortable, out: Int32Array): void {
  if (line.length >= radixPlacesFrom) return radixArgsortLine(line, out);
  for (let i = 0; i < out.length; i++) out[i] = i;
  const rank = (value: number) => (Number.isNaN(value) ? 1 : 0);
  out.sort((i, j) => {
    const [a, b] = [line[i]!, line[j]!];
    return a < b ? -1 : a > b ? 1 : a === b ? i - j : rank(a) - rank(b) || i - j;
  });
}

function countBytes(line: Uint8Array): void {
  const counts = new Uint32Array(256);
  for (const byte of line) counts[byte]!++;
  let start = 0;
  for (let byte = 0; byte < 256; byte++) line.fill(byte, start, (start += counts[byte]!));
}
