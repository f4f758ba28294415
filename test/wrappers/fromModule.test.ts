import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import {
  CannotTravelError,
  fromModule,
  GridSearchCV,
  iris,
  KerasRegressor,
  layers,
  Sequential,
} from "gradus";
import type * as tf from "@tensorflow/tfjs";
import { revive } from "../../src/modelSelection/backends/revive.js";

const { data, target } = iris();

function build({ units = 4 }: { units?: number }) {
  const model = new Sequential([layers.dense({ units, inputShape: [4] }), layers.dense({ units: 1 })]);
  model.compile({
    optimizer: "sgd",
    loss: (yTrue: tf.Tensor, yPred: tf.Tensor) => yPred.sub(yTrue).square().mean(-1),
  });
  return model;
}

/** What a search in this process, and one on threads, came to. */
type Pair = Record<"scores" | "workers", (string | number)[]>[];

afterEach(() => {
  vi.restoreAllMocks();
});

describe("fromModule()", () => {
  let answers: Record<string, Pair> & { missing: string };
  beforeAll(async () => {
    // Threads run the built package, so the whole search does.
    const script = fileURLToPath(new URL("./fixtures/searchOwnModels.mjs", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [script]);
    answers = JSON.parse(stdout) as typeof answers;
  }, 120_000);

  it.each(["ownLoss", "subclassed", "ownLoss, scored here", "subclassed, scored here"])(
    "lets threads fit a model that is no data, with the table of one process: %s",
    (name) => {
      const [here, there] = answers[name]!;
      expect(here!.workers).toEqual(Array(4).fill("this process"));
      expect(there!.workers.every((worker) => String(worker).startsWith("thread"))).toBe(true);
      expect(here!.scores.every(Number.isFinite)).toBe(true);
      expect(new Set(here!.scores).size).toBe(2);
      expect(there!.scores).toEqual(here!.scores);
    },
  );

  it("is needed: without it the fits run here, and the message names it", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const done = await new GridSearchCV({
      estimator: new KerasRegressor({ buildFn: build }),
      paramGrid: { model__units: [2, 4] },
      cv: 2,
      refit: false,
      nJobs: 2,
    }).fit(data, target);
    expect(done.fits.every(({ worker }) => worker === "this process")).toBe(true);
    expect(warn.mock.calls[0]![0]).toBe(
      "4 fits run in this process, not on 2 worker threads: the loss, a metric or the learning rate is a function of your own; to run it there, export buildFn from a file or a @module cell and mark it with fromModule",
    );
  });

  it("asks for arguments that are data", async () => {
    const estimator = new KerasRegressor({
      buildFn: fromModule(import.meta.url, (args: object) => build(args), "build"),
      model__units: 2,
      model__hook: () => 1,
    });
    const sample = { x: () => data, y: target, train: Int32Array.of(0, 1, 2) };
    await expect(estimator.pack(sample, {})).rejects.toThrow(
      new CannotTravelError("model__hook exists in this process only; make it inside buildFn"),
    );
  });

  it("runs no module that a worker does not allow", async () => {
    const packed = { reviver: "keras", data: { kind: "regressor", buildFn: "elsewhere#build", params: {} } };
    for (const allowed of [[], ["else", "elsewhere2"]])
      await expect(revive(packed, allowed)).rejects.toThrow(
        'Cannot revive an estimator: buildFn "elsewhere#build" is not allowed here; start the worker with --allow-modules elsewhere if you trust it',
      );
  });

  it("builds no model of another copy of the package, whose seeds are others", async () => {
    const reference = `${new URL("./fixtures/ownModels.mjs", import.meta.url).href}#buildForeign`;
    const packed = { reviver: "keras", data: { kind: "regressor", buildFn: reference, params: {} } };
    const estimator = await revive(packed, "any");
    await expect(Promise.resolve(estimator.fit(data, target))).rejects.toThrow(
      `Cannot build a model: the answer of ${reference} must be a model made by the copy of gradus that the worker has loaded`,
    );
  });

  it("wants a name, and says which export is missing", () => {
    expect(() => fromModule(import.meta.url, () => build({}))).toThrow(
      "Cannot mark a function: it must have the name that its module exports it under; give the name as the third argument",
    );
    expect(answers.missing).toMatch(/ownModels\.mjs has no function missing/);
  });
});
