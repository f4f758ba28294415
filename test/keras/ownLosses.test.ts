// Losses of the user's own, by TensorFlow.js's operations.
import { layers, optimizers, Sequential, tf } from "gradus";
import { describe, expect, it } from "vitest";
import { expectClose, flat } from "./fixtures.js";

const x = [[1, 2], [3, 4], [-1, 1]]; // prettier-ignore
const y = [[1], [-2], [0]];

function small(loss: unknown): Sequential {
  const model = new Sequential([layers.dense({ units: 1, inputShape: [2], name: "d" })], { name: "m" });
  model.setWeights([[[0.5], [-0.25]], [0.1]]);
  model.compile({ loss: loss as "mse", optimizer: optimizers.sgd({ learningRate: 0.1 }) });
  return model;
}

const train = (model: Sequential) => model.fit(x, y, { batchSize: 3, epochs: 2, verbose: 0 });

it("choose by tf.where, as the same loss without it", async () => {
  const quantile = (share: number) =>
    function pinball(yTrue: tf.Tensor, yPred: tf.Tensor) {
      const e = yTrue.sub(yPred);
      return tf.where(e.greater(0), e.mul(share), e.mul(share - 1)).mean(-1);
    };
  const same = (yTrue: tf.Tensor, yPred: tf.Tensor) => {
    const e = yTrue.sub(yPred);
    return e.relu().mul(0.9).add(e.neg().relu().mul(0.1)).mean(-1);
  };
  const [chosen, plain] = [small(quantile(0.9)), small(same)];
  expectClose((await train(chosen)).history["loss"], (await train(plain)).history["loss"], 1e-6);
  expectClose(chosen.getWeights().flatMap(flat), plain.getWeights().flatMap(flat), 1e-6);
});

describe("that cannot train", () => {
  it("name the operation, the loss and what to use instead", async () => {
    const model = small(function largest(_: tf.Tensor, p: tf.Tensor) {
      return tf.topk(p, 1).values.mean(-1);
    });
    await expect(train(model)).rejects.toThrow(
      'Cannot train model "m": loss "largest" computes with TopK, which has no gradient in TensorFlow.js; use tf.max or tf.min along the axis, or a sum of differences',
    );
  });

  it("say that they must give a tensor", async () => {
    const model = small(function first(_: tf.Tensor, p: tf.Tensor) {
      return p.dataSync()[0];
    });
    await expect(train(model)).rejects.toThrow(
      /^Cannot compute the loss: the result of "first" must be a tensor, one number a sample, current value is -?[\d.]+; compute with tf all the way/,
    );
  });
});
