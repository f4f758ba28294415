// From NumPy 2.4 and SciPy 1.17: fixtures/boxes.py.
import fs from "node:fs";
import { expect, it } from "vitest";
import { plt } from "gradus";
import { boxOf } from "../../src/plotting/pyplot/boxes.js";
import { density } from "../../src/plotting/pyplot/violins.js";

const fixture = JSON.parse(
  fs.readFileSync(new URL("fixtures/boxes.json", import.meta.url), "utf8"),
) as Record<"values" | "quartiles" | "places" | "density", number[]>;

it("boxOf() has NumPy's quartiles; whiskers end at values within 1.5 boxes, the rest are outliers", () => {
  const { q1, median, q3, low, high, outliers } = boxOf(fixture.values, "numpy");
  for (const [i, quartile] of [q1, median, q3].entries())
    expect(quartile).toBeCloseTo(fixture.quartiles[i]!, 12);
  expect([low, high, outliers]).toEqual([0.5, 3.1, [9]]);
});

it("density() is gaussian_kde's", () => {
  for (const [i, value] of density(fixture.values, fixture.places).entries())
    expect(value).toBeCloseTo(fixture.density[i]!, 12);
});

it("a violin of equal values is as wide everywhere", () => {
  expect(density([2, 2, 2], [2])).toEqual([1]);
});

it("errorbar() reaches as far as its errors, and wants one a point", () => {
  plt.close();
  plt.errorbar([1, 2], [10, 20], {
    yerr: [
      [1, 2],
      [3, 4],
    ],
    fmt: "o",
    capsize: 3,
  });
  const spec = JSON.stringify(plt.gcf().toFigure().spec);
  expect(spec).toContain('{"at":1,"low":9,"high":13},{"at":2,"low":18,"high":24}');
  expect(() => plt.errorbar([1, 2], [1, 2], { yerr: [1, 2, 3] })).toThrow(
    /yerr must be a number >= 0, 2 of them/,
  );
  plt.close();
});

it("pie() writes shares inside and names outside", () => {
  plt.close();
  plt.pie([1, 3], { labels: ["a", "b"], autopct: "%.1f%%" });
  const figure = plt.gcf().toFigure();
  expect(figure.text).toBe("a: 1 (25.0%)\nb: 3 (75.0%)");
  expect(JSON.stringify(figure.spec)).toContain('"inside":"75.0%"');
  plt.close();
});
