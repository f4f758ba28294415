// How the values of a sample lie in memory, and when one way can be read as another.

/**
 * How a sample lies in memory: value k of the sample is at `floor(k / n) · stored + k mod n`. `ld` floats in all, a
 * multiple of 4; the floats between are padding.
 */
export interface Form {
  positions: number;
  n: number;
  stored: number;
  ld: number;
}

const up = (n: number, to: number) => Math.ceil(n / to) * to;

/** Values one after the other. */
export const flatForm = (n: number): Form => ({ positions: 1, n, stored: up(n, 4), ld: up(n, 4) });
export const rowsForm = (positions: number, n: number, to = 4): Form => {
  const stored = up(n, to);
  return { positions, n, stored, ld: positions * stored };
};

export const sameForm = (a: Form, b: Form): boolean =>
  a.positions === b.positions && a.n === b.n && a.stored === b.stored && a.ld === b.ld;

/** The form seen as `positions` rows of n values, without moving anything; undefined if that cannot be. */
export function seenAs(form: Form, positions: number, n: number, wholeVectors: boolean): Form | undefined {
  if (form.positions === positions && form.n === n) return form;
  const contiguous = form.positions === 1 || form.n === form.stored;
  if (!contiguous) return undefined;
  if (positions === 1) return { positions, n, stored: form.ld, ld: form.ld };
  if (wholeVectors ? n % 4 === 0 && positions * n === form.ld : true)
    return { positions, n, stored: n, ld: form.ld };
  return undefined;
}

/** `causal`: the whole border stands before, so that no window reads what comes after its own place. */
export type Padding = "valid" | "same" | "causal";

/** Output size, border before, and size with border of one axis, as TensorFlow pads. */
export function axis(
  n: number,
  kernel: number,
  stride: number,
  dilation: number,
  padding: Padding,
): [number, number, number] {
  const extent = (kernel - 1) * dilation + 1;
  if (padding === "causal") return [Math.ceil(n / stride), extent - 1, n + extent - 1];
  if (padding === "valid") return [Math.floor((n - extent) / stride) + 1, 0, n];
  const out = Math.ceil(n / stride);
  const border = Math.max((out - 1) * stride + extent - n, 0);
  return [out, border >> 1, n + border];
}
