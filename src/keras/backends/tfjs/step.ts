// One training step on the tfjs backend: forward, gradients by the tape, the optimizer's formula in plain numbers.
import { complaint } from "../../../validation.js";
import type * as tfjs from "./tensorflow.js";
import type { Batch } from "../../data/batch.js";
import { Loss } from "../../losses/loss.js";
import type { Objective } from "../../compile/objective.js";
import type { ComputedNetwork } from "../backend.js";
import { toTensor } from "./convert.js";
import { lossTensor } from "./losses.js";
import { gradientsOf } from "./gradients.js";
import { maskOf } from "./masks.js";
import { inPhase } from "./phase.js";
import type { Report } from "./report.js";
import { isTensor, type Tensor, type TensorFlow } from "./tf.js";
import { variableOf } from "./variables.js";

/** The loss of a batch, penalties included; tells the report on the way. */
export function lossOf(
  tf: TensorFlow,
  model: ComputedNetwork,
  objective: Objective,
  batch: Batch,
  training: boolean,
  report: Report,
): tfjs.Scalar {
  const x = batch.x.map((column) => toTensor(tf, column));
  const outputs = model.forwardAll(x, { tf, training });
  const losses = outputs.map((output, i) => outputLoss(tf, objective, batch, output, i));
  const weighted = losses.flatMap((loss, i) => (loss ? [loss.mul(objective.lossWeights[i]!)] : []));
  const total = [...weighted, ...penalties(model)].reduce<Tensor>((sum, part) => sum.add(part), tf.scalar(0));
  const own = losses.map((loss) => loss?.dataSync()[0] ?? 0);
  report.add(tf, batch, total.dataSync()[0]!, own, outputs);
  return total.asScalar();
}

/** Mean over the rows of one output, weighted by sample. */
function outputLoss(
  tf: TensorFlow,
  objective: Objective,
  batch: Batch,
  output: Tensor,
  i: number,
): Tensor | undefined {
  const loss = objective.losses[i];
  if (!loss) return undefined;
  const y = toTensor(tf, batch.y[i]!);
  const rows = loss instanceof Loss ? lossTensor(tf, loss.spec, y, output) : loss(y, output);
  if (!isTensor(rows))
    throw new TypeError(
      complaint({
        action: "compute the loss",
        name: `the result of "${loss.name}"`,
        wanted: "a tensor, one number a sample",
        got: rows,
        fix: "compute with tf all the way",
      }),
    );
  const counted = withoutMasked(rows, output);
  if (!batch.sampleWeight || rows.rank === 0) return counted.mean();
  const weights = tf.tensor(batch.sampleWeight, [batch.numSamples, ...rows.shape.slice(1).map(() => 1)]);
  return counted.mul(weights).mean();
}

/** Rows that a mask leaves out become 0, and the rest so much more that the mean is theirs: Keras's `apply_mask`. */
function withoutMasked(rows: Tensor, output: Tensor): Tensor {
  const mask = maskOf(output);
  if (!mask || mask.rank > rows.rank) return rows;
  const counts = mask.cast("float32").reshape([...mask.shape, ...rows.shape.slice(mask.rank).map(() => 1)]);
  return rows.mul(counts.mul(mask.size)).div(counts.sum().maximum(1));
}

/** `l1 · Σ|w| + l2 · Σw²` of every weight that has a regularizer. */
function penalties(model: ComputedNetwork): Tensor[] {
  return model.weights.flatMap((weight) => {
    const { regularizer } = weight;
    if (!regularizer) return [];
    const variable = variableOf(weight);
    return [variable.abs().sum().mul(regularizer.l1).add(variable.square().sum().mul(regularizer.l2))];
  });
}

/** Changes the model's weights by one step. */
export function takeTrainingStep(
  tf: TensorFlow,
  model: ComputedNetwork,
  objective: Objective,
  batch: Batch,
  report: Report,
): void {
  const trained = model.trainability.trainedWeights(model.layers);
  const loss = () => inPhase(true, () => lossOf(tf, model, objective, batch, true, report));
  tf.tidy(() => {
    if (trained.length === 0) {
      loss();
      return;
    }
    const gradients = gradientsOf(tf, model, trained, loss);
    const values = model.weights.map((weight, i) => (gradients[i] ? weight.data.slice() : weight.data));
    model.settings!.optimizer.step(values, gradients);
    for (const [i, weight] of model.weights.entries()) if (gradients[i]) weight.write(values[i]!);
  });
}
