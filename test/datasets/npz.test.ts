import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { strToU8, unzipSync, zipSync } from "fflate";
import { afterAll, describe, expect, expectTypeOf, it } from "vitest";
import { np, type NDArray } from "gradus";

// Saved by NumPy 2.4: fixtures/npy.py.
const saved = fileURLToPath(new URL("fixtures/npy", import.meta.url));
const dir = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-"));
afterAll(() => fs.rmSync(dir, { recursive: true }));

const x = np.arange(6).reshape(2, 3);
const contents = (file: string) => unzipSync(fs.readFileSync(file));

describe("np.load() of .npz", () => {
  it("reads NumPy's arrays by name, also compressed", async () => {
    const named = await np.load(`${saved}/named.npz`);
    expect(Object.keys(named)).toEqual(["x", "labels", "ids"]);
    expect(named["x"]!.toJSON()).toEqual(x.div(4).toJSON());
    expect(named["labels"]!.toJSON()).toEqual(x.greater(2).toJSON());
    expect(named["ids"]!.toJSON()).toEqual(x.sub(3).astype("int32").toJSON());
    const { arr_0: first, arr_1: second } = await np.load(`${saved}/listed.npz`);
    expect([first!.dtype, second!.dtype]).toEqual(["float64", "uint8"]);
    const { x: zeros, y } = await np.load(`${saved}/compressed.npz`);
    expect([zeros!.shape, zeros!.sum(), y!.toArray()]).toEqual([[100, 10], 0, [0, 1, 2]]);
  });

  it("is typed by the file's name", async () => {
    expectTypeOf(np.load(`${saved}/float64.npy`)).resolves.toEqualTypeOf<NDArray>();
    expectTypeOf(np.load(`${saved}/named.npz`)).resolves.toEqualTypeOf<Readonly<Record<string, NDArray>>>();
    const file: string = path.join(saved, "named.npz");
    expectTypeOf(np.load(file)).resolves.toEqualTypeOf<NDArray | Readonly<Record<string, NDArray>>>();
    expect(Object.keys(await np.load(file))).toHaveLength(3);
  });

  it("says what is wrong with a file", async () => {
    const whole = fs.readFileSync(`${saved}/named.npz`);
    const load = (bytes: Uint8Array, name = "bad.npz") => {
      fs.writeFileSync(path.join(dir, name), bytes);
      return np.load(path.join(dir, name));
    };
    await expect(load(whole.subarray(0, -10))).rejects.toThrow(
      "Cannot read bad.npz: its directory is damaged",
    );
    const flipped = Buffer.from(whole);
    flipped[200]! ^= 1;
    await expect(load(flipped)).rejects.toThrow("x.npy is damaged: its checksum is another one");
    await expect(load(zipSync({ "x.npy": strToU8("no array") }))).rejects.toThrow("it is not a .npy file");
    await expect(load(strToU8("text"))).rejects.toThrow("it is not a .npz file");
    await expect(load(whole, "bad.npy")).rejects.toThrow("let its name end in .npz");
  });
});

describe("np.savez()", () => {
  it("writes the entries that NumPy writes, byte for byte, and compresses them if it is to", async () => {
    const read = await np.load(`${saved}/named.npz`);
    await np.savez(path.join(dir, "named"), read); // the ending is added
    expect(contents(path.join(dir, "named.npz"))).toEqual(contents(`${saved}/named.npz`));
    await np.savez(path.join(dir, "listed.npz"), x.div(4), x.astype("uint8"));
    expect(contents(path.join(dir, "listed.npz"))).toEqual(contents(`${saved}/listed.npz`));
    const file = path.join(dir, "compressed.npz");
    await np.savezCompressed(file, await np.load(`${saved}/compressed.npz`));
    expect(contents(file)).toEqual(contents(`${saved}/compressed.npz`));
    expect(fs.statSync(file).size).toBeLessThan(1000);
  });

  it("says what is no array, and leaves no half file", async () => {
    await expect(np.savez(path.join(dir, "none.npz"))).rejects.toThrow(
      "arrays must be arrays, or one object of",
    );
    await expect(np.savez(path.join(dir, "none.npz"), { x: "text" as never })).rejects.toThrow("Cannot");
    await expect(np.save(path.join(dir, "missing", "a"), [1])).rejects.toThrow("make the folder first");
    expect(fs.readdirSync(dir).filter((name) => /none|draft|missing/.test(name))).toEqual([]);
  });
});
