// Integers sorted by their digits, the lowest first: each pass keeps those of equal digits in their order. Comparisons take several times
// as long, as the processor cannot guess them.

/** Keys from which on three wide digits take less time than four of a byte, whose tables are short. */
const wideFrom = 6000;
/** Keys that are sorted by insertion. */
const few = 40;

const counts = new Uint32Array(3 << 11);

/** Keys to sort and what comes along with each. */
export type Pairs = readonly [keys: Uint32Array, along: Uint32Array];

/** Sorts by the keys, equal ones in their order. What comes back is the pairs or the spare ones, of the same length; the others hold anything. */
export function radixSort(pairs: Pairs, spare: Pairs): Pairs {
  const n = pairs[0].length;
  if (n <= few) return insert(pairs);
  const [width, digits] = n < wideFrom ? [8, 4] : [11, 3];
  const mask = (1 << width) - 1;
  countDigits(pairs[0], width, digits);
  let [from, to] = [pairs, spare];
  for (let d = 0; d < digits; d++) {
    const place = counts.subarray(d << width, (d + 1) << width);
    if (place[(from[0][0]! >>> (d * width)) & mask] === n) continue; // the same in all
    for (let i = 0, sum = 0; i <= mask; i++) {
      const count = place[i]!;
      place[i] = sum;
      sum += count;
    }
    distribute(from, to, place, d * width, mask);
    [from, to] = [to, from];
  }
  return from;
}

function countDigits(keys: Uint32Array, width: number, digits: number): void {
  counts.fill(0, 0, digits << width);
  const mask = (1 << width) - 1;
  const [second, third, fourth] = [1 << width, 2 << width, 3 << width];
  for (const key of keys) {
    counts[key & mask]!++;
    counts[second + ((key >>> width) & mask)]!++;
    counts[third + ((key >>> (2 * width)) & mask)]!++;
    if (digits === 4) counts[fourth + (key >>> 24)]!++;
  }
}

function distribute(from: Pairs, to: Pairs, place: Uint32Array, shift: number, mask: number): void {
  const [[keys, along], [toKeys, toAlong]] = [from, to];
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    const at = place[(key >>> shift) & mask]!++;
    toKeys[at] = key;
    toAlong[at] = along[i]!;
  }
}

function insert([keys, along]: Pairs): Pairs {
  for (let i = 1; i < keys.length; i++) {
    const [key, other] = [keys[i]!, along[i]!];
    let j = i;
    for (; j > 0 && keys[j - 1]! > key; j--) {
      keys[j] = keys[j - 1]!;
      along[j] = along[j - 1]!;
    }
    keys[j] = key;
    along[j] = other;
  }
  return [keys, along];
}
