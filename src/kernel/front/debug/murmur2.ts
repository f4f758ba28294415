// MurmurHash2, 32 bit: JupyterLab names the text of a cell by it (hash.ts of @jupyterlab/debugger).

/** The hash of a text's UTF-8 bytes. */
export function murmur2(text: string, seed: number): number {
  const m = 0x5bd1e995;
  const data = Buffer.from(text, "utf8");
  let h = seed ^ data.length;
  let at = 0;
  for (; data.length - at >= 4; at += 4) {
    let k = Math.imul(data.readUInt32LE(at), m);
    k ^= k >>> 24;
    h = Math.imul(h, m) ^ Math.imul(k, m);
  }
  if (at < data.length) h = Math.imul(h ^ data.readUIntLE(at, data.length - at), m);
  h ^= h >>> 13;
  h = Math.imul(h, m);
  return (h ^ (h >>> 15)) >>> 0;
}
