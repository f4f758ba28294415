// Damaged files: whatever is cut off or changed, what loads has the sound file's numbers, to the last bit, and all else is an
// error that names the file. What no reader can see stands in `unseen`.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { layers, loadModel, type Model, NDArray, np, Sequential } from "gradus";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { crc32, crc32ByTable } from "../../src/crc32.js";
import { type Hdf5Array, readHdf5, writeHdf5 } from "../../src/keras/saving/keras/hdf5.js";

let folder: string;
let keras: Buffer;
let weights: Buffer;
let text: Buffer;
let numbers: Buffer;
let numbersName: string;

const build = () => {
  const model = new Sequential([
    layers.dense({ units: 3, inputShape: [2], activation: "tanh", name: "first" }),
    layers.dense({ units: 2, name: "last" }),
  ]);
  model.compile({ loss: "mse", optimizer: "adam" });
  return model;
};
let good: number[][];
const numbersOf = (model: Pick<Model, "getWeights">) => model.getWeights().map((array) => [...array.data]);

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "damaged-"));
  const model = build();
  await model.fit([[0, 1]], [[1, 0]], { epochs: 2, verbose: 0 });
  good = numbersOf(model);
  const at = (name: string) => path.join(folder, name);
  await model.save(at("sound.keras"));
  await model.saveWeights(at("sound.weights.h5"));
  await model.save(at("sound"));
  keras = fs.readFileSync(at("sound.keras"));
  weights = fs.readFileSync(at("sound.weights.h5"));
  text = fs.readFileSync(at("sound/model.json"));
  numbersName = fs.readdirSync(at("sound")).find((name) => name.endsWith(".bin"))!;
  numbers = fs.readFileSync(at(`sound/${numbersName}`));
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
});
afterAll(() => {
  vi.restoreAllMocks();
  fs.rmSync(folder, { recursive: true, force: true });
});

const flipped = (bytes: Uint8Array, place: number, bit: number) => {
  const changed = Buffer.from(bytes);
  changed[place]! ^= 1 << bit;
  return changed;
};

/** Cuts at `count` places, and one bit another at `count` more, spread over the bytes. */
function* damages(bytes: Uint8Array, count: number): Generator<[what: string, bytes: Buffer]> {
  for (let i = 0; i < count; i++) {
    const place = Math.floor((bytes.length * i) / count);
    yield [`cut at ${String(place)}`, Buffer.from(bytes.subarray(0, place))];
    yield [`bit ${String(i % 8)} of ${String(place)}`, flipped(bytes, place, i % 8)];
  }
}

/** What was read is what was sound, or the error is of our form and names the file. */
async function sameOrTold(what: string, file: string, read: () => Promise<unknown>, sound: unknown) {
  let got: unknown;
  try {
    got = await read();
  } catch (error) {
    const { message } = error as Error;
    expect(message, what).toMatch(/^Cannot (?:load the model from|load the weights from|read) /);
    expect(message, what).toContain(path.basename(file));
    return "told";
  }
  expect(got, what).toEqual(sound);
  return "same";
}

describe(".keras", () => {
  const load = async (bytes: Uint8Array, what: string) => {
    const file = path.join(folder, "damaged.keras");
    fs.writeFileSync(file, bytes);
    return sameOrTold(what, file, async () => numbersOf(await loadModel(file)), good);
  };

  it("cut, or with one bit changed anywhere", async () => {
    for (const [what, bytes] of damages(keras, 150)) await load(bytes, what);
  });

  it("with one bit changed in the zip's directory: no file in it is left out or taken for another", async () => {
    const start = keras.readUInt32LE(keras.length - 6);
    const told = { told: 0, same: 0 };
    for (let place = start; place < keras.length; place++)
      told[await load(flipped(keras, place, place % 8), `byte ${String(place)}`)]++;
    expect(told.told).toBeGreaterThan(100);
  });

  it("with damage that the zip does not show", async () => {
    const changed = (change: (files: Record<string, Uint8Array>) => void) => {
      const files = unzipSync(keras);
      change(files);
      return zipSync(files);
    };
    const json = (name: string, change: (content: string) => string) =>
      changed((files) => void (files[name] = strToU8(change(strFromU8(files[name]!)))));
    for (const name of ["config.json", "metadata.json"]) {
      const size = unzipSync(keras)[name]!.length;
      for (let i = 0; i < size; i += Math.ceil(size / 40))
        await load(
          json(name, (content) => content.slice(0, i)),
          `${name} cut at ${String(i)}`,
        );
    }
    const { arrays } = await readHdf5(unzipSync(keras)["model.weights.h5"]!);
    const all: Hdf5Array[] = [...arrays].map(([place, { shape, data }]) => ({ path: place, shape, data }));
    const withArrays = async (list: Hdf5Array[]) => {
      const bytes = await writeHdf5(list);
      return changed((files) => void (files["model.weights.h5"] = bytes));
    };
    for (const { path: place } of all.filter((array) => array.path.startsWith("layers/"))) {
      const without = await withArrays(all.filter((array) => array.path !== place));
      expect(await load(without, `without ${place}`)).toBe("told");
    }
    const [kernel, bias] = [
      all.find(({ shape }) => shape.length === 2)!,
      all.find(({ shape }) => shape.length === 1)!,
    ];
    const swapped = all.map((array) => {
      if (array === kernel) return { ...array, shape: bias.shape, data: bias.data };
      return array === bias ? { ...array, shape: kernel.shape, data: kernel.data } : array;
    });
    expect(await load(await withArrays(swapped), "two shapes swapped")).toBe("told");
    const turned = all.map((array) =>
      array === kernel ? { ...array, shape: array.shape.toReversed() } : array,
    );
    expect(await load(await withArrays(turned), "a kernel lying on its side")).toBe("told");
    const stray = all.map((array) =>
      array.path.startsWith("optimizer/") ? { ...array, path: `n${array.path.slice(1)}` } : array,
    );
    expect(await load(await withArrays(stray), "the optimizer's memory under another name")).toBe("told");
  });
});

describe(".h5", () => {
  /** HDF5 has no checksums as Keras writes it: a bit within a number is another number, and nobody can tell. */
  const isUnseen = async (bytes: Uint8Array) => {
    const { arrays } = await readHdf5(bytes);
    const ranges = [...arrays.values()].map(({ data }) => {
      const block = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
      const start = Buffer.from(bytes).indexOf(block);
      return [start, start + block.length] as const;
    });
    return (place: number) => ranges.some(([start, end]) => place >= start && place < end);
  };

  it("weights cut, or with one bit changed outside of the numbers", async () => {
    const unseen = await isUnseen(weights);
    const file = path.join(folder, "damaged.weights.h5");
    for (const [what, bytes] of damages(weights, 600)) {
      const place = Number(what.split(" ").at(-1));
      if (what.startsWith("bit") && unseen(place)) continue;
      fs.writeFileSync(file, bytes);
      const model = build();
      await sameOrTold(
        what,
        file,
        async () => {
          await model.loadWeights(file);
          return numbersOf(model);
        },
        good,
      );
    }
  });

  it("of Keras's older kind cut, or with one bit changed outside of the numbers", async () => {
    const sound = fs.readFileSync(fileURLToPath(new URL("fixtures/files/image.h5", import.meta.url)));
    const unseen = await isUnseen(sound);
    const file = path.join(folder, "damaged.h5");
    const load = async () => numbersOf(await loadModel(file, { outputs: "any" }));
    fs.writeFileSync(file, sound);
    const whole = await load();
    for (const [what, bytes] of damages(sound, 150)) {
      if (what.startsWith("bit") && unseen(Number(what.split(" ").at(-1)))) continue;
      fs.writeFileSync(file, bytes);
      await sameOrTold(what, file, load, whole);
    }
  });

  it("by the thousand do not wear the HDF5 library out", async () => {
    const bad = weights.subarray(0, 500);
    const sizes = new Set<number>();
    for (let i = 0; i < 2400; i++) await expect(readHdf5(bad)).rejects.toThrow();
    for (let i = 0; i < 3; i++) sizes.add((await readHdf5(weights)).arrays.size);
    expect([...sizes]).toEqual([(await readHdf5(weights)).arrays.size]);
  });
});

describe("a model's folder", () => {
  const load = async (json: Uint8Array, bytes: Uint8Array, what: string) => {
    const target = path.join(folder, "damaged");
    fs.mkdirSync(target, { recursive: true });
    fs.writeFileSync(path.join(target, "model.json"), json);
    fs.writeFileSync(path.join(target, numbersName), bytes);
    const file = path.join(target, "model.json");
    const read = async () => {
      const model = await loadModel(target);
      return [model.toJSON(), numbersOf(model), model.optimizer.spec];
    };
    return sameOrTold(what, file, read, await sound());
  };
  const sound = async () => {
    const model = await loadModel(path.join(folder, "sound"));
    return [model.toJSON(), numbersOf(model), model.optimizer.spec];
  };

  it("cut, or with one bit changed anywhere: also in a number, an activation or a rate", async () => {
    for (const [what, bytes] of damages(text, 200)) await load(bytes, numbers, `model.json ${what}`);
    for (const [what, bytes] of damages(numbers, 60))
      expect(await load(text, bytes, `numbers ${what}`)).toBe("told");
    for (const [from, to] of [
      ['"tanh"', '"selu"'],
      ['"use_bias":true', '"use_bias":true '],
    ] as const)
      await load(Buffer.from(text.toString().replace(from, to)), numbers, to);
  });

  it("that was changed by hand says how to go on", async () => {
    const changed = Buffer.from(text.toString().replace('"tanh"', '"relu"'));
    await load(changed, numbers, "relu");
    await expect(loadModel(path.join(folder, "damaged"))).rejects.toThrow(
      "take crc32 out of weightsManifest",
    );
    const content = JSON.parse(changed.toString()) as { weightsManifest: { crc32?: number }[] };
    delete content.weightsManifest[0]!.crc32;
    fs.writeFileSync(path.join(folder, "damaged", "model.json"), JSON.stringify(content));
    expect(numbersOf(await loadModel(path.join(folder, "damaged")))).toEqual(good);
  });
});

describe("arrays", () => {
  const x = np.linspace(0, 1, 12).reshape(12, 1);
  const contentOf = (arrays: Readonly<Record<string, NDArray>>) =>
    Object.entries(arrays).map(([name, { shape, dtype, data }]) => [name, shape, dtype, [...data]]);
  const read = async (name: string, bytes: Uint8Array, what: string, sound: unknown) => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, bytes);
    const load = async () => {
      const loaded = await np.load(file);
      return contentOf(loaded instanceof NDArray ? { x: loaded } : loaded);
    };
    return sameOrTold(what, file, load, sound);
  };

  it(".npy cut, lengthened, or with one bit changed in its header", async () => {
    await np.save(path.join(folder, "x.npy"), x);
    const bytes = fs.readFileSync(path.join(folder, "x.npy"));
    /** "<f8" with its first bit but one changed is ">f8": the same bytes the other way round. */
    const unseen = bytes.indexOf("<");
    for (let place = 0; place < 128; place++)
      for (let bit = 0; bit < 8; bit++)
        if (place !== unseen)
          await read(
            "bad.npy",
            flipped(bytes, place, bit),
            `${String(place)}.${String(bit)}`,
            contentOf({ x }),
          );
    for (let i = 0; i < bytes.length; i += 3)
      expect(await read("bad.npy", bytes.subarray(0, i), `cut at ${String(i)}`, contentOf({ x }))).toBe(
        "told",
      );
    const long = Buffer.from(bytes.toString("latin1").replace("(12, 1)", "( 2, 1)"), "latin1");
    expect(await read("bad.npy", long, "a digit lost", contentOf({ x }))).toBe("told");
  });

  it.each([false, true])(".npz cut, or with one bit changed anywhere (compressed: %s)", async (compress) => {
    const [name, arrays] = [path.join(folder, "x.npz"), { x, y: np.arange(5) }];
    await (compress ? np.savezCompressed(name, arrays) : np.savez(name, arrays));
    const bytes = fs.readFileSync(name);
    const sound = contentOf(arrays);
    for (let place = 0; place < bytes.length; place++) {
      await read("bad.npz", flipped(bytes, place, place % 8), `bit of ${String(place)}`, sound);
      if (place % 5 === 0)
        expect(await read("bad.npz", bytes.subarray(0, place), `cut at ${String(place)}`, sound)).toBe(
          "told",
        );
    }
    // The number of files in the directory, at both of its places: one array would just not be there.
    const fewer = Buffer.from(bytes);
    fewer.writeUInt16LE(1, bytes.length - 14);
    fewer.writeUInt16LE(1, bytes.length - 12);
    expect(await read("bad.npz", fewer, "one file fewer", sound)).toBe("told");
    const renamed = Buffer.from(bytes);
    renamed[bytes.lastIndexOf("y.npy")] = "z".charCodeAt(0);
    expect(await read("bad.npz", renamed, "another name in the directory", sound)).toBe("told");
  });

  it("a page, which has no Node, computes the same checksums", () => {
    const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i * 7);
    expect(crc32ByTable(bytes)).toBe(crc32(bytes));
    expect(crc32ByTable(bytes.subarray(400), crc32(bytes.subarray(0, 400)))).toBe(crc32(bytes));
  });
});

describe("a global heap of Keras's own files", () => {
  it("whose length or whose objects' lengths are changed is refused, where the HDF5 library would not come back", async () => {
    const file = new URL("fixtures/files/graph.weights.h5", import.meta.url);
    const sound = fs.readFileSync(file);
    await readHdf5(sound);
    const start = sound.indexOf("GCOL");
    // its length, bit 5 of the second byte; the first object's length, to nothing and to far beyond
    for (const [place, bit] of [
      [start + 9, 5],
      [start + 24, Math.floor(Math.log2(sound[start + 24]!))],
      [start + 28, 7],
    ] as const)
      await expect(
        readHdf5(flipped(sound, place, bit)),
        `bit ${String(bit)} of ${String(place)}`,
      ).rejects.toThrow(/global heap/);
  });
});
