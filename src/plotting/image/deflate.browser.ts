// Compression for PNGs in a page, which has none of its own that answers at once.
import { zlibSync } from "fflate";

export function deflate(bytes: Uint8Array, level: number): Uint8Array {
  return zlibSync(bytes, { level: level as 6 });
}
