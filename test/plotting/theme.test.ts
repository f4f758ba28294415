// Figures take the colours of their page: text and axes from `currentColor`, and on paper from a list.
import { afterEach, describe, expect, it } from "vitest";
import { drawDigit, networkDiagram, playground, plt, predict, vega } from "../../src/index.js";
import { ink, inkOnTint, paper, toPaper, widgetInk } from "../../src/plotting/colors.js";
import { paperSvg } from "../../src/plotting/render/render.js";
import { removeHost, useFakeHost } from "../display/fakeHost.js";

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

  it("follow the page, when it shows few of its many rows at a time and says so", () => {
    const values = Array.from({ length: 7000 }, (_, x) => ({ x }));
    const { spec } = vega({ mark: "point", data: { values }, background: "transparent" });
    expect(spec).toMatchObject({ usermeta: { embedOptions: { renderer: "svg" } } });
    expect(JSON.stringify(spec["config"])).toContain(ink);
  });

  it("are kept as SVG for some hundred points, without Vega's words for each of them", () => {
    const numbers = Array.from({ length: 400 }, (_, i) => Math.sin(i));
    plt.scatter(numbers, [...numbers].reverse());
    const svg = plt.gcf().toFigure().toBundle()["image/svg+xml"];
    expect(svg).toEqual(expect.stringContaining("<path"));
    expect(svg).not.toMatch(/aria-label|role=/);
  });
});

describe("ticks that were asked for", () => {
  it("all get their labels, as in Matplotlib", () => {
    const names = ["32 · 1", "32 · 2", "32 · 3", "64 · 1", "64 · 2", "64 · 3"];
    plt.figure({ figsize: [3, 2] });
    plt.scatter([...names.keys()], [...names.keys()]).xticks([...names.keys()], names);
    const svg = plt.gcf().toFigure().toSvg();
    for (const name of names) expect(svg).toContain(`>${name}</text>`);
  });
});

describe("where there is no JupyterLab", () => {
  afterEach(removeHost);

  it("VS Code's ground comes first: it also has JupyterLab's light one, once it has shown a widget", () => {
    expect(paper).toBe("var(--vscode-editor-background, var(--jp-layout-color1, Canvas))");
  });

  it("views of widgets have JupyterLab's colour of text, which VS Code gives its white ground of widgets", async () => {
    const host = useFakeHost();
    predict("en", "Which?", { a: "this", b: "that" });
    networkDiagram("en", {
      weights: { W1: [[1]], B1: [0], W2: [[1]], B2: [0] },
      x: [[1]],
      t: [[1]],
    }).toBundle();
    await drawDigit("en", () => Promise.resolve(new Array<number>(10).fill(0.1)));
    await playground().ready;
    const states = host.comms.map(({ opened }) => opened.state ?? {});
    const looks = states
      .flatMap((state) => [state["_css"], state["value"]])
      .filter((look) => typeof look === "string");
    const own = looks.filter((look) => /gradus-|<svg/.test(look));
    expect(own.length).toBeGreaterThanOrEqual(4);
    for (const look of own) expect(look).toMatch(new RegExp(`color: ?${widgetInk.replace(/[()]/g, "\\$&")}`));
  });
});
