import { layers, Sequential } from "gradus";
import { describe, expect, it } from "vitest";
import { expectClose, flat, keras, type NetCase } from "./fixtures.js";

function build({ inputs, hidden, units, activation, weights }: NetCase): Sequential {
  const model = new Sequential();
  const sizes = [...hidden, [units, activation] as [number, string]];
  for (const [i, [size, act]] of sizes.entries())
    model.add(
      layers.dense({ units: size, activation: act as "relu", ...(i === 0 && { inputShape: [inputs] }) }),
    );
  model.setWeights(weights);
  return model;
}

describe.each(["engine", "tfjs"] as const)("random networks on the %s", (backend) => {
  it.each(keras.nets.map((net, i) => [i, net.loss, net.optimizer, net] as const))(
    "#%i %s %s trains, evaluates and predicts as Keras does",
    async (_, loss, optimizer, net) => {
      const model = build(net);
      model.compile({
        loss: loss as "mse",
        optimizer: optimizer as "sgd",
        metrics: net.metrics as ["accuracy"],
        backend,
      });
      const { history } = await model.fit(net.x, net.y, {
        batchSize: net.batchSize,
        epochs: 4,
        shuffle: false,
        verbose: 0,
        validationSplit: 0.2,
        ...(net.sampleWeight && { sampleWeight: net.sampleWeight }),
      });
      expect(Object.keys(history)).toEqual(Object.keys(net.history));
      for (const [name, values] of Object.entries(net.history)) expectClose(history[name], values, 1e-5);
      expectClose(model.getWeights().flatMap(flat), net.after.flatMap(flat), 1e-5);
      expectClose(await model.evaluate(net.x, net.y), net.evaluate, 1e-5);
      expectClose(await model.predict(net.x), net.predict, 1e-5);
      expect(model.backends.current?.kind).toBe(backend);
    },
  );
});
