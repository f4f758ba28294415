// What services share, and that they let go of it.
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import v8 from "node:v8";
import vm from "node:vm";
import { expect, it } from "vitest";
import { parsedDeclarations } from "../../../src/kernel/language/documents.js";
import { makeLanguageService } from "../../../src/kernel/language/makeService.js";
import { SpareServices } from "../../../src/kernel/language/spareServices.js";
import type { LanguageService } from "../../../src/kernel/language/types.js";
import { makeFolder } from "./helpers.js";

v8.setFlagsFromString("--expose-gc");
const collectGarbage = vm.runInNewContext("gc") as () => void;

it("parses a declaration file once for all notebooks, and forgets it with the last of them", async () => {
  const dir = makeFolder({ "shared.d.ts": "export const n: number;", "own.ts": "export const own = 1;" });
  const [shared, own] = ["shared.d.ts", "own.ts"].map((name) => path.join(dir, name)) as [string, string];
  const versionOf = (file: string) => {
    const { mtime, size } = fs.statSync(file);
    return `${String(mtime.getTime())} ${String(size)}`;
  };
  const services = new SpareServices(makeLanguageService(), makeLanguageService);
  const take = (): LanguageService => {
    const service = services.take();
    service.open({ dir, language: "typescript" });
    expect(
      service.check({ code: 'import { n } from "./shared"; import { own } from "./own"; n + own' }).ok,
    ).toBe(true);
    return service;
  };
  const first = take();
  const parsed = new WeakRef(parsedDeclarations(shared, versionOf(shared))!);
  const second = take();
  expect(parsedDeclarations(shared, versionOf(shared)) === parsed.deref()).toBe(true);
  expect(parsedDeclarations(own, versionOf(own))).toBeUndefined(); // how it is bound depends on a notebook's options
  services.giveBack(first, false);
  expect(parsedDeclarations(shared, versionOf(shared)) === parsed.deref()).toBe(true);
  services.giveBack(second, true);
  expect(services.take()).toBe(second); // the last one is kept, warm, for the notebook after a restart
  services.giveBack(second, false);
  expect(parsedDeclarations(shared, versionOf(shared))).toBeUndefined();
  await expect
    .poll(async () => {
      await sleep(10);
      collectGarbage();
      return parsed.deref();
    })
    .toBeUndefined();
});

it("does not take a declaration file of the same time for one that another notebook has read before", () => {
  const dir = makeFolder({ "shared.d.ts": "export const n: number;" });
  const file = path.join(dir, "shared.d.ts");
  const services = new SpareServices(makeLanguageService(), makeLanguageService);
  const check = (code: string) => {
    fs.utimesSync(file, 0, 0);
    const service = services.take();
    service.open({ dir, language: "typescript" });
    return service.check({ code: `import { n } from "./shared"; ${code}` });
  };
  expect(check("n.toFixed()").ok).toBe(true);
  fs.writeFileSync(file, "export const n: string; // another version");
  expect(check("n.trim()").errors).toEqual([]);
});
