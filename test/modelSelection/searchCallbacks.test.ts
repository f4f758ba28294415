// What callbacks of a search are told, and when.
import { describe, expect, it } from "vitest";
import {
  array,
  GridSearchCV,
  HalvingGridSearchCV,
  livePlot,
  type SearchCallback,
  type SearchSoFar,
} from "../../src/index.js";
import { Neighbors } from "./estimators.js";

const x = array(Array.from({ length: 12 }, (_, i) => [i, i % 3]));
const y = array(Array.from({ length: 12 }, (_, i) => (i < 6 ? 0 : 1)));
const paramGrid = { n_neighbors: [1, 2, 3] };
const common = { estimator: new Neighbors(), paramGrid, cv: 2, refit: false } as const;

/** Writes down what it is told. */
class Diary implements SearchCallback {
  readonly moments: string[] = [];
  readonly tables: SearchSoFar[] = [];
  last: SearchSoFar | undefined;

  onSearchBegin(): void {
    this.moments.push("begin");
  }
  async onFitEnd(soFar: SearchSoFar): Promise<void> {
    await Promise.resolve(); // the search waits
    this.moments.push("fit");
    this.tables.push(soFar);
  }
  onSearchEnd(soFar: SearchSoFar): void {
    this.moments.push("end");
    this.last = soFar;
  }
}

describe("callbacks of a search", () => {
  it.each([1, 2])("get the table so far after every fit (nJobs: %i)", async (nJobs) => {
    const diary = new Diary();
    const search = new GridSearchCV({ ...common, nJobs, callbacks: [diary] });
    await search.fit(x, y);
    expect(diary.moments).toEqual(["begin", ...Array.from({ length: 6 }, () => "fit"), "end"]);
    expect(diary.tables.map(({ numScored }) => numScored.reduce((a, b) => a + b))).toEqual([
      1, 2, 3, 4, 5, 6,
    ]);
    expect(diary.tables[0]!.params).toEqual(search.cvResults.params);
    expect([...diary.tables[0]!.meanTestScore].filter(Number.isNaN)).toHaveLength(2);
    expect(diary.last!.meanTestScore).toEqual(search.cvResults.meanTestScore);
    expect(diary.last!.stdTestScore).toEqual(search.cvResults.stdTestScore);
  });

  it("get the score that decides, where there are several", async () => {
    const diary = new Diary();
    const scoring = ["accuracy", "balanced_accuracy"] as const;
    const labels = array(Array.from({ length: 12 }, (_, i) => (i < 3 ? 0 : 1)));
    const search = new GridSearchCV({ ...common, scoring, refit: "balanced_accuracy", callbacks: [diary] });
    await search.fit(x, labels);
    expect(diary.last!.meanTestScore).toEqual(search.cvResults["meanTestBalanced_accuracy"]);
    expect(diary.last!.meanTestScore).not.toEqual(search.cvResults["meanTestAccuracy"]);
  });

  it("hear of the end when a fit fails, and the fits that are kept when the search goes on", async () => {
    let isBroken = true;
    class Fragile extends Neighbors {
      override fit(...args: Parameters<Neighbors["fit"]>): unknown {
        if (isBroken && this.params["n_neighbors"] === 3) throw new RangeError("broken");
        return super.fit(...args);
      }
    }
    const diary = new Diary();
    const estimator = new Fragile();
    const search = new GridSearchCV({ ...common, estimator, errorScore: "raise", callbacks: [diary] });
    await expect(search.fit(x, y)).rejects.toThrow("broken");
    expect(diary.moments.at(-1)).toBe("end");
    expect([...diary.last!.numScored.subarray(0, 2)]).toEqual([2, 2]);
    isBroken = false;
    await search.fit(x, y);
    const [, ...again] = diary.moments.slice(diary.moments.lastIndexOf("begin"));
    expect(again.filter((moment) => moment === "fit").length).toBeLessThanOrEqual(2);
    expect(diary.last!.meanTestScore).toEqual(search.cvResults.meanTestScore);
  });

  it("see the candidates of each round of halving", async () => {
    const diary = new Diary();
    const rounds = { factor: 2, minResources: 6, maxResources: 12 } as const;
    const search = new HalvingGridSearchCV({ ...common, ...rounds, callbacks: [diary] });
    await search.fit(x, y);
    expect(diary.tables.map(({ params }) => params.length)).toEqual([3, 3, 3, 3, 3, 3, 5, 5, 5, 5]);
    expect(diary.last!.meanTestScore).toEqual(search.cvResults.meanTestScore);
  });

  it("are refused when they are callbacks of training, which would never be called", () => {
    expect(() => new GridSearchCV({ ...common, callbacks: [livePlot() as never] })).toThrow(
      "Cannot make a GridSearchCV: callbacks must be a list of objects with one of onSearchBegin, onFitEnd, onSearchEnd",
    );
    expect(() => new GridSearchCV({ ...common, callbacks: new Diary() as never })).toThrow(
      "liveSearch() is one",
    );
  });
});
