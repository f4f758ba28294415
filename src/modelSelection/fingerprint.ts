// Fingerprints: whether two searches, or two arrays, are the same.
import { createHash } from "node:crypto";
import type { NDArray } from "../array/index.js";

/** SHA-256 of an array's type, shape and elements; rescaled bytes count as their bytes and values. */
export function hashArray(array: NDArray): string {
  const { palette, shape, dtype } = array;
  const hash = createHash("sha256").update(
    JSON.stringify([dtype, shape, palette ? [...palette.values] : null]),
  );
  const data = palette?.indices ?? array.data;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const step = 1 << 26;
  for (let i = 0; i < bytes.length; i += step) {
    const part = bytes.subarray(i, i + step);
    hash.update(part.buffer instanceof SharedArrayBuffer ? Uint8Array.from(part) : part);
  }
  return hash.digest("hex");
}

/** A seed from a seed and places, as the fold and candidate: mixed so that neighbours have nothing in common. */
export function deriveSeed(seed: number, ...places: readonly number[]): number {
  let state = seed >>> 0;
  for (const place of places) {
    // splitmix32 (Steele, Lea and Flood, 2014; 32-bit constants by Ettinger)
    state = (state + 0x9e3779b9 + Math.imul(place + 1, 0x85ebca6b)) | 0;
    state = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    state = Math.imul(state ^ (state >>> 15), 0x735a2d97);
    state ^= state >>> 15;
  }
  return (state >>> 0) % 0x7fffffff;
}

/** Text of a value that is the same for equal parameters: functions by their source, arrays by their content. */
export function describe(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => {
    if (typeof one === "function")
      return `function ${createHash("sha256").update(String(one)).digest("hex").slice(0, 16)}`;
    if (typeof one === "number" && !Number.isFinite(one)) return String(one);
    if (
      typeof one === "object" &&
      one !== null &&
      !Array.isArray(one) &&
      Object.getPrototypeOf(one) !== Object.prototype &&
      !("toJSON" in one)
    )
      return { class: one.constructor.name, ...one };
    return one;
  });
}
