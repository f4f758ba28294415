// Floats with at most 256 different values, as one byte each: images divided by 255 take a quarter of the memory, and
// not a bit is lost.

/** Shorter arrays are not worth it. */
const MIN_VALUES = 2 ** 20;
/** Slots of the hash table; a power of two, so many that two values hardly ever meet. */
const SLOTS = 2 ** 14;
/** Leaves the bits of a hash that number a slot. */
const SHIFT = Math.clz32(SLOTS) + 1;

/**
 * Encodes floats by a codebook.
 *
 * @param x - Values.
 * @param allocate - Called once, with the number of bytes, when the first values look promising.
 * @returns The address that `allocate` gave, with the codebook, or without one when there are too many values; undefined
 *   when nothing was allocated.
 */
export function encodeByCodebook(
  x: Float32Array,
  allocate: (bytes: number) => { target: Uint8Array; address: number },
): { address: number; codebook: Float32Array | undefined } | undefined {
  if (x.length < MIN_VALUES || countDistinct(x, 4096) > 256) return undefined;
  const bits = new Int32Array(x.buffer, x.byteOffset, x.length);
  const keys = new Int32Array(SLOTS);
  const codes = new Int16Array(SLOTS).fill(-1);
  const codebook = new Int32Array(256);
  codes[0] = 0; // the slot of 0, whose code is 0
  let size = 1;
  const { target, address } = allocate(x.length);
  target.fill(0);
  for (let from = 0; from < bits.length; from += 4) {
    // most of an image is 0: past the end, undefined counts as 0 too
    if ((bits[from]! | bits[from + 1]! | bits[from + 2]! | bits[from + 3]!) === 0) continue;
    for (let i = from; i < Math.min(from + 4, bits.length); i++) {
      const key = bits[i]!;
      let slot = Math.imul(key, 0x9e3779b1) >>> SHIFT;
      while (codes[slot]! >= 0 && keys[slot] !== key) slot = (slot + 1) & (SLOTS - 1);
      if (codes[slot]! < 0) {
        if (size === 256) return { address, codebook: undefined };
        keys[slot] = key;
        codes[slot] = size;
        codebook[size++] = key;
      }
      target[i] = codes[slot]!;
    }
  }
  return { address, codebook: new Float32Array(codebook.buffer) };
}

/** Different values among about `some`, taken evenly. */
function countDistinct(x: Float32Array, some: number): number {
  const values = new Set<number>();
  const step = Math.max(1, Math.floor(x.length / some)) | 1;
  for (let i = 0; i < x.length; i += step) values.add(x[i]!);
  return values.size;
}
