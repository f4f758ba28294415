import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  bullmq,
  GridSearchCV,
  type GridSearchCVOptions,
  KerasClassifier,
  layers,
  mnist,
  optimizers,
  rescale,
  Sequential,
} from "gradus";
import { Deadly, deadlyModule } from "../modelSelection/estimators.js";
import { RedisServer, startWorker, type WorkerProcess } from "./servers.js";

const buildModel = ({ units = 16, learningRate = 0.001 } = {}) => {
  const model = new Sequential([
    layers.dense({ units, activation: "relu", inputShape: [784] }),
    layers.dense({ units: 10, activation: "softmax" }),
  ]);
  model.compile({ loss: "sparse_categorical_crossentropy", optimizer: optimizers.rmsprop({ learningRate }) });
  return model;
};

const [[images, labels]] = await mnist.loadData();
const x = rescale(images.slice(0, 1500).reshape([1500, 784]));
const y = labels.slice(0, 1500);
const paramGrid = { model__units: [8, 16], batchSize: [8, 32] };
const make = (options: Partial<GridSearchCVOptions<KerasClassifier>> = {}) =>
  new GridSearchCV({
    estimator: new KerasClassifier({ buildFn: buildModel, epochs: 20 }),
    paramGrid,
    cv: 3,
    seed: 1,
    refit: false,
    ...options,
  });

const server = new RedisServer("sesame");
const cache = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-cache-"));
let workers: WorkerProcess[] = [];
let table: Float64Array;
const start = async (...flags: string[]) => {
  const worker = await startWorker(server.url, cache, flags);
  workers.push(worker);
  return worker;
};
/** Resolves when so many fits are done. */
const doneFits = async (count: number) => {
  const done = () => workers.reduce((sum, { output }) => sum + (output.match(/ done$/gm)?.length ?? 0), 0);
  while (done() < count) await new Promise((resolve) => setTimeout(resolve, 20));
};

beforeAll(async () => {
  await server.start();
  table = (await make().fit(x, y)).cvResults.meanTestScore;
});
beforeEach(() => {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.killHard()));
  workers = [];
});
afterAll(async () => {
  await server.stop();
  fs.rmSync(cache, { recursive: true, force: true });
});

const backend = () => bullmq({ connection: server.url });

describe("a search at Redis gives the table of one process", () => {
  it("with three workers, one of them killed in the middle of a fit", async () => {
    await Promise.all([start(), start(), start()]);
    const running = make({ backend: backend() }).fit(x, y);
    await doneFits(2);
    await workers[0]!.killHard();
    const search = await running;
    expect(search.cvResults.meanTestScore).toEqual(table);
    expect(search.fits.length).toBe(12);
    expect(new Set(search.fits.map(({ worker }) => worker)).size).toBeGreaterThanOrEqual(2);
  });

  it("when Redis is killed and comes back", async () => {
    await Promise.all([start(), start()]);
    const running = make({ backend: backend() }).fit(x, y);
    await doneFits(1);
    await server.kill();
    await new Promise((resolve) => setTimeout(resolve, 500));
    await server.start();
    expect((await running).cvResults.meanTestScore).toEqual(table);
  });

  it("with a worker that comes late, and two searches at once", async () => {
    const both = [
      make({ backend: backend() }).fit(x, y),
      make({ backend: backend(), paramGrid: { model__units: [8] } }).fit(x, y),
    ] as const;
    await new Promise((resolve) => setTimeout(resolve, 300));
    await start("--concurrency", "2");
    const [first, second] = await Promise.all(both);
    expect(first.cvResults.meanTestScore).toEqual(table);
    expect(second.cvResults.meanTestScore.length).toBe(1);
    expect(await workers[0]!.leave()).toBe(0);
  });

  it("scores here by a function of the user's, from what was learned there", async () => {
    await start();
    const scoring = async (
      estimator: { predict: KerasClassifier["predict"] },
      a: typeof x,
      b: typeof y | undefined,
    ) => (await estimator.predict(a)).equal(b!).mean();
    const search = await make({ backend: backend(), scoring: scoring as never }).fit(x, y);
    expect(search.cvResults.meanTestScore).toEqual(table);
  });
});

describe("Redis and its workers", () => {
  it("hold data once, and give everything of a search back but the data", async () => {
    await start();
    await make({ backend: backend(), paramGrid: { model__units: [8] } }).fit(x, y);
    const redis = new Redis(server.url);
    const keys = await redis.keys("gradus:*");
    expect(keys.filter((key) => /answers|bell|alive/.test(key))).toEqual([]);
    const blobs = keys.filter((key) => key.startsWith("gradus:blob:"));
    expect(await redis.ttl(blobs[0]!)).toBeGreaterThan(3600);
    redis.disconnect();
    expect(fs.readdirSync(cache).length).toBeGreaterThanOrEqual(4); // x, y and three splits at least, shared by all searches
  });

  it("a damaged cache file is fetched again", async () => {
    await start();
    for (const file of fs.readdirSync(cache)) fs.writeFileSync(path.join(cache, file), "damaged");
    const search = await make({ backend: backend(), paramGrid: { model__units: [8] } }).fit(x, y);
    expect(search.cvResults.meanTestScore.length).toBe(1);
  });

  it("failed fits come back with their error; the rest goes on", async () => {
    await start();
    const search = await make({ backend: backend(), paramGrid: { model__learningRate: [0.001, -1] } }).fit(
      x,
      y,
    );
    expect(search.cvResults.meanTestScore[1]).toBeNaN();
    expect(search.bestIndex).toBe(0);
  });

  it("refuse workers of another version, and say that none is there", async () => {
    const redis = new Redis(server.url);
    await redis.zadd("other:workers", Date.now(), "0.0.1-0 elsewhere:1");
    const search = make({ backend: bullmq({ connection: server.url, prefix: "other" }) }).fit(x, y);
    await expect(search).rejects.toThrow(
      /its workers have gradus 0\.0\.1-0, this is .*; install one version on all machines/,
    );
    redis.disconnect();
  });

  it("say when the server cannot be reached", async () => {
    await expect(startWorker("redis://127.0.0.1:1", cache)).rejects.toThrow(
      "Cannot reach Redis at 127.0.0.1:1",
    );
  });

  it("speak TLS through the URL, with a password, and trust no certificate they cannot check", async () => {
    const secure = new RedisServer("sesame");
    const certificate = secure.useTls();
    await secure.start();
    try {
      await expect(startWorker(secure.url, cache)).rejects.toThrow(/Cannot reach Redis at 127.*self-signed/);
      workers.push(await startWorker(secure.url, cache, [], { NODE_EXTRA_CA_CERTS: certificate }));
      const { hostname: host, port, password } = new URL(secure.url);
      const tls = { ca: fs.readFileSync(certificate) };
      const search = make({ backend: bullmq({ connection: { host, port: Number(port), password, tls } }) });
      expect((await search.fit(x, y)).cvResults.meanTestScore).toEqual(table);
    } finally {
      await secure.stop();
    }
  });

  it("run code of a listed package only; a process that it ends is one failed fit", async () => {
    const search = async (k: number[]) =>
      (
        await new GridSearchCV({
          estimator: new Deadly(),
          paramGrid: { k },
          cv: 2,
          refit: false,
          errorScore: -1,
          backend: backend(),
        }).fit(x.slice(0, 100), y.slice(0, 100))
      ).cvResults.meanTestScore;
    const warn = vi.mocked(console.warn);
    await start("--allow-modules", "another-package");
    await expect(search([1])).rejects.toThrow(
      /All 2 fits failed:[^]*reviver ".*deadly\.mjs#revive" is not allowed here; start the worker with --allow-modules/,
    );
    await workers.pop()!.killHard();
    await start("--allow-modules", deadlyModule);
    expect([...(await search([1, 2, 3]))]).toEqual([1.05, -1, 3.05]); // k and a thousandth of the 50 test samples
    expect(warn.mock.lastCall![0]).toMatch(
      /^2 fits failed out of a total of 6; their score is -1:\n[^]*k=2, fold 1 of 2/,
    );
  });
});
