// Figures take the colours of their page: text and axes from `currentColor`, and on paper from a list.
import { afterEach, describe, expect, it } from "vitest";
import { plt, vega } from "../../src/index.js";
import { ink, inkOnTint, toPaper } from "../../src/plotting/colors.js";
import { paperSvg } from "../../src/plotting/render/render.js";

afterEach(() => {
  plt.close();
});

/** Colours that elements of a drawing name. */
const colorsOf = (svg: string): Set<string> =>
  new Set([...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, color]) => color!));

describe("a figure's colours", () => {
  it("are the page's for words and axes, and its own for data", () => {
    plt.plot([1, 2], [1, 2], "r-", { label: "loss" }).title("title").legend();
    plt.plot([1, 2], [2, 1], "k-");
    const figure = plt.gcf().toFigure();
    expect(figure.spec["background"]).toBe("transparent");
    const colors = colorsOf(figure.toSvg());
    expect(colors).toContain(ink);
    expect(colors).toContain("#d62728");
    // a drawing without a page still says what it is on light and dark ground
    expect(figure.toSvg()).toContain("svg:root");
  });

  it("are those of white paper in a file and in a PNG", () => {
    plt.plot([1, 2], [1, 2]).title("title");
    const onPaper = paperSvg(plt.gcf().toFigure().toSvg());
    expect(onPaper).not.toMatch(/currentColor|color-mix|var\(|svg:root/);
    expect(colorsOf(onPaper)).toContain(inkOnTint);
    expect(onPaper).toMatch(/<rect[^>]*fill="white"/);
    expect(toPaper(ink)).toBe(inkOnTint);
  });

  it("are those of paper over a picture, whatever the page's are", () => {
    plt.imshow([
      [0, 1],
      [1, 0],
    ]);
    plt.plot([0, 1], [0, 1], "k-");
    const { spec } = plt.gcf().toFigure();
    expect(JSON.stringify(spec["layer"])).not.toContain("currentColor");
    expect(spec["view"]).toMatchObject({ fill: "white" });
  });

  it("stay on paper where a specification has a ground of its own, or too many rows for elements of a page", () => {
    const points = { mark: "point", encoding: { x: { field: "x" } } };
    const own = vega({ ...points, data: { values: [{ x: 1 }] }, background: "ivory" }).spec;
    const heavy = vega({ ...points, data: { values: Array.from({ length: 7000 }, (_, x) => ({ x })) } }).spec;
    for (const spec of [own, heavy]) expect(JSON.stringify(spec)).not.toContain("currentColor");
    expect(own["background"]).toBe("ivory");
    expect(heavy).toMatchObject({
      background: "white",
      usermeta: { embedOptions: { renderer: "canvas" } },
    });
  });
});
