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

  it("learns XOR from as many seeds as NumPy does, and as soon", () => {
    const runs = Array.from({ length: 100 }, (_, seed) => trainXor({ seed, untilSolved: true }));
    const solvedBy = (limit: number) => runs.filter(({ solvedAt }) => solvedAt! <= limit).length;
    expect([5000, 10_000, 20_000, 60_000].map(solvedBy)).toEqual([27, 76, 86, 87]);
  });

  it("learns XOR from every seed with four hidden units", () => {
    const runs = Array.from({ length: 100 }, (_, seed) => trainXor({ seed, hidden: 4, untilSolved: true }));
    expect(runs.filter(({ solvedAt }) => solvedAt !== undefined)).toHaveLength(100);
  });

  it("draws the first weights as NumPy does", () => {
    // np.random.seed(0); 2 * np.random.random((2, 2)) - 1; 2 * np.random.random((2, 1)) - 1
    const { weights } = trainXor({ seed: 0, iterations: 0 });
    const wanted = [
      0.0976270078546495, 0.43037873274483895, 0.20552675214328775, 0.08976636599379373, 0, 0,
      -0.15269040132219058, 0.29178822613331223, 0,
    ];
    wanted.forEach((w, i) => {
      expect(weights[i]).toBeCloseTo(w, 12);
    });
  });

  it("follows NumPy's losses from the plateau down", () => {
    const losses = [0, 1000, 5000, 10_000, 20_000].map((iterations) => trainXor({ iterations }).loss);
    [0.25042, 0.24997, 0.1925, 3.53e-3, 8.54e-4].forEach((loss, i) => {
      expect(losses[i]! / loss).toBeCloseTo(1, 2);
    });
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
