// Loss and metrics over the epochs, training and validation.
import { checkKind, complaint } from "../../validation.js";
import { optimizerLook, seriesColor } from "../colors.js";
import type { Figure } from "../figure.js";
import { PyFigure } from "../pyplot/pyFigure.js";
import { isKorean } from "../summary.js";
import { optionCheck } from "../options.js";

/** One list of numbers for each metric, one number an epoch; what `fit` returns has it as `history`. */
export type HistoryRecord = Readonly<Record<string, ArrayLike<number>>>;
export type HistoryLike = HistoryRecord | { readonly history: HistoryRecord };

export interface HistoryOptions {
  title?: string | undefined;
  /** Which metrics, in which order; all by default, loss first. */
  metrics?: readonly string[] | undefined;
  /** Scale of the loss; defaults to `"linear"`. */
  yscale?: "linear" | "log" | undefined;
  /** Words for axes and lines; Korean when the title is Korean. */
  language?: "ko" | "en" | undefined;
}

/** Refuses what is not among {@link HistoryOptions}. */
export const checkHistoryOptions = optionCheck<HistoryOptions>("draw the history", {
  title: true,
  metrics: true,
  yscale: true,
  language: true,
});

const words = {
  en: { epoch: "epoch", train: "train", validation: "validation", loss: "loss", accuracy: "accuracy" },
  ko: { epoch: "에포크", train: "훈련", validation: "검증", loss: "손실", accuracy: "정확도" },
};

/**
 * Draws the course of training, one panel a metric.
 *
 * @param history - What `fit` returned, or several runs by name: `{ SGD: history1, Adam: history2 }`.
 * @returns The figure; validation values are the dashed lines.
 * @throws TypeError if there is no list of numbers in it.
 *
 * @example
 * ```ts
 * import { Figure, plotHistory } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(plotHistory({ loss: [1, 0.5, 0.3], val_loss: [1.1, 0.7, 0.6] })).toBeInstanceOf(Figure);
 * ```
 */
export function plotHistory(
  history: HistoryLike | Readonly<Record<string, HistoryLike>>,
  options: HistoryOptions = {},
): Figure {
  checkHistoryOptions(options);
  checkKind("draw the history", "history", history, {
    kind: "object",
    wanted: "what model.fit() gives, or several by name",
  });
  const runs = toRuns(history);
  const language = options.language ?? (isKorean(options.title, ...Object.keys(runs)) ? "ko" : "en");
  const word = words[language];
  const names = options.metrics ?? metricNames(Object.values(runs));
  const figure = new PyFigure(1, names.length, {
    figsize: names.length === 1 ? [6.4, 4.2] : [Math.min(10.2, 4.6 * names.length), 3.8],
  });
  const severalRuns = Object.keys(runs).length > 1;
  for (const [i, name] of names.entries()) {
    const axes = figure.axes[i]!;
    axes.xlabel(word.epoch).ylabel(name in word ? word[name as "loss"] : name);
    for (const [r, [runName, record]] of Object.entries(runs).entries()) {
      const look = optimizerLook(runName) ?? { color: seriesColor(r), linestyle: "-" };
      const train = record[name];
      const validation = record[`val_${name}`] ?? record[`val${name[0]!.toUpperCase()}${name.slice(1)}`];
      const marker = (train?.length ?? 0) <= 30 ? { marker: "o", markersize: 4 } : {};
      if (train) {
        axes.plot(epochs(train), Array.from(train), {
          ...look,
          ...marker,
          label: severalRuns ? runName : word.train,
        });
      }
      if (validation) {
        const color = severalRuns ? look.color : seriesColor(1);
        const label = severalRuns ? `${runName} ${word.validation}` : word.validation;
        axes.plot(epochs(validation), Array.from(validation), { ...marker, color, linestyle: "--", label });
      }
    }
    if (options.yscale && /loss/.test(name)) axes.yscale(options.yscale);
    const count = axes.artists.length;
    if (!severalRuns || count <= 2) axes.labelLines();
    // Names of several runs are long: a few stand in the corner that losses and scores leave free, not beyond the page.
    else if (count <= 4) axes.legend({ loc: name.endsWith("loss") ? "upper right" : "lower right" });
    else axes.legend();
  }
  if (options.title !== undefined) {
    if (names.length === 1) figure.axes[0]!.title(options.title);
    else figure.suptitle(options.title);
  }
  return figure.toFigure();
}

function epochs(values: ArrayLike<number>): number[] {
  return Array.from({ length: values.length }, (_, i) => i + 1);
}

function toRuns(history: HistoryLike | Readonly<Record<string, HistoryLike>>): Record<string, HistoryRecord> {
  const single = toRecord(history);
  if (single) return { "": single };
  const runs: Record<string, HistoryRecord> = {};
  for (const [name, run] of Object.entries(history as Record<string, unknown>)) {
    const record = toRecord(run);
    if (!record) break;
    runs[name] = record;
  }
  if (Object.keys(runs).length > 0) return runs;
  throw new TypeError(
    complaint({
      action: "plot the history",
      name: "history",
      wanted: "what fit() returns, or runs by name",
      got: history,
      fix: "write plotHistory(await model.fit(…))",
    }),
  );
}

function toRecord(value: unknown): HistoryRecord | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const record = "history" in value ? value.history : value;
  if (typeof record !== "object" || record === null) return undefined;
  const lists = Object.entries(record).filter(
    ([, list]) => typeof (list as ArrayLike<unknown>)?.[0] === "number",
  );
  return lists.length > 0 ? Object.fromEntries(lists) : undefined;
}

/** Names of the training metrics, loss first; tfjs writes `acc` for `accuracy`. */
function metricNames(records: readonly HistoryRecord[]): string[] {
  const all = new Set(records.flatMap((record) => Object.keys(record)));
  const names = [...all].filter(
    (name) => !/^val(_|[A-Z])/.test(name) && !/^(lr|learning_?rate)$/i.test(name),
  );
  return names.sort((a, b) => Number(b === "loss") - Number(a === "loss"));
}
