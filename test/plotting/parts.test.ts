import { describe, expect, it } from "vitest";
import sharp from "sharp";
import { colormap, toHex } from "../../src/plotting/image/colormaps.js";
import { contourLines, niceLevels } from "../../src/plotting/image/contours.js";
import { encodePng } from "../../src/plotting/image/pngEncoder.js";
import { sampleCloud, sampleLine, samplePath } from "../../src/plotting/sampling.js";
import { numberText, sparkline } from "../../src/plotting/summary.js";
import { toMatrix, toNumbers, toVector } from "../../src/plotting/values.js";
import { array } from "../../src/index.js";

describe("colormap()", () => {
  it("has Matplotlib's colours", () => {
    // matplotlib.colormaps["viridis"](0), (255); RdBu's ends; gray and Greys run opposite ways
    expect([toHex(colormap("viridis")[0]!), toHex(colormap("viridis")[255]!)]).toEqual([
      "#440154",
      "#fde725",
    ]);
    expect([toHex(colormap("RdBu")[0]!), toHex(colormap("RdBu")[255]!)]).toEqual(["#67001f", "#053061"]);
    expect([toHex(colormap("gray")[0]!), toHex(colormap("Greys")[0]!)]).toEqual(["#000000", "#ffffff"]);
    expect(toHex(colormap("Greys_r")[0]!)).toBe("#000000");
    expect(colormap("VIRIDIS")).toEqual(colormap("viridis"));
  });
});

describe("encodePng()", () => {
  it("writes what another decoder reads", async () => {
    const pixels = Uint8Array.of(0, 1, 1, 0);
    const png = encodePng({
      width: 2,
      height: 2,
      pixels,
      colors: [
        [255, 0, 0],
        [0, 0, 255],
      ],
    });
    const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([2, 2]);
    expect([...data]).toEqual([255, 0, 0, 0, 0, 255, 0, 0, 255, 255, 0, 0]);
  });
});

describe("contourLines()", () => {
  it("finds the circle in x² + y²", () => {
    const data = Float64Array.from(
      { length: 41 * 41 },
      (_, i) => ((i % 41) - 20) ** 2 + (Math.floor(i / 41) - 20) ** 2,
    );
    const lines = contourLines({ data, rows: 41, columns: 41 }, 100);
    expect(lines).toHaveLength(1);
    const [line] = lines;
    for (let i = 0; i < line!.length; i += 2)
      expect(Math.hypot(line![i]! - 20, line![i + 1]! - 20)).toBeCloseTo(10, 1);
    expect(line!.slice(0, 2)).toEqual(line!.slice(-2)); // closed
  });

  it("leaves out cells with NaN, and finds nothing beyond the range", () => {
    expect(contourLines({ data: [0, Number.NaN, 1, 1], rows: 2, columns: 2 }, 0.5)).toEqual([]);
    expect(contourLines({ data: [0, 1, 0, 1], rows: 2, columns: 2 }, 5)).toEqual([]);
  });

  it("splits a saddle in two lines", () => {
    expect(contourLines({ data: [1, 0, 0, 1], rows: 2, columns: 2 }, 0.4)).toHaveLength(2);
  });
});

describe("niceLevels()", () => {
  it("gives round values inside the range", () => {
    expect(niceLevels(-0.87, 6.39, 8)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(niceLevels(1, 1, 5)).toEqual([]);
  });
});

describe("sampling", () => {
  it.each([10, 2000, 2001, 100_000])(
    "keeps first, last, lowest and highest of %i points, in order",
    (length) => {
      const y = Float64Array.from(
        { length },
        (_, i) => Math.sin(i * 12.9898) * 43758.5453 - Math.floor(Math.sin(i * 12.9898) * 43758.5453),
      );
      const { indices, total } = sampleLine(y);
      expect(total).toBe(length);
      expect(indices.length).toBeLessThanOrEqual(2000);
      expect([indices[0], indices.at(-1)]).toEqual([0, length - 1]);
      expect(indices.every((index, i) => i === 0 || index > indices[i - 1]!)).toBe(true);
      const kept = Array.from(indices, (i) => y[i]!);
      expect([Math.min(...kept), Math.max(...kept)]).toEqual([
        y.reduce((a, b) => Math.min(a, b)),
        y.reduce((a, b) => Math.max(a, b)),
      ]);
    },
  );

  it("keeps gaps", () => {
    const y = new Float64Array(10_000).fill(1);
    y[5000] = Number.NaN;
    expect(Array.from(sampleLine(y).indices)).toContain(5000);
  });

  it("of a cloud is fair and the same every time", () => {
    const { indices } = sampleCloud(50_000);
    expect(indices).toHaveLength(5000);
    expect(new Set(indices).size).toBe(5000);
    expect(indices.filter((i) => i < 25_000).length / 5000).toBeCloseTo(0.5, 1);
    expect(sampleCloud(50_000).indices).toEqual(indices);
  });

  it("of a path keeps both ends", () => {
    const { indices } = samplePath(9999);
    expect([indices[0], indices.at(-1), indices.length]).toEqual([0, 9998, 2000]);
  });
});

describe("the words", () => {
  it("draw a line with signs", () => {
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7])).toBe("▁▂▃▄▅▆▇█");
    expect(sparkline([1, 1])).toBe("▅▅");
    expect(sparkline([Number.NaN])).toBe("");
    expect(sparkline([0, Number.NaN, 1])).toBe("▁ █");
  });

  it("write numbers as one does", () => {
    expect([60000, -0.5, 0.000123456, 3.14159265].map(numberText)).toEqual([
      "60,000",
      "−0.5",
      "1.23e-4",
      "3.142",
    ]);
  });
});

describe("toNumbers()", () => {
  it("takes lists, typed arrays, NDArrays, lists of arrays and tensors", () => {
    const tensor = { shape: [2], dataSync: () => Float32Array.of(1, 2) };
    expect(
      toNumbers(
        [
          [1, 2],
          [3, 4],
        ],
        "plot",
        "x",
      ),
    ).toEqual({ data: Float64Array.of(1, 2, 3, 4), shape: [2, 2] });
    expect(toNumbers(Float32Array.of(1, 2), "plot", "x").shape).toEqual([2]);
    expect(toNumbers(array([[1, 2, 3]]), "plot", "x").shape).toEqual([1, 3]);
    expect(toNumbers([array([1, 2]), array([3, 4])], "plot", "x").shape).toEqual([2, 2]);
    expect(toNumbers(tensor, "plot", "x").data).toEqual(Float32Array.of(1, 2));
    expect(toVector(array([[1], [2]]), "plot", "x")).toHaveLength(2);
    expect(
      toMatrix(
        [
          [[1], [2]],
          [[3], [4]],
        ],
        "plot",
        "x",
      ),
    ).toMatchObject({ rows: 2, columns: 2 });
  });

  it("says which row is odd", () => {
    expect(() => toNumbers([[1, 2], [3]], "plot", "x")).toThrow(
      "Cannot plot: x[1] must be of shape [2] like the first",
    );
  });
});
