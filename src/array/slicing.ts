// Slices: Python's `x[1:3]` and `x[1:3, ::2, 0]`.
import { complaint } from "../validation.js";
import { type Elements, part } from "./elements.js";
import { indexError } from "./indexing.js";
import { sizeOf } from "./shape.js";
import { stridedCopy, stridesOf } from "./strided.js";

/**
 * What of an axis is taken: `[]` all of it, `[start]`, `[start, stop]` or `[start, stop, step]` as Python's `start:stop:step`
 * (`undefined` stands for what Python leaves out), or one index, and the axis disappears.
 */
export type Range =
  readonly [start?: number | undefined, stop?: number | undefined, step?: number | undefined] | number;

/** Rows `start` to `stop` of the first axis, as a view; negative counts from the end. */
export function sliceRows(x: Elements, start: number, stop: number): Elements {
  if (x.ndim === 0) throw tooMany(x, 1);
  const length = x.shape[0]!;
  const from = clamp("start", start, length);
  const to = Math.max(from, clamp("stop", stop, length));
  const rest = x.shape.slice(1);
  return part(x, from * sizeOf(rest), [to - from, ...rest]);
}

/** A range for each of the first axes, copied. */
export function sliceRanges(x: Elements, ranges: readonly Range[]): Elements {
  if (ranges.length > x.ndim) throw tooMany(x, ranges.length);
  const strides = stridesOf(x.shape);
  const [shape, steps]: [number[], number[]] = [[], []];
  let offset = 0;
  x.shape.forEach((length, axis) => {
    const range = ranges[axis] ?? [];
    if (typeof range === "number") {
      if (!(Number.isInteger(range) && range >= -length && range < length))
        throw indexError(x.shape, range, axis);
      offset += (range < 0 ? range + length : range) * strides[axis]!;
      return;
    }
    const { start, count, step } = resolve(range, length, axis);
    offset += start * strides[axis]!;
    shape.push(count);
    steps.push(step * strides[axis]!);
  });
  return stridedCopy(x, offset, shape, steps);
}

/** Python's `slice.indices(length)`. */
function resolve(range: Exclude<Range, number>, length: number, axis: number) {
  if (!Array.isArray(range) || range.length > 3) {
    const wanted = "[start, stop, step], each of which may be left out, or an index";
    throw new TypeError(
      complaint({ action: "slice", name: `range of axis ${String(axis)}`, wanted, got: range }),
    );
  }
  const [start, stop, step = 1] = range;
  if (!Number.isInteger(step) || step === 0)
    throw new RangeError(
      complaint({ action: "slice", name: "step", wanted: "an integer other than 0", got: step }),
    );
  if (step > 0) {
    const [from, to] = [clamp("start", start ?? 0, length), clamp("stop", stop ?? length, length)];
    return { start: from, count: Math.max(0, Math.ceil((to - from) / step)), step };
  }
  const backwards = (name: string, place: number) =>
    place < -length ? -1 : Math.min(clamp(name, place, length), length - 1);
  const from = start === undefined ? length - 1 : backwards("start", start);
  const to = stop === undefined ? -1 : backwards("stop", stop);
  return { start: Math.max(from, 0), count: Math.max(0, Math.ceil((to - from) / step)), step };
}

/** A place from 0 to `length`; negative counts from the end. */
function clamp(name: string, place: number, length: number): number {
  if (typeof place !== "number" || Number.isNaN(place))
    throw new TypeError(complaint({ action: "slice", name, wanted: "an integer", got: place }));
  const whole = Math.trunc(place);
  return Math.min(Math.max(whole < 0 ? whole + length : whole, 0), length);
}

function tooMany(x: Elements, got: number): RangeError {
  return new RangeError(
    complaint({ action: "slice", name: "number of ranges", wanted: `at most ${String(x.ndim)}`, got }),
  );
}
