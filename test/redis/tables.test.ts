// A search at Redis that takes a table: its columns go to the workers by name, and come into the ColumnTransformer as here.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  bullmq,
  ColumnTransformer,
  GridSearchCV,
  type GridSearchCVOptions,
  LogisticRegression,
  OneHotEncoder,
  Pipeline,
  StandardScaler,
  Table,
} from "gradus";
import { RedisServer, startWorker } from "./servers.js";

const server = new RedisServer("sesame");
const cache = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-cache-"));
beforeAll(async () => void (await server.start()));
afterAll(async () => {
  await server.stop();
  fs.rmSync(cache, { recursive: true, force: true });
});

const towns = ["Seoul", "Busan", "Jeju"];
const numbers = Array.from({ length: 90 }, (_, i) => (i * 37) % 90);
const table = new Table({
  age: numbers,
  town: numbers.map((number) => (number % 11 === 0 ? null : towns[number % 3]!)),
  income: numbers.map((number) => (number * number) % 97),
});
const y = numbers.map((number, i) => Number(number + 20 * (i % 3) > 55));

const search = (options: Partial<GridSearchCVOptions<Pipeline>> = {}) =>
  new GridSearchCV({
    estimator: new Pipeline({
      steps: [
        [
          "columns",
          new ColumnTransformer({
            transformers: [
              ["numbers", new StandardScaler(), ["age", "income"]],
              ["words", new OneHotEncoder({ handleUnknown: "ignore" }), ["town"]],
            ],
          }),
        ],
        ["model", new LogisticRegression()],
      ],
    }),
    paramGrid: { model__C: [0.01, 1, 100] },
    cv: 3,
    seed: 1,
    ...options,
  });

it("a pipeline that takes a table's columns by names scores at Redis as in one process", async () => {
  const alone = await search().fit(table, y);
  expect(new Set(alone.cvResults.meanTestScore).size).toBeGreaterThan(1);
  const worker = await startWorker(server.url, cache, []);
  try {
    const shared = await search({ backend: bullmq({ connection: server.url }) }).fit(table, y);
    expect(shared.cvResults.meanTestScore).toEqual(alone.cvResults.meanTestScore);
    expect(shared.cvResults.stdTestScore).toEqual(alone.cvResults.stdTestScore);
    expect(shared.bestParams).toEqual(alone.bestParams);
    // All nine were done by one who is not this process: nothing fell back to it.
    const places = shared.fits.map((fit) => fit.worker);
    expect(places).toEqual(Array(9).fill(places[0]));
    expect(places[0]).toContain(String(worker.child.pid));
    // What was learned knows the columns by name, there as here.
    expect((await shared.predict(table)).toArray()).toEqual((await alone.predict(table)).toArray());
    const turned = table.select(["income", "town", "age"]);
    expect((await shared.predict(turned)).toArray()).toEqual((await alone.predict(table)).toArray());
  } finally {
    await worker.killHard();
  }
});
