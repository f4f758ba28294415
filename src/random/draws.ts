// One draw at a time: a normal number, an integer in a range, from random bits by NumPy's legacy recipes.
import { refuseMore } from "../array/internal.js";
import { checkInteger } from "../validation.js";
import { MersenneTwister } from "./mersenneTwister.js";

/** Single numbers, from which {@link RandomState} fills arrays. */
export class Draws extends MersenneTwister {
  private spareNormal: number | undefined;

  /**
   * Starts again from a seed.
   *
   * @throws RangeError if the seed is not an integer from 0 to 2³² − 1.
   */
  override seed(seed?: number | readonly number[]): void {
    if (arguments.length > 1) refuseMore("seed", 1, arguments);
    this.spareNormal = undefined;
    super.seed(seed);
  }

  /** A standard normal number (Marsaglia's polar method; every second one is kept from the call before). */
  nextNormal(): number {
    if (this.spareNormal !== undefined) {
      const spare = this.spareNormal;
      this.spareNormal = undefined;
      return spare;
    }
    for (;;) {
      const x = 2 * this.nextDouble() - 1;
      const y = 2 * this.nextDouble() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      this.spareNormal = factor * x;
      return factor * y;
    }
  }

  /**
   * An integer from 0 to `max`, included: masked bits, drawn again while they are too large.
   *
   * @throws RangeError for what is no integer ≥ 0.
   */
  nextInteger(max: number): number {
    if (!(Number.isSafeInteger(max) && max >= 0))
      checkInteger("draw an integer", "max", max, { min: 0, max: Number.MAX_SAFE_INTEGER });
    if (max === 0) return 0;
    if (max > 0xffffffff) return this.nextWideInteger(max);
    const mask = 0xffffffff >>> Math.clz32(max);
    for (;;) {
      const value = (this.nextUint32() & mask) >>> 0;
      if (value <= max) return value;
    }
  }

  private nextWideInteger(max: number): number {
    const mask = 0xffffffff >>> Math.clz32(Math.floor(max / 2 ** 32));
    for (;;) {
      const high = (this.nextUint32() & mask) >>> 0;
      const value = high * 2 ** 32 + this.nextUint32();
      if (value <= max) return value;
    }
  }
}
