// Curves of activation functions, and of any functions of one number, one small panel each.
import { checkKind, unknownWord } from "../../validation.js";
import { faintLine } from "../colors.js";
import type { Figure } from "../figure.js";
import { PyFigure } from "../pyplot/pyFigure.js";
import { isKorean } from "../summary.js";
import { optionCheck } from "../options.js";

type Curve = (z: number) => number;

/** The error function to 1.2e-7: W. J. Cody's fit as in Numerical Recipes, 6.2. */
function erf(x: number): number {
  const t = 1 / (1 + 0.5 * Math.abs(x));
  const series = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
    -0.82215223, 0.17087277,
  ].reduceRight((sum, factor) => factor + t * sum, 0);
  const tail = t * Math.exp(-x * x + series);
  return x >= 0 ? 1 - tail : tail - 1;
}

const sigmoid: Curve = (z) => 1 / (1 + Math.exp(-z));
const softplus: Curve = (z) => Math.log1p(Math.exp(-Math.abs(z))) + Math.max(z, 0);

const curves: Record<string, Curve> = {
  linear: (z) => z,
  sigmoid,
  tanh: Math.tanh,
  relu: (z) => Math.max(0, z),
  leakyRelu: (z) => (z > 0 ? z : 0.2 * z),
  elu: (z) => (z > 0 ? z : Math.expm1(z)),
  selu: (z) => 1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * Math.expm1(z)),
  softplus,
  softsign: (z) => z / (1 + Math.abs(z)),
  gelu: (z) => 0.5 * z * (1 + erf(z / Math.SQRT2)),
  silu: (z) => z * sigmoid(z),
  mish: (z) => z * Math.tanh(softplus(z)),
  hardSigmoid: (z) => Math.max(0, Math.min(1, z / 6 + 0.5)),
  relu6: (z) => Math.max(0, Math.min(6, z)),
  exponential: Math.exp,
};

export interface ActivationsOptions {
  /** Lowest and highest input; defaults to [−4, 4]. */
  range?: readonly [number, number] | undefined;
  /** Also draws the derivative, dashed; defaults to true. */
  derivative?: boolean | undefined;
  columns?: number | undefined;
  title?: string | undefined;
  /** Name of the input axis; defaults to `"z"`. */
  xlabel?: string | undefined;
}

const checkActivationsOptions = optionCheck<ActivationsOptions>("draw the functions", {
  range: true,
  derivative: true,
  columns: true,
  title: true,
  xlabel: true,
});

/**
 * Draws functions of one number and their derivatives.
 *
 * @param functions - Names of activation functions, as in `["sigmoid", "relu"]`, or own functions by name, such as
 *   losses: `{ "squared error": (e) => e * e }`.
 * @throws RangeError for an unknown name.
 *
 * @example
 * ```ts
 * import { Figure, plotActivations } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(plotActivations(["relu", "gelu"])).toBeInstanceOf(Figure);
 * ```
 */
export function plotActivations(
  functions: readonly string[] | Readonly<Record<string, Curve>> = [
    "sigmoid",
    "tanh",
    "relu",
    "softplus",
    "selu",
    "gelu",
  ],
  options: ActivationsOptions = {},
): Figure {
  checkActivationsOptions(options);
  const action = "draw the activations";
  checkKind(action, "functions", functions, {
    kind: "object",
    wanted: "a list of names, or functions by name",
  });
  const list = Array.isArray(functions)
    ? (functions as readonly string[]).map((name): [string, Curve] => [name, known(name)])
    : Object.entries(functions as Record<string, Curve>);
  for (const [name, curve] of list) checkKind(action, name, curve, { kind: "function" });
  const { range: [low, high] = [-4, 4], derivative = true, title, xlabel = "z" } = options;
  const columns = options.columns ?? Math.min(3, list.length);
  const rows = Math.ceil(list.length / columns);
  const figure = new PyFigure(rows, columns, {
    figsize: [Math.max(4, columns * 3), Math.max(3, rows * 2.5)],
  });
  const zs = Array.from({ length: 201 }, (_, i) => low + ((high - low) * i) / 200);
  const slope = isKorean(title, ...list.map(([name]) => name)) ? "도함수" : "derivative";
  for (const [i, [name, curve]] of list.entries()) {
    const axes = figure.axes[i]!.title(name).axhline(0, { linewidth: 0.8, color: faintLine });
    axes.plot(zs, zs.map(curve), { color: "C0", label: i === 0 ? "f" : undefined });
    if (derivative) {
      const step = 1e-4;
      const slopes = zs.map((z) => (curve(z + step) - curve(z - step)) / (2 * step));
      axes.plot(zs, slopes, {
        color: "C1",
        linestyle: "--",
        linewidth: 1.5,
        label: i === 0 ? slope : undefined,
      });
      if (i === 0) axes.legend({ loc: "upper left" });
    }
    if (i >= list.length - columns) axes.xlabel(xlabel);
  }
  for (const axes of figure.axes.slice(list.length)) axes.axis("off");
  if (title !== undefined) figure.suptitle(title);
  return figure.toFigure();
}

function known(name: string): Curve {
  checkKind("draw the activation", "name", name, { kind: "text" });
  const plain = (text: string): string => text.replace(/_/g, "").toLowerCase();
  const found = Object.keys(curves).find((candidate) => plain(candidate) === plain(name));
  if (found !== undefined) return curves[found]!;
  throw unknownWord("draw the activation", "name", name, Object.keys(curves));
}
