// Random bits: the Mersenne Twister MT19937, seeded as NumPy's legacy generator seeds it.
import { checkKind, complaint } from "../validation.js";

/**
 * MT19937, bit for bit as NumPy's.
 *
 * @see Matsumoto and Nishimura, "Mersenne Twister", ACM TOMACS 8(1), 1998, and their mt19937ar.c
 */
export class MersenneTwister {
  private readonly state = new Uint32Array(624);
  private position = 624;

  /** @param seed - Integer from 0 to 2³² − 1, or a list of them; left out, the generator starts from the clock. */
  constructor(seed?: number | readonly number[]) {
    this.seed(seed);
  }

  /**
   * Starts again from a seed.
   *
   * @throws RangeError if the seed is not an integer from 0 to 2³² − 1.
   */
  seed(seed?: number | readonly number[]): void {
    this.position = 624;
    if (seed === undefined)
      this.seedList([
        Date.now() >>> 0,
        Math.floor(performance.now() * 1e6) >>> 0,
        Math.floor(Math.random() * 2 ** 32),
      ]);
    else if (typeof seed === "number") this.seedNumber(checkSeed(seed));
    else {
      checkKind("seed a generator", "seed", seed, { kind: "list", wanted: "an integer or a list of them" });
      this.seedList(Array.from(seed, checkSeed));
    }
  }

  private seedNumber(seed: number): void {
    this.state[0] = seed;
    for (let i = 1; i < 624; i++) {
      const before = this.state[i - 1]! ^ (this.state[i - 1]! >>> 30);
      this.state[i] = Math.imul(before, 1812433253) + i;
    }
  }

  /** `init_by_array` of Matsumoto and Nishimura's mt19937ar.c. */
  private seedList(key: readonly number[]): void {
    this.seedNumber(19650218);
    const state = this.state;
    let i = 1;
    const mix = (factor: number, added: number): void => {
      state[i] = (state[i]! ^ Math.imul(state[i - 1]! ^ (state[i - 1]! >>> 30), factor)) + added;
      if (++i === 624) {
        state[0] = state[623]!;
        i = 1;
      }
    };
    for (let n = Math.max(624, key.length), j = 0; n > 0; n--, j = (j + 1) % key.length)
      mix(1664525, key[j]! + j);
    for (let n = 623; n > 0; n--) mix(1566083941, -i);
    state[0] = 0x80000000;
  }

  /** The next 32 random bits, as an integer from 0 to 2³² − 1. */
  nextUint32(): number {
    if (this.position === 624) this.twist();
    let y = this.state[this.position++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  private twist(): void {
    const state = this.state;
    for (let i = 0, next = 1, far = 397; i < 624; i++) {
      const y = (state[i]! & 0x80000000) | (state[next]! & 0x7fffffff);
      state[i] = state[far]! ^ (y >>> 1) ^ (-(y & 1) & 0x9908b0df);
      if (++next === 624) next = 0;
      if (++far === 624) far = 0;
    }
    this.position = 0;
  }

  /** A number in [0, 1) with 53 random bits. */
  nextDouble(): number {
    const high = this.nextUint32() >>> 5;
    return (high * 67108864 + (this.nextUint32() >>> 6)) / 9007199254740992;
  }
}

function checkSeed(seed: number): number {
  if (Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32) return seed;
  throw new RangeError(
    complaint({
      action: "seed the generator",
      name: "seed",
      wanted: "an integer from 0 to 2^32 - 1",
      got: seed,
    }),
  );
}
