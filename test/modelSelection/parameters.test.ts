import { describe, expect, it, vi } from "vitest";
import { distributions, linspace, ParameterGrid, ParameterSampler, RandomState } from "gradus";
import { fixture } from "./fixture.js";

type Space = Record<string, (number | string)[]>;
const read = (space: Space) =>
  Object.fromEntries(
    Object.entries(space).map(([name, values]) => {
      const [kind, a, b] = values as [string, number, number];
      if (typeof kind !== "string") return [name, values];
      const make = {
        loguniform: distributions.logUniform,
        randint: distributions.randint,
        uniform: distributions.uniform,
        norm: distributions.normal,
      };
      return [name, make[kind as "norm"](a, b)];
    }),
  );

describe("ParameterGrid", () => {
  it("lists combinations in scikit-learn's order", () => {
    for (const { grid, list } of fixture.grids) {
      const ours = new ParameterGrid(grid);
      expect([...ours]).toEqual(list);
      expect(ours.length).toBe(list.length);
      expect(ours.at(list.length - 1)).toEqual(list.at(-1));
    }
    expect([...new ParameterGrid({ rate: linspace(0, 1, 3) })].map(({ rate }) => rate)).toEqual([0, 0.5, 1]);
  });

  it("says what is wrong with a grid", () => {
    expect(() => new ParameterGrid({ units: 5 as never })).toThrow(
      "Cannot make a parameter grid: units must be a list of values, current value is 5; a single value needs brackets: units: [5]",
    );
    expect(() => new ParameterGrid({ optimizer: "adam" })).toThrow(
      'a single value needs brackets: optimizer: ["adam"]',
    );
    expect(() => new ParameterGrid({ units: [] })).toThrow(
      "units must be a list of at least one value, current value is []",
    );
    expect(() => new ParameterGrid({ units: [1] }).at(1)).toThrow(
      "index must be an integer from 0 to 0, current value is 1",
    );
  });
});

describe("ParameterSampler", () => {
  it("draws what scikit-learn draws", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    for (const { space, numIter, seed, list } of fixture.samplers) {
      const ours = new ParameterSampler(Array.isArray(space) ? space.map(read) : read(space), {
        numIter,
        seed,
      });
      const got = [...ours];
      expect(got.length).toBe(list.length);
      got.forEach((params, i) => {
        expect(Object.keys(params).sort()).toEqual(Object.keys(list[i]).sort());
        for (const [name, value] of Object.entries(params))
          expect(value, `${String(i)} ${name}`).toBeCloseTo(list[i][name], 12);
      });
    }
    warn.mockRestore();
  });

  it("says when there is nothing to draw from", () => {
    expect(() => new ParameterSampler({ a: 3 as never }, { numIter: 1 })).toThrow(
      "a must be a list of values, current value is 3",
    );
    expect(() => new ParameterSampler({ a: [3] }, { numIter: 0 })).toThrow(
      "numIter must be an integer >= 1, current value is 0",
    );
    expect(() => distributions.logUniform(0, 1)).toThrow(
      "Cannot make a log-uniform distribution: low must be a number > 0, current value is 0",
    );
    expect(() => distributions.uniform(1, 1)).toThrow("high must be a number > 1, current value is 1");
    expect(distributions.randint(3, 4).rvs(new RandomState(0))).toBe(3);
  });
});
