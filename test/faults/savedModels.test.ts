// Files of saved models: damaged, and written and read by several processes at once.
import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { layers, loadModel, Sequential, type RandomState } from "gradus";
import { afterAll, beforeAll, describe, expect, vi } from "vitest";
import { probe } from "./harness/probe.js";

const x = [
  [0, 1],
  [1, 0],
  [1, 1],
];
const y = [[1], [1], [0]];
const run = promisify(execFile);

let folder: string;
beforeAll(() => void (folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-models-"))));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Cut off, longer than it was, or with up to four bytes changed. */
function damage(file: Buffer, random: RandomState): Buffer {
  const kind = random.randint(3);
  if (kind === 0) return file.subarray(0, random.randint(file.length));
  if (kind === 1) return Buffer.concat([file, Buffer.alloc(random.randint(1, 40), 32 + random.randint(90))]);
  const changed = Buffer.from(file);
  for (let times = random.randint(1, 5); times > 0; times--)
    changed[random.randint(changed.length)] = random.randint(256);
  return changed;
}

/** A trained model's files: the structure's text and the numbers, and all of it as Keras's one file. */
async function soundFiles(): Promise<{ text: string; numbers: Buffer; name: string; keras: Buffer }> {
  const model = new Sequential([
    layers.dense({ units: 3, activation: "tanh", inputShape: [2], kernelRegularizer: "l2" }),
    layers.batchNormalization(),
    layers.dropout({ rate: 0.1 }),
    layers.dense({ units: 1, activation: "sigmoid" }),
  ]);
  model.compile({ loss: "binary_crossentropy", optimizer: "adam", metrics: ["accuracy"] });
  await model.fit(x, y, { epochs: 2, verbose: 0 });
  const sound = path.join(folder, "sound");
  await model.save(sound);
  await model.save(`${sound}.keras`);
  const name = fs.readdirSync(sound).find((file) => file.endsWith(".bin"))!;
  return {
    text: fs.readFileSync(path.join(sound, "model.json"), "utf8"),
    numbers: fs.readFileSync(path.join(sound, name)),
    name,
    keras: fs.readFileSync(`${sound}.keras`),
  };
}

const oddValues = [
  null,
  -1,
  0,
  1e9,
  1.5,
  "",
  "x",
  "../weights.bin",
  true,
  [],
  {},
  [[-1]],
  [1e9, 1e9],
  { a: 1 },
];

/** Replaces or takes away one value somewhere inside. */
function changeSomewhere(value: unknown, random: RandomState): unknown {
  const isInner = typeof value === "object" && value !== null && Object.keys(value).length > 0;
  if (!isInner || random.randint(8) === 0) return oddValues[random.randint(oddValues.length)];
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>;
  const keys = Object.keys(copy);
  const key = keys[random.randint(keys.length)]!;
  if (random.randint(12) === 0) Reflect.deleteProperty(copy, key);
  else copy[key] = changeSomewhere(copy[key], random);
  return copy;
}

describe("saved models", () => {
  let sound: Awaited<ReturnType<typeof soundFiles>>;
  beforeAll(async () => void (sound = await soundFiles()));

  const write = (text: string | Buffer, numbers: Buffer) => {
    const target = path.join(folder, "damaged");
    fs.rmSync(target, { recursive: true, force: true });
    fs.mkdirSync(target);
    fs.writeFileSync(path.join(target, "model.json"), text);
    fs.writeFileSync(path.join(target, sound.name), numbers);
    return target;
  };

  /** Loads, or refuses quickly with a message for people; what is loaded trains with numbers. */
  async function loadOrRefuse(target: string): Promise<void> {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const start = performance.now();
    try {
      const model = await loadModel(target);
      const logs = model.settings ? await model.trainOnBatch(x, y) : [];
      expect(logs.every(Number.isFinite)).toBe(true);
    } catch (error) {
      if (!(error instanceof Error) || error.name === "AssertionError") throw error;
      if (/^Cannot (?!load)[a-z ]+: /.test(error.message)) return; // loaded; another shape of input than ours
      expect(error.message).toContain(`Cannot load the model from ${target}`);
      expect(error.message, error.message).not.toMatch(
        /undefined \(reading|is not a function|is not iterable/,
      );
    } finally {
      warn.mockRestore();
      expect(performance.now() - start).toBeLessThan(20_000);
    }
  }

  probe("structures with one value changed", { room: "keras", tries: 400 }, async ({ random }) => {
    const text = sound.text.replace(/,"crc32":\d+/, ""); // which would refuse every change
    const changed = changeSomewhere(JSON.parse(text), random);
    await loadOrRefuse(write(JSON.stringify(changed), sound.numbers));
  });

  probe(
    "files of models cut, lengthened or with bytes changed",
    { room: "keras", tries: 200 },
    async ({ random }) => {
      if (random.randint(2) === 0)
        await loadOrRefuse(
          write(damage(Buffer.from(sound.text.replace(/,"crc32":\d+/, "")), random), sound.numbers),
        );
      else {
        const target = write(sound.text, damage(sound.numbers, random).subarray(0, sound.numbers.length - 1));
        await expect(loadModel(target)).rejects.toThrow(`Cannot load the model from ${target}`);
      }
    },
  );

  probe(
    "files of Keras (.keras) cut, lengthened or with bytes changed",
    { room: "keras", tries: 100 },
    async ({ random }) => {
      const target = path.join(folder, "damaged.keras");
      fs.writeFileSync(target, damage(sound.keras, random));
      await loadOrRefuse(target);
    },
  );
});

describe("processes that share a model's folder", () => {
  const child = path.join(import.meta.dirname, "harness", "savingProcess.ts");
  const start = (...args: string[]) =>
    run(process.execPath, [
      "--import",
      import.meta.resolve("tsx"),
      "--conditions",
      "gradus-source",
      child,
      ...args,
    ]);

  probe(
    "two processes save to one folder while a third loads",
    { room: "keras", tries: 3 },
    async ({ index }) => {
      const target = path.join(folder, `shared-${String(index)}`);
      await start("save", target, "1", "1");
      const all = await Promise.all([
        start("save", target, "30", "2"),
        start("save", target, "30", "3"),
        start("load", target, "60"),
      ]);
      expect(all[2].stdout.trim()).toBe("loaded 60");
      await (await loadModel(target)).save(target);
      expect(fs.readdirSync(target)).toHaveLength(2);
    },
  );

  probe("a process killed while it saves", { room: "keras", tries: 8 }, async ({ random, index }) => {
    const target = path.join(folder, `killed-${String(index)}`);
    await start("save", target, "1", "1");
    const saving = start("save", target, "1000", "2");
    setTimeout(() => saving.child.kill("SIGKILL"), 1000 + random.randint(1500));
    await saving.catch(() => undefined);
    const model = await loadModel(target);
    expect(new Set(model.getWeights().flatMap((array) => [...array.data])).size).toBe(1);
    await model.save(target);
    expect(fs.readdirSync(target)).toHaveLength(2);
  });

  probe(
    "a process killed while it saves a file of Keras",
    { room: "keras", tries: 4 },
    async ({ random, index }) => {
      const target = path.join(folder, `killed-${String(index)}.keras`);
      await start("save", target, "1", "1");
      const saving = start("save", target, "1000", "2");
      setTimeout(() => saving.child.kill("SIGKILL"), 1000 + random.randint(1500));
      await saving.catch(() => undefined);
      const model = await loadModel(target);
      expect(new Set(model.getWeights().flatMap((array) => [...array.data])).size).toBe(1);
      await model.save(target);
      const name = path.basename(target);
      expect(fs.readdirSync(folder).filter((file) => file.startsWith(name))).toEqual([name]);
    },
  );
});
