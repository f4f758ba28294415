// The library's random numbers: weights, shuffles and dropout draw from here, so one seed repeats a whole lesson.

/** Numbers in [0, 1); the same seed gives the same stream. */
export type Generator = () => number;

/** sfc32 (Chris Doty-Humphrey, PractRand), seeded by splitmix32: fast, 2¹²⁸ states, passes PractRand. */
export function generator(seed: number): Generator {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) | 0;
  };
  let [a, b, c, count] = [next(), next(), next(), 1];
  return () => {
    const sum = (((a + b) | 0) + count) | 0;
    count = (count + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
}

/** Standard normal numbers by Box and Muller (1958). */
export function normals(uniform: Generator): Generator {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}

/** Puts `order` in random order in place (Fisher and Yates, as Durstenfeld wrote it in 1964). */
export function shuffleInPlace(order: Int32Array, uniform: Generator): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1));
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
}

let session: Generator = generator(Math.floor(Math.random() * 4294967296));

/** Restarts the library's generator. */
export function seedSession(seed: number): void {
  session = generator(seed);
}

/** The next seed of a weight, shuffle or mask that was not given one. */
export function drawSeed(): number {
  return Math.floor(session() * 2147483647) + 1;
}
