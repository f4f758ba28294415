// One language process for all notebooks of a user. Runs the built dist/kernel/language/languageEntry.cjs.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { LanguageCancelledError, LanguageClient } from "../../../src/kernel/language/client.js";
import { MeetingPlace } from "../../../src/kernel/language/meetingPlace.js";
import { languageScript } from "../../../src/kernel/language/process.js";
import { snapshotPlace } from "../../../src/kernel/language/snapshotStore.js";
import { SharedProcess } from "../../../src/kernel/language/sharedProcess.js";
import { languageProcesses } from "../../../src/kernel/language/start.js";
import { editFile, makeFolder } from "./helpers.js";

/** Takes TypeScript far longer than any test. */
const endless =
  "type Grow<T extends unknown[], D extends unknown[] = []> = D['length'] extends 40 ? T : Grow<[...T, ...T, D['length']] extends infer U extends unknown[] ? U : never, [...D, 1]> | Grow<[1, ...T], [...D, 1]>; const g: Grow<[1]> = 1 as any;";

// A temporary folder of its own: these notebooks share with each other, and with nobody else.
let temporary: string;
beforeEach(() => {
  temporary = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-"));
  for (const name of ["TMPDIR", "TEMP", "TMP"]) vi.stubEnv(name, temporary);
});
afterEach(() => {
  vi.unstubAllEnvs();
  fs.rmSync(temporary, { recursive: true, force: true });
});

const onWindows = process.platform === "win32";

/** Where they meet. */
const meetingFolder = () =>
  path.join(temporary, onWindows ? "gradus" : `gradus-${String(process.getuid!())}`);

function makeClient(): LanguageClient {
  const client = new LanguageClient(languageProcesses({ snapshot: false, share: true }));
  onTestFinished(() => client.close());
  return client;
}

async function open(dir = makeFolder()): Promise<LanguageClient> {
  const client = makeClient();
  await client.open({ dir, language: "typescript" });
  return client;
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe("the shared language process", () => {
  it("is one for notebooks that open at the same moment, and keeps their cells, folders and rules apart", async () => {
    const [here, there] = [
      makeFolder({ "x.ts": "export const x = 1;" }),
      makeFolder({
        "x.ts": 'export const x = "one";',
        "tsconfig.json": '{ "compilerOptions": { "strict": true } }',
      }),
    ];
    const clients = [makeClient(), makeClient(), makeClient()] as const;
    await Promise.all([here, there, here].map((dir, i) => clients[i]!.open({ dir, language: "typescript" })));
    expect(new Set(clients.map(({ pid }) => pid)).size).toBe(1);
    const [a, b, c] = clients;
    expect((await a.check({ code: 'import { x } from "./x"; const n: number = x;' })).errors).toEqual([]);
    expect((await b.check({ code: 'import { x } from "./x"; const s: string = x;' })).errors).toEqual([]);
    expect((await c.check({ code: "n" })).errors.map(({ code }) => code)).toEqual(["TS2304"]);
    await a.check({ code: "declare global { interface Array<T> { shuffled: T[] } } export {}" });
    expect((await a.check({ code: "[1].shuffled" })).ok).toBe(true);
    expect((await c.check({ code: "[1].shuffled" })).errors.map(({ code }) => code)).toEqual(["TS2339"]);
    const loose = "let z: string = null;";
    const advice = await Promise.all([a, b].map((client) => client.check({ code: loose })));
    expect(advice.map(({ warnings }) => warnings.map(({ code }) => code))).toEqual([[], ["TS2322"]]);
    if (!onWindows) expect(fs.statSync(meetingFolder()).mode & 0o777).toBe(0o700);
  });

  it("notices for each notebook by itself when a declaration file is edited", async () => {
    const dir = makeFolder({ "d.d.ts": "export const d: number;", "d.js": "exports.d = 1;" });
    const [a, b] = [await open(dir), await open(dir)];
    const code = 'import { d } from "./d"; const n: number = d;';
    expect([(await a.check({ code })).ok, (await b.check({ code })).ok]).toEqual([true, true]);
    editFile(path.join(dir, "d.d.ts"), "export const d: string;");
    for (const client of [a, b]) {
      expect((await client.check({ code })).errors.map((error) => error.code)).toEqual(["TS2322"]);
    }
  });

  it("answers notebook by notebook, not all that one of them has asked", async () => {
    const [busy, other] = [await open(), await open()];
    const order: string[] = [];
    const cells = Array.from({ length: 20 }, (_, i) =>
      busy.check({ code: `const v${String(i)} = ${String(i)}` }).then(() => order.push("busy")),
    );
    const own = other.check({ code: "const own = 1" }).then(() => order.push("other"));
    await Promise.all([...cells, own]);
    expect(order.indexOf("other")).toBeLessThan(5);
  });

  it("killed, costs no notebook its types", async () => {
    const [a, b] = [await open(), await open()];
    await a.check({ code: "const n = 1; interface I { a: number }" });
    await b.check({ code: 'const n = "one"' });
    const pid = a.pid!;
    process.kill(pid, "SIGKILL");
    const [inA, inB] = await Promise.all([
      a.check({ code: "const i: I = { a: n }" }),
      b.check({ code: "const s: string = n" }),
    ]);
    expect([inA, inB]).toEqual([2, 2].map((cell) => ({ cell, ok: true, errors: [], warnings: [] })));
    expect([a.pid, b.pid]).not.toContain(pid);
    expect(a.pid).toBe(b.pid);
  });

  it("is left alone by a notebook that gives up in time, and serves it again", async () => {
    const [a, b] = [await open(), await open()];
    await a.check({ code: "const n = 1" });
    const pid = a.pid!;
    const asked = a.check({ code: "const m = n" });
    a.cancel();
    await expect(asked).rejects.toThrow(LanguageCancelledError);
    expect((await a.check({ code: "n.toFixed()" })).ok).toBe(true);
    expect((await a.check({ code: "m" })).errors[0]!.code).toBe("TS2304");
    expect((await b.check({ code: "1" })).ok).toBe(true);
    expect([a.pid, b.pid]).toEqual([pid, pid]);
  });

  it("stuck in a question given up is ended; the other notebook goes on", async () => {
    const [a, b] = [await open(), await open()];
    await a.check({ code: "const n = 1" });
    await b.check({ code: "const k = 2" });
    const pid = a.pid!;
    const asked = a.check({ code: endless });
    await sleep(300);
    const waits = b.check({ code: "k.toFixed()" });
    a.cancel();
    await expect(asked).rejects.toThrow(LanguageCancelledError);
    expect((await waits).ok).toBe(true);
    expect((await a.check({ code: "n.toFixed()" })).ok).toBe(true);
    expect(isAlive(pid)).toBe(false);
    expect(a.pid).toBe(b.pid);
  });

  it("busy for one notebook for long is left to it by the others, not ended", async () => {
    const [a, b] = [await open(), await open()];
    await b.check({ code: "const k = 2" });
    const pid = a.pid!;
    const asked = a.check({ code: endless });
    await sleep(300);
    vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], shouldAdvanceTime: true });
    onTestFinished(() => void vi.useRealTimers());
    const waits = b.check({ code: "k.toFixed()" });
    vi.advanceTimersByTime(25_000);
    expect((await waits).ok).toBe(true);
    expect(isAlive(pid)).toBe(true);
    const after = await open();
    expect([a.pid, b.pid]).toEqual([pid, after.pid]);
    a.cancel();
    await expect(asked).rejects.toThrow(LanguageCancelledError);
    vi.advanceTimersByTime(2000);
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
    expect((await b.check({ code: "k.toFixed()" })).ok).toBe(true);
  });

  it("ended over a question of one notebook: that is asked again away from the others", async () => {
    const [a, b] = [await open(), await open()];
    await b.check({ code: "const k = 2" });
    const pid = a.pid!;
    const asked = a.check({ code: endless });
    await sleep(300);
    process.kill(pid, "SIGKILL");
    expect((await b.check({ code: "k.toFixed()" })).ok).toBe(true);
    expect(a.pid).not.toBe(b.pid);
    a.cancel();
    await expect(asked).rejects.toThrow(LanguageCancelledError);
    expect((await a.check({ code: "1" })).ok).toBe(true);
    expect(a.pid).toBe(b.pid);
  });

  it("ends soon after the last notebook, not before; the next one starts another", async () => {
    const [a, b] = [await open(), await open()];
    const pid = a.pid!;
    a.close(); // the one that started it
    await sleep(1500);
    expect((await b.check({ code: "1" })).ok).toBe(true);
    expect(b.pid).toBe(pid);
    b.close();
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
    expect(fs.existsSync(socket())).toBe(false);
    expect((await open()).pid).not.toBe(pid);
  });

  it("stays for a kernel that is started again", async () => {
    const a = await open();
    const pid = a.pid;
    a.close();
    const again = await open();
    expect(again.pid).toBe(pid);
  });

  it("ends when nobody has asked for long, and the next question brings all types back", async () => {
    vi.stubEnv("GRADUS_LANGUAGE_IDLE", "1");
    const [a, b] = [await open(), await open()];
    await a.check({ code: "const n = 1" });
    await a.addModule({ name: "m", code: "export const k = 1;" });
    await b.check({ code: 'const n = "one"' });
    const pid = a.pid!;
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
    expect((await a.check({ code: 'import { k } from "./m"; const s: number = n + k;' })).ok).toBe(true);
    expect((await b.check({ code: "const s: number = n" })).errors[0]!.code).toBe("TS2322");
    expect(a.pid).toBe(b.pid);
  });

  it.skipIf(onWindows)("is followed by another when it cannot have ended in order", async () => {
    const a = await open();
    const file = socket().replace(/\.sock$/, "");
    process.kill(a.pid!, "SIGKILL");
    await expect.poll(() => fs.readFileSync(file, "utf8")).toBe("ended");
    // as a crash of the whole machine leaves it
    fs.writeFileSync(file, JSON.stringify({ address: `${file}.sock`, starter: 1, pid: 2 ** 22 }));
    fs.writeFileSync(`${file}.sock`, "");
    expect((await open()).pid).toBe((await open()).pid);
    expect(fs.existsSync(file)).toBe(false);
  });

  it.skipIf(onWindows)("is not shared where others could enter the folder, or there is none", async () => {
    fs.mkdirSync(meetingFolder(), { mode: 0o755 });
    const open755 = [await open(), await open()];
    expect(open755[0]!.pid).not.toBe(open755[1]!.pid);
    const file = path.join(temporary, "file");
    fs.writeFileSync(file, "no folder");
    const dir = makeFolder();
    vi.stubEnv("TMPDIR", file);
    const nowhere = [await open(dir), await open(dir)];
    expect(nowhere[0]!.pid).not.toBe(nowhere[1]!.pid);
  });

  it("is one's own when the folder goes while it is looked for", async () => {
    const place = MeetingPlace.of(languageScript())!;
    fs.rmSync(meetingFolder(), { recursive: true });
    const answered = new Promise((resolve) => {
      const started = new SharedProcess(place, {
        snapshotFor: undefined,
        onReply: ({ id, result }) => id > 0 && resolve(result ?? null),
        onExit: () => resolve("ended"),
      });
      onTestFinished(() => started.kill());
      started.send({ id: 1, method: "open", params: { dir: makeFolder(), language: "typescript" } });
    });
    expect(await answered).toBeNull();
  });

  it.skipIf(onWindows)("is not shared where no socket can be made: each notebook has its own", async () => {
    const deep = path.join(temporary, "deep".repeat(30)); // longer than a socket's path may be
    fs.mkdirSync(deep);
    vi.stubEnv("TMPDIR", deep);
    const clients = [await open(), await open()];
    for (const client of clients) expect((await client.check({ code: "const n: number = 1" })).ok).toBe(true);
    expect(clients[0]!.pid).not.toBe(clients[1]!.pid);
  });

  it("is not the one of another Gradus, in another folder or of another build", () => {
    const scripts = ["one", "two"].map((name) => {
      const script = path.join(temporary, name, "languageEntry.cjs");
      fs.mkdirSync(path.join(temporary, name, "node_modules", "typescript"), { recursive: true });
      fs.writeFileSync(path.join(temporary, name, "node_modules", "typescript", "package.json"), "{}");
      fs.copyFileSync(languageScript(), script);
      return script;
    });
    const dir = makeFolder({ "package.json": "{}" });
    const blobOf = (script: string) => snapshotPlace(dir, "typescript", script).blob;
    const [one, two] = scripts as [string, string];
    const places = scripts.map((script) => MeetingPlace.of(script)!);
    const first = places[0]!.claim()!;
    expect(places[1]!.current()).toBeUndefined();
    const second = places[1]!.claim()!;
    expect(places.map((place) => place.current()?.file)).toEqual([first.file, second.file]);
    expect(blobOf(one)).not.toBe(blobOf(two));
    const before = blobOf(one);
    fs.appendFileSync(one, "\n"); // the next version, installed in its place
    expect(MeetingPlace.of(one)!.current()).toBeUndefined();
    expect(blobOf(one)).not.toBe(before);
  });

  function socket(): string {
    const folder = meetingFolder();
    const name = fs.existsSync(folder) ? fs.readdirSync(folder).find((one) => one.endsWith(".sock")) : "";
    return path.join(folder, name ?? "none");
  }
});
