// What is written in the box of a layer, row by row, as Keras writes it.
import type { ActivationOptions } from "../../engine/index.js";
import { InputLayer } from "../layers/inputLayer.js";
import type { Layer } from "../layers/layer.js";
import { pythonShape, type Shape } from "../shapes.js";
import { snakeCase } from "../spelling.js";
import type { Node } from "../symbolic.js";
import type { PlotModelOptions } from "./options.js";

/** A cell of a box: what it says, and on what ground. */
export interface Cell {
  /** Words in front, as in "Output shape: ". */
  title?: string;
  value: string;
  tone?: "trainable" | "frozen";
}

/** Rows of a box below its name. */
export interface Label {
  heading: { name: string | undefined; className: string };
  rows: Cell[][];
}

/** What the box of a layer says. `nodes` are the uses of layers in the model that is drawn. */
export function labelOf(layer: Layer, nodes: ReadonlySet<Node>, options: Required<PlotModelOptions>): Label {
  const { showShapes, showDtype, showLayerNames, showLayerActivations, showTrainable } = options;
  const uses = layer.nodes.filter((node) => nodes.has(node));
  const activation = (layer as { activation?: ActivationOptions }).activation;
  const cells: Cell[] = [];
  if (showShapes) {
    const inputs = uses.map(({ inputs }) => inputs.map(({ shape }) => shape));
    if (!(layer instanceof InputLayer)) cells.push({ title: "Input shape: ", value: shapeText(inputs) });
    cells.push({ title: "Output shape: ", value: shapeText(uses.map(({ output }) => [output.shape])) });
  }
  if (showDtype) cells.push({ title: "Output dtype: ", value: uses.length > 0 ? "float32" : "?" });
  if (showTrainable && layer.weights.length > 0) {
    cells.push(
      layer.trainable
        ? { value: "Trainable", tone: "trainable" }
        : { value: "Non-trainable", tone: "frozen" },
    );
  }
  const rows: Cell[][] = [];
  if (showLayerActivations && activation)
    rows.push([{ title: "Activation: ", value: snakeCase(activation.name) }]);
  if (cells.length > 0) rows.push(cells);
  return { heading: { name: showLayerNames ? layer.name : undefined, className: layer.className }, rows };
}

/** The shapes of all uses of a layer, if they are the same; several tensors in brackets. */
function shapeText(uses: readonly (readonly Shape[])[]): string {
  const texts = uses.map((shapes) => {
    const each = shapes.map(pythonShape);
    return each.length === 1 ? each[0]! : `[${each.join(", ")}]`;
  });
  return new Set(texts).size === 1 ? texts[0]! : "?";
}
