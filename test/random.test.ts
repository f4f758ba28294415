import fs from "node:fs";
import { describe, expect, it } from "vitest";
import { arange, array, random, RandomState, unique } from "gradus";

// From NumPy's RandomState: fixtures/randomDraws.py.
const cases = JSON.parse(
  fs.readFileSync(new URL("fixtures/randomDraws.json", import.meta.url), "utf8"),
) as Record<string, ReturnType<typeof JSON.parse>>;

describe("RandomState", () => {
  it.each(["0", "1", "42", "4294967295"])("draws NumPy's numbers for seed %s", (seed) => {
    const r = new RandomState(Number(seed));
    const wanted = cases[seed];
    const close = (name: string, got: number[]) => {
      const flat = (wanted[name] as number[]).flat();
      expect(got.length).toBe(flat.length);
      got.forEach((value, i) =>
        expect(Math.abs(value - flat[i]!), name).toBeLessThanOrEqual(1e-15 * Math.abs(flat[i]!)),
      );
    };
    expect(r.random(5).toArray()).toEqual(wanted.random);
    expect(r.uniform(-1, 1, [2, 2]).toArray()).toEqual(wanted.uniform);
    expect(r.randint(0, 60000, 12).toArray()).toEqual(wanted.randint);
    expect(r.randint(10)).toBe(wanted.one);
    expect(r.randint(-5, 6, [2, 3]).toArray()).toEqual(wanted.negative);
    close("normal", [...r.normal(3, 2, 5).data]);
    close("randn", [...r.randn(2, 2).data]);
    expect(r.choice(60000, 12).toArray()).toEqual(wanted.choice);
    expect(r.choice(60000, 12, { replace: false }).toArray()).toEqual(wanted.distinct);
    expect(r.choice(4, 10, { p: [0.1, 0.2, 0.3, 0.4] }).toArray()).toEqual(wanted.weighted);
    expect(r.choice(6, 4, { replace: false, p: [0.5, 0.3, 0.1, 0.05, 0.05, 0] }).toArray()).toEqual(
      wanted.weightedDistinct,
    );
    expect(r.choice([2.5, 3.5, 4.5], 6).toArray()).toEqual(wanted.items);
    expect(r.permutation(20).toArray()).toEqual(wanted.permutation);
    expect(r.permutation(arange(12).reshape(6, 2)).toArray()).toEqual(wanted.rows);
    expect(r.random()).toBe(wanted.after);
    expect(r.randint(0, 2 ** 40, 4).toArray()).toEqual(wanted.wide);
    expect(r.randint(0, 2 ** 32, 3).toArray()).toEqual(wanted.full);
    const shuffled = arange(10);
    r.shuffle(shuffled);
    expect(shuffled.toArray()).toEqual(wanted.shuffled);
    const rows = arange(10).reshape(5, 2);
    r.shuffle(rows);
    expect(rows.toArray()).toEqual(wanted.shuffledRows);
  });

  it("takes a list of seeds", () => {
    expect(new RandomState([1, 2, 3]).random(3).toArray()).toEqual(cases.list);
  });

  it("goes on differently without a seed", () => {
    expect(new RandomState().random()).not.toBe(new RandomState().random());
  });

  it("shuffles lists in place as it shuffles arrays", () => {
    const list = ["a", "b", "c", "d", "e", "f", "g"];
    const order = arange(7);
    new RandomState(3).shuffle(list);
    new RandomState(3).shuffle(order);
    expect(list).toEqual([...order.data].map((i) => "abcdefg"[i]));
  });

  it("choice() draws from rows and takes a seed of its own", () => {
    const rows = random.choice(
      array([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
      2,
      { seed: 5, replace: false },
    );
    expect(rows.shape).toEqual([2, 2]);
    expect(rows.toArray()).toEqual(
      random
        .choice(
          array([
            [1, 2],
            [3, 4],
            [5, 6],
          ]),
          2,
          { seed: 5, replace: false },
        )
        .toArray(),
    );
    expect(unique(random.choice(10, 10, { replace: false })).size).toBe(10);
  });

  it("says what is wrong with its arguments", () => {
    const r = new RandomState(0);
    expect(() => r.seed(-1)).toThrow(
      "Cannot seed the generator: seed must be an integer from 0 to 2^32 - 1, current value is -1",
    );
    expect(() => r.randint(5, 5)).toThrow(
      "Cannot draw integers: high must be an integer > 5, current value is 5",
    );
    expect(() => r.choice(3, 4, { replace: false })).toThrow(
      "Cannot choose without replacement: size must be <= 3, current value is 4; draw fewer or set replace: true",
    );
    expect(() => r.choice(2, 1, { p: [0.5, 0.6] })).toThrow(
      "Cannot choose: sum of p must be 1, current value is 1.1",
    );
    expect(() => r.choice(0, 1)).toThrow(
      "Cannot choose: number of elements must be an integer > 0, current value is 0",
    );
    expect(() => r.normal(0, -1)).toThrow("Cannot draw normal numbers: sd must be >= 0, current value is -1");
    expect(() => r.random([-1])).toThrow(RangeError);
  });
});
