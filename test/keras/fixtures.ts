// Values of Keras 3, made by fixtures/make.py.
import { readFileSync } from "node:fs";
import { expect } from "vitest";

type Nested = number | Nested[];

interface LossCase {
  name: string;
  options: object;
  yTrue: number[];
  yPred: number[];
  value: number;
  weighted: number;
}

export interface NetCase {
  inputs: number;
  hidden: [number, string][];
  units: number;
  activation: string;
  loss: string;
  optimizer: string;
  metrics: string[];
  batchSize: number;
  x: number[][];
  y: number[][];
  sampleWeight: number[] | null;
  weights: number[][];
  history: Record<string, number[]>;
  evaluate: number[];
  predict: number[][];
  after: number[][];
}

interface Fixtures {
  activations: { z: number[]; values: Record<string, number[]> };
  losses: LossCase[];
  sampleWeight: number[];
  metrics: (LossCase & { keras: string })[];
  layers: {
    name: string;
    options: object;
    inputs: number[][];
    weights: number[][];
    output: number[];
    trainingOutput?: number[];
    weightsAfter?: number[][];
  }[];
  optimizers: {
    x: number[][];
    y: number[][];
    weights: number[][];
    cases: { name: string; options: object; after: number[][] }[];
  };
  schedules: { steps: number[]; cases: [name: string, options: object, rates: number[]][] };
  nets: NetCase[];
  summaries: Record<string, string>;
}

export const keras = JSON.parse(
  readFileSync(new URL("./fixtures/keras.json", import.meta.url), "utf8"),
) as Fixtures;

interface LayerCase {
  name: string;
  options: object;
  shapes: number[][];
  inputs: number[][];
  weights: number[][];
  weightShapes: number[][];
  outputShape: number[];
  output: number[];
}

/** What layers of Keras 3 compute, made by fixtures/layers.py. */
export const layerCases = JSON.parse(
  readFileSync(new URL("./fixtures/layers.json", import.meta.url), "utf8"),
) as LayerCase[];

/** Every number of a nested list or array, in order. */
export function flat(values: unknown): number[] {
  if (typeof values === "number") return [values];
  if (ArrayBuffer.isView(values)) return Array.from(values as Float32Array);
  if (Array.isArray(values)) return (values as Nested[]).flat(9) as number[];
  return Array.from((values as { data: ArrayLike<number> }).data);
}

/** Expects equal numbers up to `within` (absolute, and relative beyond 1). */
export function expectClose(actual: unknown, wanted: unknown, within = 1e-5): void {
  const [a, b] = [flat(actual), flat(wanted)];
  expect(a.length).toBe(b.length);
  const worst = Math.max(0, ...a.map((value, i) => Math.abs(value - b[i]!) / Math.max(1, Math.abs(b[i]!))));
  expect(worst).toBeLessThanOrEqual(within);
}
