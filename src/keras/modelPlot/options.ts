// The options of plotModel(): Keras's, in camelCase.
import { checkOptions, complaint } from "../../validation.js";

export interface PlotModelOptions {
  /** Writes the shape of what goes in and what comes out, `None` for any size. Defaults to false. */
  showShapes?: boolean;
  /** Writes the type of the output. Defaults to false. */
  showDtype?: boolean;
  /** Writes the layer's name before its class. Defaults to false. */
  showLayerNames?: boolean;
  /** `"TB"` draws from top to bottom, `"LR"` from left to right; `"BT"` and `"RL"` turn them round. Defaults to `"TB"`. */
  rankdir?: "TB" | "LR" | "BT" | "RL";
  /** Draws the layers of models inside, in a frame. Defaults to false. */
  expandNested?: boolean;
  /** Writes the activation of layers that have one. Defaults to false. */
  showLayerActivations?: boolean;
  /** Says of layers with weights whether they are trained. Defaults to false. */
  showTrainable?: boolean;
}

const defaults: Required<PlotModelOptions> = {
  showShapes: false,
  showDtype: false,
  showLayerNames: false,
  rankdir: "TB",
  expandNested: false,
  showLayerActivations: false,
  showTrainable: false,
};
const directions = ["TB", "LR", "BT", "RL"];

/**
 * The options with Keras's defaults.
 *
 * @throws TypeError for an unknown option or a value of another type, RangeError for an unknown direction.
 */
export function readPlotModelOptions(action: string, options: PlotModelOptions): Required<PlotModelOptions> {
  checkOptions(action, options, Object.keys(defaults));
  const read = { ...defaults };
  for (const [name, value] of Object.entries(options as Record<string, unknown>)) {
    if (value === undefined) continue;
    if (name === "rankdir") {
      const wanted = `one of ${directions.map((direction) => `"${direction}"`).join(", ")}`;
      if (!directions.includes(value as string))
        throw new RangeError(complaint({ action, name, wanted, got: value }));
    } else if (typeof value !== "boolean") {
      throw new TypeError(complaint({ action, name, wanted: "true or false", got: value }));
    }
    Object.assign(read, { [name]: value });
  }
  return read;
}
