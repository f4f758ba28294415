// Where indices lead in memory, and what is said when they lead outside.
import { complaint } from "../validation.js";
import { showShape } from "./shape.js";

/** Place in memory of the element (or the first of the sub-array) at these indices. */
export function offsetOf(shape: readonly number[], indices: readonly number[]): number {
  if (indices.length > shape.length)
    throw new RangeError(
      complaint({
        action: "index",
        name: "number of indices",
        wanted: `at most ${String(shape.length)}`,
        got: indices.length,
      }),
    );
  let offset = 0;
  for (let axis = 0; axis < shape.length; axis++) {
    const length = shape[axis]!;
    const given = axis < indices.length ? indices[axis]! : 0;
    if (axis < indices.length && !(Number.isInteger(given) && given >= -length && given < length))
      throw indexError(shape, given, axis);
    offset = offset * length + (given < 0 ? given + length : given);
  }
  return offset;
}

/** What an index outside its axis says. */
export function indexError(shape: readonly number[], index: unknown, axis: number): RangeError {
  const length = shape[axis]!;
  const wanted =
    length > 0
      ? `an integer from ${String(-length)} to ${String(length - 1)}`
      : "left out (the axis is empty)";
  return new RangeError(
    complaint({
      action: `index axis ${String(axis)} of shape ${showShape(shape)}`,
      name: "index",
      wanted,
      got: index,
    }),
  );
}

/** @throws RangeError unless there is an index for every axis. */
export function checkFull(shape: readonly number[], indices: readonly number[], action: string): void {
  if (indices.length !== shape.length)
    throw new RangeError(
      complaint({
        action: `${action} of shape ${showShape(shape)}`,
        name: "number of indices",
        wanted: String(shape.length),
        got: indices.length,
      }),
    );
}
