// Everything that decides what a playground does: plain values, so that code, JSON or a link reproduce it.
import { checkInteger, checkOptions, complaint, unknownWord } from "../validation.js";

export const datasetNames = ["xor", "circles", "gaussians", "spiral"] as const;
export type DatasetName = (typeof datasetNames)[number];

export const activationNames = ["tanh", "relu", "sigmoid", "linear"] as const;
export const optimizerNames = ["sgd", "momentum", "adagrad", "adadelta", "rmsprop", "adam"] as const;
export const regularizationNames = ["none", "l1", "l2"] as const;

/** Values offered for the learning rate: half decades. */
export const learningRates = [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10] as const;
/** Values offered for the batch size; 200 is the whole training set at the default share. */
export const batchSizes = [1, 4, 16, 64, 200] as const;

export interface PlaygroundSettings {
  dataset: DatasetName;
  /** Standard deviation of what is added to both coordinates, 0 to 0.5. */
  noise: number;
  /** Share of the 400 points to train on, 0.1 to 0.9; the rest tests. */
  trainShare: number;
  /** Units of each hidden layer: none to four numbers from 1 to 8 (16 in code). */
  hidden: readonly number[];
  activation: (typeof activationNames)[number];
  learningRate: number;
  batchSize: number;
  optimizer: (typeof optimizerNames)[number];
  regularization: (typeof regularizationNames)[number];
  regularizationRate: number;
  /** Of the points, the initial weights and the order of the samples: the same seed draws the same picture. */
  seed: number;
}

export const defaultSettings: PlaygroundSettings = {
  dataset: "xor",
  noise: 0,
  trainShare: 0.5,
  hidden: [4],
  activation: "tanh",
  learningRate: 0.1,
  batchSize: 4,
  optimizer: "sgd",
  regularization: "none",
  regularizationRate: 0.001,
  seed: 0,
};

const action = "set up the playground";

/**
 * Fills in the defaults and checks every value.
 *
 * @param given - Some settings, or a link made by {@link toLink}.
 * @throws RangeError that names the setting.
 */
export function readSettings(given: Partial<PlaygroundSettings> | string = {}): PlaygroundSettings {
  if (typeof given !== "string") checkOptions(action, given, Object.keys(defaultSettings));
  const settings = { ...defaultSettings, ...(typeof given === "string" ? fromLink(given) : given) };
  checkName("dataset", settings.dataset, datasetNames);
  checkName("activation", settings.activation, activationNames);
  checkName("optimizer", settings.optimizer, optimizerNames);
  checkName("regularization", settings.regularization, regularizationNames);
  checkNumber("noise", settings.noise, 0, 1);
  checkNumber("trainShare", settings.trainShare, 0.1, 0.9);
  checkNumber("learningRate", settings.learningRate, 1e-6, 1000);
  checkNumber("regularizationRate", settings.regularizationRate, 0, 10);
  checkInteger(action, "batchSize", settings.batchSize, { min: 1, max: 400 });
  checkInteger(action, "seed", settings.seed, { min: 0, max: 2 ** 32 - 2 });
  if (settings.hidden.length > 4) {
    throw new RangeError(
      complaint({ action, name: "hidden", wanted: "at most four layers", got: settings.hidden }),
    );
  }
  for (const [i, units] of settings.hidden.entries()) {
    checkInteger(action, `hidden[${String(i)}]`, units, { min: 1, max: 16 });
  }
  return settings;
}

/** The settings that differ from the defaults as `playground?dataset=circles&hidden=4,2`. */
export function toLink(settings: PlaygroundSettings): string {
  const parts = Object.entries(settings)
    .filter(([name, value]) => String(value) !== String(defaultSettings[name as keyof PlaygroundSettings]))
    .map(([name, value]) => `${name}=${String(value)}`);
  return `playground?${parts.join("&")}`;
}

function fromLink(link: string): Partial<PlaygroundSettings> {
  const settings: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(link.slice(link.indexOf("?") + 1))) {
    checkName("setting", name, Object.keys(defaultSettings));
    const model = defaultSettings[name as keyof PlaygroundSettings];
    if (Array.isArray(model)) settings[name] = value === "" ? [] : value.split(",").map(Number);
    else settings[name] = typeof model === "number" ? Number(value) : value;
  }
  return settings;
}

function checkName(name: string, value: string, known: readonly string[]): void {
  if (!known.includes(value)) throw unknownWord(action, name, value, known);
}

function checkNumber(name: string, value: number, min: number, max: number): void {
  if (value >= min && value <= max) return;
  throw new RangeError(
    complaint({ action, name, wanted: `a number from ${String(min)} to ${String(max)}`, got: value }),
  );
}
