// Numbers as integers of 32 bits in the same order, for sorting by radix: a double is two, of which the lower one decides where the upper
// ones are equal.
import type { TypedArray } from "./dtype.js";

/** What is sorted by radix; short integers are counted. */
export type Sortable = Exclude<TypedArray, Uint8Array>;

const sign = 0x80000000;
/** Where the upper half of a double is. */
export const upper = new Uint8Array(Uint32Array.of(1).buffer)[0]!;

/** The bits of numbers. */
export function wordsOf({ buffer, byteOffset, byteLength }: Sortable): Uint32Array {
  return new Uint32Array(buffer, byteOffset, byteLength / 4);
}

/** The keys of the numbers, of the upper halves of doubles: those of -0 before 0, of NaN last whatever its sign. */
export function upperKeys(line: Sortable): Uint32Array {
  const [words, keys] = [wordsOf(line), new Uint32Array(line.length)];
  if (line instanceof Int32Array) for (let i = 0; i < keys.length; i++) keys[i] = words[i]! ^ sign;
  else if (line instanceof Float32Array)
    for (let i = 0; i < keys.length; i++) keys[i] = ordered(words[i]!, line[i] !== line[i]);
  else for (let i = 0; i < keys.length; i++) keys[i] = ordered(words[2 * i + upper]!, line[i] !== line[i]);
  return keys;
}

const ordered = (word: number, isNaN: boolean) => (isNaN || word >>> 31 === 0 ? word | sign : ~word);

/** The keys of doubles' lower halves. */
export function lowerKeys(line: Float64Array): Uint32Array {
  const [words, keys] = [wordsOf(line), new Uint32Array(line.length)];
  for (let i = 0; i < keys.length; i++) {
    const word = words[2 * i + 1 - upper]!;
    keys[i] = words[2 * i + upper]! >>> 31 === 0 || line[i] !== line[i] ? word : ~word;
  }
  return keys;
}

/** Makes the keys of all NaN equal, and those of -0 and 0. */
export function mergeEqual(line: Float32Array | Float64Array, keys: Uint32Array, lower?: Uint32Array): void {
  for (let i = 0; i < keys.length; i++) {
    const x = line[i]!;
    if (x !== 0 && x === x) continue;
    keys[i] = x === 0 ? sign : ~0;
    if (lower) lower[i] = 0;
  }
}

/** The numbers of sorted keys, back into `line`. */
export function writeNumbers(line: Sortable, keys: Uint32Array, lower?: Uint32Array): void {
  const words = wordsOf(line);
  if (line instanceof Int32Array) for (let i = 0; i < keys.length; i++) words[i] = keys[i]! ^ sign;
  else if (!lower) for (let i = 0; i < keys.length; i++) words[i] = disordered(keys[i]!);
  else
    for (let i = 0; i < keys.length; i++) {
      words[2 * i + upper] = disordered(keys[i]!);
      words[2 * i + 1 - upper] = keys[i]! >>> 31 === 1 ? lower[i]! : ~lower[i]!;
    }
}

const disordered = (key: number) => (key >>> 31 === 1 ? key ^ sign : ~key);
