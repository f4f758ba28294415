// The lessons on stock tslab: a learner who has it installed can open them as they are. The quick ones in every run, all of them
// in the part `allLessons`.
import os from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { NotebookClient } from "../../src/notebook/client.js";
import type { FoundKernel } from "../../src/notebook/kernelSpecs.js";
import { readNotebook } from "../../src/notebook/notebookFiles.js";
import { countClaims } from "../../src/notebook/run.js";
import { english, fileOf, isLong, isNightly, longestFirst, root } from "./lessons.js";

const stock: FoundKernel = {
  name: "tslab",
  argv: [
    process.execPath,
    path.join(root, "node_modules", "tslab", "bin", "tslab"),
    "kernel",
    "--config-path={connection_file}",
  ],
  ...{
    display_name: "tslab 1.0.22",
    language: "typescript",
    interrupt_mode: "signal",
    env: {},
    resourceDir: "",
  },
};

const lessons = isNightly ? english : english.filter((name) => !isLong(name));

const ends = new Map<string, { error?: unknown; claims: number }>();

beforeAll(async () => {
  const queue = longestFirst(lessons);
  const work = async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const notebook = readNotebook(fileOf(name));
      const client = new NotebookClient(notebook, {
        kernel: stock,
        cwd: path.dirname(fileOf(name)),
        timeout: 600,
      });
      const error: unknown = await client.execute().then(
        () => undefined,
        (reason: unknown) => reason,
      );
      ends.set(name, { error, claims: countClaims(notebook) });
    }
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, work));
}, 1_800_000);

describe("on stock tslab 1.0.22", () => {
  it.each(lessons)("%s runs to its end", (name) => {
    const { error, claims } = ends.get(name)!;
    if (error) throw error as Error;
    expect(claims).toBeGreaterThan(0);
  });
});
