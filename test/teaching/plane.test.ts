import { planeData, type PlaneDataName, PlaneNetwork, type PlanePoints } from "gradus";
import { describe, expect, it } from "vitest";

describe("planeData()", () => {
  it.each<PlaneDataName>(["gaussians", "xor", "circles", "spiral"])(
    "draws %s the same way each time",
    (name) => {
      expect(planeData(name, { seed: 5 })).toEqual(planeData(name, { seed: 5 }));
      expect(planeData(name, { seed: 5 }).train.x).not.toEqual(planeData(name, { seed: 6 }).train.x);
    },
  );

  it("names the nearest data set for an unknown one", () => {
    expect(() => planeData("spirals" as "spiral")).toThrow('did you mean "spiral"?');
  });
});

describe("PlaneNetwork", () => {
  const { train, test } = planeData("xor");

  it.each([[[]], [[3]], [[3, 2]]])("follows the gradient of its loss, hidden layers %j", (hidden) => {
    // One full-batch step of rate r lowers the loss by r |∇|²; half the step by half of that.
    const drop = (rate: number) => {
      const network = new PlaneNetwork({ hidden, seed: 3 });
      const before = network.loss(train);
      network.trainEpoch(train, rate, train.count);
      return before - network.loss(train);
    };
    expect(drop(1e-4)).toBeGreaterThan(0);
    expect(drop(2e-4) / drop(1e-4)).toBeCloseTo(2, 2);
  });

  it("agrees with differences of the loss", () => {
    // A single point, a straight line: ∂loss/∂w = (p − y) x, so one step changes the answer's logit by −r (p − y)(|x|² + 1).
    const point: PlanePoints = { x: Float32Array.of(0.5, -2), y: Float32Array.of(1), count: 1 };
    const network = new PlaneNetwork({ hidden: [], seed: 1 });
    const logit = () => Math.log(1 / (1 / network.predict(0.5, -2) - 1));
    const [before, p] = [logit(), network.predict(0.5, -2)];
    network.trainEpoch(point, 0.1, 1);
    expect(logit() - before).toBeCloseTo(-0.1 * (p - 1) * (0.25 + 4 + 1), 10);
  });

  it("solves XOR with four hidden units and not with none", () => {
    const accuracy = (hidden: number[]) => {
      const network = new PlaneNetwork({ hidden });
      for (let epoch = 0; epoch < 100; epoch++) network.trainEpoch(train, 0.1, 4);
      return network.accuracy(test);
    };
    expect(accuracy([4])).toBeGreaterThan(0.9);
    expect(accuracy([])).toBeLessThan(0.6);
  });

  it.each(["tanh", "sigmoid", "relu"] as const)("learns with %s", (activation) => {
    const network = new PlaneNetwork({ activation });
    const before = network.loss(train);
    for (let epoch = 0; epoch < 200; epoch++) network.trainEpoch(train, 0.1, 4);
    expect(network.loss(train)).toBeLessThan(before / 2);
  });

  it("shows its hidden units without being disturbed", () => {
    const network = new PlaneNetwork({ hidden: [4] });
    const before = network.predict(0.3, 0.4);
    expect(network.hiddenUnits(1, 1)).toHaveLength(4);
    expect(network.predict(0.3, 0.4)).toBe(before);
  });

  it("refuses an unknown activation and a layer without units", () => {
    expect(() => new PlaneNetwork({ activation: "gelu" as "relu" })).toThrow("tanh, sigmoid or relu");
    expect(() => new PlaneNetwork({ hidden: [0] })).toThrow("units must be an integer >= 1");
  });
});
