import { trainXor } from "gradus";
import { describe, expect, it } from "vitest";

describe("trainXor()", () => {
  it("ends where the lecture's loop in NumPy ends", () => {
    // np.random.seed(0); W1 = 2 * random((2, 2)) - 1; W2 = 2 * random((2, 1)) - 1; 60,000 iterations at 0.5
    const { outputs, loss, solvedAt } = trainXor({ seed: 0 });
    [0.015589, 0.986627, 0.986625, 0.013789].forEach((y, i) => {
      expect(outputs[i]).toBeCloseTo(y, 5);
    });
    expect(loss).toBeCloseTo(1.977e-4, 6);
    expect(solvedAt).toBe(7614);
  });

  it("reports a start that is stuck", () => {
    const { loss, solvedAt } = trainXor({ seed: 3, iterations: 20_000 });
    expect(solvedAt).toBeUndefined();
    expect(loss).toBeCloseTo(0.125, 2);
  });

  it("stops at the first loss below 0.01 when asked to", () => {
    const run = trainXor({ seed: 0, untilSolved: true });
    expect(run.loss).toBeLessThan(0.01);
    expect(trainXor({ seed: 0, iterations: run.solvedAt! - 1 }).loss).toBeGreaterThanOrEqual(0.01);
  });

  it("takes gradient descent as a rule", () => {
    const plain = trainXor({ seed: 1, iterations: 500 });
    const ruled = trainXor({ seed: 1, iterations: 500, rule: (g) => g.map((x) => -0.5 * x) });
    expect(ruled.weights).toEqual(plain.weights);
  });

  it("keeps twins apart from nothing: equal weights stay equal", () => {
    const { weights } = trainXor({ weights: Array<number>(9).fill(0.5), iterations: 1000 });
    expect(weights[0]).toBe(weights[1]);
    expect(weights[6]).toBe(weights[7]);
  });

  it("does not touch the weights it is given", () => {
    const weights = new Float64Array(9).fill(0.1);
    trainXor({ weights, iterations: 10 });
    expect(weights).toEqual(new Float64Array(9).fill(0.1));
  });

  it("refuses weights of the wrong length", () => {
    expect(() => trainXor({ weights: [1, 2, 3] })).toThrow(
      "Cannot train the XOR network: weights.length must be an integer from 9 to 9, current value is 3",
    );
  });
});
