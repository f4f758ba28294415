// Numbers of a line copied to the front of other memory where they lie in some range, without a branch that the processor could guess
// wrong: each is written, and the next one over it if it did not count.

/** How many the last {@link keepBetween} kept: a second result without an object. */
export let kept = 0;

/** Copies to `to` what lies from `low` to `high`, in `kept`; the result is how many lie below. */
export function keepBetween(
  from: Float64Array,
  first: number,
  n: number,
  low: number,
  high: number,
  to: Float64Array,
): number {
  let [below, inside] = [0, 0];
  for (let i = first; i < first + n; i++) {
    const x = from[i]!;
    to[inside] = x;
    const [isBelow, isAbove] = [Number(x < low) | 0, Number(x > high) | 0];
    below = (below + isBelow) | 0;
    inside = (inside + 1 - isBelow - isAbove) | 0;
  }
  kept = inside;
  return below;
}

/** Copies what lies below `low`; the result is how many. */
export function keepBelow(
  from: Float64Array,
  first: number,
  n: number,
  low: number,
  to: Float64Array,
): number {
  let inside = 0;
  for (let i = first; i < first + n; i++) {
    const x = from[i]!;
    to[inside] = x;
    inside = (inside + Number(x < low)) | 0;
  }
  return inside;
}

/** Copies what lies above `high`; the result is how many. */
export function keepAbove(
  from: Float64Array,
  first: number,
  n: number,
  high: number,
  to: Float64Array,
): number {
  let inside = 0;
  for (let i = first; i < first + n; i++) {
    const x = from[i]!;
    to[inside] = x;
    inside = (inside + Number(x > high)) | 0;
  }
  return inside;
}

/** Copies to `to` what is not NaN; the result is how many. */
export function keepNumbers(data: Float64Array, start: number, n: number, to: Float64Array): number {
  let kept = 0;
  for (let i = start; i < start + n; i++) {
    const x = data[i]!;
    to[kept] = x;
    kept = (kept + Number(x === x)) | 0;
  }
  return kept;
}
