import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { layers, loadModel, Model, Sequential, tf } from "gradus";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { flat } from "./fixtures.js";

const x = [
  [0, 1],
  [1, 0],
];
const y = [[1], [2]];

let warn: ReturnType<typeof vi.spyOn>;
beforeEach(() => void (warn = vi.spyOn(console, "warn").mockImplementation(() => undefined)));
afterEach(() => void warn.mockRestore());

async function train(layer: layers.Layer): Promise<Sequential> {
  const model = new Sequential([
    layers.dense({ units: 2, inputShape: [2] }),
    layer,
    layers.dense({ units: 1 }),
  ]);
  model.compile({ loss: "mse", optimizer: "sgd", backend: "tfjs" });
  await model.fit(x, y, { epochs: 2, verbose: 0 });
  return model;
}

class Scale extends layers.Layer {
  factor = this.addWeight({ name: "factor", shape: [2], initializer: "ones" });
  override call(inputs: tf.Tensor): tf.Tensor {
    return inputs.mul(this.factor.value);
  }
}

describe("a layer of one's own in a file", () => {
  class Block extends layers.Layer {
    inner = layers.dense({ units: 2 });
    readonly power: number;
    constructor(options: layers.LayerOptions & { power: number }) {
      super(options);
      this.power = options.power;
    }
    override call(inputs: tf.Tensor): tf.Tensor {
      return this.inner(inputs).pow(this.power);
    }
    override getConfig() {
      return { ...super.getConfig(), power: this.power };
    }
  }
  const half = (inputs: tf.Tensor) => inputs.div(2);

  it("comes back by customObjects, with the weights inside it and functions of Lambda", async () => {
    const folder = mkdtempSync(join(tmpdir(), "own-"));
    const model = new Sequential([
      layers.dense({ units: 2, inputShape: [2] }),
      new Block({ power: 2 }),
      new Scale(),
      layers.lambda({ function: half }),
    ]);
    model.compile({ loss: "mse", optimizer: "adam", backend: "tfjs" });
    await model.fit(x, [[1, 2], [2, 1]], { epochs: 3, verbose: 0 }); // prettier-ignore
    await model.save(folder);
    await expect(loadModel(folder)).rejects.toThrow(
      "hand in a class of your own: loadModel(path, { customObjects: { Block } })",
    );
    await expect(loadModel(folder, { customObjects: { Block, Scale } })).rejects.toThrow(
      "customObjects: { half }",
    );
    await expect(loadModel(folder, { custom_objects: { Block } } as never)).rejects.toThrow(
      "write customObjects",
    );
    const copy = await loadModel(folder, { customObjects: { Block, Scale, half } });
    expect(flat(await copy.predict(x))).toEqual(flat(await model.predict(x)));
    expect(copy.optimizer.iterations).toBe(3);
    rmSync(folder, { recursive: true });
  });
  it("Lambda says its shape, computes, and keeps a function without a name out of files", async () => {
    const model = new Sequential([layers.lambda({ function: (t) => tf.concat([t, t], 1), inputShape: [2] })]);
    expect(model.graph!.outputs[0]!.shape).toEqual([null, 4]);
    expect(flat(await model.predict([[1, 2]]))).toEqual([1, 2, 1, 2]);
    expect(() => model.toJSON()).toThrow("its function has no name");
  });
});

describe("a layer of one's own", () => {
  it("trains what addWeight() made and value used; Keras's defaults and names", async () => {
    const layer = new Scale();
    await train(layer);
    expect(flat(layer.getWeights()[0]!)).not.toEqual([1, 1]);
    expect(warn).not.toHaveBeenCalled();

    class Several extends layers.Layer {
      all = [this.addWeight({ shape: [2, 2] }), this.addWeight(), this.addWeight({ initializer: "zeros" })];
      override call(inputs: tf.Tensor): tf.Tensor {
        return inputs;
      }
    }
    const several = new Several();
    expect(several.weights.map(({ name }) => name)).toEqual(["variable", "variable_1", "variable_2"]);
    expect(several.countParams()).toBe(6);
    const limit = Math.sqrt(6 / 4); // glorot_uniform
    expect(flat(several.getWeights()[0]!).every((value) => value !== 0 && Math.abs(value) <= limit)).toBe(
      true,
    );
  });
  it("trains layers that it holds", async () => {
    class Twice extends layers.Layer {
      inner = [layers.dense({ units: 2 }), new Scale()];
      override call(inputs: tf.Tensor): tf.Tensor {
        return this.inner.reduce((tensor, layer) => layer(tensor), inputs);
      }
    }
    const layer = new Twice();
    const model = await train(layer);
    expect(layer.weights).toHaveLength(3);
    expect(flat(layer.inner[1]!.getWeights()[0]!)).not.toEqual([1, 1]);
    layer.trainable = false;
    expect(model.trainableWeights).toHaveLength(4);
  });
  it("says which of its weights the loss does not depend on", async () => {
    class Numbers extends Scale {
      override call(inputs: tf.Tensor): tf.Tensor {
        return inputs.mul(tf.tensor(this.factor.data));
      }
    }
    await train(new Numbers({ name: "numbers" }));
    expect(warn.mock.calls.flat().join()).toContain("Gradients do not exist for numbers/factor");
    expect(warn).toHaveBeenCalledTimes(1);
  });
  it("says that nobody trains a tf.variable, wherever it is kept", async () => {
    const kept = tf.variable(tf.scalar(2));
    class Foreign extends layers.Layer {
      override call(inputs: tf.Tensor): tf.Tensor {
        return inputs.mul(kept);
      }
    }
    await train(new Foreign());
    expect(warn.mock.calls.flat().join()).toMatch(
      /computes with the tf.variable .* is not trained: make it with/,
    );
    kept.dispose();
  });
  it("does not train without a word what has no gradient at all", async () => {
    class Constant extends Model {
      inner = layers.dense({ units: 1 });
      override call(inputs: tf.Tensor): tf.Tensor {
        return tf.tensor(this.inner(inputs).arraySync());
      }
    }
    const model = new Constant();
    model.compile({ loss: "mse", backend: "tfjs" });
    await expect(model.fit(x, y, { verbose: 0 })).rejects.toThrow("the loss depends on none of its weights");
  });
  it("is computed as it says also where it extends one that the engine has", async () => {
    class Doubled extends layers.Dense {
      override forward(...given: Parameters<layers.Dense["forward"]>): tf.Tensor {
        return super.forward(...given).mul(2);
      }
    }
    const model = new Sequential([new Doubled({ units: 1, inputShape: [2], kernelInitializer: "ones" })]);
    expect(flat(await model.predict([[1, 2]]))).toEqual([6]);
  });
  it("must have a call()", () => {
    class Empty extends layers.Layer {}
    expect(() => new Empty({ name: "empty" })([[1]])).toThrow("class Empty must have a call(inputs)");
  });
});
