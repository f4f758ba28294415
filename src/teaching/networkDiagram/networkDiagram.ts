// A small network drawn with its weights, in which one sample walks forward and its error back.
import { asArray, type ArrayLike } from "../../array/index.js";
import type { MimeBundle } from "../../display/host.js";
import { viewBundle } from "../../display/internal.js";
import { Drawing } from "../../plotting/index.js";
import { drawnHtml, svgFile } from "../../plotting/internal.js";
import { checkInteger, checkOptions, complaint, showValue } from "../../validation.js";
import { widgets } from "../../widgets/index.js";
import type { Language } from "../exercises/types.js";
import { drawMatrices, matricesHeight } from "./drawMatrices.js";
import { drawNetwork, networkHeight, networkWidth } from "./drawNetwork.js";
import { diagramModule, diagramStyle } from "./page.js";
import {
  activations,
  type DiagramActivation,
  type DiagramFunctions,
  type DiagramLoss,
  type DiagramWeights,
  losses,
  type Matrix,
  passOf,
} from "./pass.js";
import { type Step, stepsOf, stepsText } from "./steps.js";
import { type Frame, stillSteps } from "./stillSteps.js";
import { type DiagramWords, diagramWords } from "./text.js";

export interface NetworkDiagramOptions {
  /** Weights and biases: W1 `[inputs, hidden]`, B1 `[hidden]`, W2 `[hidden, outputs]`, B2 `[outputs]`. */
  weights: { W1: ArrayLike; B1: ArrayLike; W2: ArrayLike; B2: ArrayLike };
  /** Samples, `[n, inputs]`; the first one walks alone. At most 8. */
  x: ArrayLike;
  /** What the outputs should be, `[n, outputs]`. */
  t: ArrayLike;
  /** Of the hidden units: `"sigmoid"` (the default), `"tanh"`, `"relu"` or `"linear"`. */
  activation?: DiagramActivation;
  /** Of the outputs; defaults to that of the hidden units. */
  outputActivation?: DiagramActivation;
  /** `"mse"` (the default): half the squared error, as in lesson 02; or `"binary_crossentropy"`, for outputs of a sigmoid. */
  loss?: DiagramLoss;
}

const action = "draw the network diagram";

/**
 * Draws a network with one hidden layer: the first sample walks forward, its error walks back, number by number; then all
 * samples at once, as the matrices that are those rows, stacked.
 *
 * The gradient is the mean over the samples, as in lesson 02. In the notebook one steps by buttons, slider and arrow keys; on
 * a page without a kernel, by radio buttons and their arrow keys. Where nothing moves, the last step of the sample stands
 * above the matrices.
 *
 * @param language - Language of the captions.
 * @returns The diagram: shows itself as a cell's last value or by `show()`; `save("network.svg")` writes its still form.
 * @throws TypeError for an unknown option, activation or loss, or a loss that does not go with the outputs; RangeError for shapes that do not fit, or for more than 4 units a
 *   layer or 8 samples.
 *
 * @example The XOR network of lesson 02, before training
 * ```ts
 * import { networkDiagram } from "gradus";
 * import { expect } from "vitest";
 *
 * const weights = { W1: [[0.1, 0.4], [0.2, -0.1]], B1: [0, 0], W2: [[0.5], [-0.3]], B2: [0] };
 * const diagram = networkDiagram("en", { weights, x: [[0, 1], [1, 1]], t: [[1], [0]] });
 * expect(diagram.text).toContain("h₁ = σ(0 × 0.100 + 1 × 0.200 + 0) = σ(0.200) = 0.550");
 * ```
 */
export function networkDiagram(language: Language, options: NetworkDiagramOptions): Drawing {
  checkOptions(action, options, ["weights", "x", "t", "activation", "outputActivation", "loss"]);
  if (!Object.hasOwn(diagramWords, language))
    throw new TypeError(complaint({ action, name: "language", wanted: '"ko" or "en"', got: language }));
  const functions = readFunctions(options);
  const { weights, x, t } = readNumbers(options);
  const words = diagramWords[language];
  const passes = x.map((row, n) => passOf(weights, row, t[n]!, functions));
  const steps = stepsOf(weights, passes, functions, words);
  const pass = passes[0]!;
  const height = { network: networkHeight(pass), rows: matricesHeight(passes) };
  const draw = ({ shows }: Step): string =>
    "rows" in shows ? drawMatrices(passes, shows.rows) : drawNetwork(weights, pass, shows.known, shows.focus);
  /** What the steps come to: all of the sample's walk, all of the rows. */
  const kept = [steps.findLast(({ shows }) => "known" in shows)!, steps[steps.length - 1]!] as const;
  const still = (): string => {
    const walked = draw(kept[0]);
    const rows = `<g transform="translate(0,${String(height.network + 10)})">${draw(kept[1])}</g>`;
    return svgFile({ width: networkWidth, height: height.network + 10 + height.rows, svg: walked + rows });
  };
  const frames = (): Frame[] =>
    steps.map((step) => ({
      caption: step.caption,
      lines: step.lines,
      svg: svgFile({ width: networkWidth, height: Math.max(height.network, height.rows), svg: draw(step) }),
      isKept: kept.includes(step),
    }));
  return new SteppedDrawing(still, stepsText(words.label, steps, passes), () => ({ steps: frames(), words }));
}

/** A drawing that one goes through step by step: with a kernel as a widget, without one as plain HTML. */
class SteppedDrawing extends Drawing {
  private readonly fixed: () => { steps: Frame[]; words: DiagramWords };

  constructor(still: () => string, text: string, fixed: () => { steps: Frame[]; words: DiagramWords }) {
    super(still, text);
    this.fixed = fixed;
  }

  override toBundle(): MimeBundle {
    const { steps, words } = this.fixed();
    const { label, play, pause, back, next, step } = words;
    const widget = new widgets.AnyWidget({
      esm: diagramModule,
      css: diagramStyle,
      state: { fixed: { steps, words: { label, play, pause, back, next, step } }, step: 0 },
    });
    const model = widget.open();
    return {
      ...(model && viewBundle(model.id)),
      "text/html": drawnHtml(stillSteps(label, steps), this.text),
      ...this.stillForms(),
    };
  }
}

function readFunctions({
  activation = "sigmoid",
  outputActivation = activation,
  loss = "mse",
}: NetworkDiagramOptions): DiagramFunctions {
  const check = (name: string, got: string, known: object): void => {
    if (Object.hasOwn(known, got)) return;
    throw new TypeError(complaint({ action, name, wanted: `one of ${Object.keys(known).join(", ")}`, got }));
  };
  check("activation", activation, activations);
  check("outputActivation", outputActivation, activations);
  check("loss", loss, losses);
  if (loss === "binary_crossentropy" && outputActivation !== "sigmoid") {
    const wanted = `"sigmoid" with the loss "binary_crossentropy"`;
    throw new TypeError(complaint({ action, name: "outputActivation", wanted, got: outputActivation }));
  }
  return { activation, outputActivation, loss };
}

/** The numbers as lists, once their shapes fit each other. */
function readNumbers({ weights, x, t }: NetworkDiagramOptions): {
  weights: DiagramWeights;
  x: Matrix;
  t: Matrix;
} {
  const { W1, B1, W2, B2 } = weights;
  const inputs = asArray(x);
  const samples = checkInteger(action, "x's number of samples", inputs.shape[0], { min: 1, max: 8 });
  const units = { min: 1, max: 4 };
  const numInputs = checkInteger(action, "x's number of columns", inputs.shape[1] ?? 0, units);
  const hidden = checkInteger(action, "W1's number of columns", asArray(W1).shape[1] ?? 0, units);
  const outputs = checkInteger(action, "W2's number of columns", asArray(W2).shape[1] ?? 0, units);
  return {
    weights: {
      W1: matrix("W1", W1, numInputs, hidden),
      B1: matrix("B1", B1, 1, hidden)[0]!,
      W2: matrix("W2", W2, hidden, outputs),
      B2: matrix("B2", B2, 1, outputs)[0]!,
    },
    x: matrix("x", x, samples, numInputs),
    t: matrix("t", t, samples, outputs),
  };
}

function matrix(name: string, given: ArrayLike, rows: number, columns: number): Matrix {
  const array = asArray(given);
  const values = Array.from(array.data, Number);
  const fits = array.shape.at(-1) === columns || (columns === 1 && array.ndim === 1);
  if (!fits || values.length !== rows * columns || !values.every(Number.isFinite)) {
    throw new RangeError(
      `Cannot ${action}: ${name} must have shape [${String(rows)}, ${String(columns)}] and finite numbers, ` +
        `current shape is ${showValue([...array.shape])}`,
    );
  }
  return Array.from({ length: rows }, (_, r) => values.slice(r * columns, (r + 1) * columns));
}
