// Searches whose process is killed, whose file is damaged, or whose Redis fails in the middle: they give their table.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, vi } from "vitest";
import {
  bullmq,
  GridSearchCV,
  type GridSearchCVOptions,
  iris,
  KerasClassifier,
  layers,
  type RandomState,
  Sequential,
} from "gradus";
import { RedisServer, startWorker, type WorkerProcess } from "../redis/servers.js";
import { probe } from "./harness/probe.js";

const root = path.resolve(import.meta.dirname, "../..");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-faults-"));
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const { data, target } = iris();
const [x, y] = [
  data.take(Array.from({ length: 75 }, (_, i) => 2 * i)),
  target.take(Array.from({ length: 75 }, (_, i) => 2 * i)),
];

function buildModel({ units = 4 } = {}) {
  const model = new Sequential([
    layers.dense({ units, activation: "relu", inputShape: [4] }),
    layers.dense({ units: 3, activation: "softmax" }),
  ]);
  model.compile({ optimizer: "adam", loss: "sparse_categorical_crossentropy" });
  return model;
}
const search = (epochs: number, options: Partial<GridSearchCVOptions<KerasClassifier>>) =>
  new GridSearchCV({
    estimator: new KerasClassifier({ buildFn: buildModel, epochs, batchSize: 4 }),
    paramGrid: { model__units: [2, 3, 4, 5, 6, 7] },
    cv: 3,
    seed: 3,
    refit: false,
    ...options,
  });
const tableOf = async (epochs: number) => [...(await search(epochs, {}).fit(x, y)).cvResults.meanTestScore];
let short: number[];
let long: number[];
let longest: number[];

beforeAll(async () => {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  [short, long, longest] = [await tableOf(2), await tableOf(60), await tableOf(300)];
});
afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

const anywhere = (text: Buffer, random: RandomState) => random.randint(text.length + 1);
const damages: ((file: Buffer, random: RandomState) => Buffer)[] = [
  (file, random) => file.subarray(0, anywhere(file, random)),
  (file) => Buffer.concat([file, Buffer.alloc(512)]),
  (file, random) => {
    const place = anywhere(file, random);
    const noise = Buffer.from(Array.from({ length: random.randint(1, 30) }, () => random.randint(256)));
    return Buffer.concat([file.subarray(0, place), noise, file.subarray(place)]);
  },
  (file, random) => {
    const changed = Buffer.from(file);
    changed[random.randint(file.length)] = random.randint(256);
    return changed;
  },
  (file, random) => {
    const lines = file.toString().trimEnd().split("\n");
    return Buffer.from(Array.from(random.permutation(lines.length).data, (i) => `${lines[i]!}\n`).join(""));
  },
];

describe("files of searches", () => {
  const file = path.join(folder, "search.jsonl");
  let sound: Buffer;
  probe(
    "the file that a search resumes from cut, changed, mixed or filled with noise",
    {
      room: "modelSelection",
      tries: 60,
      before: async () => {
        await search(2, { resume: file }).fit(x, y);
        sound = fs.readFileSync(file);
      },
    },
    async ({ random }) => {
      fs.writeFileSync(file, damages[random.randint(damages.length)]!(sound, random));
      try {
        const { cvResults } = await search(2, { resume: file }).fit(x, y);
        // A digit of a score may have changed into another: no check can tell, so only the rest is compared.
        expect(cvResults.meanTestScore.length).toBe(short.length);
        expect([...cvResults.meanTestScore].filter((score, i) => score !== short[i]).length).toBeLessThan(2);
      } catch (error) {
        expect((error as Error).message).toMatch(`Cannot resume from ${file}: `);
      }
    },
  );

  probe(
    "the process of a search that resumes killed again and again",
    { room: "modelSelection", tries: 3 },
    async ({ random, index }) => {
      const resume = path.join(folder, `killed${String(index)}.jsonl`);
      const script = path.join(folder, "killed.mjs");
      const table = path.join(folder, `table${String(index)}.json`);
      fs.writeFileSync(
        script,
        `import fs from "node:fs";
import { array, GridSearchCV, KerasClassifier, layers, Sequential } from ${JSON.stringify(pathToFileURL(path.join(root, "dist/index.js")).href)};
function buildModel({ units = 4 } = {}) {
  const model = new Sequential([layers.dense({ units, activation: "relu", inputShape: [4] }), layers.dense({ units: 3, activation: "softmax" })]);
  model.compile({ optimizer: "adam", loss: "sparse_categorical_crossentropy" });
  return model;
}
const search = new GridSearchCV({
  estimator: new KerasClassifier({ buildFn: buildModel, epochs: 300, batchSize: 4 }),
  paramGrid: { model__units: [2, 3, 4, 5, 6, 7] }, cv: 3, seed: 3, refit: false, resume: process.argv[2],
});
const { x, y } = JSON.parse(fs.readFileSync(process.argv[4], "utf8"));
await search.fit(array(x), array(y, { dtype: "int32" }));
fs.writeFileSync(process.argv[3], JSON.stringify([...search.cvResults.meanTestScore]));
`,
      );
      const samples = path.join(folder, "samples.json");
      fs.writeFileSync(samples, JSON.stringify({ x: x.toArray(), y: y.toArray() }));
      const numLines = () => (fs.existsSync(resume) ? fs.readFileSync(resume, "utf8").split("\n").length : 0);
      let kills = 0;
      for (; !fs.existsSync(table); kills++) {
        const until = numLines() + random.randint(1, 5);
        const child = spawn(process.execPath, [script, resume, table, samples], { stdio: "inherit" });
        while (child.exitCode === null && numLines() < until) await sleep(3);
        await sleep(random.randint(20)); // into the middle of the next fit
        child.kill("SIGKILL");
        if (child.exitCode === null) await once(child, "exit");
        expect(child.exitCode ?? 0).toBe(0);
      }
      expect(kills).toBeGreaterThan(1);
      expect(JSON.parse(fs.readFileSync(table, "utf8"))).toEqual(longest);
    },
  );
});

describe("Redis", () => {
  const server = new RedisServer("sesame", { forgets: true });
  const cache = path.join(folder, "cache");
  let worker: WorkerProcess;
  const faults: ((random: RandomState) => Promise<unknown>)[] = [
    async () => {
      await server.kill();
      await server.start();
    },
    async () => server.connect().flushall(),
    async () => {
      const redis = server.connect();
      for (const key of await redis.keys("gradus:[ab]*")) await redis.del(key);
      redis.disconnect();
    },
    async (random) => {
      server.freeze();
      await sleep(random.randint(200, 9000));
      server.thaw();
    },
    async () => {
      await worker.killHard();
      worker = await startWorker(server.url, cache);
    },
  ];
  probe(
    "Redis restarted, emptied or stopped, or the worker killed, in the middle of a search",
    {
      room: "modelSelection",
      tries: 5,
      lacks: spawnSync("redis-server", ["--version"]).error && "it needs redis-server",
      before: async () => {
        await server.start();
        worker = await startWorker(server.url, cache);
      },
      after: async () => {
        await worker.killHard();
        await server.stop();
      },
    },
    async ({ random, index }) => {
      const running = search(60, { backend: bullmq({ connection: server.url }) }).fit(x, y);
      await sleep(random.randint(300, 2500));
      await faults[index % faults.length]!(random);
      expect([...(await running).cvResults.meanTestScore]).toEqual(long);
    },
  );
});
