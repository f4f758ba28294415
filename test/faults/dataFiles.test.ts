// Damaged data files: an IDX file with any of its bytes changed, cut or added is read right or refused by name.
import { describe, expect } from "vitest";
import { DataFileError, parseIdx, type RandomState } from "gradus";
import { probe } from "./harness/probe.js";

function soundFile(random: RandomState): Buffer {
  const shape = Array.from({ length: random.randint(1, 4) }, () => random.randint(0, 6));
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.set([0, 0, 8, shape.length]);
  shape.forEach((length, axis) => header.writeUInt32BE(length, 4 + 4 * axis));
  const size = shape.reduce((product, length) => product * length, 1);
  return Buffer.concat([header, Buffer.from(Array.from({ length: size }, () => random.randint(256)))]);
}

const damages: ((file: Buffer, random: RandomState) => Buffer)[] = [
  (file, random) => file.subarray(0, random.randint(file.length)),
  (file, random) => Buffer.concat([file, Buffer.alloc(random.randint(1, 40), random.randint(256))]),
  (file, random) => {
    const changed = Buffer.from(file);
    for (let times = random.randint(1, 5); times > 0; times--)
      changed[random.randint(changed.length)] = random.randint(256);
    return changed;
  },
  (_file, random) => Buffer.from(Array.from({ length: random.randint(64) }, () => random.randint(256))),
];

describe("data files", () => {
  probe(
    "IDX files cut, lengthened, changed or made of noise",
    { room: "datasets", tries: 4000 },
    ({ random }) => {
      const damaged = damages[random.randint(damages.length)]!(soundFile(random), random);
      try {
        const array = parseIdx(damaged, "digits.idx");
        // What is read is what the header promises, to the last byte.
        expect(array.size).toBe(array.shape.reduce((product, length) => product * length, 1));
        expect(damaged.length).toBe(
          4 + 4 * array.ndim + array.size * { 8: 1, 9: 1, 11: 2, 12: 4, 13: 4, 14: 8 }[damaged[2]!]!,
        );
      } catch (error) {
        expect(error).toBeInstanceOf(DataFileError);
        expect((error as Error).message).toMatch(/^Cannot read digits\.idx: /);
      }
    },
  );
});
