// Elements of nested lists, typed arrays and lists of arrays.
import { complaint } from "../validation.js";
import { converted } from "./convert.js";
import { allocate, type DType, isTypedArray, promote, type TypedArray } from "./dtype.js";
import { type ArrayInterface, type ArrayLike, Elements, type NestedArray } from "./elements.js";
import { checkHeld } from "./integers.js";
import { sameShape, showShape, sizeOf } from "./shape.js";

/** The array itself where it has the wanted type, or elements made of nested lists or around a typed array. */
export function elementsOf(x: ArrayLike, dtype?: DType): Elements {
  if (!(x instanceof Elements || isTypedArray(x))) return readable(() => read(x, dtype));
  const own = x instanceof Elements ? x : new Elements(x, [x.length]);
  return dtype && own.dtype !== dtype ? converted(own, dtype) : own;
}

function read(x: Exclude<ArrayLike, Elements | TypedArray>, dtype: DType | undefined): Elements {
  return hasArray(x) ? elementsOf(x.toNDArray(), dtype) : fromNested(x, dtype);
}

/** What reading gives; a list that throws while it is read, as a proxy may, is said to be no list. */
function readable(make: () => Elements): Elements {
  try {
    return make();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (message.startsWith("Cannot ")) throw error; // our own words, or clear enough
    throw new TypeError(
      `Cannot make an array: x must be a list that can be read, current value threw an error: ${message}`,
      { cause: error },
    );
  }
}

function hasArray(x: ArrayLike): x is ArrayInterface {
  return typeof x === "object" && x !== null && "toNDArray" in x;
}

/** A number stays a number, which bends to the type of the array that it meets; everything else becomes elements. */
export function operandOf(x: ArrayLike): Elements | number {
  return typeof x === "number" ? x : elementsOf(x);
}

/** NumPy's limit; a list that holds itself has no end. */
const mostAxes = 64;

function fromNested(x: NestedArray | Rows, dtype: DType | undefined): Elements {
  if (isRows(x)) return stackRows(x, dtype);
  const shape: number[] = [];
  for (let part: unknown = x; Array.isArray(part); part = part[0]) {
    if (shape.push(part.length) <= mostAxes) continue;
    const wanted = `at most ${String(mostAxes)}, as NumPy's`;
    const fix = "a list must not hold itself";
    throw new RangeError(
      complaint({ action: "make an array", name: "number of axes", wanted, got: "more", fix }),
    );
  }
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
      const items = part as unknown[]; // by index: forEach passes over the holes of a list
      for (let i = 0; i < items.length; i++) fill(items[i], axis + 1, `${path}[${String(i)}]`);
      return;
    }
    if (typeof part === "boolean") data[next++] = Number(part);
    else if (typeof part === "number") {
      bools = false;
      data[next++] = part;
    } else
      throw new TypeError(
        complaint({
          action: "make an array",
          name: path,
          wanted: "a number or boolean",
          got: part,
          fix: fixOf(part),
        }),
      );
  };
  fill(x, 0, "x");
  if (dtype) checkHeld("make an array", "x", dtype, data);
  const own = new Elements(data, shape, "float64");
  return dtype === "float64" || (dtype === undefined && !bools) ? own : converted(own, dtype ?? "bool");
}

/** How to go on with what is no number. */
function fixOf(part: unknown): string | undefined {
  if (typeof part === "bigint") return "write Number(x)";
  if (ArrayBuffer.isView(part)) return "write Array.from(x), or Array.from(x, Number) for big integers";
  if (typeof part === "object" && part !== null && Symbol.iterator in part) return "write [...x]";
  if (typeof part !== "string") return undefined;
  return part.trim() !== "" && Number.isFinite(Number(part))
    ? "write Number(x) for numbers in texts"
    : "LabelEncoder makes labels that are words into numbers, OneHotEncoder features";
}

type Rows = readonly (Elements | TypedArray)[];

function isRows(x: NestedArray | Rows): x is Rows {
  return Array.isArray(x) && (x[0] instanceof Elements || isTypedArray(x[0]));
}

/** A list of arrays becomes one array with a new first axis. */
function stackRows(rows: Rows, dtype: DType | undefined): Elements {
  const list = rows.map((row) => elementsOf(row));
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
  const type = dtype ?? list.reduce((wide, row) => promote(wide, row.dtype), list[0]!.dtype);
  const out = allocate(type, list.length * width);
  list.forEach((row, i) => out.set(elementsOf(row, type).data, i * width));
  return new Elements(out, [list.length, ...list[0]!.shape], type);
}
