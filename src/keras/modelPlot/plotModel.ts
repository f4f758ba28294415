// The graph of a model as a picture and in words.
import { Drawing } from "../../plotting/index.js";
import { complaint } from "../../validation.js";
import type { Layer, OneOrMore } from "../layers/layer.js";
import { Model } from "../models/model.js";
import type { Network } from "../network/network.js";
import type { KerasTensor, Node } from "../symbolic.js";
import { drawModel } from "./draw.js";
import { type Label, labelOf } from "./label.js";
import { modelGraph, type ModelGraph } from "./modelGraph.js";
import { type PlotModelOptions, readPlotModelOptions } from "./options.js";

/**
 * Draws the graph of a model: a box for each layer, an arrow for each tensor that goes from one to the next.
 *
 * A layer that is used several times is one box with several arrows; a subclassed model, which has no graph, is one box.
 * As in Keras, a `Sequential` model does not show its input.
 *
 * @param model - A model that knows its input's shape.
 * @returns The picture: shows itself as a cell's last value or by `show()`; `save("model.png")` or `.svg` writes it.
 * @throws TypeError if `model` is no model or not built yet, or for an unknown option; RangeError for an unknown direction.
 *
 * @example Two branches, with their shapes
 * ```ts
 * import { input, layers, Model, plotModel } from "gradus";
 * import { expect } from "vitest";
 *
 * const inputs = input({ shape: [4] });
 * const wide = layers.dense({ units: 8, activation: "relu" })(inputs);
 * const both = layers.concatenate()([wide, inputs]);
 * const model = new Model({ inputs, outputs: layers.dense({ units: 1 })(both) });
 * const picture = plotModel(model, { showShapes: true });
 * expect(picture.text).toContain("Concatenate");
 * expect(picture.text).toContain("(None, 12)");
 * ```
 *
 * @see Keras `keras.utils.plot_model`
 */
export function plotModel(model: Model<OneOrMore<KerasTensor>>, options: PlotModelOptions = {}): Drawing {
  const action = "plot the model";
  const read = readPlotModelOptions(action, options);
  if (!(model instanceof Model))
    throw new TypeError(complaint({ action, name: "model", wanted: "a model", got: model }));
  if (!model.built) {
    throw new TypeError(
      `Cannot ${action}: model "${model.name}" must be built, current value is a model that does not know its input's ` +
        "shape; give the first layer an inputShape, or call the model on data once",
    );
  }
  const graph = modelGraph(model, read.expandNested);
  const nodes = new Set<Node>([model, ...graph.frames.map((frame) => frame.model)].flatMap(nodesOf));
  const labels = new Map(graph.boxes.map(({ layer }) => [layer, labelOf(layer, nodes, read)]));
  return new Drawing(() => drawModel(graph, labels, read.rankdir), inWords(model, graph, labels));
}

const nodesOf = (network: Network): readonly Node[] => network.graph?.nodes ?? [];

/** One line a layer: where it takes its input from, and what its box says; layers of models inside are set in. */
function inWords(
  model: Model<OneOrMore<KerasTensor>>,
  { boxes, arrows }: ModelGraph,
  labels: ReadonlyMap<Layer, Label>,
): string {
  const lines = boxes.map(({ layer, frame }) => {
    let indent = "  ";
    for (let at = frame; at; at = at.parent) indent += "  ";
    const sources = arrows.filter(({ to }) => to === layer).map(({ from }) => from.name);
    const says = labels
      .get(layer)!
      .rows.flat()
      .map(({ title = "", value }) => title.toLowerCase() + value);
    return (
      `${indent}${layer.name} (${layer.className})` +
      (sources.length > 0 ? ` ← ${sources.join(", ")}` : "") +
      (says.length > 0 ? ` · ${says.join(" · ")}` : "")
    );
  });
  return [`Model: "${model.name}"`, ...lines].join("\n");
}
