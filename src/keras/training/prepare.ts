// From what the user handed in to samples that fit the model, with every complaint made before training begins.
import { foldClassWeights } from "../../engine/index.js";
import { complaint } from "../../validation.js";
import type { Places } from "../data/readers.js";
import type { Column } from "../data/columns.js";
import {
  fitInputs,
  joinBatch,
  toColumns,
  type OneOrNamed,
  type SampleWeights,
  type Batch,
} from "../data/batch.js";
import { Embedding } from "../layers/embedding.js";
import type { Model } from "../models/model.js";
import { checkLabels } from "./checkLabels.js";
import type { Objective, OutputPlace } from "../compile/objective.js";

/** What a model's arguments are called, for data given by name. */
export function placesOf(model: Model): Places {
  const { inputNames, outputNames, graph } = model;
  return { inputNames, outputNames, inputs: graph?.inputs };
}

/** Builds a model that learns its input's shape only from data. */
export function buildFromData(model: Model, x: readonly Column[]): void {
  if (!model.graph) model.buildFor(x.map(({ shape }) => [null, ...shape.slice(1)]));
}

/** Inputs alone, for predictions. */
export function prepareInputs(action: string, model: Model, x: OneOrNamed): Batch {
  const columns = toColumns(action, "x", x, model.inputNames);
  checkSamples(action, columns);
  buildFromData(model, columns);
  const fitted = model.graph ? fitInputs(action, columns, model.graph.inputs) : columns;
  checkTokens(action, model, fitted);
  return joinBatch(action, fitted);
}

/** Inputs and labels. */
export function prepareSamples(
  action: string,
  model: Model,
  x: OneOrNamed,
  y: OneOrNamed | undefined,
  sampleWeight?: SampleWeights,
): Batch {
  const inputs = prepareInputs(action, model, x);
  if (y === undefined) {
    throw new TypeError(complaint({ action, name: "y", wanted: "the labels of x", got: y }));
  }
  const labels = toColumns(action, "y", y, model.outputNames);
  return joinBatch(action, inputs.x, labels, sampleWeight);
}

/** Outputs by name and shape; a subclassed model is called once on one sample to see them. */
export async function outputPlaces(model: Model, x: readonly Column[]): Promise<OutputPlace[]> {
  if (model.graph) return model.graph.outputs.map(({ name, shape }) => ({ name, shape }));
  const { probeOutputs } = await import("../backends/tfjs/probe.js");
  const shapes = await probeOutputs(model, x);
  return shapes.map((shape, i) => ({ name: model.outputNames[i] ?? `output_${String(i)}`, shape }));
}

/** Class weights folded into sample weights. */
export function withClassWeights(
  action: string,
  samples: Batch,
  classWeight: Readonly<Record<number, number>> | undefined,
): Batch {
  if (!classWeight) return samples;
  const y = samples.y[0]!;
  for (const [key, weight] of Object.entries(classWeight)) {
    if (Number.isInteger(Number(key)) && typeof weight === "number" && weight >= 0) continue;
    const parts = { name: `classWeight[${key}]`, wanted: "a number >= 0 under a class number", got: weight };
    throw new TypeError(complaint({ action, ...parts }));
  }
  const sampleWeight = foldClassWeights(y.data, samples.numSamples, classWeight, samples.sampleWeight);
  return { ...samples, sampleWeight };
}

/** Everything about labels that is known before training. */
export function checkAll(
  action: string,
  samples: Batch,
  places: readonly OutputPlace[],
  objective: Objective,
): void {
  checkLabels(action, samples.y, places, objective);
}

function checkSamples(action: string, columns: readonly Column[]): void {
  for (const { shape } of columns) {
    if (shape.length === 0 || shape[0] === 0) {
      const got = `[${shape.join(", ")}]`;
      throw new RangeError(`Cannot ${action}: x must have at least one sample, current shape is ${got}`);
    }
  }
}

/** Integers for an Embedding must name a row of its table. */
export function checkTokens(action: string, model: Model, x: readonly Column[]): void {
  const first = model.graph?.chain?.[0];
  const column = x[0];
  if (!(first instanceof Embedding) || !column) return;
  const { data } = column;
  for (let i = 0; i < data.length; i++) {
    const token = data[i]!;
    if (Number.isInteger(token) && token >= 0 && token < first.inputDim) continue;
    const wanted = `an integer from 0 to ${String(first.inputDim - 1)}`;
    const fix = `inputDim of layer "${first.name}" counts the rows of its table: the largest integer + 1`;
    throw new RangeError(complaint({ action, name: `x (value ${String(i)})`, wanted, got: token, fix }));
  }
}
