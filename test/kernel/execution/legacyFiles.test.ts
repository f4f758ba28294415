// The list of files with legacy decorators, which other threads and processes read while it is written.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { foldersVariable } from "../../../src/kernel/rpc/messages.js";

const modules = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-legacy-"));
vi.stubEnv(foldersVariable, JSON.stringify({ notebook: os.tmpdir(), modules }));
const { hasLegacyDecorators, noteLegacyFiles } =
  await import("../../../src/kernel/execution/loader/notebookFiles.js");
afterAll(() => fs.rmSync(modules, { recursive: true }));

// Windows does not rename over a file that somebody reads.
it.skipIf(process.platform === "win32")("is whole for whoever reads it while it changes", () => {
  const [a, b] = [path.join(modules, "a.ts"), path.join(modules, "b.ts")];
  noteLegacyFiles([a]);
  const [name] = fs.readdirSync(modules);
  const reader = fs.openSync(path.join(modules, name!), "r");
  noteLegacyFiles([a, b]);
  expect(JSON.parse(fs.readFileSync(reader, "utf8"))).toEqual([a]);
  fs.closeSync(reader);
  expect(fs.readdirSync(modules)).toEqual([name]);
  expect(hasLegacyDecorators(path.join(modules, "c.ts"))).toBe(false);
});
