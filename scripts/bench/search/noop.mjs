// How many fits a second one Redis and one client carry: fits that do nothing, done by workers in this process that only answer.
// Usage, after `npm run build`: node scripts/bench/search/noop.mjs redis://localhost:6379 [fits] [workers]
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "bullmq";
import { Redis } from "ioredis";
import { array, bullmq, GridSearchCV } from "gradus";

const [url = "redis://localhost:6379", fits = "2000", numWorkers = "8"] = process.argv.slice(2);
const dist = new URL("../../../dist/modelSelection/backends/bullmq/", import.meta.url).href;
const { defaultPrefix, keys } = await import(`${dist}keys.js`);
const { protocol, queueName } = await import(`${dist}protocol.js`);
const { answer } = await import(`${dist}answers.js`);

/** An estimator that travels and does nothing; only its place matters. */
class Nothing {
  estimatorType = "classifier";
  constructor(params = { k: 0 }) {
    this.params = params;
  }
  getParams = () => ({ ...this.params });
  setParams = (params) => void Object.assign(this.params, params);
  clone = () => new Nothing({ ...this.params });
  fit = () => this;
  predict = (x) => x;
  score = () => 1;
  pack = () => ({ reviver: "nothing", data: { weights: new Float32Array(Number(process.env.FLOATS ?? 0)) } });
}

const connection = () => new Redis(url, { maxRetriesPerRequest: null });
const redis = connection();
const result = {
  testScores: { score: 1 },
  trainScores: {},
  fitTime: 0,
  scoreTime: 0,
  numTestSamples: 1,
  started: 0,
  ended: 0,
  worker: "noop",
};
const workers = Array.from(
  { length: Number(numWorkers) },
  () =>
    new Worker(queueName, async ({ data }) => answer(redis, defaultPrefix, data, { result }), {
      connection: connection(),
      prefix: defaultPrefix,
    }),
);
await redis.zadd(keys.workers(defaultPrefix), Date.now(), `${protocol} noop`);
await sleep(300);
const candidates = Number(fits) / 2;
const x = array([[0], [1], [2], [3]]);
const y = array([0, 1, 0, 1], { dtype: "int32" });
const commands = async () => Number(/total_commands_processed:(\d+)/.exec(await redis.info("stats"))[1]);
const before = await commands();
const start = performance.now();
const search = new GridSearchCV({
  estimator: new Nothing(),
  paramGrid: { k: Array.from({ length: candidates }, (_, k) => k) },
  cv: 2,
  refit: false,
  backend: bullmq({ connection: url }),
});
await search.fit(x, y);
const seconds = (performance.now() - start) / 1000;
const memory = /used_memory_peak_human:(\S+)/.exec(await redis.info("memory"))[1];
console.log(
  JSON.stringify({
    fits: Number(fits),
    workers: Number(numWorkers),
    seconds: Number(seconds.toFixed(2)),
    fitsPerSecond: Math.round(Number(fits) / seconds),
    commandsPerFit: Number((((await commands()) - before) / Number(fits)).toFixed(1)),
    redisPeak: memory,
  }),
);
await Promise.race([Promise.all(workers.map((worker) => worker.close())), sleep(1000)]);
process.exit(0);
