// Runs in workers: from packed data to an estimator that is ready to be fitted.
import type { Estimator, LoadFunction, Packed } from "../modelSelection/internal.js";
import { type ColumnPart, ColumnTransformer } from "./columnTransformer.js";
import { DummyClassifier } from "./dummyClassifier.js";
import { LogisticRegression } from "./logisticRegression.js";
import { type PackedPart, transformers } from "./packing.js";
import { Pipeline, type PipelineStep } from "./pipeline.js";

const simple = { DummyClassifier, LogisticRegression, ...transformers };

type Data =
  | { name: keyof typeof simple; params: object }
  | { name: "Pipeline"; steps: [name: string, step: PackedPart][] }
  | {
      name: "ColumnTransformer";
      transformers: [name: string, transformer: PackedPart, columns: ColumnPart[2]][];
      remainder: PackedPart;
    };

/**
 * The estimator of a packed fit.
 *
 * @param reviveOther - Makes an estimator of what another reviver packed, as the network at a pipeline's end.
 */
export async function revive(
  packed: unknown,
  _load: LoadFunction,
  reviveOther: (packed: Packed) => Promise<Estimator>,
): Promise<Estimator> {
  const data = packed as Data;
  const part = async (one: PackedPart) => (typeof one === "string" ? one : await reviveOther(one));
  if (data.name === "Pipeline") {
    const steps = await Promise.all(
      data.steps.map(async ([name, step]) => [name, await part(step)] as const),
    );
    return new Pipeline({ steps: steps as (readonly [string, PipelineStep])[] });
  }
  if (data.name === "ColumnTransformer") {
    const parts = data.transformers.map(
      async ([name, transformer, columns]) => [name, await part(transformer), columns] as const,
    );
    const made = { transformers: await Promise.all(parts), remainder: await part(data.remainder) };
    return new ColumnTransformer(made as never) as never;
  }
  return new simple[data.name](data.params) as never;
}
