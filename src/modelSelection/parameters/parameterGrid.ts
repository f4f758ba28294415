// All combinations of given values.
import { NDArray } from "../../array/index.js";
import { complaint } from "../../validation.js";
import type { Params } from "../types.js";

/** Values to try for each parameter. */
export type ParamGrid = Readonly<Record<string, Iterable<unknown>>>;

/** A combination out of a grid: one value for each name. */
export type ParamsOf<Grid> =
  Grid extends Readonly<Record<string, Iterable<unknown>>>
    ? { [Name in keyof Grid]: Grid[Name] extends Iterable<infer Value> ? Value : never }
    : Params;

/**
 * Every combination of parameter values; names are sorted and the last one turns fastest. Of several grids, one after the other.
 *
 * @example
 * ```ts
 * import { ParameterGrid } from "gradus";
 * import { expect } from "vitest";
 *
 * const grid = new ParameterGrid({ epochs: [1, 2], batchSize: [32, 64] });
 * expect(grid.length).toBe(4);
 * expect([...grid].map(({ batchSize, epochs }) => [batchSize, epochs])).toEqual([[32, 1], [32, 2], [64, 1], [64, 2]]);
 * ```
 *
 * @see scikit-learn `sklearn.model_selection.ParameterGrid`
 */
export class ParameterGrid<Grid extends ParamGrid = ParamGrid> implements Iterable<ParamsOf<Grid>> {
  private readonly grids: [name: string, values: unknown[]][][];

  /**
   * @param grid - Lists of values by name, or a list of such grids.
   * @throws TypeError if a value is not a list; RangeError if a list is empty.
   */
  constructor(grid: Grid | readonly Grid[]) {
    const grids = (Array.isArray(grid) ? grid : [grid]) as Grid[];
    this.grids = grids.map((one) => {
      if (typeof one !== "object" || one === null || Array.isArray(one))
        throw new TypeError(
          complaint({
            action: "make a parameter grid",
            name: "grid",
            wanted: "an object of lists, or a list of them",
            got: one,
          }),
        );
      return Object.keys(one)
        .sort()
        .map((name) => [name, readValues(name, one[name])]);
    });
  }

  /** Number of combinations. */
  get length(): number {
    return this.grids.reduce(
      (sum, names) => sum + names.reduce((product, [, values]) => product * values.length, 1),
      0,
    );
  }

  /**
   * The combination at a place.
   *
   * @throws RangeError if there is no such place.
   */
  at(index: number): ParamsOf<Grid> {
    const total = this.length;
    if (!Number.isInteger(index) || index < 0 || index >= total) {
      const wanted = `an integer from 0 to ${String(total - 1)}`;
      throw new RangeError(complaint({ action: "read a parameter grid", name: "index", wanted, got: index }));
    }
    let rest = index;
    for (const names of this.grids) {
      const total = names.reduce((product, [, values]) => product * values.length, 1);
      if (rest >= total) {
        rest -= total;
        continue;
      }
      const params: Params = {};
      for (const [name, values] of [...names].reverse()) {
        params[name] = values[rest % values.length];
        rest = Math.floor(rest / values.length);
      }
      return sortedByName(params) as ParamsOf<Grid>;
    }
    throw new RangeError(
      complaint({
        action: "read a parameter grid",
        name: "index",
        wanted: `below ${String(this.length)}`,
        got: index,
      }),
    );
  }

  *[Symbol.iterator](): IterableIterator<ParamsOf<Grid>> {
    for (let i = 0; i < this.length; i++) yield this.at(i);
  }
}

function sortedByName(params: Params): Params {
  return Object.fromEntries(
    Object.keys(params)
      .sort()
      .map((name) => [name, params[name]]),
  );
}

function readValues(name: string, values: unknown): unknown[] {
  const action = "make a parameter grid";
  if (values instanceof NDArray && values.ndim === 1) return Array.from(values.data);
  if (typeof values === "string" || !isIterable(values)) {
    const fix = `a single value needs brackets: ${name}: [${typeof values === "string" ? JSON.stringify(values) : String(values)}]`;
    throw new TypeError(complaint({ action, name, wanted: "a list of values", got: values, fix }));
  }
  const list = [...values];
  if (list.length === 0)
    throw new RangeError(complaint({ action, name, wanted: "a list of at least one value", got: list }));
  return list;
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}
