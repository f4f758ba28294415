// The stages of layers for vectors and series: dense, activation, reshape, rescaling, embedding.
import { complaint } from "../validation.js";
import { rowsForm } from "./forms.js";
import { size, type NetworkBuilder } from "./networkBuilder.js";
import { activationOf, weightOf, type Activation, type Stage } from "./stage.js";
import type {
  BatchNormalizationSpec,
  DenseSpec,
  DropoutSpec,
  EmbeddingSpec,
  LayerNormalizationSpec,
} from "./types.js";

/** A product with rows of inputs; flattened padding is multiplied by weights that stay 0. */
export function addDense(net: NetworkBuilder, spec: DenseSpec): void {
  const n = net.shape.at(-1)!;
  const positions = size(net.shape) / n;
  let input = net.form;
  let rows = n;
  if (positions > 1) {
    input = net.rows(positions, n);
    if (input.ld !== input.positions * input.stored) input = net.repack(positions, n);
  } else if (input.positions > 1) {
    rows = input.ld; // flattened rows: one weight row for every float, those of padding stay 0
    input = { positions: 1, n: rows, stored: rows, ld: rows };
  } else {
    input = { ...input, n };
  }
  const output = rowsForm(positions, spec.units);
  net.push({
    kind: "dense",
    input,
    output,
    activation: activationOf(spec.activation),
    kernel: weightOf([n, spec.units], spec.kernelRegularizer, spec.trainable),
    ...((spec.useBias ?? true) && { bias: weightOf([spec.units], spec.biasRegularizer, spec.trainable) }),
  });
  net.shape = [...net.shape.slice(0, -1), spec.units];
}

export function addDropout(net: NetworkBuilder, { rate, seed, wholeChannels = false }: DropoutSpec): void {
  if (rate === 0) return;
  const n = net.shape.at(-1)!;
  const output = wholeChannels ? net.rows(size(net.shape) / n, n) : net.form;
  net.push({ kind: "dropout", output, rate, seed, wholeChannels });
}

/** Joins the stage before where that one can do it. */
export function addActivation(net: NetworkBuilder, activation: Activation): void {
  if (activation.name === "linear") return;
  const { last } = net;
  const n = net.shape.at(-1)!;
  const merges =
    last !== undefined &&
    ["dense", "conv", "depthwise", "batchNorm", "layerNorm"].includes(last.kind) &&
    !last.fused;
  if (merges && last.activation.name === "linear" && (activation.name !== "softmax" || last.output.n === n)) {
    last.activation = activation;
    return;
  }
  const output = activation.name === "softmax" ? net.rows(size(net.shape) / n, n) : net.form;
  net.push({ kind: "elementwise", output, activation, scale: 1, offset: 0 });
}

/** Rows of channels; γ is its kernel, β its bias. */
export function addBatchNormalization(net: NetworkBuilder, spec: BatchNormalizationSpec): void {
  const { trainable = true, momentum = 0.99 } = spec;
  const average = weightOf([net.shape.at(-1)!], undefined, false);
  pushNormalization(net, spec, {
    kind: "batchNorm",
    averages: { mean: average, variance: average, momentum, frozen: !trainable },
  });
}

export function addLayerNormalization(net: NetworkBuilder, spec: LayerNormalizationSpec): void {
  pushNormalization(net, spec, { kind: "layerNorm" });
}

function pushNormalization(
  net: NetworkBuilder,
  spec: BatchNormalizationSpec | LayerNormalizationSpec,
  stage: Pick<Stage, "kind" | "averages">,
): void {
  const n = net.shape.at(-1)!;
  const rows = net.rows(size(net.shape) / n, n);
  const weight = weightOf([n], undefined, spec.trainable);
  net.push({
    ...stage,
    input: rows,
    output: rows,
    epsilon: spec.epsilon ?? 1e-3,
    ...((spec.scale ?? true) && { kernel: weight }),
    ...((spec.center ?? true) && { bias: weight }),
  });
}

/** Moves nothing: only the shape changes. */
export function reshape(net: NetworkBuilder, target: readonly number[]): void {
  const total = size(net.shape);
  const known = target.filter((n) => n !== -1);
  const shape = target.map((n) => (n === -1 ? total / size(known) : n));
  if (size(shape) !== total || shape.some((n) => !Number.isInteger(n) || n < 1)) {
    const wanted = `a shape of ${String(total)} values`;
    throw new RangeError(complaint({ action: "reshape", name: "targetShape", wanted, got: [...target] }));
  }
  net.shape = shape;
}

/** Ahead of all stages the gathering of samples rescales. */
export function rescale(net: NetworkBuilder, scale: number, offset: number): void {
  if (net.isAtStart) {
    net.offset = net.offset * scale + offset;
    net.scale *= scale;
    return;
  }
  net.push({ kind: "elementwise", output: net.form, scale, offset });
}

/** Rows of a table, looked up by the samples themselves or by one of several inputs, whose values are made integers. */
export function addEmbedding(net: NetworkBuilder, spec: EmbeddingSpec, index: number): void {
  const source = net.stages[net.source];
  if (net.source >= 0 && source?.kind !== "slice") {
    const name = `layer ${String(index)} (embedding)`;
    throw new TypeError(
      complaint({ action: "build the network", name, wanted: "a layer on an input", got: "a later one" }),
    );
  }
  net.lookups.push({ from: source?.from ?? 0, size: size(net.shape), below: spec.inputDim });
  if (net.isAtStart) net.ids = true;
  else net.push({ kind: "toIntegers", output: net.form });
  net.push({
    kind: "embedding",
    output: rowsForm(size(net.shape), spec.outputDim),
    kernel: weightOf([spec.inputDim, spec.outputDim], spec.embeddingsRegularizer, spec.trainable),
  });
  net.shape = [...net.shape, spec.outputDim];
}
