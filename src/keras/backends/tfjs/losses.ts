// Losses on tensors: one number a row, the same formulas as in losses/rows.ts.
import type { LossSpec } from "../../../engine/index.js";
import { epsilon } from "../../losses/rows.js";
import { logitsBehind } from "./logits.js";
import type { Tensor, TensorFlow } from "./tf.js";

type Formula = (tf: TensorFlow, y: Tensor, p: Tensor, spec: LossSpec) => Tensor;

const clip = (p: Tensor) => p.clipByValue(epsilon, 1 - epsilon);

/** ln of each class's probability: from logits where they are known, else from outputs divided by their sum. */
function logProbability(tf: TensorFlow, p: Tensor, { fromLogits = false }: LossSpec): Tensor {
  const logits = fromLogits ? p : logitsBehind(p);
  if (logits) return tf.logSoftmax(logits);
  return clip(p.div(p.sum(-1, true))).log();
}

/** ln (1 + eᶻ), safe for large z. */
const softplus = (z: Tensor) => z.relu().add(z.abs().neg().exp().log1p());

const formulas: Record<LossSpec["name"], Formula> = {
  meanSquaredError: (_, y, p) => p.sub(y).square().mean(-1),
  meanAbsoluteError: (_, y, p) => p.sub(y).abs().mean(-1),
  binaryCrossentropy(_, y, p, { labelSmoothing = 0, fromLogits = false }) {
    const label = y.mul(1 - labelSmoothing).add(0.5 * labelSmoothing);
    const logits = fromLogits ? p : logitsBehind(p);
    if (logits) return softplus(logits).sub(logits.mul(label)).mean(-1);
    const q = clip(p);
    const one = label.mul(q.log());
    const zero = label.neg().add(1).mul(q.neg().add(1).log());
    return one.add(zero).neg().mean(-1);
  },
  categoricalCrossentropy(tf, y, p, spec) {
    const { labelSmoothing = 0 } = spec;
    const label = y.mul(1 - labelSmoothing).add(labelSmoothing / p.shape.at(-1)!);
    return label
      .mul(logProbability(tf, p, spec))
      .sum(-1)
      .neg();
  },
  sparseCategoricalCrossentropy(tf, y, p, spec) {
    const label = tf.oneHot(y.cast("int32"), p.shape.at(-1)!).cast("float32").reshape(p.shape);
    return label
      .mul(logProbability(tf, p, spec))
      .sum(-1)
      .neg();
  },
  huber(_, y, p, { delta = 1 }) {
    const error = p.sub(y).abs();
    const square = error.minimum(delta);
    return square.square().mul(0.5).add(error.sub(square).mul(delta)).mean(-1);
  },
  klDivergence(_, y, p) {
    const [a, b] = [y.clipByValue(epsilon, 1), p.clipByValue(epsilon, 1)];
    return a.mul(a.div(b).log()).sum(-1);
  },
  hinge(tf, y, p) {
    const isBinary = tf.all(tf.logicalOr(y.equal(0), y.equal(1))).dataSync()[0];
    const label = isBinary ? y.mul(2).sub(1) : y;
    return label.mul(p).neg().add(1).relu().mean(-1);
  },
  poisson: (_, y, p) => p.sub(y.mul(p.add(epsilon).log())).mean(-1),
  cosineSimilarity(_, y, p) {
    const unit = (x: Tensor) => x.div(x.square().sum(-1, true).maximum(1e-12).sqrt());
    return unit(y).mul(unit(p)).sum(-1).neg();
  },
};

/** The loss of every row of `p`; `y` has its shape, or for the sparse loss its rows'. */
export function lossTensor(tf: TensorFlow, spec: LossSpec, y: Tensor, p: Tensor): Tensor {
  const label = spec.name === "sparseCategoricalCrossentropy" ? y : y.reshape(p.shape);
  return formulas[spec.name](tf, label, p, spec);
}
