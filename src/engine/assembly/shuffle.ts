// The order of the samples, a new one in every epoch: sfc32 (Chris Doty-Humphrey, PractRand), seeded by splitmix32, and the shuffle of
// Fisher and Yates, as Durstenfeld wrote it in 1964. With the numbers of src/keras/seed.ts: a seed gives one order on every backend.

// @ts-ignore: decorator
@inline function mixed(seed: u32): u32 {
  let x = (seed ^ (seed >>> 16)) * 0x21f0aaad;
  x = (x ^ (x >>> 15)) * 0x735a2d97;
  return x ^ (x >>> 15);
}

/** Seeds the generator whose four words are at `state`. */
export function seedShuffle(state: usize, seed: u32): void {
  for (let word = 0; word < 12; word += 4) store<u32>(state + word, mixed(seed += 0x9e3779b9));
  store<u32>(state, 1, 12);
}

/** Puts `count` places at `order` in random order; the generator goes on. */
export function shuffle(order: usize, count: i32, state: usize): void {
  let a = load<u32>(state), b = load<u32>(state, 4), c = load<u32>(state, 8), drawn = load<u32>(state, 12);
  for (let i = count - 1; i > 0; --i) {
    const sum = a + b + drawn++;
    a = b ^ (b >>> 9);
    b = c + (c << 3);
    c = (c << 21 | c >>> 11) + sum;
    const at = order + (i << 2), other = order + (<i32>(<f64>sum / 4294967296.0 * <f64>(i + 1)) << 2), kept = load<i32>(at);
    store<i32>(at, load<i32>(other));
    store<i32>(other, kept);
  }
  store<u32>(state, a);
  store<u32>(state, b, 4);
  store<u32>(state, c, 8);
  store<u32>(state, drawn, 12);
}
