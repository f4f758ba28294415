import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { callbacks, layers, loadModel, optimizers, Sequential } from "gradus";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Engine } from "../../src/engine/engine.js";
import { hostSymbol } from "../../src/display/host.js";
import { flat } from "./fixtures.js";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "callbacks-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const x = [[0], [1], [2], [3]];
const y = [[1], [3], [5], [7]];

function line(learningRate = 0.05) {
  const model = new Sequential([layers.dense({ units: 1, inputShape: [1], kernelInitializer: "zeros" })]);
  model.compile({ loss: "mse", optimizer: optimizers.sgd({ learningRate }) });
  return model;
}
const silent = { verbose: 0, shuffle: false } as const;

describe("stopTraining", () => {
  it("gives back what the rest of the training would have needed", async () => {
    const model = line();
    const stop = callbacks.lambdaCallback({ onEpochEnd: () => void (model.stopTraining = true) });
    const engine = await Engine.enter();
    const fit = async (): Promise<number> => {
      const { history } = await model.fit(x, y, { verbose: 0, epochs: 5000, callbacks: [stop] });
      expect(history.loss).toHaveLength(1);
      return engine.arena.bytesUsed;
    };
    const once = await fit();
    for (let i = 0; i < 5; i++) expect(await fit()).toBe(once);
    engine.leave();
  });
});

describe("the event loop", () => {
  it.each([
    ["returns at once", (): void => undefined],
    ["is waited for", (): Promise<void> => Promise.resolve()],
  ])("has its turn while a hook that %s looks at each epoch", async (_, hook) => {
    const model = line();
    let fired = false;
    const watch = callbacks.lambdaCallback({
      onEpochEnd(epoch) {
        if (epoch === 0) setTimeout(() => (fired = true), 0);
        model.stopTraining = fired;
        return hook();
      },
    });
    await model.fit(x, y, { verbose: 0, epochs: 100_000, callbacks: [watch] });
    expect(fired).toBe(true);
    expect(model.stopTraining).toBe(true); // and not at the end of all epochs
  });
});

describe("hooks", () => {
  it("run in Keras's order", async () => {
    const seen: string[] = [];
    const note = (name: string) => (n: unknown) =>
      void seen.push(typeof n === "number" ? `${name} ${String(n)}` : name);
    const hooks = callbacks.lambdaCallback({
      onTrainBegin: note("train"),
      onTrainEnd: note("end"),
      onEpochBegin: note("epoch"),
      onEpochEnd: note("epochEnd"),
      onBatchBegin: note("batch"),
      onBatchEnd: note("batchEnd"),
    });
    await line().fit(x, y, { ...silent, batchSize: 2, epochs: 2, callbacks: [hooks] });
    const epoch = (n: number) => [
      `epoch ${String(n)}`,
      "batch 0",
      "batchEnd 0",
      "batch 1",
      "batchEnd 1",
      `epochEnd ${String(n)}`,
    ];
    expect(seen).toEqual(["train", ...epoch(0), ...epoch(1), "end"]);
  });
  it("may be async, and a subclass knows its model and parameters", async () => {
    class Watch extends callbacks.Callback {
      seen: number[] = [];
      override async onEpochEnd(epoch: number) {
        await new Promise((resolve) => setTimeout(resolve, 1));
        this.seen.push(epoch, this.params.epochs, this.params.steps!, this.model.countParams());
      }
    }
    const watch = new Watch();
    await line().fit(x, y, { ...silent, epochs: 2, callbacks: watch });
    expect(watch.seen).toEqual([0, 2, 1, 2, 1, 2, 1, 2]);
  });
  it("a misspelt hook is named", () => {
    expect(() => callbacks.lambdaCallback({ onEpochend: () => undefined } as never)).toThrow(
      "write onEpochEnd",
    );
  });
});

describe("EarlyStopping", () => {
  it("stops after `patience` epochs without a better value and puts the best weights back", async () => {
    const model = line();
    let epoch = 0;
    const weights: number[][] = [];
    const script = [5, 3, 4, 4, 4, 1];
    const fake = {
      onEpochEnd(_: number, logs: callbacks.Logs) {
        weights.push(flat(model.getWeights()[0]));
        logs["val_loss"] = script[epoch++]!;
      },
    };
    const stop = callbacks.earlyStopping({ patience: 2, restoreBestWeights: true });
    const history = await model.fit(x, y, { ...silent, epochs: 9, callbacks: [fake, stop] });
    expect(history.epoch.length).toBe(4);
    expect([stop.stoppedEpoch, stop.bestEpoch, stop.best]).toEqual([3, 1, 3]);
    expect(flat(model.getWeights()[0])).toEqual(weights[1]);
  });
  it("watches accuracy upwards, and warns about a number that is not there", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    await line().fit(x, y, { ...silent, callbacks: [callbacks.earlyStopping({ monitor: "val_accuracy" })] });
    expect(warn.mock.calls[0]![0]).toContain('nothing is called "val_accuracy", only loss');
    warn.mockRestore();
  });
});

describe("learning rates", () => {
  it("LearningRateScheduler sets one for each epoch: as if trained epoch by epoch", async () => {
    for (const backend of ["engine", "tfjs"] as const) {
      const [a, b] = [line(), line()];
      a.compile({ loss: "mse", optimizer: "sgd", backend });
      const rates = [0.1, 0.05, 0.01];
      const history = await a.fit(x, y, {
        ...silent,
        epochs: 3,
        callbacks: [callbacks.learningRateScheduler((epoch) => rates[epoch]!)],
      });
      expect(history.history["learning_rate"]).toEqual(rates);
      for (const learningRate of rates) {
        b.compile({ loss: "mse", optimizer: optimizers.sgd({ learningRate }), backend });
        await b.fit(x, y, silent);
      }
      expect(flat(a.getWeights()[0])[0]).toBeCloseTo(flat(b.getWeights()[0])[0]!, 6);
    }
  });
  it("ReduceLROnPlateau lowers it when the loss stands still", async () => {
    const model = line(1e-9);
    const reduce = callbacks.reduceLROnPlateau({ monitor: "loss", factor: 0.5, patience: 2, minLr: 2e-10 });
    const { history } = await model.fit(x, y, { ...silent, epochs: 8, callbacks: [reduce] });
    expect(history["learning_rate"]!.map((rate) => Number((rate * 1e9).toFixed(4)))).toEqual([
      1, 1, 1, 0.5, 0.5, 0.25, 0.25, 0.2,
    ]);
  });
});

describe("files", () => {
  it("CSVLogger writes a line an epoch and appends", async () => {
    const file = join(folder, "log.csv");
    await line().fit(x, y, { ...silent, epochs: 2, callbacks: [callbacks.csvLogger(file)] });
    await line().fit(x, y, {
      ...silent,
      epochs: 1,
      callbacks: [callbacks.csvLogger(file, { append: true })],
    });
    const rows = readFileSync(file, "utf8").trim().split("\n");
    expect(rows[0]).toBe("epoch,loss,val_loss");
    expect(rows.slice(1).map((row) => row.split(",")[0])).toEqual(["0", "1", "0"]);
  });
  it("ModelCheckpoint saves every epoch, or the best", async () => {
    const each = callbacks.modelCheckpoint({ filepath: join(folder, "e{epoch:02d}") });
    const best = callbacks.modelCheckpoint({
      filepath: join(folder, "best"),
      monitor: "loss",
      saveBestOnly: true,
    });
    const model = line();
    await model.fit(x, y, { ...silent, epochs: 2, callbacks: [each, best] });
    expect(readdirSync(folder).sort()).toEqual(["best", "e01", "e02"]);
    expect(flat(await (await loadModel(join(folder, "best"))).predict(x))).toEqual(
      flat(await model.predict(x)),
    );
  });
});

it("TerminateOnNaN ends a training that explodes", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const history = await line(1e30).fit(x, y, {
    ...silent,
    batchSize: 1,
    epochs: 50,
    callbacks: [callbacks.terminateOnNaN()],
  });
  expect(history.epoch.length).toBeLessThan(3);
  warn.mockRestore();
});

it("an interrupt of the notebook ends fit after a step, and fit works again", async () => {
  const handlers = new Set<() => void>();
  const onInterrupt = (handler: () => void) => {
    handlers.add(handler);
    return () => handlers.delete(handler);
  };
  const slot = globalThis as { [hostSymbol]?: unknown };
  slot[hostSymbol] = { onInterrupt, display: () => undefined, updateDisplay: () => undefined };
  try {
    const model = line();
    const interrupt = setTimeout(() => handlers.forEach((handler) => handler()), 120);
    const history = await model.fit(x, y, { ...silent, epochs: 1e9 });
    clearTimeout(interrupt);
    expect(history.epoch.length).toBeGreaterThan(0);
    expect(handlers.size).toBe(0);
    expect((await model.fit(x, y, { ...silent, epochs: 2 })).epoch).toEqual([0, 1]);
  } finally {
    delete slot[hostSymbol];
  }
});
