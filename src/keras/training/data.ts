// Data on their way into a model: what the user handed in becomes batches that fit, with every complaint made on the way.
import { foldClassWeights } from "../../engine/index.js";
import { complaint } from "../../validation.js";
import {
  fitInputs,
  joinBatch,
  toColumns,
  type Batch,
  type OneOrNamed,
  type SampleWeights,
} from "../data/batch.js";
import type { Column } from "../data/columns.js";
import { mapBatches, openReader, startingWith, type BatchReader } from "../data/readers.js";
import { Embedding } from "../layers/embedding.js";
import type { Network } from "../network/network.js";

/** What a model is given: arrays, or a reader of batches. */
export type GivenData = Parts | BatchReader;

/** Inputs, and for training labels and weights, as the user wrote them. */
export interface Parts {
  x: OneOrNamed;
  y?: OneOrNamed | undefined;
  sampleWeight?: SampleWeights | undefined;
}

/** Data that fit the model. */
export interface ModelData {
  /** All samples; of a stream those of the first batch. */
  readonly first: Batch;
  /** The batches of a stream, the first one included; undefined for arrays. */
  readonly batches: BatchReader<Batch> | undefined;
}

/** How data are read. */
export interface DataOptions {
  /** Whether labels belong to the inputs; defaults to true. */
  labels?: boolean;
  /** Weight of each class, by class number. */
  classWeight?: Readonly<Record<number, number>> | undefined;
  /** How many samples of arrays, from the first on, are trained on; classes weigh nothing in the others. Defaults to all. */
  countTrained?: (batch: Batch) => number;
}

/** Tells data from options: labels stand between them, unless the data are a stream that has its own. */
export function readArguments<Options extends { sampleWeight?: SampleWeights }>(
  x: unknown,
  second: unknown,
  third: Options | undefined,
): { given: GivenData; options: Options } {
  const reader = openReader(x);
  const none = {} as Options;
  if (reader)
    return {
      given: reader,
      options: third === undefined ? ((second === undefined ? none : second) as Options) : third,
    };
  const options = third === undefined ? none : third; // null is no options: whoever reads them says so
  return {
    given: {
      x: x as OneOrNamed,
      y: second as OneOrNamed,
      sampleWeight: (options as Options | null)?.sampleWeight,
    },
    options,
  };
}

/** Brings data to batches that fit the model; one that does not know its input's shape learns it here. */
export async function openData(
  action: string,
  model: Network,
  given: GivenData,
  { labels = true, classWeight, countTrained = ({ numSamples }) => numSamples }: DataOptions = {},
): Promise<ModelData> {
  const fitted = (parts: Parts) => fitBatch(action, model, parts, labels);
  if (!("next" in given)) {
    const batch = fitted(given);
    return { first: withClassWeights(action, batch, classWeight, countTrained(batch)), batches: undefined };
  }
  const result = await given.next();
  if (result.done) throw new RangeError(`Cannot ${action}: x must give at least one batch, it is empty`);
  const readBatch = (given: unknown) => {
    const batch = fitted(partsOf(action, model, given, labels));
    return withClassWeights(action, batch, classWeight, batch.numSamples);
  };
  const first = readBatch(result.value);
  return { first, batches: startingWith(first, mapBatches(given, readBatch)) };
}

function fitBatch(action: string, model: Network, { x, y, sampleWeight }: Parts, labels: boolean): Batch {
  const columns = toColumns(action, "x", x, model.inputNames);
  checkNotEmpty(action, columns);
  if (!model.graph) model.buildFor(columns.map(({ shape }) => [null, ...shape.slice(1)]));
  const inputs = model.graph ? fitInputs(action, columns, model.graph.inputs) : columns;
  checkTokens(action, model, inputs);
  if (!labels) return joinBatch(action, inputs);
  if (y === undefined)
    throw new TypeError(complaint({ action, name: "y", wanted: "the labels of x", got: y }));
  return joinBatch(action, inputs, toColumns(action, "y", y, model.outputNames), sampleWeight);
}

/** The parts of a batch as a stream yields it. */
function partsOf(action: string, model: Network, batch: unknown, labels: boolean): Parts {
  const parts = Array.isArray(batch) ? (batch as unknown[]) : [batch];
  if (labels && parts.length < 2) {
    const wanted = "[x, y] or [x, y, sampleWeight]";
    throw new TypeError(complaint({ action, name: "each batch", wanted, got: batch }));
  }
  const isTuple = labels || (Array.isArray(batch) && parts.length <= 3 && holdsInputs(model, parts[0]));
  const [x, y, sampleWeight] = isTuple ? parts : [batch];
  return { x, y, sampleWeight } as Parts;
}

/** Whether the first part of a batch is the inputs, so that the batch is a list of parts and not an array itself. */
function holdsInputs({ graph, inputNames }: Network, first: unknown): boolean {
  if (typeof first !== "object" || first === null) return false;
  if (!Array.isArray(first) || inputNames.length > 1) return true;
  let depth = 0;
  for (let value: unknown = first; Array.isArray(value); value = value[0]) depth++;
  return depth >= (graph?.inputs[0]?.shape.length ?? 2);
}

function checkNotEmpty(action: string, columns: readonly Column[]): void {
  for (const { shape } of columns) {
    if (shape.length > 0 && shape[0] !== 0) continue;
    const got = `[${shape.join(", ")}]`;
    throw new RangeError(`Cannot ${action}: x must have at least one sample, current shape is ${got}`);
  }
}

/** Integers for an Embedding must name a row of its table. */
function checkTokens(action: string, { graph }: Network, [column]: readonly Column[]): void {
  const first = graph?.chain?.[0];
  if (!(first instanceof Embedding) || !column) return;
  first.checkTokens(action, "x", column.data);
}

/** Class weights folded into the weights of the first `trained` samples. */
function withClassWeights(
  action: string,
  batch: Batch,
  classWeight: Readonly<Record<number, number>> | undefined,
  trained: number,
): Batch {
  if (!classWeight) return batch;
  if (batch.y.length > 1) {
    const [wanted, fix] = ["left out for several outputs", "hand in sampleWeight"];
    throw new TypeError(complaint({ action, name: "classWeight", wanted, got: classWeight, fix }));
  }
  if (typeof classWeight !== "object") {
    const [name, wanted] = ["classWeight", "an object of weights by class number"];
    throw new TypeError(complaint({ action, name, wanted, got: classWeight }));
  }
  for (const [key, weight] of Object.entries(classWeight)) {
    if (Number.isInteger(Number(key)) && typeof weight === "number" && weight >= 0) continue;
    const parts = { name: `classWeight[${key}]`, wanted: "a number >= 0 under a class number", got: weight };
    throw new TypeError(complaint({ action, ...parts }));
  }
  const { y, numSamples } = batch;
  const sampleWeight = foldClassWeights(y[0]!.data, numSamples, classWeight, batch.sampleWeight);
  for (let i = trained; i < numSamples; i++) sampleWeight[i] = batch.sampleWeight?.[i] ?? 1;
  return { ...batch, sampleWeight };
}
