// A model: what is compiled, trains and predicts, with a table of its layers and files.
import type { LayersModel } from "../backends/tfjs/tensorflow.js";
import type { OneOrMore } from "../layers/layer.js";
import { lookedUp, text, type OptionTable } from "../layers/options.js";
import { saveModel, type SaveOptions } from "../saving/save.js";
import { modelToJSON, type ModelJSON } from "../saving/structure.js";
import type { KerasTensor } from "../symbolic.js";
import { summaryText, type SummaryOptions } from "./summary.js";
import { TrainingModel } from "./trainingModel.js";

/**
 * A model from `inputs` to `outputs`, or, extended with a `call()`, one of your own. Its type knows how many outputs it has;
 * for one of your own with two, write `extends Model<[KerasTensor, KerasTensor]>`.
 *
 * @example
 * ```ts
 * import { input, layers, Model } from "gradus";
 * import { expect } from "vitest";
 *
 * const inputs = input({ shape: [2] });
 * const hidden = layers.dense({ units: 2, activation: "sigmoid" })(inputs);
 * const model = new Model({ inputs, outputs: layers.dense({ units: 1, activation: "sigmoid" })(hidden) });
 * model.compile({ loss: "mse", optimizer: "sgd" });
 * const p = await model.predict([[0, 0], [0, 1]]);
 * expect(p.shape).toEqual([2, 1]);
 * ```
 *
 * @see Keras `keras.Model`
 */
export class Model<
  const out Outputs extends OneOrMore<KerasTensor> = KerasTensor,
> extends TrainingModel<Outputs> {
  static override readonly className: string = "Functional";
  static override readonly options: OptionTable = { inputs: lookedUp, outputs: lookedUp, name: text };

  /** Prints the table of layers and parameters as Keras does. */
  summary(options: SummaryOptions = {}): void {
    const text = this.summaryText(options); // checks the options
    const { printFn = (all: string) => console.log(all.trimEnd()) } = options;
    printFn(text);
  }

  /** The text of {@link summary}. */
  summaryText(options: SummaryOptions = {}): string {
    const { name, layers, graph, hidesInput, trainableWeights, nonTrainableWeights } = this;
    const optimizer = this.settings?.optimizer;
    return summaryText(
      { name, layers, graph, hidesInput, trainableWeights, nonTrainableWeights, optimizer },
      options,
    );
  }

  protected get hidesInput(): boolean {
    return false;
  }

  /**
   * Saves structure, weights and the optimizer's memory: into a file that Keras 3 reads if `path` ends in `.keras`, else
   * into a folder that TensorFlow.js reads (`model.json` and a file of weights).
   *
   * @param options - `includeOptimizer: false` leaves out how the model was compiled.
   * @throws TypeError for what the file cannot hold; Error that names path and reason. An older model stays then.
   *
   * @see Keras `keras.Model.save`
   */
  save(path: string, options?: SaveOptions): Promise<void> {
    return saveModel(this, path, options);
  }

  /**
   * Saves the weights alone, and the optimizer's memory if the model is compiled, as Keras 3 does: Keras reads them, too.
   *
   * @param path - A file name that ends in `.weights.h5`.
   * @throws TypeError for another name; Error that names file and reason if it cannot be written (an older file stays).
   *
   * @see Keras `keras.Model.save_weights`
   */
  async saveWeights(path: string): Promise<void> {
    const { saveWeights } = await import("../saving/keras/weightsFile.js");
    return saveWeights(this, path);
  }

  /**
   * Reads weights that {@link saveWeights} or Keras wrote (`.weights.h5`, or Keras's older `.h5`) into this model, whose
   * layers must be the same, in the same order.
   *
   * @throws TypeError that names layer and shapes where they differ; Error for a missing or damaged file. Nothing has
   *   changed then.
   *
   * @example
   * ```ts
   * import { layers, Sequential } from "gradus";
   * import { mkdtempSync } from "node:fs";
   * import { tmpdir } from "node:os";
   * import { expect } from "vitest";
   *
   * const build = () => new Sequential([layers.dense({ units: 1, inputShape: [2] })]);
   * const file = `${mkdtempSync(`${tmpdir()}/model-`)}/best.weights.h5`;
   * const [model, copy] = [build(), build()];
   * await model.saveWeights(file);
   * await copy.loadWeights(file);
   * expect(copy.getWeights()[0]!.toArray()).toEqual(model.getWeights()[0]!.toArray());
   * ```
   *
   * @see Keras `keras.Model.load_weights`
   */
  async loadWeights(path: string): Promise<void> {
    const { loadWeights } = await import("../saving/keras/weightsFile.js");
    return loadWeights(this, path);
  }

  /** The structure as text, without weights; `modelFromJSON` reads it. */
  toJSON(): ModelJSON {
    return modelToJSON(this);
  }

  /** The same model, with the same weights, as a `tf.LayersModel`. */
  async toTfjs(): Promise<LayersModel> {
    const { toTfjs } = await import("../saving/toTfjs.js");
    return toTfjs(this);
  }
}
