// The global heaps of an HDF5 file, where texts of any length lie: an object after the other, each with its length. The HDF5 library
// takes those lengths at their word, and one changed bit of the length of a heap keeps it busy for ever; so they are checked before.
// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, III.E

/** "GCOL", the first version and three reserved bytes. */
const signature = [0x47, 0x43, 0x4f, 0x4c, 1, 0, 0, 0];
/** Bytes before the first object, and before the content of each. */
const head = 16;

/** @throws Error for a heap whose objects do not fill it. */
export function checkGlobalHeaps(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let start = 0; start + head <= bytes.length; start += 8) {
    if (!signature.every((byte, i) => bytes[start + i] === byte)) continue;
    const end = start + lengthAt(view, start + 8);
    if (!(end <= bytes.length && end >= start + head))
      throw new Error("a global heap is longer than the file");
    checkObjects(view, start + head, end);
  }
}

function checkObjects(view: DataView, first: number, end: number): void {
  let at = first;
  while (at + head <= end) {
    const [index, length] = [view.getUint16(at, true), lengthAt(view, at + 8)];
    const next = index === 0 ? at + length : at + head + Math.ceil(length / 8) * 8;
    // Index 0 is the space that is left, its own head included: nothing comes after it.
    if (index === 0 ? next !== end : next > end)
      throw new Error("an object of a global heap is longer than its heap");
    at = next;
  }
}

const lengthAt = (view: DataView, place: number): number => Number(view.getBigUint64(place, true));
