// Language processes that kernels borrow one after another. Runs the built dist/kernel/language/languageEntry.cjs.
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { LanguageClient } from "../../../src/kernel/language/client.js";
import { languageProcesses } from "../../../src/kernel/language/start.js";
import { LanguagePool } from "../../../src/kernel/language/pool.js";
import { makeFolder, writeFiles } from "./helpers.js";

let pool: LanguagePool;
beforeEach(async () => {
  pool = await LanguagePool.open({ snapshot: false });
  Object.assign(process.env, pool.env);
});
afterEach(() => {
  pool.close();
  for (const name of Object.keys(pool.env)) Reflect.deleteProperty(process.env, name);
});

async function borrow(dir = makeFolder()): Promise<LanguageClient> {
  const client = new LanguageClient(languageProcesses({ snapshot: false }));
  onTestFinished(() => client.close());
  await client.open({ dir, language: "typescript" });
  return client;
}

describe("LanguagePool", () => {
  it("lends one process to a kernel after another, and what the first knew is forgotten", async () => {
    const [here, there] = [makeFolder(), makeFolder()];
    writeFiles(here, { "x.ts": "export const x = 1;" });
    writeFiles(there, { "x.ts": 'export const x = "one";' });
    const first = await borrow(here);
    expect((await first.check({ code: 'import { x } from "./x"; const n: number = x;' })).errors).toEqual([]);
    const [pid] = pool.pids;
    first.close();
    await sleep(200);

    const second = await borrow(there);
    expect(pool.pids).toEqual([pid]);
    const unknown = await second.check({ code: "n" });
    expect([unknown.cell, unknown.errors[0]!.code]).toEqual([1, "TS2304"]);
    const wrong = await second.check({ code: 'import { x } from "./x"; const n: number = x;' });
    expect(wrong.errors[0]!.message).toContain("Type 'string' is not assignable to type 'number'");
  });

  it("lends a process each to kernels beside each other", async () => {
    const clients = [await borrow(), await borrow()];
    await clients[0]!.check({ code: "const n = 1" });
    await clients[1]!.check({ code: 'const n = "one"' });
    const texts = await Promise.all(clients.map((client) => client.inspect({ code: "n", cursor: 1 })));
    expect(texts.map((found) => found!.text)).toEqual(["const n: 1", 'const n: "one"']);
    expect(new Set(pool.pids).size).toBe(2);
  });

  it("ends a process whose kernel left in the middle of a check", async () => {
    const client = await borrow();
    const endless =
      "type Grow<T extends unknown[], D extends unknown[] = []> = D['length'] extends 40 ? T : Grow<[...T, ...T, D['length']] extends infer U extends unknown[] ? U : never, [...D, 1]> | Grow<[1, ...T], [...D, 1]>; const g: Grow<[1]> = 1 as any;";
    const asked = client.check({ code: endless });
    await sleep(200);
    client.cancel();
    await expect(asked).rejects.toThrow("cancelled");
    await expect.poll(() => pool.pids).toEqual([]);
    expect((await client.check({ code: "const n = 1" })).ok).toBe(true); // in a process of its own
    expect([pool.pids, client.pid]).toEqual([[], expect.any(Number)]);
  });

  it("leaves kernels able to go on by themselves, with all they knew", async () => {
    const client = await borrow();
    await client.check({ code: "const n = 1" });
    const [pid] = pool.pids;
    pool.close();
    expect((await client.check({ code: "n.toFixed()" })).ok).toBe(true);
    expect(client.pid).not.toBe(pid);
    expect((await (await borrow()).check({ code: "const n = 1" })).ok).toBe(true);
  });

  it("is not for kernels of another copy of the package", async () => {
    for (const [name, value] of Object.entries(pool.env)) {
      for (const other of [value.replace("languageEntry.cjs", "other.cjs"), "no JSON", "null"]) {
        process.env[name] = other;
        const client = await borrow();
        expect([pool.pids, client.pid]).toEqual([[], expect.any(Number)]);
      }
    }
  });
});
