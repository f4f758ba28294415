// How often each class was taken for each other one.
import type { Figure } from "../figure.js";
import { PyFigure } from "../pyplot/pyFigure.js";
import { isKorean } from "../summary.js";
import { type ImageLike, toMatrix } from "../values.js";
import { optionCheck } from "../options.js";

export interface ConfusionMatrixOptions {
  /** Names of the classes; numbers from 0 by default. */
  labels?: readonly (string | number)[] | undefined;
  title?: string | undefined;
  /** Shares of each true class in place of counts. */
  normalize?: boolean | undefined;
  /** Defaults to `"Blues"`. */
  cmap?: string | undefined;
  language?: "ko" | "en" | undefined;
}

const checkConfusionMatrixOptions = optionCheck<ConfusionMatrixOptions>("draw the confusion matrix", {
  labels: true,
  title: true,
  normalize: true,
  cmap: true,
  language: true,
});

/**
 * Draws a confusion matrix as a heat map.
 *
 * @param matrix - Counts, shape [classes, classes]: rows are the true classes, columns the predicted ones, as
 *   `confusionMatrix(yTrue, yPredicted)` gives them.
 *
 * @example
 * ```ts
 * import { confusionMatrix, Figure, plotConfusionMatrix } from "gradus";
 * import { expect } from "vitest";
 *
 * const matrix = confusionMatrix([0, 1, 1], [0, 1, 0]);
 * expect(plotConfusionMatrix(matrix, { labels: ["cat", "dog"] })).toBeInstanceOf(Figure);
 * ```
 */
export function plotConfusionMatrix(matrix: ImageLike, options: ConfusionMatrixOptions = {}): Figure {
  checkConfusionMatrixOptions(options);
  const { data, rows, columns } = toMatrix(matrix, "draw the confusion matrix", "matrix");
  const { labels, title, normalize = false, cmap = "Blues" } = options;
  const isKo = options.language ? options.language === "ko" : isKorean(title, ...(labels ?? []).map(String));
  const sums = Array.from({ length: rows }, (_, y) =>
    Array.from({ length: columns }, (_, x) => data[y * columns + x]!).reduce((a, b) => a + b, 0),
  );
  const shares = Array.from(data, (count, i) => count / (sums[Math.floor(i / columns)]! || 1));
  const side = Math.max(2.2, Math.min(6.2, 0.42 * columns + 1.2));
  const figure = new PyFigure(1, 1, { figsize: [side + 0.6, side + 0.4] });
  // colours follow the share of the row, so that rare classes are seen too; zeros are left blank
  figure.axes[0]!.heatmap(
    { data: shares, shape: [rows, columns] },
    {
      rows: labels,
      columns: labels,
      cmap,
      vmin: 0,
      vmax: 1,
      format: (share, y, x) => {
        const count = data[y * columns + x]!;
        if (count === 0) return normalize ? "0" : "·";
        return normalize ? share.toFixed(2) : count.toLocaleString("en");
      },
    },
  )
    .xlabel(isKo ? "예측" : "predicted")
    .ylabel(isKo ? "정답" : "true");
  if (title !== undefined) figure.axes[0]!.title(title);
  return figure.toFigure();
}
