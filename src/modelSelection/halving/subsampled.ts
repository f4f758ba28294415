// Fewer samples in the same splits: how a halving search gives a candidate less.
import { RandomState } from "../../random/index.js";
import type { Splitter } from "../kFold.js";
import type { HasLength, Split } from "../types.js";

/** Splits of which both parts are thinned out. */
export class Subsampled implements Splitter {
  private readonly base: Splitter;
  private readonly share: number;
  private readonly seed: number | undefined;

  constructor(base: Splitter, share: number, seed: number | undefined) {
    this.base = base;
    this.share = share;
    this.seed = seed;
  }

  getNumSplits(x?: HasLength): number {
    return this.base.getNumSplits(x);
  }

  *split(x: HasLength, y?: Parameters<Splitter["split"]>[1]): IterableIterator<Split> {
    const thin = (indices: Int32Array): Int32Array => {
      const order = Int32Array.from({ length: indices.length }, (_, i) => i);
      new RandomState(this.seed).shuffle(order);
      return order.subarray(0, Math.floor(this.share * indices.length)).map((place) => indices[place]!);
    };
    for (const [train, test] of this.base.split(x, y)) yield [thin(train), thin(test)];
  }
}
