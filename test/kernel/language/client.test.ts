// The language process as the kernel uses it. Runs the built dist/kernel/language/languageEntry.cjs.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { LanguageCancelledError, LanguageClient } from "../../../src/kernel/language/client.js";
import { languageProcesses } from "../../../src/kernel/language/start.js";
import { languageScript } from "../../../src/kernel/language/process.js";
import { buildSnapshot } from "../../../src/kernel/language/buildSnapshot.js";
import { findSnapshot, snapshotPlace } from "../../../src/kernel/language/snapshotStore.js";
import { makeFolder } from "./helpers.js";

async function openClient(options: { dir?: string; snapshot?: boolean } = {}): Promise<LanguageClient> {
  const client = new LanguageClient(languageProcesses({ snapshot: options.snapshot ?? false }));
  onTestFinished(() => client.close());
  await client.open({ dir: options.dir ?? makeFolder(), language: "typescript" });
  return client;
}

function writeManifest(file: string, blob: string): void {
  const sha256 = createHash("sha256").update(blob).digest("hex");
  fs.writeFileSync(file, JSON.stringify({ size: blob.length, sha256 }), { mode: 0o600 });
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(fs.readFileSync(`/proc/${String(pid)}/status`, "utf8"));
  } catch {
    return false;
  }
};

describe("LanguageClient", () => {
  it("checks, completes, inspects and judges cells", async () => {
    const client = await openClient();
    expect(await client.check({ code: "const n = 1;" })).toEqual({
      cell: 1,
      ok: true,
      errors: [],
      warnings: [],
    });
    expect((await client.check({ code: "const s: string = n;" })).errors[0]!.code).toBe("TS2322");
    expect((await client.complete({ code: "n.toF", cursor: 5 })).matches[0]!.text).toBe("toFixed");
    expect((await client.inspect({ code: "n", cursor: 1 }))!.text).toBe("const n: 1");
    expect(await client.inspect({ code: "", cursor: 0 })).toBeNull();
    expect(await client.isComplete({ code: "f(" })).toEqual({ status: "incomplete", indent: "  " });
    expect((await client.addModule({ name: "m", code: "export const k = 1;" })).ok).toBe(true);
    expect((await client.check({ code: "import { k } from './m'; k.toFixed()" })).ok).toBe(true);
  });

  it("answers an editor about cells that have not run, and formats them", async () => {
    const client = await openClient();
    const cells = [
      { id: "a", code: "const n=1" },
      { id: "b", code: "n.nope" },
    ];
    const checked = await client.editor({ op: "check", cells });
    expect(checked!.map(({ id, diagnostics }) => [id, ...diagnostics.map(({ code }) => code)])).toEqual([
      ["a"],
      ["b", "TS2339"],
    ]);
    expect(await client.editor({ op: "format", cells, cell: "a" })).toEqual([
      { from: 0, to: 9, insert: "const n = 1;" },
    ]);
  });

  it("lets a cell's own check overtake an editor's questions", async () => {
    const client = await openClient();
    const cells = Array.from({ length: 60 }, (_, i) => ({
      id: String(i),
      code: `const v${String(i)} = [${i ? `...v${String(i - 1)}, ` : ""}${String(i)}].map((x) => x + 1);`,
    }));
    const order: string[] = [];
    const editor = client.editor({ op: "check", cells }).then(() => order.push("editor"));
    const another = client
      .editor({ op: "hover", cells, cell: "59", offset: 7 })
      .then(() => order.push("hover"));
    const own = client.check({ code: "const own = 1" }).then(() => order.push("check"));
    await Promise.all([editor, another, own]);
    expect(order).toEqual(["check", "editor", "hover"]);
  });

  it("drops an editor's questions with the process, and goes on", async () => {
    const client = await openClient();
    await client.check({ code: "const n = 1;" });
    const asked = client.editor({ op: "check", cells: [{ id: "a", code: "n.nope" }] });
    process.kill(client.pid!, "SIGKILL");
    await expect(asked).rejects.toThrow("the language process died");
    const again = await client.editor({ op: "check", cells: [{ id: "a", code: "n.nope" }] });
    expect(again![0]!.diagnostics).toMatchObject([{ code: "TS2339" }]);
  });

  it("answers in order when asked many things at once", async () => {
    const client = await openClient();
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        client.check({ code: `const v${String(i)} = ${i ? `v${String(i - 1)}` : "0"} + 1` }),
      ),
    );
    expect(replies.map(({ cell, ok }) => [cell, ok])).toEqual(
      Array.from({ length: 50 }, (_, i) => [i + 1, true]),
    );
  });

  it("puts a killed process back up, with all it knew", async () => {
    const client = await openClient();
    await client.check({ code: "const n = 1; interface I { a: number }" });
    await client.check({ code: "nonsense" });
    await client.addModule({ name: "m", code: "export const k = 1;" });
    const first = client.pid!;
    process.kill(first, "SIGKILL");
    const reply = await client.check({ code: "import { k } from './m'; const i: I = { a: n + k };" });
    expect(reply).toEqual({ cell: 4, ok: true, errors: [], warnings: [], legacyFiles: [] });
    expect(client.pid).not.toBe(first);
  });

  it("asks again what a dying process did not answer", async () => {
    const client = await openClient();
    await client.check({ code: "const n = 1" });
    const asked = [
      client.check({ code: "const m = n" }),
      client.complete({ code: "m.toF", cursor: 5 }),
    ] as const;
    process.kill(client.pid!, "SIGKILL");
    expect((await asked[0]).ok).toBe(true);
    expect((await asked[1]).matches[0]!.text).toBe("toFixed");
  });

  it("cancel() ends a check that takes too long; the session goes on", async () => {
    const client = await openClient();
    await client.check({ code: "const n = 1" });
    const endless =
      "type Grow<T extends unknown[], D extends unknown[] = []> = D['length'] extends 40 ? T : Grow<[...T, ...T, D['length']] extends infer U extends unknown[] ? U : never, [...D, 1]> | Grow<[1, ...T], [...D, 1]>; const g: Grow<[1]> = 1 as any;";
    const asked = client.check({ code: endless });
    await sleep(100);
    client.cancel();
    await expect(asked).rejects.toThrow(LanguageCancelledError);
    expect(await client.check({ code: "n.toFixed()" })).toMatchObject({ ok: true });
  });

  it("close() ends the process and refuses later requests", async () => {
    const client = await openClient();
    const pid = client.pid!;
    client.close();
    await expect(client.check({ code: "1" })).rejects.toThrow(LanguageCancelledError);
    await expect.poll(() => isAlive(pid)).toBe(false);
  });
});

describe("startup snapshot", () => {
  const before = process.env["GRADUS_CACHE_DIR"];
  afterEach(() => {
    if (before === undefined) delete process.env["GRADUS_CACHE_DIR"];
    else process.env["GRADUS_CACHE_DIR"] = before;
  });

  it("is built for a folder, found when whole, and answers as a plain start does", async () => {
    const dir = makeFolder({
      "tsconfig.json": '{ "compilerOptions": { "strict": true } }',
      "x.ts": "export const x = 1;",
    });
    const cache = path.join(makeFolder(), "cache");
    process.env["GRADUS_CACHE_DIR"] = cache;
    const place = snapshotPlace(dir, "typescript", languageScript());
    expect(findSnapshot(place)).toBeUndefined();
    const leftovers = ["language-1.lock", "language-1.blob", "language-1.json.7"].map((name) =>
      path.join(cache, name),
    );
    for (const file of leftovers) {
      fs.writeFileSync(file, "", { mode: 0o600 });
      fs.utimesSync(file, 1e9, 1e9);
    }
    expect(await buildSnapshot(place, "typescript", languageScript())).toBe(true);
    expect(leftovers.filter((file) => fs.existsSync(file))).toEqual([]);
    expect(findSnapshot(place)).toBe(place.blob);
    expect(fs.statSync(cache).mode & 0o777).toBe(0o700);
    for (const name of fs.readdirSync(cache))
      expect(fs.statSync(path.join(cache, name)).mode & 0o077).toBe(0);

    const client = await openClient({ dir, snapshot: true });
    const commands = fs.readFileSync(`/proc/${String(client.pid)}/cmdline`, "utf8");
    expect(commands).toContain("--snapshot-blob");
    const codes = async (code: string) => (await client.check({ code })).errors.map((error) => error.code);
    // The folder's tsconfig is strict: what only it finds is advice.
    const { errors, warnings } = await client.check({
      code: "import { x } from './x'; let s: string = null;",
    });
    expect([errors, warnings.map((warning) => warning.code)]).toEqual([[], ["TS2322"]]);
    expect(await codes("import fs from 'node:fs'; fs.existsSync(1)")).toEqual(["TS2345"]);
    expect((await client.complete({ code: "Math.sq", cursor: 7 })).matches[0]!.text).toBe("sqrt");
    expect((await client.inspect({ code: "Math.max", cursor: 6 }))!.text).toContain("Math.max");
    await client.open({ dir: makeFolder(), language: "typescript" });
    expect(await codes("let s: string = null;")).toEqual([]);

    // a changed blob is not loaded
    const handle = fs.openSync(place.blob, "r+");
    fs.writeSync(handle, "x", 1000);
    fs.closeSync(handle);
    expect(findSnapshot(place)).toBeUndefined();
    expect(fs.existsSync(place.blob)).toBe(false);
  });

  it("holds a project's large packages, and notices when they change", async () => {
    const dir = makeFolder({
      "package.json": "{}",
      "node_modules/gradus/package.json": '{ "name": "gradus", "version": "1.0.0", "types": "index.d.ts" }',
      "node_modules/gradus/index.d.ts": "export * from './n.js';",
      "node_modules/gradus/n.d.ts": "export declare const n: number;",
    });
    process.env["GRADUS_CACHE_DIR"] = makeFolder();
    const place = snapshotPlace(dir, "typescript", languageScript());
    expect(place.packages).toEqual(["gradus"]);
    expect(await buildSnapshot(place, "typescript", languageScript())).toBe(true);
    expect(fs.readFileSync(place.blob).includes("export declare const n: number;")).toBe(true);

    const types = path.join(dir, "node_modules", "gradus", "n.d.ts");
    const code = "import { n } from 'gradus'; const s: string = n;";
    expect((await (await openClient({ dir, snapshot: true })).check({ code })).errors[0]!.code).toBe(
      "TS2322",
    );
    fs.writeFileSync(types, "export declare const n: string;");
    fs.utimesSync(types, 2e9, 2e9);
    const client = await openClient({ dir, snapshot: true });
    expect(fs.readFileSync(`/proc/${String(client.pid)}/cmdline`, "utf8")).toContain("--snapshot-blob");
    expect((await client.check({ code })).errors).toEqual([]);

    // another build and another version are other snapshots, and so is none
    fs.utimesSync(path.join(dir, "node_modules", "gradus", "index.d.ts"), 2e9, 2e9);
    const built = snapshotPlace(dir, "typescript", languageScript()).blob;
    expect(built).not.toBe(place.blob);
    const version = path.join(dir, "node_modules", "gradus", "package.json");
    fs.writeFileSync(version, '{ "name": "gradus", "version": "1.10.0", "types": "index.d.ts" }');
    const blobs = [place.blob, built];
    expect(blobs).not.toContain(snapshotPlace(dir, "typescript", languageScript()).blob);
    fs.rmSync(version);
    expect(snapshotPlace(dir, "typescript", languageScript()).packages).toEqual([]);
  });

  it("is built in the background when a process starts plain, and the build ends with it", async () => {
    const dir = makeFolder();
    const cache = (process.env["GRADUS_CACHE_DIR"] = makeFolder());
    const client = await openClient({ dir, snapshot: true });
    await client.check({ code: "1" });
    await expect
      .poll(() => fs.readdirSync(cache).some((name) => name.endsWith(".lock")), { timeout: 30_000 })
      .toBe(true);
    const children = () =>
      fs.readFileSync(`/proc/${String(client.pid)}/task/${String(client.pid)}/children`, "utf8").trim();
    await expect.poll(children, { timeout: 30_000 }).not.toBe("");
    const builder = Number(children());
    await sleep(300);
    client.close();
    await expect.poll(() => isAlive(builder), { timeout: 2000 }).toBe(false);
  });

  it("that does not start gives way to a plain start", async () => {
    const dir = makeFolder();
    process.env["GRADUS_CACHE_DIR"] = makeFolder();
    const place = snapshotPlace(dir, "typescript", languageScript());
    fs.writeFileSync(place.blob, "not a snapshot", { mode: 0o600 });
    writeManifest(place.manifest, "not a snapshot");
    const client = await openClient({ dir, snapshot: true });
    expect((await client.check({ code: "const n: number = 1" })).ok).toBe(true);
    expect(fs.existsSync(place.blob)).toBe(false);
  });

  it("that others may write to is not loaded", () => {
    process.env["GRADUS_CACHE_DIR"] = makeFolder();
    const place = snapshotPlace(makeFolder(), "typescript", languageScript());
    fs.writeFileSync(place.blob, "blob");
    writeManifest(place.manifest, "blob");
    fs.chmodSync(place.blob, 0o622);
    expect(findSnapshot(place)).toBeUndefined();
    fs.chmodSync(place.blob, 0o600);
    expect(findSnapshot(place)).toBe(place.blob);
  });

  it("that was copied is hashed again and stays good", () => {
    process.env["GRADUS_CACHE_DIR"] = makeFolder();
    const place = snapshotPlace(makeFolder(), "typescript", languageScript());
    fs.writeFileSync(place.blob, "blob", { mode: 0o600 });
    writeManifest(place.manifest, "blob");
    expect(findSnapshot(place)).toBe(place.blob);
    fs.writeFileSync(`${place.blob}.copy`, "blob", { mode: 0o600 });
    fs.renameSync(`${place.blob}.copy`, place.blob);
    expect(findSnapshot(place)).toBe(place.blob);
    fs.writeFileSync(place.blob, "bolb");
    expect(findSnapshot(place)).toBeUndefined();
  });
});
