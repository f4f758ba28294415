// What becomes of a search when Redis or the way to it fails: the table, or one clear error within 30 s.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  bullmq,
  GridSearchCV,
  hostSymbol,
  iris,
  KerasClassifier,
  layers,
  SearchInterruptedError,
  Sequential,
} from "gradus";
import { Line, RedisServer, startWorker, type WorkerProcess } from "./servers.js";

const buildModel = ({ units = 8 } = {}) => {
  const model = new Sequential([
    layers.dense({ units, activation: "relu", inputShape: [4] }),
    layers.dense({ units: 3, activation: "softmax" }),
  ]);
  model.compile({ loss: "sparse_categorical_crossentropy", optimizer: "adam" });
  return model;
};
const { data: x, target: y } = iris();
const numFits = 24;
const make = (connection?: string) =>
  new GridSearchCV({
    estimator: new KerasClassifier({ buildFn: buildModel, epochs: 150, batchSize: 4 }),
    paramGrid: { model__units: [2, 4, 6, 8, 10, 12, 14, 16] },
    cv: 3,
    seed: 1,
    refit: false,
    ...(connection && { backend: bullmq({ connection }) }),
  });

const server = new RedisServer("sesame", { forgets: true });
const cache = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-cache-"));
let worker: WorkerProcess | undefined;
let table: Float64Array;
/** Resolves when the worker has done so many fits. */
const doneFits = async (count: number) => {
  while (worker!.numDone < count) await new Promise((resolve) => setTimeout(resolve, 10));
};
const seconds = async (task: Promise<unknown>) => {
  const start = performance.now();
  await task;
  return (performance.now() - start) / 1000;
};

beforeAll(async () => {
  await server.start();
  table = (await make().fit(x, y)).cvResults.meanTestScore;
});
beforeEach(async () => {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  worker = await startWorker(server.url, cache);
});
afterEach(async () => {
  await worker?.killHard();
  vi.restoreAllMocks();
});
afterAll(async () => {
  await server.stop();
  fs.rmSync(cache, { recursive: true, force: true });
});

describe("a search gives its table", () => {
  it("when Redis starts anew and has forgotten everything", async () => {
    const running = make(server.url).fit(x, y);
    await doneFits(2);
    await server.kill();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await server.start();
    expect((await running).cvResults.meanTestScore).toEqual(table);
    expect(worker!.numDone).toBeLessThanOrEqual(numFits + 1); // it says done of what it has done
  });

  it("when its sign of life is gone, as after an hour's sleep", async () => {
    const redis = server.connect();
    const running = make(server.url).fit(x, y);
    let deleted = 0;
    for (let times = 1; times <= 3; times++) {
      await doneFits(2 * times);
      const signs = await redis.keys("gradus:alive:*"); // none where the next one is not there yet
      if (signs.length > 0) deleted += await redis.del(...signs);
    }
    expect(deleted).toBeGreaterThan(0);
    expect((await running).cvResults.meanTestScore).toEqual(table);
    redis.disconnect();
  });

  it("when Redis throws its data away", async () => {
    const redis = server.connect();
    await worker!.killHard();
    fs.rmSync(cache, { recursive: true, force: true });
    fs.mkdirSync(cache, { mode: 0o700 });
    const running = make(server.url).fit(x, y);
    while ((await redis.keys("gradus:blob:*")).length < numFits)
      await new Promise((resolve) => setTimeout(resolve, 10));
    await redis.del(...(await redis.keys("gradus:blob:*")));
    worker = await startWorker(server.url, cache);
    expect((await running).cvResults.meanTestScore).toEqual(table);
    redis.disconnect();
  });

  it("when the line goes dead in the middle, for search and worker", async () => {
    await worker!.killHard();
    const line = new Line(server);
    const url = await line.open();
    worker = await startWorker(url, cache);
    const running = make(url).fit(x, y);
    await doneFits(2);
    line.goDead();
    expect((await running).cvResults.meanTestScore).toEqual(table);
    line.close();
  });
});

describe("a search ends with one clear error within 30 s, and goes on from what it has,", () => {
  it("when Redis is gone for good", async () => {
    const search = make(server.url);
    const running = search.fit(x, y);
    await doneFits(3);
    await server.kill();
    const took = await seconds(
      expect(running).rejects.toThrow(
        /^Cannot reach Redis at 127\.0\.0\.1:\d+: .*ECONNREFUSED.*; finished fits are kept: call fit\(\) again to go on from them$/,
      ),
    );
    expect(took).toBeLessThan(30);
    await server.start();
    const before = worker!.numDone;
    expect((await search.fit(x, y)).cvResults.meanTestScore).toEqual(table);
    expect(worker!.numDone - before).toBeLessThan(numFits); // it did not begin at the beginning
  });

  it("when Redis answers no more", async () => {
    const running = make(server.url).fit(x, y);
    await doneFits(2);
    server.freeze();
    const took = await seconds(expect(running).rejects.toThrow("Cannot reach Redis at 127.0.0.1"));
    server.thaw();
    expect(took).toBeLessThan(30);
  });

  it("when Redis refuses, as one that is full", async () => {
    const redis = server.connect();
    await redis.config("SET", "maxmemory", "1mb");
    await expect(make(server.url).fit(x, y)).rejects.toThrow(
      /^Cannot run the search at Redis at 127\.0\.0\.1:\d+: OOM command not allowed/,
    );
    await redis.config("SET", "maxmemory", "0");
    redis.disconnect();
  });

  it("and at once when it is interrupted while Redis is away", async () => {
    const globals = globalThis as { [hostSymbol]?: unknown };
    let interrupt: () => void = () => undefined;
    globals[hostSymbol] = { onInterrupt: (stop: () => void) => ((interrupt = stop), () => undefined) };
    try {
      const running = make(server.url).fit(x, y);
      await doneFits(1);
      await server.kill();
      interrupt();
      expect(await seconds(expect(running).rejects.toThrow(SearchInterruptedError))).toBeLessThan(10);
    } finally {
      Reflect.deleteProperty(globals, hostSymbol);
      await server.start();
    }
  });
});
