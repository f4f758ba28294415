// Which inputs a spatial dropout keeps, read off the weights behind it: a step of rate 1 under the absolute error of a target out
// of reach makes a weight that was 0 the mean of its inputs.
import { layers, Model, np, optimizers, Sequential } from "gradus";
import { expect, it } from "vitest";
import { flat } from "./fixtures.js";

const channels = 61; // no multiple of 4: rows are padded
const rate = 0.25;

const cases = [
  [
    "engine",
    "1D",
    [9, channels],
    () => layers.spatialDropout1d({ rate, seed: 5, inputShape: [9, channels] }),
  ],
  [
    "engine",
    "2D",
    [3, 4, channels],
    () => layers.spatialDropout2d({ rate, seed: 5, inputShape: [3, 4, channels] }),
  ],
  ["tfjs", "1D", [9, channels], () => layers.spatialDropout1d({ rate, seed: 5, inputShape: [9, channels] })],
  [
    "tfjs",
    "2D",
    [3, 4, channels],
    () => layers.spatialDropout2d({ rate, seed: 5, inputShape: [3, 4, channels] }),
  ],
] as const;

/** The inputs of each channel at each position after one step, as the mean of `n` samples of ones. */
async function keptOf(model: Model, shape: readonly number[], n: number): Promise<number[][]> {
  const size = shape.reduce((product, each) => product * each, 1);
  model.setWeights([np.zeros([size, 1])]);
  await model.fit(np.ones([n, ...shape]), np.full([n, 1], 1000), { batchSize: n, epochs: 1, verbose: 0 });
  const weights = flat(model.getWeights()[0]);
  return Array.from({ length: channels }, (_, c) => weights.filter((__, i) => i % channels === c));
}

it.each(cases)("on the %s %s drops whole channels of each sample", async (backend, _, shape, make) => {
  const model = new Sequential([make(), layers.flatten(), layers.dense({ units: 1, useBias: false })]);
  model.compile({ loss: "mae", optimizer: optimizers.sgd({ learningRate: 1 }), backend });
  const one = await keptOf(model, shape, 1);
  for (const positions of one) expect(new Set(positions).size).toBe(1); // everywhere or nowhere
  const scale = Math.fround(1 / (1 - rate));
  const values = one.map(([first]) => first!);
  expect(values.every((value) => value === 0 || Math.abs(value - scale) < 1e-6)).toBe(true);
  const kept = values.filter((value) => value > 0).length;
  expect(kept).toBeGreaterThan(0.5 * channels);
  expect(kept).toBeLessThan(0.95 * channels);
  const two = (await keptOf(model, shape, 2)).map(([first]) => first!);
  expect(two.some((value) => Math.abs(value - scale / 2) < 1e-6)).toBe(true); // kept in one sample, dropped in the other
  const sum = flat(model.getWeights()[0]).reduce((total, value) => total + value, 0);
  expect(flat(await model.predict(np.ones([1, ...shape])))[0]! / sum).toBeCloseTo(1, 4);
  expect(model.backends.current?.kind).toBe(backend);
});
