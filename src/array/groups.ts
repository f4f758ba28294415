// Equal elements, brought together. Labels are looked up one by one; where most elements differ, sorting takes less time.
import { asArray } from "./array.js";
import type { TypedArray } from "./dtype.js";
import type { NDArray } from "./ndarray.js";

/** Different elements that are looked up at most: a table that stays in the caches. */
const mostGroups = 4096;

/** Equal elements: of each group, by size, the place of its first element and how many there are; of each element its group. */
export interface Groups {
  places: number[];
  inverse: Int32Array;
  counts: number[];
}

/** The groups of an array's elements; NaN is one, the last. */
export function groupsOf(array: NDArray): Groups {
  return fewGroups(array.data) ?? sortedGroups(array);
}

/** By looking each element up; undefined where too many differ. */
function fewGroups(data: TypedArray): Groups | undefined {
  const known = new Map<number, number>();
  const found: { value: number; place: number; count: number }[] = [];
  const groups = new Int32Array(data.length);
  for (let place = 0; place < data.length; place++) {
    const value = data[place]!;
    let group = known.get(value);
    if (group === undefined) {
      if (found.length === mostGroups) return undefined;
      known.set(value, (group = found.length));
      found.push({ value, place, count: 0 });
    }
    found[group]!.count++;
    groups[place] = group;
  }
  const order = asArray(found.map(({ value }) => value)).argsort().data;
  const ranks = new Int32Array(order.length);
  order.forEach((group: number, rank: number) => (ranks[group] = rank));
  const inOrder = Array.from(order as Int32Array, (group) => found[group]!);
  return {
    places: inOrder.map(({ place }) => place),
    inverse: groups.map((group) => ranks[group]!),
    counts: inOrder.map(({ count }) => count),
  };
}

/** By sorting. */
function sortedGroups(array: NDArray): Groups {
  const order = array.flatten().argsort().data;
  const [starts, inverse] = [[] as number[], new Int32Array(array.size)];
  let last = NaN;
  order.forEach((place: number, i: number) => {
    const value = array.data[place]!;
    if (i === 0 || !(value === last || (Number.isNaN(value) && Number.isNaN(last)))) starts.push(i);
    last = value;
    inverse[place] = starts.length - 1;
  });
  const counts = starts.map((start, i) => (starts[i + 1] ?? array.size) - start);
  return { places: starts.map((start) => order[start]!), inverse, counts };
}
