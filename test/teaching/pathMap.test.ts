import { pathMap, type PathMapOptions } from "gradus";
import { describe, expect, it } from "vitest";

const bowl = (x: number, y: number) => x * x + y * y;
const options: PathMapOptions = {
  x: [-4, 4],
  y: [-2, 2],
  title: "map",
  xTitle: "w",
  yTitle: "b",
  slider: "samples",
};
interface Row {
  name: string;
  at: number;
  height: number;
}

describe("pathMap()", () => {
  const paths = [
    { name: "slow", points: [[3, 1], [2, 1]], every: 12 }, // prettier-ignore
    { name: "fast", points: [[3, 1], [1, 1], [0, 1]] }, // prettier-ignore
  ];
  const { spec, text } = pathMap(bowl, { ...options, paths });
  const rows = (spec["data"] as { values: Row[] }).values;

  it("keeps every point with its height and its place on the slider", () => {
    expect(rows.filter(({ name }) => name === "slow").map(({ at }) => at)).toEqual([0, 12]);
    expect(rows.filter(({ name }) => name === "fast").map(({ height }) => height)).toEqual([10, 2, 1]);
  });

  it("starts the slider at its end, so that the still picture shows whole paths", () => {
    expect(spec["params"]).toMatchObject([{ name: "upTo", value: 12, bind: { min: 0, max: 12 } }]);
  });

  it("draws contours at the wanted height", () => {
    const levels = pathMap(bowl, { ...options, paths, levels: [1] }).spec["layer"] as {
      data: { values: { x: number; y: number }[] };
    }[];
    for (const { x, y } of levels[0]!.data.values) expect(x * x + y * y).toBeCloseTo(1, 1);
  });

  it("says in words where each path ends", () => {
    expect(text).toBe("map: slow → (2.00, 1.00); fast → (0.00, 1.00)");
  });

  it("adds the heights below when they have a title", () => {
    expect(pathMap(bowl, { ...options, paths, heightTitle: "f" }).spec["vconcat"]).toHaveLength(2);
  });

  it("becomes a picture", () => {
    expect(pathMap(bowl, { ...options, paths, heightTitle: "f" }).toSvg()).toMatch(/^<svg/);
  });

  it("refuses an empty range and an empty path", () => {
    expect(() => pathMap(bowl, { ...options, x: [1, 1], paths })).toThrow(
      "x must be [from, to] with from < to",
    );
    expect(() => pathMap(bowl, { ...options, paths: [{ name: "none", points: [] }] })).toThrow(
      'Cannot draw the path "none": points must be at least one point',
    );
  });
});
