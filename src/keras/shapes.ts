// Shapes as Keras writes them: the first axis is the batch, and null stands for "any".

/** Sizes along the axes; `null` is unknown until data comes, as the batch axis always is. */
export type Shape = readonly (number | null)[];

/** A shape as Python prints it: `(None, 2)`. */
export function pythonShape(shape: Shape): string {
  const sizes = shape.map((size) => (size === null ? "None" : String(size)));
  return `(${sizes.join(", ")}${sizes.length === 1 ? "," : ""})`;
}

/** A shape as our messages write it: `[n, 2]`. */
export function showShape(shape: Shape): string {
  return `[${shape.map((size, axis) => (size === null ? (axis === 0 ? "n" : "any") : String(size))).join(", ")}]`;
}

/** Whether two shapes agree where both are known. */
export function shapesAgree(a: Shape, b: Shape): boolean {
  return (
    a.length === b.length && a.every((size, axis) => size === null || b[axis] === null || size === b[axis])
  );
}

/** Whether data has the wanted shape, however many samples it has. */
export function isShaped(data: readonly number[], wanted: Shape): boolean {
  return data.length === wanted.length && shapesAgree([null, ...data.slice(1)], wanted);
}

/** A size given once for both axes or apart. */
export type Pair = number | readonly [number, number];

/** Both axes of a {@link Pair}. */
export function pair(value: Pair): readonly [number, number] {
  return typeof value === "number" ? [value, value] : value;
}

/** A size along one axis; Keras's files write it as a list. */
export type Single = number | readonly [number];

/** The size of a {@link Single}. */
export function single(value: Single): number {
  return typeof value === "number" ? value : value[0];
}

/** Length of the output of a sliding window along one axis (Keras's `valid` and `same`). */
export function windowedLength(
  size: number | null,
  window: number,
  stride: number,
  padding: "valid" | "same",
  dilation = 1,
): number | null {
  if (size === null) return null;
  if (padding === "same") return Math.ceil(size / stride);
  return Math.floor((size - (window - 1) * dilation - 1) / stride) + 1;
}
