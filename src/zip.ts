// Zip archives in memory, as `.keras` and `.npz` are: read with every check that the format offers, written as Python writes.
import { nodeModule } from "./nodeModule.js";

/** As in Keras: a file that unpacks to more than this, and to a hundred times what is stored, is a trap. */
const trap = { bytes: 2 ** 28, times: 100 };

/**
 * The files of an archive.
 *
 * @param wanted - Which of them; all by default.
 * @throws Error that says what is wrong, for the caller to name the archive.
 */
export async function readZip(
  bytes: Uint8Array,
  wanted: (name: string) => boolean = () => true,
): Promise<Map<string, Uint8Array>> {
  const { unzipSync } = await import("fflate"); // its 12 ms are paid by those who need it
  const files = unzipSync(bytes, {
    filter({ name, size, originalSize }) {
      if (originalSize > trap.bytes && originalSize > trap.times * size)
        throw new Error(`${name} unpacks to more than ${String(trap.times)} times its size`);
      return wanted(name);
    },
  });
  const sums = checksums(bytes);
  const crc32 = nodeModule("node:zlib")?.crc32; // a page trusts what it fetched
  for (const [name, content] of Object.entries(files))
    if (crc32 && sums.get(name) !== crc32(content))
      throw new Error(`${name} is damaged: its checksum is another one`);
  return new Map(Object.entries(files));
}

/** An archive of these files, in their order. */
export async function writeZip(
  files: Readonly<Record<string, Uint8Array>>,
  options: { compress?: boolean } = {},
): Promise<Uint8Array> {
  const { zipSync } = await import("fflate");
  return zipSync(files, { level: options.compress ? 6 : 0 });
}

/** CRC-32 of each file, from the directory at the archive's end (APPNOTE 4.3.12), which `fflate` does not compare. */
function checksums(bytes: Uint8Array): Map<string, number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let end = bytes.length - 22;
  while (end > 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  const sums = new Map<string, number>();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const start = at + 46;
    sums.set(new TextDecoder().decode(bytes.subarray(start, start + name!)), view.getUint32(at + 16, true));
    at = start + name! + extra! + comment!;
  }
  return sums;
}
