// Indexing by arrays: masks, and lists of indices that are read in pairs, as NumPy's advanced indexing.
import { complaint } from "../validation.js";
import { allocate, isFloat, type TypedArray } from "./dtype.js";
import { broadcastTo } from "./elementwise.js";
import { type ArrayLike, Elements } from "./elements.js";
import { elementsOf } from "./fromLists.js";
import { checkHeld } from "./integers.js";
import { indexError } from "./indexing.js";
import { broadcastShapes, showShape, sizeOf } from "./shape.js";
import { stridesOf } from "./strided.js";

/** One index, a list or array of them, or a mask of bools over as many axes as it has. */
export type Index = ArrayLike;

/** For each axis the positions of the elements that are not 0, in C order. */
export function positions(x: Elements): [Elements, ...Elements[]] {
  const found: number[] = [];
  x.data.forEach((value: number, i: number) => value !== 0 && found.push(i));
  const strides = stridesOf(x.shape);
  const axes = x.shape.map((length, axis) => {
    const along = Int32Array.from(found, (place) => Math.floor(place / strides[axis]!) % length);
    return new Elements(along, [found.length]);
  });
  return axes as [Elements, ...Elements[]];
}

/** Where indexing leads: places of sub-arrays of `width` elements, and the shape of all of them. */
interface Places {
  offsets: Int32Array;
  width: number;
  shape: number[];
}

/**
 * The places that indices of the first axes name: a mask stands for as many axes as it has, and the rest broadcast together.
 *
 * @throws RangeError if an index lies outside its axis, or a mask has another shape than its axes.
 */
export function placesOf(x: Elements, given: readonly Index[]): Places {
  const indices: Elements[] = [];
  for (const one of given) {
    const index = elementsOf(one);
    if (index.dtype === "bool") {
      checkMask(x, index, indices.length);
      indices.push(...positions(index));
    } else indices.push(index);
  }
  if (indices.length > x.ndim) {
    const wanted = `at most ${String(x.ndim)}`;
    throw new RangeError(
      complaint({ action: "index", name: "number of indices", wanted, got: indices.length }),
    );
  }
  const shape = indices.reduce<readonly number[]>(
    (all, index) => broadcastShapes("index by arrays", all, index.shape),
    [],
  );
  const strides = stridesOf(x.shape);
  const offsets = new Int32Array(sizeOf(shape));
  indices.forEach((index, axis) => {
    const length = x.shape[axis]!;
    const { data } = broadcastTo(index, shape);
    for (let i = 0; i < offsets.length; i++) {
      const place = data[i]!;
      if (!(Number.isInteger(place) && place >= -length && place < length))
        throw indexError(x.shape, place, axis);
      offsets[i]! += (place < 0 ? place + length : place) * strides[axis]!;
    }
  });
  const rest = x.shape.slice(indices.length);
  return { offsets, width: sizeOf(rest), shape: [...shape, ...rest] };
}

function checkMask(x: Elements, mask: Elements, axis: number): void {
  const axes = x.shape.slice(axis, axis + mask.ndim);
  if (mask.ndim > 0 && mask.ndim === axes.length && mask.shape.every((length, i) => length === axes[i]))
    return;
  const wanted = `${showShape(axes)}, as the axes that it stands for`;
  throw new RangeError(
    complaint({ action: "index by a mask", name: "shape of the mask", wanted, got: [...mask.shape] }),
  );
}

/** What lies there, copied. */
export function gather(x: Elements, { offsets, width, shape }: Places): Elements {
  const out = allocate(x.dtype, sizeOf(shape));
  const { data } = x;
  if (width === 1) for (let i = 0; i < out.length; i++) out[i] = data[offsets[i]!]!;
  else offsets.forEach((from, i) => out.set(data.subarray(from, from + width), i * width));
  return new Elements(out, shape, x.dtype);
}

/** Writes there; the values broadcast. */
export function scatter(x: Elements, { offsets, width, shape }: Places, values: Elements): void {
  if (broadcastShapes("write elements", values.shape, shape).length > shape.length) {
    const wanted = `one that broadcasts to ${showShape(shape)}`;
    throw new RangeError(
      complaint({ action: "write elements", name: "shape of the values", wanted, got: [...values.shape] }),
    );
  }
  if (isFloat(values.dtype)) checkHeld("write elements", "values", x.dtype, values.data);
  const from: TypedArray = broadcastTo(values, shape).data;
  const { data } = x;
  const truth = x.dtype === "bool";
  offsets.forEach((offset, i) => {
    for (let k = 0; k < width; k++) {
      const value = from[i * width + k]!;
      data[offset + k] = truth ? Number(value !== 0) : value;
    }
  });
}
