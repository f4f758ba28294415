// Long lines sorted by radix in JavaScript, and the places of their elements in order, with the results of native/sorts.c.
import { lowerKeys, mergeEqual, type Sortable, upperKeys, writeNumbers } from "./keyed.js";
import { type Pairs, radixSort } from "./radix.js";

const spareFor = (n: number): Pairs => [new Uint32Array(n), new Uint32Array(n)];

/** Sorts a line: -0 before 0, NaN last. */
export function radixSortLine(line: Sortable): void {
  const keys = upperKeys(line);
  if (!(line instanceof Float64Array)) {
    const spare = new Uint32Array(line.length);
    return writeNumbers(line, radixSort([keys, keys], [spare, spare])[0]); // nothing else comes along
  }
  const [high, low] = radixSort([keys, lowerKeys(line)], spareFor(line.length));
  eachTie(high, (from, to) => {
    low.subarray(from, to).sort();
  });
  writeNumbers(line, high, low);
}

/** The places that sort a line, into `out`; 0 and -0 are equal, so are all NaN, and equal elements keep their order. */
export function radixArgsortLine(line: Sortable, out: Int32Array): void {
  const keys = upperKeys(line);
  const lower = line instanceof Float64Array ? lowerKeys(line) : undefined;
  if (!(line instanceof Int32Array)) mergeEqual(line, keys, lower);
  const places = new Uint32Array(line.length);
  for (let i = 0; i < places.length; i++) places[i] = i;
  const spare = spareFor(line.length);
  const [high, sorted] = radixSort([keys, places], spare);
  out.set(sorted);
  if (!lower) return;
  const other = high === keys ? spare : ([keys, places] as const);
  eachTie(high, (from, to) => {
    for (let i = from; i < to; i++) high[i] = lower[sorted[i]!]!;
    const part = ([a, b]: Pairs) => [a.subarray(from, to), b.subarray(from, to)] as const;
    out.set(radixSort(part([high, sorted]), part(other))[1], from);
  });
}

/** Calls `f` where several neighbours are equal. */
function eachTie(keys: Uint32Array, f: (from: number, to: number) => void): void {
  for (let from = 0; from < keys.length;) {
    const key = keys[from]!;
    let to = from + 1;
    while (to < keys.length && keys[to] === key) to++;
    if (to - from > 1) f(from, to);
    from = to;
  }
}
