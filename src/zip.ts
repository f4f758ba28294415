// Zip archives in memory, as `.keras` and `.npz` are: read with every check that the format offers, written as Python writes.
import { crc32 } from "./crc32.js";

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
  const listed = checksums(bytes);
  const found = unzipSync(bytes, {
    filter({ name, size, originalSize }) {
      if (originalSize > trap.bytes && originalSize > trap.times * size)
        throw new Error(`${name} unpacks to more than ${String(trap.times)} times its size`);
      return wanted(name);
    },
  });
  const files = new Map(Object.entries(found));
  for (const [name, content] of files)
    if (crc32(content) !== listed.get(name))
      throw new Error(`${name} is damaged: its checksum is another one`);
  return files;
}

/** An archive of these files, in their order. */
export async function writeZip(
  files: Readonly<Record<string, Uint8Array>>,
  options: { compress?: boolean } = {},
): Promise<Uint8Array> {
  const { zipSync } = await import("fflate");
  return zipSync(files, { level: options.compress ? 6 : 0 });
}

const signatures = { file: 0x04034b50, entry: 0x02014b50, end64: 0x06064b50, end: 0x06054b50 };

/**
 * CRC-32 of each file, from the directory at the archive's end (APPNOTE 4.3.12), which `fflate` does not compare with anything:
 * one that leaves a file out, or calls it otherwise than the file itself does, would pass.
 */
function checksums(bytes: Uint8Array): Map<string, number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [short, long] = [(at: number) => view.getUint16(at, true), (at: number) => view.getUint32(at, true)];
  const starts = (at: number, signature: number, length: number) =>
    at + length <= bytes.length && long(at) === signature;
  const nameAt = (start: number, length: number) =>
    new TextDecoder().decode(bytes.subarray(start, start + length));
  const damaged = () => new Error("its directory is damaged or missing");

  let end = bytes.length - 22;
  while (end >= 0 && long(end) !== signatures.end) end--;
  if (end < 0) throw damaged();
  const sums = new Map<string, number>();
  const [count, start] = [short(end + 10), long(end + 16)];
  let at = start;
  for (let left = count; left > 0; left--) {
    if (!starts(at, signatures.entry, 46)) throw damaged();
    const [name, file] = [nameAt(at + 46, short(at + 28)), long(at + 42)];
    const isThere = starts(file, signatures.file, 30) && nameAt(file + 30, short(file + 26)) === name;
    if (!isThere || sums.has(name)) throw damaged();
    sums.set(name, long(at + 16));
    at += 46 + short(at + 28) + short(at + 30) + short(at + 32);
  }
  const isWhole = at === end || starts(at, signatures.end64, 56);
  if (!isWhole || short(end + 8) !== count || long(end + 12) !== at - start) throw damaged();
  return sums;
}
