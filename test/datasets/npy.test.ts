import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { np } from "gradus";

// Saved by NumPy 2.4: fixtures/npy.py.
const folder = fileURLToPath(new URL("fixtures/npy", import.meta.url));
const saved = (name: string) => `${folder}/${name}.npy` as const;
const dir = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-"));
afterAll(() => fs.rmSync(dir, { recursive: true }));

const x = np.arange(6).reshape(2, 3);

describe("np.load() and np.save()", () => {
  it.each([
    ["float64", x.div(4)],
    ["float32", x.div(4).astype("float32")],
    ["int64", x.sub(3)],
    ["int32", x.sub(3)],
    ["int16", x.sub(3)],
    ["uint8", x.astype("uint8")],
    ["bool", x.greater(2)],
    ["fortran", x.div(4)],
    ["big", x.div(4)],
    ["line", x.div(4).flatten()],
    ["scalar", np.array(2.5)],
    ["empty", np.zeros([0, 3])],
  ])("reads NumPy's %s", async (name, wanted) => {
    expect((await np.load(saved(name))).toJSON()).toEqual(wanted.toJSON());
  });

  it.each(["float64", "float32", "int32", "uint8", "bool", "line", "scalar", "empty"])(
    "writes %s byte for byte as NumPy does",
    async (name) => {
      const file = path.join(dir, `${name}.npy`);
      await np.save(file, await np.load(saved(name)));
      expect(fs.readFileSync(file)).toEqual(fs.readFileSync(saved(name)));
      expect(fs.readdirSync(dir).filter((one) => one.includes("draft"))).toEqual([]);
    },
  );

  it("says what is wrong with a file", async () => {
    const file = path.join(dir, "bad.npy");
    fs.writeFileSync(file, fs.readFileSync(saved("float64")).subarray(0, -1));
    await expect(np.load(file)).rejects.toThrow("Cannot read bad.npy: it has 175 of 176 bytes");
    fs.writeFileSync(file, "not an array");
    await expect(np.load(file)).rejects.toThrow("it is not a .npy file");
    await expect(np.load(saved("complex"))).rejects.toThrow("it holds elements of type c16");
    await expect(np.load(saved("huge"))).rejects.toThrow("it holds integers beyond int32");
    await expect(np.load(path.join(dir, "none.npy"))).rejects.toThrow("there is no such file");
  });
});
