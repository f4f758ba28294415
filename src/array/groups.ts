// Equal elements, brought together. Labels are looked up one by one where that takes less time than sorting them.
import { asArray } from "./array.js";
import { kindOf } from "./core.js";
import { dtypeOf, isFloat, type TypedArray } from "./dtype.js";
import { argsortLines, sortLines } from "./lineOrder.js";
import { native } from "./native.js";
import type { NDArray } from "./ndarray.js";
import { uninitialized } from "./uninitialized.js";

/** Different elements that are looked up at most: a table that stays in the caches. */
const mostGroups = 4096;

/** Equal elements: of each group, by size, its first element and how many there are, and of each element its group. */
export interface Groups {
  values: TypedArray;
  counts: Int32Array | undefined;
  inverse: Int32Array | undefined;
}

/** The groups of an array's elements; NaN is one, the last. What nobody asks for may be left out. */
export function groupsOf(array: NDArray, withInverse: boolean, withCounts: boolean): Groups {
  const { data } = array;
  const few = native(data.length) ? undefined : fewGroups(data);
  return few ?? (withInverse ? sortedPlaces(data) : sortedValues(data, withCounts));
}

/** By looking each element up; undefined where too many differ. */
function fewGroups(data: TypedArray): Groups | undefined {
  const known = new Map<number, number>();
  const found: { value: number; count: number }[] = [];
  const groups = new Int32Array(data.length);
  for (let place = 0; place < data.length; place++) {
    const value = data[place]!;
    let group = known.get(value);
    if (group === undefined) {
      if (found.length === mostGroups) return undefined;
      known.set(value, (group = found.length));
      found.push({ value, count: 0 });
    }
    found[group]!.count++;
    groups[place] = group;
  }
  const order = asArray(found.map(({ value }) => value)).argsort().data as Int32Array;
  const ranks = new Int32Array(order.length);
  order.forEach((group, rank) => (ranks[group] = rank));
  const values = data.slice(0, order.length);
  values.set(Array.from(order, (group) => found[group]!.value));
  return {
    values,
    counts: order.map((group) => found[group]!.count),
    inverse: groups.map((group) => ranks[group]!),
  };
}

/** By sorting the elements. */
function sortedValues(data: TypedArray, withCounts: boolean): Groups {
  const values = uninitialized(dtypeOf(data)!, data.length);
  if (data.length > 0) sortLines(data, data.length, values);
  const ends = withCounts ? new Int32Array(data.length) : null;
  const numbers = countNumbers(values);
  const kernels = values instanceof Uint8Array || numbers === 0 ? undefined : native(numbers);
  let groups = kernels
    ? kernels.distinct(kindOf(values), numbers, values, ends)
    : distinct(numbers, values, ends);
  if (numbers < data.length) {
    values[groups] = NaN;
    if (ends) ends[groups] = data.length;
    groups++;
  }
  const different = withFirstZero(values.slice(0, groups), data);
  return { values: different, counts: ends ? lengthsOf(ends, groups) : undefined, inverse: undefined };
}

/** Moves one of each run of equal elements to the front, and notes where the runs end; the result is how many there are. */
function distinct(n: number, sorted: TypedArray, ends: Int32Array | null): number {
  let [group, last] = [-1, NaN];
  for (let i = 0; i < n; i++) {
    const value = sorted[i]!;
    group = (group + Number(value !== last)) | 0;
    sorted[group] = value;
    if (ends) ends[group] = i + 1;
    last = value;
  }
  return group + 1;
}

function lengthsOf(ends: Int32Array, groups: number): Int32Array {
  return ends.slice(0, groups).map((end, i) => end - (i > 0 ? ends[i - 1]! : 0));
}

/** How many of sorted elements are not NaN. */
function countNumbers(sorted: TypedArray): number {
  let n = sorted.length;
  while (n > 0 && Number.isNaN(sorted[n - 1])) n--;
  return n;
}

/** Of 0 and -0, which are equal, the one that came first. */
function withFirstZero(values: TypedArray, data: TypedArray): TypedArray {
  const zero = isFloat(dtypeOf(data)!) ? values.indexOf(0) : -1;
  if (zero >= 0) values[zero] = data[data.indexOf(0)]!;
  return values;
}

/** By sorting the places of the elements. */
function sortedPlaces(data: TypedArray): Groups {
  const order = uninitialized("int32", data.length) as Int32Array;
  if (data.length > 0) argsortLines(data, data.length, order);
  const [inverse, ends] = [new Int32Array(data.length), new Int32Array(data.length)];
  const values = data.slice();
  let [group, last] = [-1, NaN];
  for (let i = 0; i < order.length; i++) {
    const place = order[i]!;
    const value = data[place]!;
    if (value !== last && (group < 0 || value === value || last === last)) group++;
    values[group] = value;
    ends[group] = i + 1;
    inverse[place] = group;
    last = value;
  }
  const counts = lengthsOf(ends, group + 1);
  return { values: withFirstZero(values.slice(0, group + 1), data), counts, inverse };
}
