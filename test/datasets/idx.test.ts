import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { DataFileError, parseIdx, RandomState, readIdx } from "gradus";
import { idxFiles, readTrainAndTest } from "../../src/datasets/idxFiles.js";

const dir = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-"));
afterAll(() => fs.rmSync(dir, { recursive: true }));

/** An IDX file of bytes. */
function idx(shape: number[], data: number[], type = 8): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.set([0, 0, type, shape.length]);
  shape.forEach((length, axis) => header.writeUInt32BE(length, 4 + 4 * axis));
  return Buffer.concat([header, Buffer.from(data)]);
}

describe("parseIdx()", () => {
  it("reads bytes as a view and other types converted", () => {
    const bytes = idx([2, 3], [1, 2, 3, 4, 5, 255]);
    const array = parseIdx(bytes);
    expect([array.dtype, array.toArray()]).toEqual([
      "uint8",
      [
        [1, 2, 3],
        [4, 5, 255],
      ],
    ]);
    expect(array.data.buffer).toBe(bytes.buffer);
    expect(parseIdx(idx([2], [255, 1], 9)).toArray()).toEqual([-1, 1]);
    expect(parseIdx(idx([1], [255, 254], 0x0b)).toArray()).toEqual([-2]);
    expect(parseIdx(idx([1], [0, 1, 0, 0], 0x0c)).toArray()).toEqual([65536]);
    expect(parseIdx(idx([1], [0x3f, 0xc0, 0, 0], 0x0d)).toArray()).toEqual([1.5]);
    expect(parseIdx(idx([1], [0x3f, 0xf8, 0, 0, 0, 0, 0, 0], 0x0e)).dtype).toBe("float64");
  });

  it.each([
    ["empty", Buffer.alloc(0), "the file is empty"],
    ["gzipped", gzipSync(idx([1], [1])), "it is compressed; unpack it first (gunzip)"],
    ["tiny", Buffer.from([0, 0]), "it has 2 bytes, too few for an IDX header"],
    [
      "text",
      Buffer.from("label,pixel\n"),
      "it is not an IDX file: it starts with 6c616265, not with 0000 and an element type from 08 to 0e",
    ],
    ["flat", idx([], [1]), "its header says 0 axes"],
    ["headless", idx([2, 3], []).subarray(0, 9), "its header is cut short: 9 of 12 bytes"],
    ["truncated", idx([2, 3], [1, 2, 3]), "its header says shape [2, 3], 18 bytes, but it has only 15"],
    ["oversized", idx([2], [1, 2, 3]), "its header says shape [2], 10 bytes, but it has 11"],
    ["huge", idx([0xffffffff, 0xffffffff, 0xffffffff], []), "bytes, but it has only 16"],
  ])("names the file and what is wrong: %s", (name, bytes, problem) => {
    const file = path.join(dir, name);
    fs.writeFileSync(file, bytes);
    expect(() => readIdx(file)).toThrow(DataFileError);
    expect(() => readIdx(file)).toThrow(`Cannot read ${name}: `);
    expect(() => readIdx(file)).toThrow(problem);
  });

  it("never fails in another way, whatever the bytes", () => {
    const random = new RandomState(1);
    const seed = idx([3, 4, 5], [...random.randint(0, 256, 60).data]);
    for (let round = 0; round < 5000; round++) {
      let bytes = Buffer.from(seed);
      for (let n = random.randint(1, 5); n > 0; n--)
        bytes[random.randint(random.randint(1, bytes.length))] = random.randint(256);
      if (random.random() < 0.3) bytes = bytes.subarray(0, random.randint(bytes.length + 1));
      if (random.random() < 0.1) bytes = Buffer.from(random.randint(0, 256, random.randint(40)).data);
      try {
        const array = parseIdx(bytes);
        expect(array.data.length).toBe(array.shape.reduce((size, length) => size * length, 1));
      } catch (error) {
        expect(error).toBeInstanceOf(DataFileError);
      }
    }
  });
});

describe("readIdx()", () => {
  it("tells a missing file, a folder and a changed file", () => {
    expect(() => readIdx(path.join(dir, "none"))).toThrow("Cannot read none: there is no such file");
    expect(() => readIdx(dir)).toThrow("it is a folder");
    fs.writeFileSync(path.join(dir, "changed"), idx([1], [1]));
    expect(() => readIdx(path.join(dir, "changed"), { sha256: "00" })).toThrow(
      "its content differs from the published file (SHA-256); get it again",
    );
  });
});

describe("readTrainAndTest()", () => {
  const parts = [idx([2, 1, 1], [1, 2]), idx([2], [0, 1]), idx([1, 1, 1], [3]), idx([1], [1])];
  const hash = (algorithm: string) => (bytes: Uint8Array) =>
    createHash(algorithm).update(bytes).digest("hex");

  it("reads MNIST's four files, packed or not, and checks what was published", async () => {
    const folder = fs.mkdtempSync(path.join(dir, "set-"));
    const packed = parts.map((bytes) => gzipSync(bytes));
    parts.forEach((bytes, i) =>
      fs.writeFileSync(path.join(folder, idxFiles[i]! + (i % 2 ? ".gz" : "")), i % 2 ? packed[i]! : bytes),
    );
    const published = { sha256: parts.map(hash("sha256")), packedMd5: packed.map(hash("md5")) };
    expect((await readTrainAndTest(folder, published)).map((pair) => pair.map((x) => x.toArray()))).toEqual([
      [
        [[[1]], [[2]]],
        [0, 1],
      ],
      [[[[3]]], [1]],
    ]);
    await expect(readTrainAndTest(folder, { ...published, sha256: ["0", "0", "0", "0"] })).rejects.toThrow(
      "Cannot read train-images-idx3-ubyte: its content differs from the published file (SHA-256)",
    );
    await expect(readTrainAndTest(folder, { packedMd5: ["0", "0", "0", "0"] })).rejects.toThrow(
      "Cannot read train-labels-idx1-ubyte.gz: its content differs from the published file (MD5)",
    );
  });
});
