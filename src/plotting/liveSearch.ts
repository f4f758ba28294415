// A search drawn while it runs.
import type { Figure } from "./figure.js";
import {
  checkGridSearchPlotOptions,
  type GridSearchPlotOptions,
  plotGridSearch,
  type SearchTable,
} from "./learning/plotGridSearch.js";
import { LiveFigure } from "./liveFigure.js";

/** Draws the scores so far. */
type DrawSearch = (soFar: SearchTable) => Figure | Promise<Figure>;

/** Redraws a figure while a search runs: a callback for `new GridSearchCV({ callbacks: [live] })`. */
export class LiveSearch extends LiveFigure {
  private readonly drawSearch: DrawSearch;
  private table: SearchTable = { params: [], meanTestScore: [] };

  constructor(draw: DrawSearch) {
    super();
    this.drawSearch = draw;
  }

  protected override draw(): Figure | Promise<Figure> {
    return this.drawSearch(this.table);
  }

  /** A call of `fit` begins: it draws in an output of its own. */
  onSearchBegin(): void {
    this.startAnew();
  }

  onFitEnd(soFar: SearchTable): void | Promise<void> {
    this.table = soFar;
    return this.update();
  }

  onSearchEnd(soFar: SearchTable): void | Promise<void> {
    this.table = soFar;
    const hasScores = Array.from(soFar.meanTestScore).some(Number.isFinite);
    return hasScores ? this.finish() : undefined; // stopped before the first
  }
}

/**
 * Draws the scores of a search while they arrive: each cell fills in when its first fold is scored.
 *
 * @param what - Options of {@link plotGridSearch}, or a function that draws; it gets the table so far, where the mean of a
 *   candidate without a score is NaN.
 *
 * @example A grid that fills
 * ```ts
 * import { array, DummyClassifier, GridSearchCV, liveSearch } from "gradus";
 * import { expect } from "vitest";
 *
 * const live = liveSearch({ title: "Which guess is best?" });
 * const paramGrid = { strategy: ["uniform", "most_frequent"] };
 * const search = new GridSearchCV({ estimator: new DummyClassifier(), paramGrid, cv: 2, callbacks: [live] });
 * await search.fit(array([[0], [1], [2], [3], [4], [5]]), array([0, 0, 0, 0, 1, 1]));
 * expect(live.figure?.text).toContain("★");
 * ```
 */
export function liveSearch(what: GridSearchPlotOptions | DrawSearch = {}): LiveSearch {
  if (typeof what !== "function") checkGridSearchPlotOptions(what); // now, not when the first fit is over
  return new LiveSearch(typeof what === "function" ? what : (soFar) => plotGridSearch(soFar, what));
}
