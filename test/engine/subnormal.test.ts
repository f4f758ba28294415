// Numbers below 2⁻¹²⁶ slow a processor down a hundredfold: the engine lets what fades end at 0.
import { describe, expect, it } from "vitest";
import { Trainer, type LayerSpec, type TrainerConfig } from "../../src/engine/index.js";

const smallestNormal = 2 ** -126;
const isSubnormal = (x: number) => x !== 0 && Math.abs(x) < smallestNormal;

/** Trains on `x` until `steps` steps are done. */
function train(trainer: Trainer, x: Float32Array, steps: number): void {
  const run = trainer.train(trainer.load({ x, y: Float32Array.of(1) }), { batchSize: 1, epochs: steps });
  while (!run.done) run.advance();
}

const optimizers: NonNullable<TrainerConfig["optimizer"]>[] = [
  { name: "sgd", learningRate: 1e-4, momentum: 0.9 },
  { name: "sgd", learningRate: 1e-4, momentum: 0.9, nesterov: true },
  { name: "rmsprop", learningRate: 1e-4 },
  { name: "rmsprop", learningRate: 1e-4, momentum: 0.9, centered: true },
  { name: "adadelta", learningRate: 1e-4 },
  { name: "adam", learningRate: 1e-4 },
  { name: "adamax", learningRate: 1e-4 },
  { name: "nadam", learningRate: 1e-4 },
  { name: "lion", learningRate: 1e-4 },
];

describe("numbers that fade", () => {
  it.each(optimizers)("end at 0 in the slots of $name", async (optimizer) => {
    const trainer = await Trainer.create({
      inputShape: [2],
      layers: [{ kind: "dense", units: 1 }],
      loss: { name: "meanSquaredError" },
      optimizer,
    });
    train(trainer, Float32Array.of(1, 1), 1);
    const lit = Object.values(trainer.getOptimizerState().slots).map(([kernel]) => kernel![1]);
    expect(lit.every((value) => value !== 0)).toBe(true);
    // the second input is 0 from now on; 0.999ⁿ is below the smallest float of all after 105,000 steps
    train(trainer, Float32Array.of(1, 0), 120_000);
    const slots = Object.values(trainer.getOptimizerState().slots).flat();
    expect(slots.flatMap((values) => [...values]).filter(isSubnormal)).toEqual([]);
    expect(Object.values(trainer.getOptimizerState().slots).map(([kernel]) => kernel![1])).toEqual(
      lit.map(() => 0),
    );
    trainer.dispose();
  });
});

describe("saturated activations", () => {
  async function outputs(activation: LayerSpec & { kind: "activation" }, x: number[]): Promise<number[]> {
    const trainer = await Trainer.create({ inputShape: [x.length], layers: [activation] });
    const result = await trainer.predict(trainer.load({ x: Float32Array.from(x) }));
    trainer.dispose();
    return [...result];
  }

  it("are exactly 0, and what is a little larger keeps its digits", async () => {
    const x = [-1000, -88, -79, -1, NaN];
    for (const name of ["sigmoid", "exponential"] as const) {
      const [far, near, small, large, missing] = await outputs({ kind: "activation", activation: name }, x);
      expect([far, near]).toEqual([0, 0]);
      expect(small! / Math.exp(-79)).toBeCloseTo(1, 5);
      const wanted = name === "sigmoid" ? 1 / (1 + Math.exp(1)) : Math.exp(-1);
      expect(large).toBeCloseTo(wanted, 6);
      expect(missing).toBeNaN();
    }
    const soft = await outputs({ kind: "activation", activation: "softmax" }, [0, -79, -88, -1000]);
    expect(soft[1]! / Math.exp(-79)).toBeCloseTo(1, 5);
    expect(soft).toEqual([1, soft[1], 0, 0]);
  });
});
