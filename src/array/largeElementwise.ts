// Arithmetic of long rows in the compiled core: copied in, computed in doubles, copied out and rounded to the result's type, which is
// a fraction of what the loops of kernels.ts take, with the same bits.
import { core } from "./core.js";
import { type BinaryKernel, binaryKernels, type BinaryName } from "./kernels.js";

/** Elements from which on it is worth the way. */
const longFrom = 512;
/** Elements copied at a time: few enough for the caches. */
const chunk = 1 << 12;

/** In the order of assembly/elementwise.ts. */
const operations: readonly BinaryName[] = ["add", "sub", "mul", "div", "maximum", "minimum"];

const longKernels: Partial<Record<BinaryName, BinaryKernel>> = Object.fromEntries(
  operations.map((name, operation) => [name, longKernel(name, operation)]),
);

/** The kernel of this name for rows of `count` elements. */
export function kernelForRows(name: BinaryName, count: number): BinaryKernel {
  return (count >= longFrom && longKernels[name]) || binaryKernels[name];
}

function longKernel(name: BinaryName, operation: number): BinaryKernel {
  return (out, o, n, a, i, p, b, j, q) => {
    // In place with another part of the same memory, what is written may be read later on.
    if (b !== out && b.buffer === out.buffer) return binaryKernels[name](out, o, n, a, i, p, b, j, q);
    const { elementwise, left, right, result, places } = core();
    if (p === 0) left.fill(a[i]!, 0, Math.min(n, chunk));
    if (q === 0) right.fill(b[j]!, 0, Math.min(n, chunk));
    for (let k = 0; k < n; k += chunk) {
      const count = Math.min(chunk, n - k);
      if (p !== 0) left.set(a.subarray(i + k, i + k + count));
      if (q !== 0) right.set(b.subarray(j + k, j + k + count));
      elementwise(operation, count, places.left, places.right, places.result);
      out.set(result.subarray(0, count), o + k);
    }
  };
}
