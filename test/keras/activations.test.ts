import { activations, tf } from "gradus";
import { describe, expect, it } from "vitest";
import { erf } from "../../src/formulas/index.js";
import { expectClose, keras } from "./fixtures.js";

const { z, values } = keras.activations;
const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const find = (name: string): activations.Activation => {
  if (name === "elu 0.5") return activations.elu.with({ alpha: 0.5 });
  if (name === "leaky_relu 0.01") return activations.leakyRelu.with({ negativeSlope: 0.01 });
  return activations[camel(name) as "relu"];
};

describe("activations equal Keras's", () => {
  it.each(Object.keys(values))("%s on arrays", (name) => {
    expectClose(find(name)(z), values[name], 1e-6);
  });
  it.each(Object.keys(values))("%s on tensors", (name) => {
    expectClose(find(name)(tf.tensor2d([z])).dataSync(), values[name]);
  });
});

describe("an activation", () => {
  it("gives a number for a number and keeps an array's shape", () => {
    expect(activations.sigmoid(0)).toBe(0.5);
    expect(activations.relu([[-1, 2]]).shape).toEqual([1, 2]);
  });
  it("survives large numbers", () => {
    expectClose(activations.softmax([1000, 1001]), [0.2689414213699951, 0.7310585786300049], 1e-12);
    expect(activations.sigmoid(-1000)).toBe(0);
  });
});

it("erf agrees with tables to 1e-15", () => {
  // Abramowitz and Stegun, table 7.1
  expect(erf(0.5)).toBeCloseTo(0.5204998778130465, 15);
  expect(erf(-2)).toBeCloseTo(-0.9953222650189527, 15);
  expect(erf(3.5)).toBeCloseTo(0.9999992569016276, 15);
});
