// NDArray: numbers in one block of memory with a shape, used and printed as NumPy's arrays are.
import { checkKind, complaint } from "../validation.js";
import { gather, type Index, placesOf, scatter } from "./advancedIndexing.js";
import { binaryInPlace } from "./elementwise.js";
import { allocate, type DType } from "./dtype.js";
import { type ArrayLike, Elements, type NestedArray, part } from "./elements.js";
import { elementsOf, operandOf } from "./fromLists.js";
import { checkHeld, isInteger, notHeld } from "./integers.js";
import { checkFull, offsetOf } from "./indexing.js";
import { nested } from "./nested.js";
import { mostArguments, operations, type Operations } from "./operations/index.js";
import { printArray, reprArray } from "./print.js";
import { type Range, sliceRanges, sliceRows } from "./slicing.js";
import { sort as sorted } from "./sorting.js";
import { refuseMore } from "./surplus.js";
import { PaletteMemory } from "./unwritten.js";

// Its methods for operations: the loop at the end of this file takes them from the table in operations/.
/* eslint-disable @typescript-eslint/no-unsafe-declaration-merging, @typescript-eslint/no-empty-object-type */
export interface NDArray extends Operations<NDArray> {}

/**
 * An n-dimensional array over a typed array, in C order (the last axis is contiguous).
 *
 * Every method that computes something is a function of `np`, too. `at`, `slice` and `reshape` are views on the same memory;
 * everything else copies. Arithmetic broadcasts and follows NumPy's types. There is nothing to dispose of.
 *
 * @example The lecture's batch of four in one product
 * ```ts
 * import { array } from "gradus";
 * import { expect } from "vitest";
 *
 * const x = array([[0, 0], [0, 1], [1, 0], [1, 1]]);
 * const y = x.dot(array([[1], [2]])).add(0.5);
 * expect(y.shape).toEqual([4, 1]);
 * expect(y.toArray()).toEqual([[0.5], [2.5], [1.5], [3.5]]);
 * ```
 */
export class NDArray extends Elements implements Iterable<NDArray> {
  static override [Symbol.hasInstance](value: unknown): value is NDArray {
    return value instanceof Elements; // nobody outside of this room holds bare elements
  }

  /**
   * A float32 array whose elements are `values[index]`, written out only when somebody looks at `data`: rescaled pixels stay
   * one byte each.
   *
   * @param indices - One byte an element, in C order; not to be changed afterwards.
   * @param values - The 256 numbers that the bytes stand for.
   */
  static fromPalette(indices: Uint8Array, values: Float32Array, shape: readonly number[]): NDArray {
    for (const [name, one] of Object.entries({ indices, values }))
      checkKind("make an array of a palette", name, one, { kind: "list", wanted: "a typed array" });
    return new NDArray(new PaletteMemory({ indices, values }), shape, "float32");
  }

  /** The transpose: axes in reverse order. */
  get T(): NDArray {
    return this.transpose();
  }

  /**
   * The sub-array at these indices of the first axes, as a view: `x.at(2)` is the third row. Negative counts from the end.
   *
   * With lists or arrays as indices NumPy's advanced indexing, copied: `x.at(mask)` are the elements where a mask of any rank
   * holds, `x.at([0, 1], [2, 3])` the elements (0, 2) and (1, 3).
   *
   * @throws RangeError if an index lies outside its axis, or a mask has another shape than the axes it stands for.
   *
   * @example
   * ```ts
   * import { np } from "gradus";
   * import { expect } from "vitest";
   *
   * const x = np.arange(6).reshape(2, 3);
   * expect(x.at(-1).toArray()).toEqual([3, 4, 5]);
   * expect(x.at(x.greater(2)).toArray()).toEqual([3, 4, 5]);
   * expect(x.at([0, 1], [2, 0]).toArray()).toEqual([2, 3]);
   * ```
   */
  at(...indices: Index[]): NDArray {
    if (indices.every((index) => typeof index === "number"))
      return wrap(part(this, offsetOf(this.shape, indices), this.shape.slice(indices.length)));
    return wrap(gather(this, placesOf(this, indices)));
  }

  /**
   * Rows `start` to `stop` (not included) of the first axis, as a view; negative counts from the end, as in Python. With lists
   * a range of each axis, copied: `x.slice([1, 3], [0, 8, 2], 0)` is Python's `x[1:3, 0:8:2, 0]`.
   *
   * @throws RangeError if there are more ranges than axes, or an index lies outside its axis.
   *
   * @example
   * ```ts
   * import { np } from "gradus";
   * import { expect } from "vitest";
   *
   * const x = np.arange(12).reshape(3, 4);
   * expect(x.slice(1).shape).toEqual([2, 4]);
   * expect(x.slice([1, 3], [2]).toArray()).toEqual([[6, 7], [10, 11]]);
   * expect(x.slice([], 0).toArray()).toEqual([0, 4, 8]);
   * expect(x.slice(0, [undefined, undefined, -1]).toArray()).toEqual([3, 2, 1, 0]);
   * ```
   */
  slice(start?: number, stop?: number): NDArray;
  slice(...ranges: Range[]): NDArray;
  slice(...ranges: (Range | undefined)[]): NDArray {
    const [start = 0, stop = this.length] = ranges;
    return typeof start === "number" && typeof stop === "number" && ranges.length <= 2
      ? wrap(sliceRows(this, start, stop))
      : wrap(sliceRanges(this, ranges as Range[]));
  }

  /**
   * One element as a number; without indices, the only element of an array of one.
   *
   * @throws RangeError if the indices do not name exactly one element.
   */
  item(...indices: number[]): number {
    if (indices.length === 0 && this.size === 1) return this.data[0]!;
    checkFull(this.shape, indices, "read an element");
    return this.data[offsetOf(this.shape, indices)]!;
  }

  /**
   * Writes one element, or with indices as in {@link at} all that they name: `x.set(0, x.less(0))` is NumPy's `x[x < 0] = 0`.
   *
   * @param value - A number or, for more than one element, values that broadcast to their shape.
   * @throws RangeError if the indices lie outside, or numbers do not name exactly one element.
   *
   * @example
   * ```ts
   * import { np } from "gradus";
   * import { expect } from "vitest";
   *
   * const x = np.array([1, -2, 3]);
   * x.set(0, x.less(0));
   * x.set([8, 9], [0, 2]);
   * expect(x.toArray()).toEqual([8, 0, 9]);
   * ```
   */
  set(value: ArrayLike, ...indices: Index[]): void {
    this.changing();
    if (indices.every((index) => typeof index === "number")) {
      checkFull(this.shape, indices, "write an element");
      const number = typeof value === "number" ? value : elementsOf(value).data[0]!;
      checkHeld("write an element", "value", this.dtype, [number]);
      this.data[offsetOf(this.shape, indices)] = this.dtype === "bool" ? Number(number !== 0) : number;
    } else scatter(this, placesOf(this, indices), elementsOf(value));
  }

  /** Adds in place. */
  addInPlace(b: ArrayLike): this {
    return binaryInPlace("add", this, operandOf(b));
  }
  /** Subtracts in place. */
  subInPlace(b: ArrayLike): this {
    return binaryInPlace("sub", this, operandOf(b));
  }
  /** Multiplies in place. */
  mulInPlace(b: ArrayLike): this {
    return binaryInPlace("mul", this, operandOf(b));
  }
  /** Divides in place; the array must hold floats. */
  divInPlace(b: ArrayLike): this {
    return binaryInPlace("div", this, operandOf(b));
  }

  /**
   * Sorts along an axis (the last) in place, as NumPy's method and JavaScript's do, NaN at the end; views show it. `np.sort(x)`
   * is a sorted copy.
   *
   * @returns The array itself; NumPy's method returns nothing.
   * @throws RangeError if there is no such axis.
   *
   * @example
   * ```ts
   * import { np } from "gradus";
   * import { expect } from "vitest";
   *
   * const x = np.array([[3, 1, 2], [6, 5, 4]]);
   * expect(np.sort(x).toArray()).toEqual([[1, 2, 3], [4, 5, 6]]);
   * x.at(0).sort();
   * expect(x.toArray()).toEqual([[1, 2, 3], [6, 5, 4]]);
   * ```
   *
   * @see NumPy `numpy.ndarray.sort`
   */
  sort(axis = -1): this {
    const { data } = sorted(this, axis);
    this.changing();
    this.data.set(data);
    return this;
  }

  /**
   * `f(element, position)` for every element; the type stays.
   *
   * @throws RangeError if an array of integers would get a fraction, NaN or what its type does not hold; TypeError if `f` gives no
   * number, as one without `return` does.
   */
  map(f: (value: number, index: number) => number): NDArray {
    checkKind("map elements", "f", f, { kind: "function" });
    const out = allocate(this.dtype, this.size);
    const data = this.data;
    const truth = this.dtype === "bool";
    const integers = isInteger(this.dtype);
    for (let i = 0; i < out.length; i++) {
      const given: unknown = f(data[i]!, i);
      const value = typeof given === "number" ? given : mapped(given);
      out[i] = truth ? Number(value !== 0) : value;
      if (integers && out[i] !== value) throw notHeld(this.dtype, value);
    }
    return new NDArray(out, this.shape, this.dtype);
  }

  /** Nested JavaScript lists of numbers (booleans for dtype `"bool"`); a plain number for an array without axes. */
  toArray<T = NestedArray>(): T {
    return nested(this) as T;
  }

  /** As NumPy prints it: `[[0. 1.]\n [2. 3.]]`. */
  override toString(): string {
    return printArray(this);
  }

  /** As Python's prompt shows it: `array([[0., 1.]])`, with the type where it is not float64 or bool. */
  repr(): string {
    return reprArray(this);
  }

  /** What `JSON.stringify` writes: shape, type and nested elements. */
  toJSON(): { dtype: DType; shape: readonly number[]; data: NestedArray } {
    return { dtype: this.dtype, shape: this.shape, data: this.toArray() };
  }

  /** In arithmetic an array of one is its element; in text every array is its print. */
  [Symbol.toPrimitive](hint: "string" | "number" | "default"): string | number {
    if (hint === "string" || (hint === "default" && this.size !== 1)) return this.toString();
    return this.size === 1 ? this.data[0]! : NaN;
  }

  /** Sub-arrays along the first axis, as views. */
  *[Symbol.iterator](): IterableIterator<NDArray> {
    for (let i = 0; i < this.length; i++) yield this.at(i);
  }

  /** `console.log(x)` prints as Python's `print(x)`; inside an object it shows as at the prompt. */
  [Symbol.for("nodejs.util.inspect.custom")](
    depth: number | null,
    options: { depth?: number | null },
  ): string {
    return depth === (options.depth ?? null) ? this.toString() : this.repr();
  }

  /** The last value of a cell shows as at Python's prompt. */
  [Symbol.for("Jupyter.display")](): Record<string, string> {
    return { "text/plain": this.repr() };
  }
}

/** The number that a function gave which is none itself: of a boolean, or an array of one element. */
function mapped(given: unknown): number {
  if (typeof given === "boolean") return Number(given);
  if (given instanceof Elements && given.size === 1) return given.data[0]!;
  const fix = given === undefined ? "return it: x.map((value) => value + 1)" : undefined;
  throw new TypeError(
    complaint({ action: "map elements", name: "what f returns", wanted: "a number", got: given, fix }),
  );
}

/** What users hold of the elements that an operation gave. */
export function wrap({ memory, shape, dtype }: Elements): NDArray {
  return new NDArray(memory, shape, dtype);
}

/** An operation's result: elements become an array, numbers and booleans stay. */
export function wrapResult(result: Elements | number | boolean): NDArray | number | boolean {
  return typeof result === "object" ? wrap(result) : result;
}

for (const [name, operation] of Object.entries(operations)) {
  const run = operation as (x: Elements, ...rest: unknown[]) => Elements | number | boolean;
  const most = mostArguments(name, operation);
  Object.defineProperty(NDArray.prototype, name, {
    value: function (this: NDArray, ...rest: unknown[]) {
      if (rest.length > most) refuseMore(name, most, rest);
      return wrapResult(run(this, ...rest));
    },
    writable: true,
    configurable: true,
  });
}
