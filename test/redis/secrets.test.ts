// Passwords of Redis: taken from where `ps` does not look, shown nowhere.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAddress } from "../../src/modelSelection/backends/bullmq/address.js";
import { bullmq, GridSearchCV, KerasClassifier, Sequential } from "gradus";
import { RedisServer, startWorker } from "./servers.js";

const cli = path.resolve(import.meta.dirname, "../../dist/cli.js");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-secrets-"));
const server = new RedisServer("sesame");

beforeAll(async () => {
  await server.start();
});
afterAll(async () => {
  await server.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const wrong = [
  "user:secret@host:6379",
  "redis://user:secret@host:sixty",
  "http://user:secret@host",
  "redis://user:se#cret@host",
  "redis://user:secret%zz@host",
  "redis://:secret@",
  "redis://user:secret@host/first",
];

describe("a URL of Redis", () => {
  it("is read as ioredis reads it", () => {
    expect(readAddress("redis://localhost")).toEqual({ host: "localhost" });
    expect(readAddress("rediss://me:a%40b%3A@[::1]:7000/2?family=6")).toEqual({
      host: "::1",
      port: 7000,
      username: "me",
      password: "a@b:",
      db: 2,
      tls: {},
      family: 6,
    });
  });

  it.each(wrong)("that cannot be read is told without it: %#", (url) => {
    expect(() => readAddress(url)).toThrow(/^Cannot connect to Redis: URL must be "redis:/);
    expect(() => readAddress(url)).not.toThrow(/se#?cret/);
  });

  it.each(["user:secret@host", "redis://user:secret@host"])("as a host is told without it: %#", (host) => {
    expect(() => readAddress({ host })).toThrow(/^Cannot connect to Redis: host must be /);
    expect(() => readAddress({ host })).not.toThrow(/secret/);
    expect(readAddress({ host: "::1", password: "se@cret" })).toEqual({ host: "::1", password: "se@cret" });
  });

  it.each(wrong)("ends the worker with exit code 2 and one line: %#", (url) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "worker", "--redis", url], {
      encoding: "utf8",
    });
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^Cannot connect to Redis: URL must be .*\n$/);
    expect(stderr).not.toMatch(/se#?cret/);
  });

  it("ends a search without showing it", async () => {
    const search = new GridSearchCV({
      estimator: new KerasClassifier({ buildFn: () => new Sequential() }),
      paramGrid: { epochs: [1] },
      cv: 2,
      backend: bullmq({ connection: "redis://user:secret@host:sixty" }),
    });
    const error: Error = await search.fit([[1], [2], [3], [4]], [0, 1, 0, 1]).then(
      () => new Error("it did not fail"),
      (reason: Error) => reason,
    );
    expect(error.message).toContain("Cannot connect to Redis");
    expect(error.stack).not.toContain("secret");
  });

  it("comes from a file or the environment", async () => {
    const file = path.join(folder, "url");
    fs.writeFileSync(file, `${server.url}\n`, { mode: 0o600 });
    for (const [flags, env] of [
      [["--redis-file", file], {}],
      [[], { GRADUS_REDIS_URL: server.url }],
    ] as const) {
      const worker = await startWorker(undefined, path.join(folder, "cache"), flags, env);
      expect(await worker.leave()).toBe(0);
      expect(worker.output).not.toContain("sesame");
    }
    const nowhere = spawnSync(process.execPath, [cli, "worker", "--redis-file", "nowhere"], {
      encoding: "utf8",
    });
    expect([nowhere.status, nowhere.stderr]).toEqual([2, expect.stringMatching(/no URL in nowhere: ENOENT/)]);
    const none = spawnSync(process.execPath, [cli, "worker"], {
      encoding: "utf8",
      env: { ...process.env, GRADUS_REDIS_URL: "" },
    });
    expect([none.status, none.stderr]).toEqual([
      2,
      expect.stringContaining("give a URL, or set GRADUS_REDIS_URL"),
    ]);
  });

  it("with the wrong password is refused, the password unsaid", async () => {
    const url = server.url.replace("sesame", "wrongword");
    const said = await startWorker(url, path.join(folder, "cache")).then(
      (worker) => worker.output,
      (reason: Error) => reason.message,
    );
    expect(said).toMatch(/Cannot reach Redis at 127\.0\.0\.1:\d+: WRONGPASS/);
    expect(said).not.toContain("wrongword");
  });
});
