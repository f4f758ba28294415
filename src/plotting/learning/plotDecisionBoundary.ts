// What a classifier of two inputs says everywhere, under the data it learnt from.
import { array, type NDArray } from "../../array/index.js";
import { complaint } from "../../validation.js";
import type { Figure } from "../figure.js";
import { PyFigure } from "../pyplot/pyFigure.js";
import { finiteRange, type ImageLike, type NumberList, toMatrix, toNumbers } from "../values.js";
import { optionCheck } from "../options.js";

/** A function from points, shape [n, 2], to one probability a point, or a row of class scores; or a model. */
export type Predictor<Result> = ((points: NDArray) => Result) | { predict(points: NDArray): Result };

export interface DecisionBoundaryOptions {
  title?: string | undefined;
  xlabel?: string | undefined;
  ylabel?: string | undefined;
  /** Points a side at which the classifier is asked; defaults to 60. */
  resolution?: number | undefined;
  /** Limits of both inputs; defaults to the data and a tenth more. */
  xlim?: readonly [number, number] | undefined;
  ylim?: readonly [number, number] | undefined;
  cmap?: string | undefined;
  /** Width and height in inches; defaults to [5, 4.6]. */
  figsize?: readonly [number, number] | undefined;
}

const checkDecisionBoundaryOptions = optionCheck<DecisionBoundaryOptions>("draw the decision boundary", {
  title: true,
  xlabel: true,
  ylabel: true,
  resolution: true,
  xlim: true,
  ylim: true,
  cmap: true,
  figsize: true,
});

/**
 * Draws the decision surface of a classifier of two inputs, the line where it wavers (0.5) and the data.
 *
 * @param predictor - A function or a model; gets points of shape [n, 2], answers with probabilities of shape [n] or
 *   [n, 1], or class scores of shape [n, classes]. A promise of them gives a promise of the figure.
 * @param x - The data, shape [n, 2].
 * @param y - Their classes, shape [n].
 */
export function plotDecisionBoundary(
  predictor: Predictor<Promise<unknown>>,
  x: ImageLike,
  y: NumberList,
  options?: DecisionBoundaryOptions,
): Promise<Figure>;
export function plotDecisionBoundary(
  predictor: Predictor<unknown>,
  x: ImageLike,
  y: NumberList,
  options?: DecisionBoundaryOptions,
): Figure;
export function plotDecisionBoundary(
  predictor: Predictor<unknown>,
  x: ImageLike,
  y: NumberList,
  options: DecisionBoundaryOptions = {},
): Figure | Promise<Figure> {
  checkDecisionBoundaryOptions(options);
  const action = "draw the decision boundary";
  const points = toMatrix(x, action, "x");
  if (points.columns !== 2) {
    throw new TypeError(
      complaint({
        action,
        name: "x",
        wanted: "of shape [n, 2]",
        got: `shape [${String(points.rows)}, ${String(points.columns)}]`,
      }),
    );
  }
  const { resolution = 60 } = options;
  const columns = [0, 1].map((c) =>
    Float64Array.from({ length: points.rows }, (_, i) => points.data[2 * i + c]!),
  );
  const limits = columns.map((values, c) => [options.xlim, options.ylim][c] ?? padded(values)) as [
    [number, number],
    [number, number],
  ];
  const grid = new Float64Array(resolution * resolution * 2);
  const axis = limits.map(([low, high]) =>
    Float64Array.from({ length: resolution }, (_, i) => low + ((high - low) * (i + 0.5)) / resolution),
  );
  for (let r = 0; r < resolution; r++) {
    for (let c = 0; c < resolution; c++) grid.set([axis[0]![c]!, axis[1]![r]!], 2 * (r * resolution + c));
  }
  const input = array(grid, { shape: [resolution * resolution, 2] });
  const answer = typeof predictor === "function" ? predictor(input) : predictor.predict(input);
  const draw = (scores: unknown): Figure =>
    drawBoundary(scores, { limits, axis, columns, resolution, y, options });
  return answer instanceof Promise ? answer.then(draw) : draw(answer);
}

interface Surface {
  limits: [[number, number], [number, number]];
  axis: Float64Array[];
  columns: Float64Array[];
  resolution: number;
  y: NumberList;
  options: DecisionBoundaryOptions;
}

function drawBoundary(answer: unknown, { limits, axis, columns, resolution, y, options }: Surface): Figure {
  const action = "draw the decision boundary";
  const { data, shape } = toNumbers(answer, action, "the prediction");
  const numClasses = shape.length > 1 ? shape[1]! : 1;
  const isBinary = numClasses <= 2;
  const scores = Float64Array.from({ length: resolution * resolution }, (_, i) => {
    if (numClasses === 1) return data[i]!;
    if (numClasses === 2) return data[2 * i + 1]!;
    return argmax(data, i * numClasses, numClasses);
  });
  const labels = toNumbers(y, action, "y");
  const width = labels.shape.length === 2 && labels.shape[1]! > 1 ? labels.shape[1]! : 1;
  const classes = Array.from({ length: columns[0]!.length }, (_, i) =>
    width > 1 ? argmax(labels.data, i * width, width) : labels.data[i]!,
  );
  const figure = new PyFigure(1, 1, { figsize: options.figsize ?? [5, 4.6] });
  const axes = figure.axes[0]!;
  const surface = { data: scores, shape: [resolution, resolution] };
  const [xLimits, yLimits] = limits;
  const cmap = options.cmap ?? (isBinary ? "playground" : "viridis");
  axes.imshow(surface, {
    origin: "lower",
    extent: [...xLimits, ...yLimits],
    cmap,
    vmin: 0,
    vmax: isBinary ? 1 : numClasses - 1,
    interpolation: isBinary ? "bilinear" : "nearest",
    alpha: isBinary ? 1 : 0.6,
  });
  if (isBinary) axes.contour(axis[0]!, axis[1]!, surface, { levels: [0.5], colors: "white", linewidths: 2 });
  const colors = isBinary
    ? ["#d9690a", "#0b5ea8"]
    : ["C0", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9"];
  for (const label of [...new Set(classes)].sort((a, b) => a - b)) {
    const chosen = columns.map((values) => values.filter((_, i) => classes[i] === label));
    axes.scatter(chosen[0]!, chosen[1]!, {
      color: colors[Math.max(0, label) % colors.length]!,
      edgecolors: "white",
      s: 42,
      alpha: 1,
      label: String(label),
    });
  }
  axes.xlabel(options.xlabel ?? "x₁").ylabel(options.ylabel ?? "x₂");
  axes.xlim(...xLimits).ylim(...yLimits);
  if (options.title !== undefined) axes.title(options.title);
  return figure.toFigure();
}

function padded(values: Float64Array): [number, number] {
  const [low, high] = finiteRange(values) ?? [0, 1];
  const margin = (high - low) * 0.1 || 0.5;
  return [low - margin, high + margin];
}

function argmax(data: ArrayLike<number>, start: number, count: number): number {
  let best = 0;
  for (let k = 1; k < count; k++) if (data[start + k]! > data[start + best]!) best = k;
  return best;
}
