import type { GRUSpec } from "../../engine/index.js";
import type { KerasTensor } from "../symbolic.js";
import type { Tensor, TensorFlow } from "../backends/tfjs/tf.js";
import { Gated, type GatedOptions } from "./gated.js";
import { product, type CellWeights, type RecurrentCalls } from "./recurrent.js";
import { flag } from "./options.js";

export interface GRUOptions extends GatedOptions {
  /** Applies the reset gate after the product with the state (two biases), as cuDNN does. Defaults to true. */
  resetAfter?: boolean;
}

/** Gated recurrent unit (Cho et al., 2014); gates in Keras's order: update, reset, candidate. */
export class GRU extends Gated {
  static override readonly className = "GRU";
  static override readonly options = { ...Gated.options, resetAfter: flag };
  readonly resetAfter: boolean;
  protected readonly gates = 3;
  protected readonly states = 1;

  constructor(options: GRUOptions) {
    super("make a GRU layer", options);
    this.resetAfter = options.resetAfter ?? true;
  }

  protected override biasShape(): number[] {
    return this.resetAfter ? [2, 3 * this.units] : [3 * this.units];
  }

  protected override project(x: Tensor, { kernel, bias }: CellWeights, tf: TensorFlow): Tensor {
    const projected = product(tf, x, kernel);
    if (!bias) return projected;
    return projected.add(this.resetAfter ? bias.slice([0, 0], [1, -1]) : bias);
  }

  protected step(projected: Tensor, [h]: readonly Tensor[], weights: CellWeights, tf: TensorFlow): Tensor[] {
    const { units } = this;
    const [xUpdate, xReset, xCandidate] = tf.split(projected, 3, 1) as [Tensor, Tensor, Tensor];
    let candidate: Tensor;
    let update: Tensor;
    if (this.resetAfter) {
      const inner = product(tf, h!, weights.recurrent);
      const all = weights.bias ? inner.add(weights.bias.slice([1, 0], [1, -1])) : inner;
      const [hUpdate, hReset, hCandidate] = tf.split(all, 3, 1) as [Tensor, Tensor, Tensor];
      update = this.gate(xUpdate.add(hUpdate));
      candidate = xCandidate.add(this.gate(xReset.add(hReset)).mul(hCandidate));
    } else {
      const part = (i: number) => weights.recurrent.slice([0, i * units], [units, units]);
      update = this.gate(xUpdate.add(product(tf, h!, part(0))));
      const reset = this.gate(xReset.add(product(tf, h!, part(1))));
      candidate = xCandidate.add(product(tf, reset.mul(h!), part(2)));
    }
    const fresh = this.activate(candidate);
    return [update.mul(h!.sub(fresh)).add(fresh)];
  }

  override engineSpec(): GRUSpec | undefined {
    const walk = this.resetAfter ? this.engineWalk() : undefined;
    return walk && { kind: "gru", ...walk };
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), reset_after: this.resetAfter };
  }
}

/** A gated recurrent unit. @see Keras `keras.layers.GRU` */
export function gru(
  options: GRUOptions & { returnState: true },
): RecurrentCalls<readonly [KerasTensor, KerasTensor]> & GRU;
export function gru(options: GRUOptions): RecurrentCalls<KerasTensor> & GRU;
export function gru(options: GRUOptions): GRU {
  return new GRU(options);
}
