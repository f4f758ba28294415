// Memory for results that are written from the first element to the last. Zeros that nobody reads would cost a large result as much
// time as its arithmetic.
import { nodeModule } from "../nodeModule.js";
import { allocate, constructors, type DType, type TypedArray } from "./dtype.js";
import { keepLargeBlocks, largeBlock, onHugePages } from "./largeBlocks.js";
import { collectPromptly } from "./promptCollections.js";

/** Bytes from which on it is worth the way. */
const worthwhile = 1 << 16;

/**
 * Memory of `size` elements that hold whatever lay there before: only for what writes every element, whatever its operands hold,
 * before anybody can see one.
 *
 * @throws RangeError if there is not so much.
 */
export function uninitialized(dtype: DType, size: number): TypedArray {
  const bytes = size * constructors[dtype].BYTES_PER_ELEMENT;
  const buffer = bytes >= worthwhile ? unzeroed(bytes) : undefined;
  return buffer ? new constructors[dtype](buffer) : allocate(dtype, size);
}

/** A buffer that nobody has cleared; undefined in a page, and where there is no memory for it. */
function unzeroed(bytes: number): ArrayBuffer | undefined {
  if (!nodeModule("node:module")) return undefined;
  if (bytes >= largeBlock) keepLargeBlocks(bytes);
  collectPromptly(bytes);
  try {
    const { buffer } = Buffer.allocUnsafeSlow(bytes);
    onHugePages(buffer);
    return buffer;
  } catch {
    return undefined;
  }
}
