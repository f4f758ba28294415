// What a model is made of: its graph or its own call(), its layers, its weights. models/model.ts adds the verbs.
import { complaint } from "../../validation.js";
import { Layer, type ForwardContext, type OneOrMore } from "../layers/layer.js";
import { shapesAgree, showShape, type Shape } from "../shapes.js";
import { KerasTensor } from "../symbolic.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import type { Graph } from "./graph.js";
import { graphBetween } from "./graphBetween.js";

export interface ModelOptions {
  /** Defaults to "functional", "sequential" or the class's name, with a number. */
  name?: string;
}

export interface FunctionalOptions<
  Outputs extends OneOrMore<KerasTensor> = OneOrMore<KerasTensor>,
> extends ModelOptions {
  /** What `input()` gave, or tensors inside a model, behind which the new one begins; several as a list. */
  inputs: OneOrMore<KerasTensor>;
  /** What the last layers gave; several as a list. */
  outputs: Outputs;
}

/** Layers and how they are connected: the half of a model that is a layer itself. */
export abstract class Network extends Layer {
  #graph: Graph | undefined;

  constructor(options: FunctionalOptions | ModelOptions = {}) {
    super(options);
    if (!("inputs" in options)) return;
    this.#graph = functionalGraph(options);
    this.built = true;
  }

  /** Connects the layers anew, or not at all. */
  protected setGraph(graph: Graph | undefined): void {
    this.#graph = graph;
    this.built = graph !== undefined;
  }

  /** How the layers are connected; undefined for a subclassed model and before a Sequential one knows its input. */
  get graph(): Graph | undefined {
    return this.#graph;
  }

  /** The layers, in the order of their use (subclassed: of their definition). */
  get layers(): readonly Layer[] {
    return this.#graph?.layers ?? super.sublayers;
  }

  override get sublayers(): readonly Layer[] {
    return this.layers;
  }

  /** Where data enters: one symbolic tensor for each input, to make another model from (`new Model({ inputs, outputs })`). */
  override get inputs(): readonly KerasTensor[] {
    return this.#connected("inputs").inputs;
  }

  /** What the model gives: one symbolic tensor for each output. */
  override get outputs(): readonly KerasTensor[] {
    return this.#connected("outputs").outputs;
  }

  #connected(asked: string): Graph {
    if (this.#graph) return this.#graph;
    const fix =
      "a Sequential has them once its first layer has an inputShape, a model with its own call() never";
    throw new TypeError(
      `Cannot get the ${asked} of model "${this.name}": it has no defined ${asked}; ${fix}`,
    );
  }

  /**
   * A layer by its name, or by its place in `layers`; −1 is the last one.
   *
   * @throws RangeError if there is none, with the names or places that there are.
   *
   * @see Keras `keras.Model.get_layer`
   */
  getLayer(which: string | number): Layer {
    const found =
      typeof which === "number" ? this.layers.at(which) : this.layers.find(({ name }) => name === which);
    if (found && !(typeof which === "number" && !Number.isInteger(which))) return found;
    const names = this.layers.map(({ name }) => name);
    const last = String(names.length - 1);
    const wanted =
      typeof which === "number"
        ? `an integer from -${String(names.length)} to ${last}`
        : `one of ${names.join(", ")}`;
    throw new RangeError(complaint({ action: "get a layer", name: "which", wanted, got: which }));
  }

  /** Names of the inputs and outputs, for data given by name. */
  get inputNames(): readonly string[] {
    return this.#graph?.inputs.map(({ name }) => name) ?? ["x"];
  }

  get outputNames(): readonly string[] {
    return this.#graph?.outputs.map(({ name }) => name) ?? ["output"];
  }

  /** Your model's arithmetic, for subclasses: from tensors to a tensor. Use `tf` and the layers you made. */
  override call?(inputs: Tensor, options?: { training?: boolean }): Tensor | Tensor[];

  override computeOutputShape(_inputs: readonly Shape[]): Shape {
    if (this.#graph) return this.#graph.outputs[0]!.shape;
    throw new TypeError(
      `Cannot use model "${this.name}" as a layer: it has its own call() and does not know its output's shape`,
    );
  }

  /** Models may have several inputs. */
  protected override get takesOne(): boolean {
    return false;
  }

  /** The shapes that the model was connected for; data that come are looked at where they are read. */
  protected override complain(inputs: readonly Shape[]): { wanted: string } | undefined {
    const wanted = this.#graph?.inputs.map(({ shape }) => shape);
    if (!wanted) return undefined;
    if (wanted.length === inputs.length && wanted.every((shape, i) => shapesAgree(shape, inputs[i]!)))
      return undefined;
    return { wanted: wanted.map(showShape).join(", ") };
  }

  override computeOutputShapes(inputs: readonly Shape[]): readonly Shape[] {
    return this.#graph?.outputs.map(({ shape }) => shape) ?? [this.computeOutputShape(inputs)];
  }

  /** The outputs carry the masks of the layers that made them. */
  protected override computeMask(): undefined {
    return undefined;
  }

  override forward(inputs: readonly Tensor[], context: ForwardContext): Tensor {
    return this.forwardAll(inputs, context)[0]!;
  }

  /** Computes all outputs. */
  override forwardAll(inputs: readonly Tensor[], context: ForwardContext): Tensor[] {
    if (this.#graph) return this.#graph.forward(inputs, context);
    if (!this.call) throw new TypeError(notBuilt(this.name));
    const result = this.call(inputs.length === 1 ? inputs[0]! : (inputs as never), {
      training: context.training,
    });
    this.built = true;
    return Array.isArray(result) ? result : [result];
  }

  override ensureBuilt(inputs: readonly Shape[]): void {
    if (this.#graph || this.call) return;
    super.ensureBuilt(inputs);
  }

  /** Gives the model its input's shape, if it does not know it yet. */
  buildFor(_inputs: readonly Shape[]): void {
    // Functional models know it; subclassed ones learn it in their first call.
  }

  override countParams(): number {
    if (this.weights.length > 0 || this.layers.every((layer) => layer.built)) return super.countParams();
    throw new TypeError(notBuilt(this.name));
  }

  override getConfig(): Record<string, unknown> {
    return { name: this.name };
  }
}

function functionalGraph(options: FunctionalOptions): Graph {
  const list = (tensors: OneOrMore<KerasTensor>) =>
    (Array.isArray(tensors) ? tensors : [tensors]) as KerasTensor[];
  const [inputs, outputs] = [list(options.inputs), list(options.outputs)];
  for (const [name, tensors] of Object.entries({ inputs, outputs })) {
    if (tensors.length > 0 && tensors.every((tensor) => tensor instanceof KerasTensor)) continue;
    const wanted = name === "inputs" ? "what input() gives" : "what a layer gives";
    throw new TypeError(complaint({ action: "make a Model", name, wanted, got: tensors[0] }));
  }
  return graphBetween(inputs, outputs);
}

function notBuilt(name: string): string {
  return (
    `Cannot use the weights of model "${name}": it has none before it knows its input's shape; ` +
    "give the first layer an inputShape, or call the model on data once"
  );
}
