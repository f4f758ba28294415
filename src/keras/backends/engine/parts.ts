// The engine's layers that a model's become, one use after the other, with the masks that go along.
import type { LayerSpec } from "../../../engine/index.js";
import type { Layer } from "../../layers/layer.js";
import { Network } from "../../network/network.js";
import { tellLostMask } from "../tfjs/masks.js";
import type { Use } from "./uses.js";

export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

export class Parts {
  readonly specs: LayerSpec[];
  readonly #numInputs: number;
  /** For each use the place of its result, and the place of its mask. */
  readonly #places: number[] = [];
  readonly #masks: (number | undefined)[] = [];
  /** Places of the first use of each layer with weights. */
  readonly #seen = new Map<Layer, number>();

  /** `inputs`: shapes of the model's. */
  constructor(inputs: readonly (readonly number[])[]) {
    this.#numInputs = inputs.length;
    this.specs = slicesOf(inputs);
  }

  /** Place of what a use gives, −1 for the samples. */
  placeOf(use: number): number {
    if (use >= 0) return this.#places[use]!;
    return this.#numInputs === 1 ? -1 : -1 - use;
  }

  /** Place of its mask, if there is one. */
  maskOf(use: number): number | undefined {
    return this.#masks[use];
  }

  /**
   * Adds what a use of a layer becomes.
   *
   * @returns Why the engine cannot say it, as half a sentence, or undefined.
   */
  add({ layer, inputs: uses }: Use, trains: (layer: Layer) => boolean): string | undefined {
    if (layer instanceof Network)
      return `the inner model "${layer.name}" has its own call() or several outputs`;
    if (hasOwnArithmetic(layer)) return `the engine does not have layer ${named(layer)}`;
    const [given, ...others] = uses.map((use) => this.maskOf(use));
    if (others.some((mask) => mask !== given))
      return `the engine does not join masks, as ${named(layer)} does`;
    const inputs = uses.map((use) => this.placeOf(use));
    const begun = layer.engineMask();
    const mask = begun ? this.specs.push({ ...begun, inputs }) - 1 : given;
    const place = this.specs.length;
    const parts = layer.engineParts({ inputs, mask: layer.readsMask ? mask : undefined, place });
    if (!parts || parts.some(({ owner }) => hasOwnArithmetic(owner))) {
      const isTheMask = mask !== undefined && layer.engineParts({ inputs, mask: undefined, place });
      const what = isTheMask ? "on masked steps" : "with these options";
      return `the engine does not have layer ${named(layer)} ${what}`;
    }
    for (const { owner, spec } of parts) this.#push(owner, spec, trains(owner));
    this.#places.push(this.specs.length - 1);
    const carries = begun !== undefined || layer.passesMask;
    this.#masks.push(carries ? mask : undefined);
    if (mask !== undefined && !carries && !layer.readsMask) tellLostMask(layer);
    return undefined;
  }

  #push(owner: Layer, spec: LayerSpec, trains: boolean): void {
    const { inputs = [], ...own } = spec;
    const place = this.specs.length;
    const sharesWith = this.#seen.get(owner);
    if (owner.ownWeights.length > 0 && sharesWith === undefined) this.#seen.set(owner, place);
    const isNext = inputs.length === 1 && inputs[0] === place - 1;
    this.specs.push({
      ...own,
      ...(sharesWith !== undefined && { sharesWith }),
      ...("trainable" in own && { trainable: trains }),
      ...(!isNext && { inputs }),
    });
  }
}

/** `"lstm_1" (LSTM)` */
function named({ name, className }: Layer): string {
  return `"${name}" (${className})`;
}

/** Several inputs come to the engine as one, one behind the other in each sample: here they are taken apart again. */
function slicesOf(inputs: readonly (readonly number[])[]): LayerSpec[] {
  if (inputs.length === 1) return [];
  let from = 0;
  return inputs.map((shape) => {
    const slice: LayerSpec = { kind: "slice", from, shape, inputs: [-1] };
    from += sizeOf(shape);
    return slice;
  });
}

/** What a class of the user's may compute otherwise. */
const arithmetic = ["forward", "forwardAll", "call", "compute", "step", "project"];

/** Whether a class of the user's computes otherwise than the class of ours that it extends. */
function hasOwnArithmetic(layer: Layer): boolean {
  for (
    let type = Object.getPrototypeOf(layer) as object;
    type;
    type = Object.getPrototypeOf(type) as object
  ) {
    if (["engineSpec", "engineParts"].some((name) => Object.hasOwn(type, name))) return false;
    if (arithmetic.some((name) => Object.hasOwn(type, name))) return true;
  }
  return false;
}
