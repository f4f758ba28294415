// Compression for PNGs, by Node; deflate.browser.ts takes its place in pages.
import { needNode } from "../../nodeModule.js";

/** The bytes packed as zlib does; `level` from 1, quick, to 9, small. */
export function deflate(bytes: Uint8Array, level: number): Uint8Array {
  return needNode("node:zlib", "pack a PNG", "use the library's build for browsers").deflateSync(bytes, {
    level,
  });
}
