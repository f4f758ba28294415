// Learning rate × batch size, all cells at once: the playground's picture for places where nothing moves.
import { Figure, PyFigure } from "../plotting/index.js";
import { PlaygroundNetwork } from "./network.js";
import { batchSizes, learningRates, type PlaygroundSettings, readSettings } from "./settings.js";

export interface SweepOptions extends Partial<
  Omit<PlaygroundSettings, "learningRate" | "batchSize" | "seed">
> {
  learningRates?: readonly number[] | undefined;
  batchSizes?: readonly number[] | undefined;
  /** Number of runs a cell, with seeds 0, 1, 2 …; defaults to 10. */
  seeds?: number | undefined;
  /** Defaults to 100. */
  epochs?: number | undefined;
}

/** One cell: medians over the seeds. */
export interface SweepCell {
  learningRate: number;
  batchSize: number;
  /** First epoch with 95 % of the test points right; NaN if fewer than half of the runs get there. */
  epochs: number;
  /** Training loss at the end. */
  loss: number;
  /** Test accuracy at the end. */
  accuracy: number;
}

/** A finished sweep; draws itself as a heat map. */
export class Sweep {
  readonly cells: readonly SweepCell[];
  readonly settings: SweepOptions;

  constructor(cells: readonly SweepCell[], settings: SweepOptions) {
    this.cells = cells;
    this.settings = settings;
  }

  /**
   * Draws the sweep.
   *
   * @param value - What is in the cells; defaults to `"epochs"` until 95 %.
   */
  toFigure(
    value: "epochs" | "loss" | "accuracy" = "epochs",
    { title, language = "en" }: { title?: string; language?: "ko" | "en" } = {},
  ): Figure {
    const rates = [...new Set(this.cells.map((cell) => cell.learningRate))];
    const sizes = [...new Set(this.cells.map((cell) => cell.batchSize))];
    const word = words[language];
    const table = sizes.map((size) =>
      rates.map(
        (rate) => this.cells.find((cell) => cell.learningRate === rate && cell.batchSize === size)![value],
      ),
    );
    // few epochs and low losses are good: dark; the logarithm spreads them
    const shades = table.map((row) => row.map((cell) => (value === "accuracy" ? cell : Math.log(cell))));
    const figure = new PyFigure(1, 1, { figsize: [rates.length * 0.72 + 1.6, sizes.length * 0.5 + 1.3] });
    figure.axes[0]!.heatmap(shades, {
      rows: sizes,
      columns: rates,
      cmap: value === "accuracy" ? "Blues" : "Blues_r",
      format: (_, row, column) => {
        const cell = table[row]![column]!;
        return value === "epochs" ? String(cell) : cell.toFixed(3);
      },
    })
      .xlabel(word.learningRate)
      .ylabel(word.batchSize)
      .title(title ?? word[value]);
    return figure.toFigure();
  }
}

const words = {
  en: {
    learningRate: "learning rate",
    batchSize: "batch size",
    epochs: "epochs until 95 % are right",
    loss: "training loss",
    accuracy: "test accuracy",
  },
  ko: {
    learningRate: "학습률",
    batchSize: "배치 크기",
    epochs: "95%를 맞히기까지 걸린 에포크",
    loss: "훈련 손실",
    accuracy: "테스트 정확도",
  },
};

/**
 * Trains the playground's network for every pair of learning rate and batch size.
 *
 * @param options - The playground's settings, and the values to try; by default 8 rates × 5 sizes × 10 seeds of 100
 *   epochs, some seconds.
 *
 * @example
 * ```ts
 * import { playgroundSweep } from "gradus";
 * import { expect } from "vitest";
 *
 * const sweep = await playgroundSweep({ learningRates: [0.03, 0.3], batchSizes: [1, 10], seeds: 1, epochs: 5 });
 * expect(sweep.cells).toHaveLength(4);
 * ```
 */
export async function playgroundSweep(options: SweepOptions = {}): Promise<Sweep> {
  const {
    learningRates: rates = learningRates,
    batchSizes: sizes = batchSizes,
    seeds = 10,
    epochs = 100,
    ...settings
  } = options;
  const cells: SweepCell[] = [];
  for (const batchSize of sizes) {
    for (const learningRate of rates) {
      const runs = [];
      for (let seed = 0; seed < seeds; seed++)
        runs.push(await runOnce(readSettings({ ...settings, batchSize, learningRate, seed }), epochs));
      cells.push({
        learningRate,
        batchSize,
        epochs: medianOf(runs.map((run) => run.epochs)),
        loss: medianOf(runs.map((run) => run.loss)),
        accuracy: medianOf(runs.map((run) => run.accuracy)),
      });
    }
  }
  return new Sweep(cells, options);
}

async function runOnce(
  settings: PlaygroundSettings,
  epochs: number,
): Promise<{ epochs: number; loss: number; accuracy: number }> {
  const network = await PlaygroundNetwork.create(settings);
  let first = Infinity;
  while (first === Infinity && network.epoch < epochs) {
    network.advance(1, Infinity, false);
    if (network.testAccuracy() >= 0.95) first = network.epoch;
  }
  network.advance(epochs - network.epoch, Infinity);
  const { train, test } = network.now;
  network.dispose();
  return { epochs: first, loss: train.loss, accuracy: test.accuracy };
}

/** The middle value, NaN when it is infinite; a diverged run counts as the worst. */
function medianOf(values: readonly number[]): number {
  const sorted = values.map((value) => (Number.isNaN(value) ? Infinity : value)).sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
  return Number.isFinite(median) ? median : Number.NaN;
}
