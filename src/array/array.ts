// Makes arrays of nested lists, typed arrays and other arrays.
import { complaint } from "../validation.js";
import { allocate, type DType, dtypes, isTypedArray, type TypedArray } from "./dtype.js";
import { type ArrayLike, NDArray, type NestedArray } from "./ndarray.js";
import { sameShape, showShape, sizeOf } from "./shape.js";

/** Options of {@link array}. */
export interface ArrayOptions {
  /** Element type. Default: the type of a typed array or NDArray, `"bool"` for booleans, else `"float64"`. */
  dtype?: DType;
  /** Shape; one −1 is filled in. Default: the nesting of the lists, or one axis. */
  shape?: readonly number[];
}

/** The array itself, or one made of nested lists or around a typed array. */
export function asArray(x: ArrayLike, dtype?: DType): NDArray {
  if (x instanceof NDArray) return dtype && x.dtype !== dtype ? x.astype(dtype) : x;
  return array(x, dtype ? { dtype } : {});
}

/**
 * Makes an array of nested lists, around a typed array (without copying) or from another array (copied). A list of arrays of
 * one shape becomes an array with a new first axis.
 *
 * @param x - Numbers, nested lists of equal lengths, a typed array, an NDArray, or a list of the last two.
 * @param options - `dtype` and `shape`; a number list is float64 unless told otherwise.
 * @throws RangeError if the lists are ragged or the shape does not fit.
 * @throws TypeError if an element is not a number or boolean.
 *
 * @example
 * ```ts
 * import { array } from "gradus";
 * import { expect } from "vitest";
 *
 * const images = array(new Uint8Array(2 * 28 * 28), { shape: [2, 28, 28] });
 * expect([images.dtype, images.ndim, images.at(0).shape]).toEqual(["uint8", 3, [28, 28]]);
 * expect(String(array([[1, 2.5], [3, 4]]))).toBe("[[1.  2.5]\n [3.  4. ]]");
 * ```
 */
export function array(x: ArrayLike, { dtype, shape }: ArrayOptions = {}): NDArray {
  if (dtype !== undefined && !dtypes.includes(dtype))
    throw new TypeError(
      complaint({ action: "make an array", name: "dtype", wanted: dtypes.join(", "), got: dtype }),
    );
  let made: NDArray;
  if (x instanceof NDArray) made = x.astype(dtype ?? x.dtype);
  else if (isTypedArray(x)) {
    const own = new NDArray(x, [x.length]);
    made = dtype && dtype !== own.dtype ? own.astype(dtype) : own;
  } else made = fromNested(x, dtype);
  return shape ? made.reshape(shape) : made;
}

function fromNested(x: NestedArray | Rows, dtype: DType | undefined): NDArray {
  if (isRows(x)) return stackRows(x, dtype);
  const shape: number[] = [];
  for (let part: unknown = x; Array.isArray(part); part = part[0]) shape.push(part.length);
  const data = new Float64Array(sizeOf(shape));
  let next = 0;
  let bools = data.length > 0;
  const fill = (part: unknown, axis: number, path: string): void => {
    if (axis < shape.length) {
      const got = Array.isArray(part) ? part.length : part;
      if (got !== shape[axis])
        throw new RangeError(
          complaint({
            action: "make an array",
            name: path,
            wanted: `a list of length ${String(shape[axis])} like its neighbours`,
            got,
          }),
        );
      (part as unknown[]).forEach((item, i) => fill(item, axis + 1, `${path}[${String(i)}]`));
      return;
    }
    if (typeof part === "boolean") data[next++] = Number(part);
    else if (typeof part === "number") {
      bools = false;
      data[next++] = part;
    } else
      throw new TypeError(
        complaint({ action: "make an array", name: path, wanted: "a number or boolean", got: part }),
      );
  };
  fill(x, 0, "x");
  const own = new NDArray(data, shape, "float64");
  return dtype === "float64" || (dtype === undefined && !bools) ? own : own.astype(dtype ?? "bool");
}

type Rows = readonly (NDArray | TypedArray)[];

function isRows(x: NestedArray | Rows): x is Rows {
  return Array.isArray(x) && (x[0] instanceof NDArray || isTypedArray(x[0]));
}

/** A list of arrays becomes one array with a new first axis. */
function stackRows(rows: Rows, dtype: DType | undefined): NDArray {
  const list = rows.map((row) => asArray(row));
  const width = list[0]!.size;
  list.forEach((row, i) => {
    if (!sameShape(row.shape, list[0]!.shape))
      throw new RangeError(
        complaint({
          action: "make an array",
          name: `shape of x[${String(i)}]`,
          wanted: showShape(list[0]!.shape),
          got: row.shape,
        }),
      );
  });
  const type = dtype ?? list[0]!.dtype;
  const out = allocate(type, list.length * width);
  list.forEach((row, i) => out.set(row.data, i * width));
  return new NDArray(out, [list.length, ...list[0]!.shape], type);
}
