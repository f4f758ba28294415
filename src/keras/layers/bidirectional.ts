import type { LayerSpec } from "../../engine/index.js";
import { complaint } from "../../validation.js";
import type { Shape } from "../shapes.js";
import type { CallSettings, KerasTensor } from "../symbolic.js";
import { maskOf } from "../backends/tfjs/masks.js";
import type { Tensor, TensorFlow } from "../backends/tfjs/tf.js";
import { optionsFromConfig } from "./config.js";
import type { EnginePart, EnginePlace } from "./engineParts.js";
import { innerConfig } from "./inner.js";
import { Layer, type ForwardContext, type LayerOptions } from "./layer.js";
import { type OptionTable, oneOf, required } from "./options.js";
import { Recurrent, type RecurrentCall } from "./recurrent.js";

/** How the two ways become one. */
export type MergeMode = "concat" | "sum" | "mul" | "ave";

export interface BidirectionalOptions extends LayerOptions {
  /** The recurrent layer that walks forwards; a copy of it is made. */
  layer: Recurrent;
  /** The one that walks backwards; defaults to another copy of `layer`. */
  backwardLayer?: Recurrent;
  /** Side by side, sum, product or mean; `null` gives both as a list. Defaults to "concat". */
  mergeMode?: MergeMode | null;
}

const recurrentLayer = {
  wanted: "a recurrent layer, as layers.lstm({ units: 8 })",
  accepts: (value: unknown) => value instanceof Recurrent,
};
/** The engine's words for them. */
const joined = { concat: "concatenate", sum: "add", mul: "multiply", ave: "average" } as const;
const modes = oneOf("concat", "sum", "mul", "ave");

/** A recurrent layer twice: from the first step to the last, and back. */
export class Bidirectional extends Layer {
  static override readonly className = "Bidirectional";
  static override readonly options: OptionTable = {
    layer: required(recurrentLayer),
    mergeMode: {
      wanted: `${modes.wanted}, or null`,
      accepts: (value) => value === null || modes.accepts(value),
    },
    backwardLayer: recurrentLayer,
    ...Layer.options,
  };
  readonly forwardLayer: Recurrent;
  readonly backwardLayer: Recurrent;
  readonly mergeMode: MergeMode | null;

  constructor(options: BidirectionalOptions) {
    super(options);
    const { layer, backwardLayer, mergeMode = "concat" } = options;
    this.mergeMode = mergeMode;
    this.forwardLayer = copyOf(layer, "forward");
    this.backwardLayer = backwardLayer ?? copyOf(layer, "backward");
    checkPair(this.forwardLayer, this.backwardLayer);
  }

  protected override get callOptions(): readonly string[] {
    return ["initialState"];
  }

  /** The states of the way forwards and of the way back stand behind the series. @internal */
  protected override readCall<T>(inputs: readonly T[], { initialState = [] }: CallSettings) {
    return { inputs: [...inputs, ...([initialState].flat() as T[])], settings: {} };
  }

  #ways<T>([x, ...states]: readonly T[]): [readonly T[], readonly T[]] {
    const half = states.length / 2;
    return [
      [x!, ...states.slice(0, half)],
      [x!, ...states.slice(half)],
    ];
  }

  protected override build(inputs: readonly Shape[]): void {
    const [forwards, backwards] = this.#ways(inputs);
    this.forwardLayer.ensureBuilt(forwards);
    this.backwardLayer.ensureBuilt(backwards);
  }

  override computeOutputShape([x]: readonly Shape[]): Shape {
    const one = this.forwardLayer.computeOutputShape([x!]);
    const both = this.forwardLayer.units + this.backwardLayer.units;
    return this.mergeMode === "concat" ? [...one.slice(0, -1), both] : one;
  }

  override computeOutputShapes(inputs: readonly Shape[]): readonly Shape[] {
    const merged = this.computeOutputShape(inputs);
    const [, ...states] = this.forwardLayer.computeOutputShapes(inputs);
    return [...(this.mergeMode === null ? [merged, merged] : [merged]), ...states, ...states];
  }

  protected override computeMask(
    _inputs: readonly Tensor[],
    [mask]: readonly (Tensor | undefined)[],
    output: number,
  ): Tensor | undefined {
    return this.passesMask && output < (this.mergeMode === null ? 2 : 1) ? mask : undefined;
  }

  override get passesMask(): boolean {
    return this.forwardLayer.returnSequences;
  }

  override get readsMask(): boolean {
    return true;
  }

  /** Two walks and what joins them; as in Keras, a masked step gives 0 both ways. */
  override engineParts({ place, ...at }: EnginePlace): readonly EnginePart<Layer>[] | undefined {
    const walks = [this.forwardLayer, this.backwardLayer].map((layer, i) => {
      const [part] = layer.engineParts({ ...at, place: place + i }) ?? [];
      if (!part) return undefined;
      const ways = { timeOrder: true, zeroOutputForMask: layer.returnSequences };
      return { ...part, spec: { ...part.spec, ...ways } as LayerSpec };
    });
    const [there, back] = walks;
    if (this.mergeMode === null || !there || !back) return undefined;
    const spec: LayerSpec = { kind: joined[this.mergeMode], inputs: [place, place + 1] };
    return [there, back, { owner: this, spec }];
  }

  override forward(inputs: readonly Tensor[], context: ForwardContext): Tensor {
    return this.forwardAll(inputs, context)[0]!;
  }

  override forwardAll(inputs: readonly Tensor[], context: ForwardContext): Tensor[] {
    const [forwards, backwards] = this.#ways(inputs);
    const [there, ...thereStates] = this.forwardLayer.compute(forwards, context);
    const [back, ...backStates] = this.backwardLayer.compute(backwards, context);
    const { returnSequences } = this.forwardLayer;
    // as in Keras, a masked step gives 0 both ways
    const mask = returnSequences ? maskOf(inputs[0]!)?.expandDims(-1).cast("float32") : undefined;
    const left = mask ? there!.mul(mask) : there!;
    const right = returnSequences ? back!.reverse(1) : back!;
    const merged = this.#merge(left, mask ? right.mul(mask) : right, context.tf);
    return [...merged, ...thereStates, ...backStates];
  }

  #merge(there: Tensor, back: Tensor, tf: TensorFlow): Tensor[] {
    if (this.mergeMode === null) return [there, back];
    if (this.mergeMode === "concat") return [tf.concat([there, back], -1)];
    if (this.mergeMode === "mul") return [there.mul(back)];
    const sum = there.add(back);
    return [this.mergeMode === "ave" ? sum.div(2) : sum];
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      merge_mode: this.mergeMode,
      layer: innerConfig(this, this.forwardLayer),
      backward_layer: innerConfig(this, this.backwardLayer),
    };
  }
}

/** A layer with the same settings and weights of its own, under Keras's name for it. */
function copyOf(layer: Recurrent, way: "forward" | "backward"): Recurrent {
  const type = layer.constructor as new (options: object) => Recurrent;
  const { dtype: _, ...options } = optionsFromConfig(layer.getConfig());
  const name = `${way}_${layer.name.replace(new RegExp(`^${way}_`), "")}`;
  return new type({ ...options, name, ...(way === "backward" && { goBackwards: true }) });
}

function checkPair(forwards: Recurrent, backwards: Recurrent): void {
  const action = "make a Bidirectional layer";
  const check = (name: "returnSequences" | "returnState" | "goBackwards", wanted: boolean) => {
    if (backwards[name] === wanted) return;
    const parts = { action, name: `${name} of backwardLayer`, wanted: String(wanted), got: backwards[name] };
    throw new TypeError(complaint(parts));
  };
  check("returnSequences", forwards.returnSequences);
  check("returnState", forwards.returnState);
  check("goBackwards", !forwards.goBackwards);
}

/** What {@link bidirectional} makes, if it gives several tensors. */
export interface BidirectionalCalls {
  (inputs: KerasTensor, options?: RecurrentCall): readonly KerasTensor[];
}

/**
 * Reads a series from both ends.
 *
 * @example
 * ```ts
 * import { input, layers } from "gradus";
 * import { expect } from "vitest";
 *
 * const both = layers.bidirectional({ layer: layers.lstm({ units: 8 }) });
 * expect(both(input({ shape: [20, 4] })).shape).toEqual([null, 16]);
 * ```
 *
 * @see Schuster and Paliwal, Bidirectional Recurrent Neural Networks (1997)
 * @see Keras `keras.layers.Bidirectional`
 */
export function bidirectional(
  options: BidirectionalOptions & { mergeMode: null },
): BidirectionalCalls & Bidirectional;
export function bidirectional(options: BidirectionalOptions): Bidirectional;
export function bidirectional(options: BidirectionalOptions): Bidirectional {
  return new Bidirectional(options);
}
