// The knobs of the playground.
import { widgets } from "../widgets/index.js";
import {
  activationNames,
  batchSizes,
  datasetNames,
  learningRates,
  optimizerNames,
  type PlaygroundSettings,
  regularizationNames,
} from "./settings.js";

/** What the knobs do. */
export interface PanelActions {
  change(settings: Partial<PlaygroundSettings>): void;
  play(): void;
  step(epochs: number): void;
  reset(): void;
}

export interface Panel {
  widget: widgets.VBox;
  showPlaying(isPlaying: boolean): void;
  /** Epochs trained for each frame; Infinity for as many as fit. */
  epochsPerFrame(): number;
}

const names = {
  en: {
    dataset: "data",
    noise: "noise",
    trainShare: "train share",
    learningRate: "learning rate",
    batchSize: "batch size",
    optimizer: "optimizer",
    activation: "activation",
    regularization: "regularisation",
    regularizationRate: "its rate",
    layer: "layer",
    speed: "epochs a frame",
    play: "Play",
    pause: "Pause",
    step: "Step",
    reset: "Reset",
    datasets: { xor: "XOR", circles: "circles", gaussians: "two Gaussians", spiral: "spirals" },
    none: "none",
  },
  ko: {
    dataset: "데이터",
    noise: "잡음",
    trainShare: "훈련 비율",
    learningRate: "학습률",
    batchSize: "배치 크기",
    optimizer: "옵티마이저",
    activation: "활성화 함수",
    regularization: "규제",
    regularizationRate: "규제 세기",
    layer: "은닉층",
    speed: "장면당 에포크",
    play: "재생",
    pause: "멈춤",
    step: "한 걸음",
    reset: "처음부터",
    datasets: { xor: "XOR", circles: "동심원", gaussians: "두 가우시안", spiral: "나선" },
    none: "없음",
  },
} as const;

/** Makes the panel. Knobs of the learning rate and the batch size act at once, the others begin again. */
export function panel(settings: PlaygroundSettings, language: "ko" | "en", actions: PanelActions): Panel {
  const word = names[language];
  const small = { layout: { width: "250px" }, descriptionWidth: "105px" };
  const smaller = { layout: { width: "240px" } };
  const menu = <Value>(
    name: string,
    options: readonly Value[] | Record<string, Value>,
    value: Value,
    key: keyof PlaygroundSettings,
  ): widgets.Dropdown<Value> => {
    const dropdown = widgets.dropdown<Value>({
      options: withValue(options, value),
      value,
      description: name,
      ...small,
    });
    dropdown.observe((chosen) => {
      actions.change({ [key]: chosen });
    });
    return dropdown;
  };
  const datasets = Object.fromEntries(datasetNames.map((name) => [word.datasets[name], name]));
  const regularizations = Object.fromEntries(
    regularizationNames.map((name) => [name === "none" ? word.none : name.toUpperCase(), name]),
  );
  const noise = widgets.floatSlider({
    min: 0,
    max: 0.5,
    step: 0.05,
    value: settings.noise,
    description: word.noise,
    continuousUpdate: false,
    ...small,
  });
  noise.observe((value) => {
    actions.change({ noise: value });
  });
  const share = widgets.floatSlider({
    min: 0.1,
    max: 0.9,
    step: 0.1,
    value: settings.trainShare,
    description: word.trainShare,
    continuousUpdate: false,
    ...small,
  });
  share.observe((value) => {
    actions.change({ trainShare: value });
  });
  // a layer of 0 units ends the network
  const layers = [0, 1, 2, 3].map((i) =>
    widgets.intSlider({
      min: 0,
      max: Math.max(8, settings.hidden[i] ?? 0),
      value: settings.hidden[i] ?? 0,
      description: `${word.layer} ${String(i + 1)}`,
      continuousUpdate: false,
      ...smaller,
    }),
  );
  for (const layer of layers) {
    layer.observe(() => {
      const units = layers.map(({ value }) => value);
      const end = units.indexOf(0);
      actions.change({ hidden: end < 0 ? units : units.slice(0, end) });
    });
  }
  const speeds = { "1": 1, "10": 10, "100": 100, "∞": Infinity };
  const speed = widgets.dropdown<number>({ options: speeds, value: 1, description: word.speed, ...small });
  const play = widgets.button({ description: word.play, icon: "play", buttonStyle: "primary" });
  const step = widgets.button({ description: word.step, icon: "step-forward" });
  const reset = widgets.button({ description: word.reset, icon: "refresh" });
  play.onClick(() => {
    actions.play();
  });
  step.onClick(() => {
    actions.step(Number.isFinite(speed.value) ? speed.value : 1000);
  });
  reset.onClick(() => {
    actions.reset();
  });
  const { dataset, learningRate, batchSize, optimizer, activation, regularization, regularizationRate } =
    settings;
  return {
    widget: new widgets.VBox([
      widgets.hBox([play, step, reset, speed]),
      widgets.hBox([
        menu(word.learningRate, learningRates as readonly number[], learningRate, "learningRate"),
        menu(word.batchSize, batchSizes as readonly number[], batchSize, "batchSize"),
        menu(word.optimizer, optimizerNames, optimizer, "optimizer"),
      ]),
      widgets.hBox([menu(word.dataset, datasets, dataset, "dataset"), noise, share]),
      widgets.hBox(layers.slice(0, 2).concat(layers.slice(2, 4))),
      widgets.hBox([
        menu(word.activation, activationNames, activation, "activation"),
        menu(word.regularization, regularizations, regularization, "regularization"),
        menu(word.regularizationRate, [0.0001, 0.001, 0.01, 0.1], regularizationRate, "regularizationRate"),
      ]),
    ]),
    showPlaying(isPlaying) {
      play.description = isPlaying ? word.pause : word.play;
      play.icon = isPlaying ? "pause" : "play";
    },
    epochsPerFrame: () => speed.value,
  };
}

/** A menu has the value it begins with, also when that is none of those offered. */
function withValue<Value>(
  options: readonly Value[] | Record<string, Value>,
  value: Value,
): readonly Value[] | Record<string, Value> {
  if (!Array.isArray(options)) return options;
  const list = options as readonly Value[];
  if (list.includes(value)) return list;
  return [...list, value].sort((a, b) => Number(a) - Number(b));
}
