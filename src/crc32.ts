// CRC-32 as zip, PNG and the folders of our models have it: by Node where there is one, else by a table.
import { nodeModule } from "./nodeModule.js";

let table: Uint32Array | undefined;

/**
 * The checksum of bytes, from 0 to 2**32 - 1.
 *
 * @param before - The checksum of what stands before them.
 *
 * @example
 * ```ts
 * import { expect } from "vitest";
 * import { crc32 } from "../src/crc32.js";
 *
 * expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
 * ```
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  return nodeModule("node:zlib")?.crc32(bytes, before) ?? crc32ByTable(bytes, before);
}

/** {@link crc32} where there is no Node. */
export function crc32ByTable(bytes: Uint8Array, before = 0): number {
  table ??= Uint32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
    return crc;
  });
  let crc = ~before;
  for (let i = 0; i < bytes.length; i++) crc = table[(crc ^ bytes[i]!) & 255]! ^ (crc >>> 8);
  return ~crc >>> 0;
}
