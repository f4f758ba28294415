// Which layers train: as `trainable` stood when compile() was called, Keras's rule.
import type { Layer } from "../layers/layer.js";
import type { Weight } from "../weight.js";

export class Trainability {
  readonly #flags = new Map<Layer, boolean>();

  /** Notes how the layers stand now; those that come later count as they stand when they are asked for. */
  constructor(layers: readonly Layer[] = []) {
    const note = (layer: Layer) => {
      if (this.#flags.has(layer)) return;
      this.#flags.set(layer, layer.trainable);
      layer.sublayers.forEach(note);
    };
    layers.forEach(note);
  }

  /** Whether a layer's own weights train. */
  trains(layer: Layer): boolean {
    return this.#flags.get(layer) ?? layer.trainable;
  }

  /** The weights that train, in the order of the layers. */
  trainedWeights(layers: readonly Layer[]): Weight[] {
    const ofLayer = (layer: Layer): Weight[] => [
      ...(this.trains(layer) ? layer.ownWeights.filter(({ trainable }) => trainable) : []),
      ...layer.sublayers.flatMap(ofLayer),
    ];
    return [...new Set(layers.flatMap(ofLayer))];
  }

  /** Layers that were frozen or freed since. */
  get changed(): Layer[] {
    return [...this.#flags].flatMap(([layer, flag]) => (layer.trainable === flag ? [] : [layer]));
  }
}
