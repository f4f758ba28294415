// Scores against the number of training samples, with their spread over the folds.
import { complaint } from "../../validation.js";
import { seriesColor } from "../colors.js";
import type { Figure } from "../figure.js";
import { PyFigure } from "../pyplot/pyFigure.js";
import { isKorean } from "../summary.js";
import { type NumberList, toNumbers, toVector } from "../values.js";
import { optionCheck } from "../options.js";

export interface LearningCurveOptions {
  title?: string | undefined;
  xlabel?: string | undefined;
  ylabel?: string | undefined;
  xscale?: "linear" | "log" | undefined;
}

const checkLearningCurveOptions = optionCheck<LearningCurveOptions>("draw the learning curve", {
  title: true,
  xlabel: true,
  ylabel: true,
  xscale: true,
});

/**
 * Draws training and validation scores over the size of the training set: means as lines, ± one standard deviation
 * as bands.
 *
 * @param sizes - Numbers of training samples, shape [n].
 * @param trainScores - Shape [n] or [n, folds].
 * @param testScores - Shape [n] or [n, folds].
 *
 * @example
 * ```ts
 * import { Figure, plotLearningCurve } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(plotLearningCurve([10, 100], [1, 0.99], [0.7, 0.9])).toBeInstanceOf(Figure);
 * ```
 */
export function plotLearningCurve(
  sizes: NumberList,
  trainScores: NumberList,
  testScores: NumberList,
  options: LearningCurveOptions = {},
): Figure {
  checkLearningCurveOptions(options);
  const action = "draw the learning curve";
  const x = toVector(sizes, action, "sizes");
  const korean = isKorean(options.title, options.xlabel, options.ylabel);
  const figure = new PyFigure(1, 1, { figsize: [6.4, 4.2] });
  const axes = figure.axes[0]!;
  const series = [
    { name: "trainScores", scores: trainScores, label: korean ? "훈련" : "train", linestyle: "-" },
    { name: "testScores", scores: testScores, label: korean ? "검증" : "validation", linestyle: "--" },
  ];
  for (const [i, { name, scores, label, linestyle }] of series.entries()) {
    const { data, shape } = toNumbers(scores, action, name);
    if (shape[0] !== x.length) {
      throw new RangeError(
        complaint({
          action,
          name: `rows of ${name}`,
          wanted: `${String(x.length)} like sizes`,
          got: shape[0],
        }),
      );
    }
    const folds = data.length / x.length;
    const rows = Array.from(x, (_, row) =>
      Array.from({ length: folds }, (__, fold) => data[row * folds + fold]!),
    );
    const means = rows.map((row) => row.reduce((sum, score) => sum + score, 0) / folds);
    const spreads = rows.map((row, r) =>
      Math.sqrt(row.reduce((sum, score) => sum + (score - means[r]!) ** 2, 0) / folds),
    );
    const color = seriesColor(i);
    if (folds > 1)
      axes.fillBetween(
        x as number[],
        means.map((mean, r) => mean - spreads[r]!),
        means.map((mean, r) => mean + spreads[r]!),
        { color, alpha: 0.15 },
      );
    axes.plot(x as number[], means, { color, linestyle, marker: "o", markersize: 5, label });
  }
  axes
    .xlabel(options.xlabel ?? (korean ? "훈련 샘플 수" : "training samples"))
    .ylabel(options.ylabel ?? (korean ? "점수" : "score"));
  axes.labelLines();
  if (options.xscale) axes.xscale(options.xscale);
  if (options.title !== undefined) axes.title(options.title);
  return figure.toFigure();
}
