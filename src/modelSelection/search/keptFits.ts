// Finished fits of a search that was interrupted, in memory and in its file: the next call of `fit` goes on from them if it is the
// same search on the same data.
import { NDArray, type TypedArray } from "../../array/index.js";
import type { Samples } from "../../table/internal.js";
import { needNode } from "../../nodeModule.js";
import { isShared } from "../../sharedMemory.js";
import { fromPlain } from "../backends/plainArray.js";
import { toPlainSamples } from "../backends/plainSamples.js";
import type { FitResult } from "../fitAndScore.js";
import { ResumeFile } from "./resumeFile.js";

/** Data and seed that fits belong to. */
export interface FitsOf {
  x: Samples;
  y: NDArray | undefined;
  seed: number | undefined;
}

/** Results by place: those that are there already, and where new ones go. */
export interface KeptFits {
  get(place: number): FitResult | undefined;
  add(place: number, result: FitResult): void;
}

/** Remembers the fits of the last call that did not come to its end. */
export class UnfinishedFits {
  private last: (FitsOf & { search: string; kept: Map<number, FitResult> }) | undefined;

  /** The last call's fits if it had the same data. */
  of(x: Samples, y: NDArray | undefined): FitsOf | undefined {
    return this.last && isSameSamples(this.last.x, x) && isSame(this.last.y, y) ? this.last : undefined;
  }

  /**
   * Opens what is kept of a search.
   *
   * @param search - Text that tells the search from others, data aside.
   * @param file - Where fits are kept too; one with another search's fits is refused.
   */
  open(search: string, { x, y, seed }: FitsOf, file: string | undefined): KeptFits {
    if (!(this.last?.search === search && this.of(x, y))) this.last = { search, x, y, seed, kept: new Map() };
    const { kept } = this.last;
    const onDisk =
      file === undefined
        ? undefined
        : new ResumeFile(file, hashText(describe([search, hashSamples(x), y && hashArray(y)])), seed);
    onDisk?.kept.forEach((result, place) => kept.set(place, result));
    return {
      get: (place) => kept.get(place),
      add: (place, result) => {
        if (result.error ?? result.scoreError) return; // a failed fit is tried again
        kept.set(place, result);
        onDisk?.add(place, result);
      },
    };
  }

  /** The search came to its end. */
  forget(): void {
    this.last = undefined;
  }
}

/** Text of a value that is the same for equal parameters: functions by their source, arrays by their content. */
export function describe(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => {
    if (typeof one === "function") return String(one);
    if (typeof one === "number" && !Number.isFinite(one)) return String(one);
    if (
      typeof one === "object" &&
      one !== null &&
      !Array.isArray(one) &&
      Object.getPrototypeOf(one) !== Object.prototype &&
      !("toJSON" in one)
    )
      return { class: one.constructor.name, ...one };
    return one;
  });
}

const sha256 = () => needNode("node:crypto", "keep fits in a file", "leave resume out").createHash("sha256");

function hashText(text: string): string {
  return sha256().update(text).digest("hex");
}

/** What is no number in a table, as text, and arrays of the rest. */
function partsOf(samples: Samples): { text: string; arrays: NDArray[] } {
  const plain = toPlainSamples(samples);
  if (!("columns" in plain)) return { text: "", arrays: [samples as NDArray] };
  const arrays: NDArray[] = [];
  const heads = plain.columns.map(([name, column]) => {
    if (column.kind === "number") arrays.push(fromPlain(column.array));
    else {
      const numbers = column.kind === "date" ? column.times : column.places;
      arrays.push(new NDArray(numbers, [numbers.length]));
    }
    return [name, column.kind, column.kind === "category" && column.words];
  });
  // a table without columns is known by its rows
  return { text: JSON.stringify(heads.length > 0 ? heads : plain.rows), arrays };
}

function isSameSamples(a: Samples, b: Samples): boolean {
  if (a === b) return true;
  const [ours, theirs] = [partsOf(a), partsOf(b)];
  return ours.text === theirs.text && ours.arrays.every((array, i) => isSame(array, theirs.arrays[i]));
}

function hashSamples(samples: Samples): string {
  const { text, arrays } = partsOf(samples);
  return text === "" ? hashArray(arrays[0]!) : hashText([text, ...arrays.map(hashArray)].join("\n"));
}

/** Whether two arrays hold the same; lists become another array at each call. */
function isSame(a: NDArray | undefined, b: NDArray | undefined): boolean {
  if (a === b || a === undefined || b === undefined) return a === b;
  if (a.dtype !== b.dtype || String(a.shape) !== String(b.shape)) return false;
  const same = (ours: TypedArray, theirs: TypedArray) =>
    ours.length === theirs.length && ours.every((value, i) => Object.is(value, theirs[i]));
  // rescaled bytes are compared as bytes: their numbers would take four times the memory
  if (a.palette && b.palette)
    return same(a.palette.values, b.palette.values) && same(a.palette.indices, b.palette.indices);
  return same(a.data, b.data);
}

/** SHA-256 of an array's type, shape and elements; rescaled bytes count as their bytes and values. */
function hashArray(array: NDArray): string {
  const { palette, shape, dtype } = array;
  const hash = sha256().update(JSON.stringify([dtype, shape, palette ? [...palette.values] : null]));
  const data = palette?.indices ?? array.data;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const step = 1 << 26;
  for (let i = 0; i < bytes.length; i += step) {
    const part = bytes.subarray(i, i + step);
    hash.update(isShared(part.buffer) ? Uint8Array.from(part) : part);
  }
  return hash.digest("hex");
}
