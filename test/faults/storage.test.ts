// Disks that fill up and folders that may not be written: the old file stays whole, and the error says what happened.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describe, expect } from "vitest";
import { layers, loadModel, Sequential, type RandomState } from "gradus";
import { probe } from "./harness/probe.js";
import { lacksSmallDisk, SmallDisk } from "./harness/smallDisk.js";

const cli = path.resolve(import.meta.dirname, "../../dist/cli.js");

function network(random: RandomState) {
  return new Sequential([
    layers.dense({ units: random.randint(20, 60), inputShape: [random.randint(20, 60)], activation: "relu" }),
    layers.dense({ units: random.randint(2, 20) }),
  ]);
}

const weightsOf = (model: { getWeights(): { toArray(): unknown }[] }) =>
  model.getWeights().map((w) => w.toArray());

describe("storage", () => {
  let disk: SmallDisk;
  const onSmallDisk = (kilobytes: number) => ({
    lacks: lacksSmallDisk,
    before: () => void (disk = new SmallDisk(kilobytes)),
    after: () => disk.remove(),
  });

  probe(
    "a model saved over another one while the disk fills up",
    { room: "keras", tries: 60, ...onSmallDisk(256) },
    async ({ random }) => {
      const folder = path.join(disk.folder, "model");
      disk.makeRoom();
      fs.rmSync(folder, { recursive: true, force: true });
      const old = network(random);
      await old.save(folder);
      const newer = network(random);
      disk.fill(random.randint(0, 24_000));
      const wanted = await newer.save(folder).then(
        () => newer,
        (error: unknown) => {
          expect((error as Error).message).toMatch(/Cannot save .*model.*full/s);
          return old;
        },
      );
      disk.makeRoom();
      expect(weightsOf(await loadModel(folder))).toEqual(weightsOf(wanted));
      // Nothing half written stays behind.
      expect(fs.readdirSync(folder).sort()).toHaveLength(2);
    },
  );

  probe(
    "a file of Keras saved over another one while the disk fills up",
    { room: "keras", tries: 40, ...onSmallDisk(256) },
    async ({ random }) => {
      const file = path.join(disk.folder, "model.keras");
      disk.makeRoom();
      fs.rmSync(file, { force: true });
      const old = network(random);
      await old.save(file);
      const newer = network(random);
      disk.fill(random.randint(0, 24_000));
      const wanted = await newer.save(file).then(
        () => newer,
        (error: unknown) => {
          expect((error as Error).message).toMatch(/Cannot save .*model.*full/s);
          return old;
        },
      );
      disk.makeRoom();
      expect(weightsOf(await loadModel(file))).toEqual(weightsOf(wanted));
      expect(disk.files()).toEqual(["model.keras"]); // nothing half written stays behind
    },
  );

  probe(
    "a model saved where nothing may be written",
    { room: "keras", tries: 5, ...onSmallDisk(256) },
    async ({ random }) => {
      const folder = path.join(disk.folder, "model");
      const old = network(random);
      await old.save(folder);
      disk.setReadOnly(true);
      try {
        await expect(network(random).save(folder)).rejects.toThrow(/Cannot save .*model/);
        expect(weightsOf(await loadModel(folder))).toEqual(weightsOf(old));
      } finally {
        disk.setReadOnly(false);
      }
    },
  );

  probe(
    "notebooks stripped while the disk is full",
    { room: "notebook", tries: 8, ...onSmallDisk(256) },
    ({ random }) => {
      const file = path.join(disk.folder, "notebook.ipynb");
      disk.makeRoom();
      const cell = {
        cell_type: "code",
        id: "a",
        metadata: {},
        execution_count: 3,
        outputs: [],
        source: "1;\n".repeat(9000),
      };
      const text = JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 });
      fs.writeFileSync(file, text);
      disk.fill(random.randint(0, 16_000));
      const { status, stderr } = spawnSync(process.execPath, [cli, "strip", file], { encoding: "utf8" });
      expect(status).not.toBe(0);
      expect(stderr).toMatch(/^Cannot (write|strip) .*notebook\.ipynb/m);
      expect(stderr).not.toMatch(/^\s+at /m);
      expect(fs.readFileSync(file, "utf8")).toBe(text);
      expect(disk.files()).toEqual(["notebook.ipynb"]);
    },
  );

  probe(
    "executed copies and reports written to a disk that is full",
    { room: "notebook", tries: 2, ...onSmallDisk(64) },
    ({ random }) => {
      const notebook = path.join(
        fs.mkdtempSync(path.join(process.env.TMPDIR ?? "/tmp", "gradus-")),
        "one.ipynb",
      );
      const cell = {
        cell_type: "code",
        id: "a",
        metadata: {},
        execution_count: null,
        outputs: [],
        source: "'x'.repeat(90000)",
      };
      const metadata = { kernelspec: { name: "tslab", display_name: "TypeScript", language: "typescript" } };
      fs.writeFileSync(notebook, JSON.stringify({ cells: [cell], metadata, nbformat: 4, nbformat_minor: 5 }));
      disk.fill(random.randint(0, 8_000));
      const { status, stderr } = spawnSync(process.execPath, [cli, "run", notebook, "--out", disk.folder], {
        encoding: "utf8",
      });
      expect(status).not.toBe(0);
      expect(stderr).toMatch(/Cannot (write|run|save) .*one\.(ipynb|html)/);
      expect(stderr).not.toMatch(/^\s+at /m);
      expect(disk.files()).toEqual([]);
      fs.rmSync(path.dirname(notebook), { recursive: true });
    },
  );
});
