// Large blocks of memory on Linux. glibc gives each back to the system as soon as it is free, and the next one is cleared by the
// system, page after page, at its first touch: ten times what a sum of its elements takes. So glibc is told to keep some, and the
// system to give them in pages of 2 MB, as NumPy has it for what is larger. Elsewhere (musl, macOS, Windows) nothing is changed.
import { loadKoffi } from "../koffi.js";

/** Bytes of a block that glibc takes from the system and gives back, until it is told. */
export const largeBlock = 1 << 17;
/** Bytes of large blocks from which on loading koffi, 7 ms, pays: a million doubles, whose kernels load it anyway (native.ts). */
const paysFrom = 7.5e6;
/** Bytes from which on huge pages are asked for: those of half a million bools, of which many lie beside each other. */
const hugeFrom = 1 << 19;

/** `mallopt`'s parameters. The block is the largest that glibc keeps; so much free memory stays with the process at most. */
const [trimThreshold, mmapThreshold] = [-1, -3];
const [kept, largestKept] = [1 << 26, 1 << 25];
/** `madvise`'s advice. */
const hugePages = 14;
const page = 1 << 21;

let asked = 0;
let advise: ((buffer: ArrayBufferLike) => void) | undefined;

/** To be told of each large block; once they come to much, glibc keeps them. */
export function keepLargeBlocks(bytes: number): void {
  if (asked < paysFrom && (asked += bytes) >= paysFrom && process.platform === "linux") tell();
}

/**
 * Asks for huge pages under a large block that is not written yet, all that it touches: its neighbours are blocks as well, or will be.
 * Numbers on small pages take a fifth longer to find, where they are only read a third.
 */
export function onHugePages(buffer: ArrayBufferLike): void {
  if (advise && buffer.byteLength >= hugeFrom) advise(buffer);
}

function tell(): void {
  try {
    const koffi = loadKoffi();
    const libc = koffi.load("libc.so.6");
    const mallopt = libc.func("int mallopt(int, int)") as (parameter: number, value: number) => number;
    mallopt(mmapThreshold, largestKept);
    mallopt(trimThreshold, kept);
    const madvise = libc.func("int madvise(uintptr_t, size_t, int)") as (
      address: number,
      bytes: number,
      advice: number,
    ) => number;
    advise = (buffer) => {
      const start = Number(koffi.address(new Uint8Array(buffer)));
      const [first, end] = [start / page, (start + buffer.byteLength) / page];
      madvise(Math.floor(first) * page, (Math.ceil(end) - Math.floor(first)) * page, hugePages);
    };
  } catch {
    // no glibc, or no koffi: memory is then as slow as it was
  }
}
