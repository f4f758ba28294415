// Callbacks on scripted numbers do, print and save what Keras's do (fixtures/callbacks.py).
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { callbacks, layers, metrics, optimizers, Sequential } from "gradus";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

interface Run {
  epochs: number;
  rates: number[] | null;
  told: string[];
  saved: string[];
  files: Record<string, string>;
}
const keras = JSON.parse(readFileSync(new URL("./fixtures/callbacks.json", import.meta.url), "utf8")) as {
  loss: number[];
  rising: number[];
  steps_up: number[];
  steps_down: number[];
  runs: Record<string, Run>;
  options: Record<string, Record<string, unknown>>;
  faults: Record<string, string>;
};

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "callbacks-"))));
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** What a callback does in a training of which only its number is scripted. */
async function run(callback: callbacks.Callback, name: string, values: readonly number[]): Promise<Run> {
  const told: string[] = [];
  const rates: number[] = [];
  vi.spyOn(console, "log").mockImplementation((text: string) => void told.push(text));
  const model = new Sequential([layers.dense({ units: 1, inputShape: [1], kernelInitializer: "zeros" })]);
  const optimizer = optimizers.sgd({ learningRate: 0.5 });
  const { cosineSimilarity } = metrics;
  const reported = ["accuracy", cosineSimilarity(), cosineSimilarity({ name: "angle" }), "mae"] as const;
  model.compile({ optimizer, loss: "mse", metrics: reported });
  const script = {
    onEpochEnd(epoch: number, logs: callbacks.Logs) {
      for (const key of Object.keys(logs)) delete logs[key];
      logs[name] = values[epoch]!;
    },
  };
  const last = {
    onEpochEnd: (_: number, { learning_rate: rate }: callbacks.Logs) =>
      void (rate !== undefined && rates.push(rate)),
  };
  const options = { epochs: values.length, verbose: 0, callbacks: [script, callback, last] } as const;
  const { epoch } = await model.fit([[0], [1]], [[0], [1]], options);
  const saved = readdirSync(folder).sort();
  const logs = saved.filter((file) => file.endsWith(".csv"));
  return {
    epochs: epoch.length,
    rates: rates.length > 0 ? rates : null,
    told: told.map((line) => line.replace(folder + sep, "")),
    saved,
    files: Object.fromEntries(logs.map((file) => [file, readFileSync(join(folder, file), "utf8")])),
  };
}

const { earlyStopping, reduceLROnPlateau, modelCheckpoint, learningRateScheduler, csvLogger } = callbacks;
const { loss, rising } = keras;
const inFolder = (name: string) => join(folder, name);
const cases: Record<string, [() => callbacks.Callback, string, number[]]> = {
  early: [
    () => earlyStopping({ monitor: "loss", patience: 2, verbose: 1, restoreBestWeights: true }),
    "loss",
    loss,
  ],
  early_delta: [
    () => earlyStopping({ monitor: "loss", patience: 3, minDelta: 1.5, verbose: 1 }),
    "loss",
    loss,
  ],
  early_baseline: [
    () => earlyStopping({ monitor: "loss", patience: 3, baseline: 2.5, verbose: 1 }),
    "loss",
    loss,
  ],
  early_late: [
    () => earlyStopping({ monitor: "loss", patience: 1, startFromEpoch: 3, verbose: 1 }),
    "loss",
    loss,
  ],
  early_accuracy: [
    () => earlyStopping({ monitor: "val_accuracy", patience: 2, verbose: 1 }),
    "val_accuracy",
    rising,
  ],
  early_cosine: [
    () => earlyStopping({ monitor: "val_cosine_similarity", patience: 2, verbose: 1 }),
    "val_cosine_similarity",
    rising,
  ],
  early_named: [() => earlyStopping({ monitor: "val_angle", patience: 2, verbose: 1 }), "val_angle", rising],
  early_mae: [() => earlyStopping({ monitor: "val_mae", patience: 2, verbose: 1 }), "val_mae", rising],
  early_steps_up: [
    () => earlyStopping({ monitor: "val_accuracy", patience: 1, minDelta: 0.2, verbose: 1 }),
    "val_accuracy",
    keras.steps_up,
  ],
  early_steps_down: [
    () => earlyStopping({ monitor: "loss", patience: 1, minDelta: 0.2, verbose: 1 }),
    "loss",
    keras.steps_down,
  ],
  plateau: [
    () => reduceLROnPlateau({ monitor: "loss", factor: 0.5, patience: 1, minLr: 0.125, verbose: 1 }),
    "loss",
    loss,
  ],
  plateau_cooldown: [
    () => reduceLROnPlateau({ monitor: "loss", factor: 0.5, patience: 1, cooldown: 2, verbose: 1 }),
    "loss",
    loss,
  ],
  schedule: [() => learningRateScheduler((_, rate) => rate / 2, { verbose: 1 }), "loss", loss.slice(0, 3)],
  checkpoint: [
    () => modelCheckpoint({ filepath: inFolder("{epoch:02d}-{loss:.2f}.keras"), verbose: 1 }),
    "loss",
    loss.slice(0, 3),
  ],
  checkpoint_best: [
    () =>
      modelCheckpoint({
        filepath: inFolder("{epoch}.weights.h5"),
        monitor: "loss",
        saveBestOnly: true,
        saveWeightsOnly: true,
        verbose: 1,
      }),
    "loss",
    loss.slice(0, 5),
  ],
  checkpoint_threshold: [
    () =>
      modelCheckpoint({
        filepath: inFolder("{epoch}.keras"),
        monitor: "loss",
        saveBestOnly: true,
        initialValueThreshold: 3.2,
        verbose: 1,
      }),
    "loss",
    loss.slice(0, 5),
  ],
  csv: [() => csvLogger(inFolder("log.csv"), { separator: ";" }), "loss", loss.slice(0, 2)],
};

it("each of Keras's runs has its case here", () => {
  expect(Object.keys(cases)).toEqual(Object.keys(keras.runs));
});

it.each(Object.entries(cases))("%s", async (name, [make, watched, values]) => {
  const theirs = keras.runs[name]!;
  // Python's csv module ends lines for Windows everywhere
  const files = Object.entries(theirs.files).map(([file, text]) => [file, text.replaceAll("\r\n", "\n")]);
  expect(await run(make(), watched, values)).toEqual({ ...theirs, files: Object.fromEntries(files) });
});

describe("options", () => {
  const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const makers: Record<string, (options: object) => unknown> = {
    ModelCheckpoint: (options) => modelCheckpoint({ filepath: "a", ...options }),
    EarlyStopping: earlyStopping,
    ReduceLROnPlateau: reduceLROnPlateau,
    LearningRateScheduler: (options) => learningRateScheduler((_, rate) => rate, options),
    CSVLogger: (options) => csvLogger("a.csv", options),
    TerminateOnNaN: callbacks.terminateOnNaN,
  };
  it.each(Object.keys(keras.options))("%s takes every option of Keras's, at its default", (name) => {
    const { schedule, filepath, filename, ...options } = keras.options[name]!;
    expect([schedule, filepath, filename].filter((value) => value !== undefined && value !== null)).toEqual(
      [],
    );
    const given = Object.entries(options).map(([key, value]) => [camel(key), value ?? undefined]);
    expect(() => makers[name]!(Object.fromEntries(given) as object)).not.toThrow();
  });
});

describe("what Keras refuses, and what would be wrong without a word", () => {
  it("a number of which nothing says which way is better", async () => {
    expect(keras.faults["own_metric"]).toBe("ValueError");
    await expect(run(earlyStopping({ monitor: "score" }), "score", [1, 2])).rejects.toThrow(
      'Cannot watch "score": mode must be "min" or "max" where no metric says which way is better',
    );
    expect((await run(earlyStopping({ monitor: "score", mode: "max" }), "score", [1, 2])).epochs).toBe(2);
  });

  it("a name in a path that is no number of the training", async () => {
    expect(keras.faults["unknown_name"]).toBe("KeyError");
    const checkpoint = modelCheckpoint({ filepath: inFolder("{none}.keras") });
    await expect(run(checkpoint, "loss", [1])).rejects.toThrow("must be one of loss, epoch");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("a schedule that gives no number", async () => {
    expect(keras.faults["schedule"]).toBe("ValueError");
    for (const got of ["0.1", NaN, undefined])
      await expect(run(learningRateScheduler((() => got) as never), "loss", [1])).rejects.toThrow(
        "Cannot set the learning rate of epoch 1: what the schedule gives must be a number",
      );
  });

  it.each([
    ["factor", () => reduceLROnPlateau({ factor: 1 }), "factor must be a number < 1"],
    ["weights_ending", () => modelCheckpoint({ filepath: "a.keras", saveWeightsOnly: true }), ".weights.h5"],
    [
      "save_freq",
      () => modelCheckpoint({ filepath: "a.keras", saveFreq: "batch" as never }),
      "saveFreq must be",
    ],
    [undefined, () => modelCheckpoint({ filepath: "a.h5" }), "a folder or a file that ends in .keras"],
    [undefined, () => modelCheckpoint(undefined as never), "filepath must be a path"],
    [undefined, () => earlyStopping({ patience: "3" as never }), "patience must be an integer >= 0"],
    [undefined, () => earlyStopping({ baseline: NaN }), "baseline must be a number"],
    [undefined, () => earlyStopping({ verbose: true as never }), "verbose must be 0 or 1"],
    [undefined, () => earlyStopping({ mode: "up" as never }), 'mode must be "auto", "min" or "max"'],
    [undefined, () => reduceLROnPlateau({ factor: "0.5" as never }), "factor must be a number < 1"],
    [undefined, () => csvLogger(undefined as never), "filename must be a path"],
    [undefined, () => csvLogger("a.csv", { separator: "" }), "separator must be one character"],
  ])("wrong values (%#)", (fault, make, message) => {
    if (fault) expect(keras.faults[fault]).toBe("ValueError");
    expect(make).toThrow(message);
  });
});

it("saveFreq counts batches over the ends of epochs, and makes the folder", async () => {
  const model = new Sequential([layers.dense({ units: 1, inputShape: [1] })]);
  model.compile({ optimizer: "sgd", loss: "mse" });
  const filepath = join(folder, "deep", "{epoch}-{batch}.weights.h5");
  const checkpoint = modelCheckpoint({ filepath, saveWeightsOnly: true, saveFreq: 2 });
  const options = { batchSize: 1, epochs: 2, verbose: 0, callbacks: checkpoint } as const;
  await model.fit([[0], [1], [2]], [[0], [1], [2]], options);
  expect(readdirSync(join(folder, "deep")).sort()).toEqual([
    "1-2.weights.h5",
    "2-1.weights.h5",
    "2-3.weights.h5",
  ]);
});

it("TerminateOnNaN throws if asked to", async () => {
  const stop = callbacks.terminateOnNaN({ raiseError: true });
  const model = new Sequential([layers.dense({ units: 1, inputShape: [1] })]);
  model.compile({ optimizer: optimizers.sgd({ learningRate: 1e30 }), loss: "mse" });
  const options = { batchSize: 1, epochs: 50, verbose: 0, callbacks: stop } as const;
  await expect(model.fit([[1], [2]], [[1], [3]], options)).rejects.toThrow(
    "Cannot go on training: the loss of batch",
  );
});
