import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import v8 from "node:v8";
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import {
  array,
  type Backend,
  displaySymbol,
  distributions,
  GridSearchCV,
  type GridSearchCVOptions,
  hostSymbol,
  type NDArray,
  type Packed,
  RandomizedSearchCV,
  SearchInterruptedError,
  ShuffleSplit,
  StratifiedKFold,
  toCategorical,
} from "gradus";
import { Deadly, Fails, FailsOnce, Neighbors } from "./estimators.js";
import { expectTable, fixture, type Wanted, x, y } from "./fixture.js";

const grid = { n_neighbors: [1, 3, 4, 5, 9, 15, 30], p: [1, 2] };
let warn: MockInstance;
beforeEach(() => {
  warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

function expectBest(search: GridSearchCV, wanted: Wanted): void {
  expect(search.bestIndex).toBe(wanted.bestIndex);
  expect(search.bestParams).toEqual(wanted.bestParams);
  if (wanted.bestScore !== undefined) expect(search.bestScore).toBeCloseTo(wanted.bestScore, 10);
}

const make = (options: Partial<GridSearchCVOptions<Neighbors>> = {}) =>
  new GridSearchCV({ estimator: new Neighbors(), paramGrid: grid, cv: 3, ...options });

describe("GridSearchCV and RandomizedSearchCV give scikit-learn's tables", () => {
  const wanted = fixture.search as Record<string, Wanted>;
  it.each([
    ["plain", () => make(), y],
    ["default", () => make({ paramGrid: { n_neighbors: [5, 5, 5, 3] }, cv: undefined }), y],
    ["onehot", () => make({ paramGrid: { n_neighbors: [1, 3, 9] }, cv: 4 }), toCategorical(y)],
    [
      "several",
      () =>
        make({
          cv: new StratifiedKFold({ numSplits: 4, shuffle: true, seed: 2 }),
          scoring: ["f1_macro", "accuracy", "neg_log_loss"],
          refit: "f1_macro",
          returnTrainScore: true,
        }),
      y,
    ],
    [
      "chosen",
      () => make({ refit: ({ meanTestScore }) => meanTestScore.indexOf(Math.min(...meanTestScore)) }),
      y,
    ],
    [
      "shuffle",
      () =>
        make({
          paramGrid: { n_neighbors: [1, 7] },
          cv: new ShuffleSplit({ numSplits: 5, testSize: 0.3, seed: 0 }),
        }),
      y,
    ],
    [
      "random",
      () =>
        new RandomizedSearchCV({
          estimator: new Neighbors(),
          paramDistributions: { n_neighbors: distributions.randint(1, 40), p: [1, 2] },
          numIter: 8,
          seed: 3,
          cv: 3,
        }),
      y,
    ],
    ["failing", () => make({ estimator: new Fails(), paramGrid: { k: [1, 2, 3, 4] }, cv: 4 }), y],
    [
      "failingScore",
      () => make({ estimator: new Fails(), paramGrid: { k: [1, 2, 3, 4] }, cv: 4, errorScore: -1 }),
      y,
    ],
  ] as [string, () => GridSearchCV, NDArray][])("%s", async (name, search, targets) => {
    const fitted = await search().fit(x, targets);
    expectTable(fitted, wanted[name]!);
    expectBest(fitted, wanted[name]!);
  });
});

describe("a search", () => {
  it("refits the best on all data and predicts with it", async () => {
    const search = await make().fit(x, y);
    expect(search.bestEstimator.getParams()).toMatchObject(search.bestParams);
    expect((await search.predict(x)).shape).toEqual([150]);
    expect((await search.predictProba(x)).shape).toEqual([150, 3]);
    expect(await search.score(x, y)).toBeGreaterThan(0.8);
    expect(search.refitTime).toBeGreaterThanOrEqual(0);
    expect(search.fits.length).toBe(14 * 3);
    expect(search.fits[3]).toMatchObject({ candidate: 1, split: 0, worker: "this process" });
    const without = await make({ refit: false }).fit(x, y);
    expect(without.bestScore).toBe(search.bestScore);
    expect(() => without.bestEstimator).toThrow(
      "Cannot read bestEstimator: this search was made with refit: false",
    );
  });

  it("shows its table as text and HTML, and columns by name", async () => {
    const { cvResults } = await make({ paramGrid: { n_neighbors: [1, 3] } }).fit(x, y);
    expect(cvResults.param_n_neighbors).toEqual([1, 3]);
    expect(cvResults.meanFitTime.length).toBe(2);
    const text = inspect(cvResults);
    expect(
      text
        .split("\n")[0]!
        .trim()
        .split(/\s{2,}/),
    ).toEqual(["n_neighbors", "score", "± std", "rank", "fit s"]);
    const bundle = (cvResults as unknown as Record<symbol, () => Record<string, string>>)[displaySymbol]!();
    expect(bundle["text/html"]).toContain("<th");
    expect(bundle["text/plain"]).toBe(text);
    expect(Object.keys(cvResults)).not.toContain("toString");
  });

  it("prints scikit-learn's lines", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    await make({ paramGrid: { n_neighbors: [1, 3] }, verbose: 3 }).fit(x, y);
    const lines = log.mock.calls.map(([line]) => line as string);
    expect(lines[0]).toBe("Fitting 3 folds for each of 2 candidates, totalling 6 fits");
    expect(lines[1]).toMatch(/^\[CV 1\/3\] END \.+n_neighbors=1;, score=0\.\d{3} total time= +\d+\.\ds$/);
    expect(lines[1]!.length).toBe(80);
    expect(lines.length).toBe(7);
  });

  it("warns of failed fits by parameters and fold, raises when asked or when all fail", async () => {
    const failing = (options: object) =>
      make({ estimator: new Fails(), paramGrid: { k: [1, 2] }, cv: 3, ...options }).fit(x, y);
    await failing({});
    expect(warn.mock.calls[0]![0]).toContain(
      "3 fits failed out of a total of 6; their score is NaN:\n  3 of them: Error: k is 2\n    k=2, fold 1 of 3",
    );
    await expect(failing({ errorScore: "raise" })).rejects.toThrow(
      "The fit failed for k=2, fold 1 of 3: Error: k is 2",
    );
    const again = make({ estimator: new FailsOnce(), paramGrid: { k: [1, 2] }, errorScore: "raise" });
    FailsOnce.isDone = false;
    await expect(again.fit(x, y)).rejects.toThrow("The fit failed for k=1");
    expect((await again.fit(x, y)).bestParams).toEqual({ k: 1 });
    await expect(failing({ paramGrid: { k: [2] } })).rejects.toThrow(/All 3 fits failed:[^]*k is 2/);
    await expect(failing({ errorScore: "stop" })).rejects.toThrow(
      'errorScore must be a number or "raise", current value is "stop"',
    );
  });

  it("goes on when a worker ends or runs out of memory, and names the fits it took along", async () => {
    const search = async (k: number[]) =>
      (
        await make({ estimator: new Deadly(), paramGrid: { k }, refit: false, nJobs: 2, errorScore: -1 }).fit(
          x,
          y,
        )
      ).cvResults.meanTestScore;
    const ended = await search([1, 2, 3]);
    expect(ended[1]).toBe(-1);
    expect(ended[0]).toBeCloseTo(1.05, 10); // what deadly.mjs scores: k and a thousandth of the 50 test samples
    expect(ended[2]).toBeCloseTo(3.05, 10);
    expect(warn.mock.lastCall![0]).toBe(
      "3 fits failed out of a total of 9; their score is -1:\n" +
        "  3 of them: WorkerEndedError: The worker ended with exit code 7 in the middle of the fit\n" +
        "    k=2, fold 1 of 3\n    k=2, fold 2 of 3\n    k=2, fold 3 of 3",
    );
    const limit = v8.getHeapStatistics().heap_size_limit / 2 ** 20;
    v8.setFlagsFromString("--max-old-space-size=32"); // of workers that start from now on
    const full = await search([1, 4]);
    v8.setFlagsFromString(`--max-old-space-size=${String(Math.floor(limit))}`);
    expect(full[1]).toBe(-1);
    expect(full[0]).toBeCloseTo(1.05, 10);
    expect(warn.mock.lastCall![0]).toContain(
      "3 of them: OutOfMemoryError: The worker ran out of memory; lower nJobs or load fewer samples\n    k=4, fold 1 of 3",
    );
  });

  it("runs a module as it is now, also after one search", async () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "gradus-edited-")), "estimator.mjs");
    class Edited extends Deadly {
      override pack(): Packed {
        return { reviver: `${pathToFileURL(file).href}#revive`, data: {} };
      }
    }
    for (const score of [1, 2]) {
      fs.writeFileSync(file, `export const revive = () => ({ fit() {}, score: () => ${String(score)} });`);
      const options = { estimator: new Edited(), paramGrid: { k: [1, 3] }, refit: false, nJobs: 2 };
      expect((await make(options).fit(x, y)).cvResults.meanTestScore).toEqual(array([score, score]).data);
    }
    fs.rmSync(path.dirname(file), { recursive: true });
  });

  it("prepares as many fits at a time as preDispatch says", async () => {
    let [packed, most] = [0, 0];
    class Counted extends Deadly {
      override async pack(): Promise<Packed> {
        most = Math.max(most, ++packed);
        await new Promise((resolve) => setTimeout(resolve, 5));
        packed--;
        return super.pack();
      }
    }
    for (const [preDispatch, wanted] of [
      [1, 1],
      ["nJobs", 2],
      ["1.5*nJobs", 3],
      ["2*nJobs", 4],
      [undefined, 4],
      ["all", 6],
    ] as const) {
      most = 0;
      const estimator = new Counted();
      await make({ estimator, paramGrid: { k: [1, 3] }, refit: false, nJobs: 2, preDispatch }).fit(x, y);
      expect(most, String(preDispatch)).toBe(wanted);
    }
    await expect(
      make({ estimator: new Counted(), nJobs: 2, preDispatch: "0*nJobs" }).fit(x, y),
    ).rejects.toThrow(
      'preDispatch must be an integer >= 1, "all", or a multiple of the workers as "2*nJobs", current value is "0*nJobs"',
    );
  });

  it("warns of scores that fail", async () => {
    const scoring = () => Promise.reject(new Error("no score today"));
    const search = await make({ paramGrid: { p: [1] }, scoring }).fit(x, y);
    expect(search.cvResults.meanTestScore[0]).toBeNaN();
    expect(warn.mock.calls[0]![0]).toBe(
      "Scoring failed for 3 of 3 fits; their score is NaN: Error: no score today",
    );
  });

  it("refuses what does not fit, naming the nearest word", async () => {
    expect(() => make({ paramgrid: {} } as never)).toThrow('current value is "paramgrid"; write paramGrid');
    expect(() => new GridSearchCV({ estimator: {} as never, paramGrid: grid })).toThrow(
      "estimator must be an object with fit",
    );
    await expect(make({ paramGrid: { neighbors: [1] } }).fit(x, y)).rejects.toThrow("there is no neighbors");
    await expect(make().fit(x, y.slice(0, 9))).rejects.toThrow(
      "Cannot search: length of y must be 150, as of x, current value is 9",
    );
    await expect(make({ scoring: "acuracy" as never }).fit(x, y)).rejects.toThrow('did you mean "accuracy"?');
    await expect(make({ scoring: ["accuracy", "f1_macro"] }).fit(x, y)).rejects.toThrow(
      'refit must be one of "accuracy", "f1_macro", false or a function',
    );
    expect(() => make().bestScore).toThrow(
      "Cannot read bestScore: this GridSearchCV is not fitted yet; await its fit(x, y) first",
    );
    await expect(make({ nJobs: 0 }).fit(x, y)).rejects.toThrow("nJobs must not be 0");
  });

  it("fits each candidate and fold with a seed of its own, the same every time", async () => {
    const seedsOf = async (seed: number) => {
      const seeds: unknown[] = [];
      class Watched extends Neighbors {
        override fit(a: NDArray, b: NDArray | undefined, context?: { seed?: number | undefined }): unknown {
          seeds.push(context?.seed);
          return super.fit(a, b);
        }
      }
      await make({ estimator: new Watched(), paramGrid: { p: [1, 2] }, seed }).fit(x, y);
      return seeds;
    };
    const seeds = await seedsOf(1);
    expect(new Set(seeds).size).toBe(7);
    expect(await seedsOf(1)).toEqual(seeds);
    expect(await seedsOf(2)).not.toEqual(seeds);
  });

  it("goes on after an interrupt from the finished fits", async () => {
    let interrupt: (() => void) | undefined;
    let fits = 0;
    class Slow extends Neighbors {
      override fit(a: NDArray, b: NDArray | undefined): unknown {
        if (++fits === 4) interrupt?.();
        return super.fit(a, b);
      }
    }
    const globals = globalThis as { [hostSymbol]?: unknown };
    globals[hostSymbol] = {
      onInterrupt: (stop: () => void) => ((interrupt = stop), () => (interrupt = undefined)),
    };
    try {
      const search = make({ estimator: new Slow(), paramGrid: { n_neighbors: [1, 3, 5] }, refit: false });
      await expect(search.fit(x, y)).rejects.toThrow(SearchInterruptedError);
      await search.fit(x, y);
      expect(fits).toBe(10); // the fourth fit was thrown away and done again
      expectTable(search, {
        table: {
          meanTestScore: Array.from(
            (await make({ paramGrid: { n_neighbors: [1, 3, 5] } }).fit(x, y)).cvResults.meanTestScore,
          ),
        },
      });
    } finally {
      Reflect.deleteProperty(globals, hostSymbol);
    }
  });

  it("goes on from its finished fits after a failure of its backend, with lists for data too", async () => {
    const runs: number[] = [];
    const backend: Backend = {
      name: "a backend that fails once",
      run: async (work) => {
        runs.push(work.fits.length);
        for (const { index } of work.fits.slice(0, runs.length === 1 ? 2 : undefined)) {
          const scores = { testScores: { score: index }, trainScores: {} };
          const times = { fitTime: 0, scoreTime: 0, numTestSamples: 1, started: 0, ended: 0, worker: "w" };
          await work.onResult(index, { ...scores, ...times });
        }
        if (runs.length === 1) throw new Error("gone");
      },
    };
    const search = make({ estimator: new Deadly(), paramGrid: { k: [1, 3] }, refit: false, backend });
    const [rows, labels] = [x.toArray<number[][]>(), y.toArray<number[]>()];
    await expect(search.fit(rows, labels)).rejects.toThrow("gone");
    await search.fit([...rows], [...labels]);
    expect(runs).toEqual([6, 4]);
    expect([...search.cvResults.meanTestScore]).toEqual([1, 4]);
  });

  it("gives up on hopeless candidates after a fold", async () => {
    let fits = 0;
    class Counted extends Neighbors {
      override fit(a: NDArray, b: NDArray | undefined): unknown {
        fits++;
        return super.fit(a, b);
      }
    }
    const search = await make({
      estimator: new Counted(),
      paramGrid: { n_neighbors: [5, 99] },
      giveUpBelow: 0.1,
      refit: false,
    }).fit(x, y);
    expect(fits).toBe(4);
    expect(search.cvResults.meanTestScore[1]).toBeNaN();
    expect(search.bestIndex).toBe(0);
  });

  it("ends a fit at its time limit", async () => {
    class Sleeps extends Neighbors {
      override fit(
        a: NDArray,
        b: NDArray | undefined,
        context?: { signal?: AbortSignal | undefined },
      ): unknown {
        super.fit(a, b);
        if (this.params.p === 1) return;
        return new Promise((_, reject) =>
          context!.signal!.addEventListener("abort", () => reject(new Error("stopped"))),
        );
      }
    }
    const search = await make({ estimator: new Sleeps(), paramGrid: { p: [1, 2] }, timeout: 0.05 }).fit(x, y);
    expect(search.bestParams).toEqual({ p: 1 });
    expect(warn.mock.calls[0]![0]).toContain("TimeoutError: The fit took longer than its limit of 0.05 s");
  });

  it("hands out each new best", async () => {
    const best: number[] = [];
    await make({
      onBest: (_, score) => {
        best.push(score);
      },
      paramGrid: { n_neighbors: [30, 5] },
    }).fit(x, y);
    expect(best).toEqual([...best].sort((a, b) => a - b));
    expect(best.length).toBeGreaterThan(0);
  });

  it("runs in this process, and says so, what cannot travel", async () => {
    const search = await make({ nJobs: 2, paramGrid: { p: [1, 2] } }).fit(x, y);
    expect(search.fits[0]!.worker).toBe("this process");
    expect(warn.mock.calls[0]![0]).toBe(
      "The fits run in this process, not on 2 worker threads: Neighbors has no pack method to travel with",
    );
  });
});
