// Initializers that make a matrix as a whole.
import { normals, type Generator } from "../seed.js";
import { known, type Initializer, type SeedOptions } from "./initializer.js";

/** Rows (or columns) at right angles, by Gram and Schmidt on normal numbers; for recurrent kernels. */
export const orthogonal = (options: SeedOptions & { gain?: number } = {}): Initializer => {
  const { gain = 1, seed } = known("Orthogonal", options, ["gain", "seed"]);
  return {
    className: "Orthogonal",
    config: { gain, ...(seed === undefined ? {} : { seed }) },
    seed,
    fill: (shape, random) => orthogonalRows(shape, gain, random),
  };
};

function orthogonalRows(shape: readonly number[], gain: number, random: Generator): Float32Array {
  const columns = shape.at(-1) ?? 1;
  const rows = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  const [count, length] = rows < columns ? [rows, columns] : [columns, rows];
  const next = normals(random);
  const vectors: Float64Array[] = [];
  while (vectors.length < count) {
    const vector = Float64Array.from({ length }, next);
    for (let pass = 0; pass < 2; pass++) {
      for (const other of vectors) {
        const share = vector.reduce((sum, value, i) => sum + value * other[i]!, 0);
        for (let i = 0; i < length; i++) vector[i]! -= share * other[i]!;
      }
    }
    const norm = Math.hypot(...vector);
    if (norm > 1e-6) vectors.push(vector.map((value) => value / norm));
  }
  const values = new Float32Array(rows * columns);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++)
      values[r * columns + c] = gain * (rows < columns ? vectors[r]![c]! : vectors[c]![r]!);
  return values;
}

/** The identity matrix times `gain`. */
export const identity = (options: { gain?: number } = {}): Initializer => {
  const { gain = 1 } = known("Identity", options, ["gain"]);
  return {
    className: "Identity",
    config: { gain },
    fill(shape) {
      const [rows = 1, columns = 1] = shape;
      const values = new Float32Array(rows * columns);
      for (let i = 0; i < Math.min(rows, columns); i++) values[i * columns + i] = gain;
      return values;
    },
  };
};
