import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterEach, describe, expect, it } from "vitest";
import { plt } from "../../src/index.js";
import { histogram } from "../../src/plotting/pyplot/bars.js";
import { parseFormat, toCssColor } from "../../src/plotting/pyplot/style.js";
import { removeHost, useFakeHost } from "../display/fakeHost.js";
import { vegaLiteWarnings } from "./warnings.js";

afterEach(() => {
  plt.close();
  removeHost();
});

const drawn = (): ReturnType<ReturnType<typeof plt.gcf>["toFigure"]> => plt.gcf().toFigure();
const xs = Array.from({ length: 1000 }, (_, i) => i / 100);

/** Grey values of a PNG. */
async function pixels(
  png: Uint8Array,
): Promise<{ data: Buffer; width: number; height: number; channels: number }> {
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  return { data, ...info };
}

describe("a figure's bundle", () => {
  it("is Vega-Lite, SVG, PNG and words, and nothing that JupyterLab would prefer", () => {
    plt.plot(xs, xs.map(Math.sin), "b-", { label: "sin" });
    const bundle = drawn().toBundle();
    expect(Object.keys(bundle)).toEqual([
      "application/vnd.vegalite.v5+json",
      "image/svg+xml",
      "image/png",
      "text/plain",
    ]);
    expect(bundle["application/vnd.vegalite.v5+json"]).toMatchObject({
      $schema: "https://vega.github.io/schema/vega-lite/v5.json",
      background: "transparent",
      usermeta: { embedOptions: { theme: "none", actions: false, renderer: "svg" } },
    });
    expect(JSON.stringify(bundle).length).toBeLessThan(200_000);
  });

  it("says the ranges and the shape in words", () => {
    plt.plot([1, 2, 3, 4], [4, 3, 2, 1], "r--", { label: "손실" }).title("내려간다");
    plt.xlabel("에포크");
    expect(drawn().text).toBe("내려간다\nx: 에포크 1 … 4\n손실  y 1 … 4  █▆▃▁");
  });

  it("has an opaque PNG at two pixels for each of the page's", async () => {
    plt.plot([1, 2], [1, 2]);
    const figure = drawn();
    const { data, width, channels } = await pixels(figure.toPng());
    const alphas = channels === 4 ? data.filter((_, i) => i % 4 === 3) : [255];
    expect(Math.min(...new Set(alphas))).toBe(255);
    const metadata = Object.getOwnPropertySymbols(figure.toBundle()).map(
      (key) => (figure.toBundle() as never)[key],
    )[0] as unknown as {
      "image/png": { width: number };
    };
    expect(width).toBe(2 * metadata["image/png"].width);
  });

  it("draws Hangul with its own font: different syllables, different ink", async () => {
    const ink = async (title: string): Promise<Buffer> => {
      plt.close();
      plt.plot([1, 2]).title(title);
      return (await pixels(drawn().toPng(1))).data;
    };
    const [one, two, box] = [await ink("가"), await ink("나"), await ink("\u{10ffff}")];
    expect(one.equals(two)).toBe(false);
    expect(one.equals(box)).toBe(false);
  });

  it("stays light for 100,000 points, keeps the spikes and says so", () => {
    const y = Float64Array.from({ length: 100_000 }, (_, i) => (i === 77_777 ? 50 : Math.sin(i / 1000)));
    plt.plot(y);
    const figure = drawn();
    expect(figure.text).toMatch(/1,33\d of 100,000 points drawn/);
    expect(JSON.stringify(figure.toBundle()).length).toBeLessThan(250_000);
    expect(JSON.stringify(figure.spec)).toContain('"y":50');
    plt.close();
    plt.scatter(y, y);
    expect(drawn().text).toContain("5,000 of 100,000 points drawn");
  });

  it.each([
    ["no points", [], "no points to draw"],
    ["only NaN", [Number.NaN, Number.NaN], "none of the 2 values is a finite number"],
    ["one point", [3], "y 3"],
    ["infinite values", [1, Infinity, 2], "y 1 … 2"],
  ])("is sensible for %s", (_, y, words) => {
    plt.plot(y);
    const figure = drawn();
    expect(figure.text).toContain(words);
    expect(figure.toPng().length).toBeGreaterThan(1000);
  });

  it("draws zero on a logarithmic axis as a gap", () => {
    plt.plot([1, 2, 3], [1, 0, 100]).yscale("log");
    expect(JSON.stringify(drawn().spec)).toContain('{"x":2,"y":null}');
  });
});

describe("pyplot's words", () => {
  it("draw what Vega-Lite 5.6 has nothing to say against", () => {
    const z = [0, 1, 2].map((r) => [0, 1, 2, 3].map((c) => r * c));
    const draws = [
      () => plt.plot([1, 2, 3], "ro-", { label: "a" }).legend(),
      () => plt.plot([1, 2, 3], { label: "a" }).labelLines(),
      () => plt.scatter([1, 2], [3, 4], { c: [0, 1] }).colorbar({ label: "c" }),
      () => plt.bar(["x", "y"], [1, 2], { yerr: [0.1, 0.2] }),
      () => plt.barh([1, 2], [3, 4]),
      () => plt.errorbar([1, 2], [3, 4], { yerr: 1, xerr: [0.1, 0.2], capsize: 3 }),
      () => plt.pie([1, 2], { labels: ["a", "b"], autopct: "%d%%" }),
      () =>
        plt.boxplot(
          [
            [1, 2, 9],
            [2, 3],
          ],
          { tickLabels: ["a", "b"] },
        ),
      () =>
        plt.violinplot(
          [
            [1, 2, 9],
            [2, 3],
          ],
          { showmedians: true },
        ),
      () => plt.hist([1, 2, 2, 3], 3),
      () => plt.imshow(z, { cmap: "Greys" }).colorbar(),
      () => plt.contourf([0, 1, 2, 3], [0, 1, 2], z).contour([0, 1, 2, 3], [0, 1, 2], z, { colors: "k" }),
      () => plt.heatmap(z, { rows: ["a", "b", "c"] }),
      () => plt.fillBetween([1, 2], [0, 1], [2, 3]).axhline(1, { linestyle: "--" }).axvspan(1, 1.5),
      () =>
        plt
          .plot([1, 10])
          .text(0, 1, "here")
          .annotate("there", [1, 10], { xytext: [0.5, 5] })
          .yscale("log"),
    ];
    for (const draw of draws) {
      plt.close();
      draw();
      expect(vegaLiteWarnings(drawn()), draw.toString()).toEqual([]);
    }
  });

  it("show every figure begun, at once and in order, and begin anew", () => {
    const host = useFakeHost();
    plt.plot([1, 2]).title("first");
    plt.figure();
    plt.plot([2, 1]).title("second");
    plt.show();
    plt.plot([3, 3]).title("third");
    plt.show();
    expect(host.outputs.map(({ bundle }) => String(bundle["text/plain"]).split("\n")[0])).toEqual([
      "first",
      "second",
      "third",
    ]);
  });

  it("put plots into a grid", () => {
    const [figure, axes] = plt.subplots(2, 2);
    expect(axes).toHaveLength(4);
    axes[3]!.plot([1, 2]).title("last");
    expect(plt.subplot(2, 2, 4)).toBe(axes[3]);
    const { spec } = figure.toFigure();
    expect((spec["vconcat"] as { hconcat: unknown[] }[]).map((row) => row.hconcat.length)).toEqual([2, 2]);
    expect(vegaLiteWarnings(figure.toFigure())).toEqual([]);
  });

  it("show a figure that is a cell's last value, once: the next plot is a new figure", () => {
    useFakeHost();
    const axes = plt.plot([1, 2]);
    const first = plt.gcf();
    (axes as unknown as Record<symbol, () => unknown>)[Symbol.for("Jupyter.display")]!();
    expect(plt.gcf()).not.toBe(first);
  });

  it("save PNG, SVG and JSON", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "plot-"));
    plt.plot([1, 2]);
    for (const ending of ["png", "svg", "json"]) plt.savefig(path.join(folder, `a.${ending}`));
    expect(fs.readFileSync(path.join(folder, "a.png")).subarray(1, 4).toString()).toBe("PNG");
    expect(fs.readFileSync(path.join(folder, "a.svg"), "utf8")).toContain("<svg");
    expect(JSON.parse(fs.readFileSync(path.join(folder, "a.json"), "utf8"))).toHaveProperty("layer");
    expect(() => {
      plt.savefig("a.gif");
    }).toThrow(
      'Cannot save the figure: file must be a path ending in .png, .svg or .json, current value is "a.gif"',
    );
    fs.rmSync(folder, { recursive: true });
  });

  it("show a picture's pixels in their places", async () => {
    plt
      .imshow(
        [
          [0, 1],
          [1, 0],
        ],
        { cmap: "gray" },
      )
      .axis("off");
    const { data, width, height, channels } = await pixels(drawn().toPng(1));
    const at = (x: number, y: number): number =>
      data[(Math.round(y * height) * width + Math.round(x * width)) * channels]!;
    expect([at(0.3, 0.3), at(0.7, 0.3), at(0.3, 0.7), at(0.7, 0.7)]).toEqual([0, 255, 255, 0]);
  });
});

describe("an axis", () => {
  it("writes years without a comma, and larger numbers with one", () => {
    const labels = (last: number): boolean => {
      plt.close();
      plt.plot([1820, last], [0, 1]);
      return JSON.stringify(drawn().spec).includes("replace(datum.label");
    };
    expect([labels(1900), labels(20_000)]).toEqual([true, false]);
    plt.close();
    plt.plot([1820, 1900], [0, 1]);
    expect(drawn().text).toContain("x: 1820 … 1900");
  });
});

describe("errors", () => {
  it.each<[string, () => unknown]>([
    ["draw the line", () => plt.plot([1], { colour: "b" } as never)],
    ["draw the points", () => plt.scatter([1], [1], { size: 3 } as never)],
    ["draw the bars", () => plt.bar([1], [1], { colour: "b" } as never)],
    ["draw the histogram", () => plt.hist([1], { bin: 3 } as never)],
    ["fill the area", () => plt.fillBetween([1], [1], 0, { colour: "b" } as never)],
    ["show the image", () => plt.imshow([[1]], { colormap: "gray" } as never)],
    ["draw the heat map", () => plt.heatmap([[1]], { colormap: "gray" } as never)],
    [
      "draw the contours",
      () =>
        plt.contour(
          [1, 2],
          [1, 2],
          [
            [1, 2],
            [3, 4],
          ],
          { level: 3 } as never,
        ),
    ],
    ["draw the error bars", () => plt.errorbar([1], [1], { err: 1 } as never)],
    ["draw the pie", () => plt.pie([1], { label: ["a"] } as never)],
    ["draw the boxes", () => plt.boxplot([1], { labels: ["a"] } as never)],
    ["draw the violins", () => plt.violinplot([1], { width: 1 } as never)],
    ["draw the line", () => plt.axhline(1, { colour: "b" } as never)],
    ["shade the band", () => plt.axvspan(1, 2, { colour: "b" } as never)],
    ["write the text", () => plt.text(1, 1, "a", { colour: "b" } as never)],
    ["show the legend", () => plt.legend({ location: "top" } as never)],
    ["make the figure", () => plt.figure({ size: [1, 1] } as never)],
  ])("no option is ignored: Cannot %s", (action, draw) => {
    expect(draw).toThrow(new RegExp(`^Cannot ${action}: an option must be one of `));
  });

  it("name the argument, what was wanted and what came", () => {
    expect(() => plt.plot([1, 2], [1, 2, 3])).toThrow(
      "Cannot draw the line: length of y must be 2 like that of x, current value is 3",
    );
    expect(() => plt.plot([1, 2], "q")).toThrow("Cannot draw the plot: format must be a colour letter");
    expect(() => plt.imshow([1, 2, 3])).toThrow(
      "Cannot show the image: image must be of shape [rows, columns], current value is",
    );
    expect(() => plt.imshow([[1]], { cmap: "viridus" })).toThrow('did you mean "viridis"?');
    expect(() => plt.plot(["a"] as never)).toThrow(
      'Cannot draw the line: y[0] must be a number, current value is "a"',
    );
  });
});

describe("parseFormat()", () => {
  it.each([
    ["b--", { color: toCssColor("b"), dash: [6, 3], hasLine: true }],
    ["ro", { color: toCssColor("r"), marker: "circle", hasLine: false }],
    ["k.-", { color: toCssColor("k"), marker: "circle", dash: [], hasLine: true }],
    ["--g", { color: toCssColor("g"), dash: [6, 3], hasLine: true }],
    ["C1:", { color: toCssColor("C1"), dash: [2, 3], hasLine: true }],
    ["^", { marker: "triangle-up", hasLine: false }],
  ])("reads %s as Matplotlib does", (format, style) => {
    expect(parseFormat(format)).toEqual(style);
  });
});

describe("histogram()", () => {
  it("counts as numpy.histogram", () => {
    // np.histogram([0, 1, 1, 2, 2.5, 3, 4], bins=4)
    expect(Array.from(histogram([0, 1, 1, 2, 2.5, 3, 4], { bins: 4 }).counts)).toEqual([1, 2, 2, 2]);
    // np.histogram([1, 2, 1, 4, 7], bins=[0, 1, 2, 4, 8])
    expect(Array.from(histogram([1, 2, 1, 4, 7], { bins: [0, 1, 2, 4, 8] }).counts)).toEqual([0, 2, 1, 2]);
    // np.histogram([0, 1, 3], bins=3, density=True)
    const { counts, edges } = histogram([0, 1, 3], { bins: 3, density: true });
    expect(Array.from(counts)).toEqual([1 / 3, 1 / 3, 1 / 3].map((share) => expect.closeTo(share, 12)));
    expect(Array.from(edges)).toEqual([0, 1, 2, 3]);
    // np.histogram([5, 5], bins=2)
    expect(Array.from(histogram([5, 5], { bins: 2 }).edges)).toEqual([4.5, 5, 5.5]);
  });
});
