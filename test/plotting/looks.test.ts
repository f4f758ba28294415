// Pictures of our own renderer against files that were looked at. Its fonts are its own, so they agree on every machine.
// After a wanted change: GRADUS_REFERENCES=write npm test -- unit, then look at what changed.
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import {
  type Figure,
  plotConfusionMatrix,
  plotDecisionBoundary,
  plotGridSearch,
  plotHistory,
  plotImages,
  plotLossSurface,
  plt,
} from "../../src/index.js";
import { plotlyFigure } from "../../src/plotting/plotly/plotlyFigure.js";
import { differingShare, expectToLookLike } from "./compareImages.js";

afterEach(() => {
  plt.close();
});

const xs = Array.from({ length: 101 }, (_, i) => i / 10);
const drawn = (): Figure => plt.gcf().toFigure();

const figures: [string, () => Figure][] = [
  [
    "lines",
    () => {
      plt.plot(xs, xs.map(Math.sin), "b-", { label: "사인" });
      plt.plot(xs, xs.map(Math.cos), "r--", { label: "코사인" });
      plt.title("두 곡선 ∂L/∂w₁").xlabel("x").ylabel("y").legend();
      return drawn();
    },
  ],
  [
    "scatter",
    () => {
      plt.scatter(
        xs,
        xs.map((x) => Math.sin(x * 7)),
        { c: xs, cmap: "viridis" },
      );
      plt.colorbar({ label: "x" }).title("points by value");
      return drawn();
    },
  ],
  [
    "bars",
    () => {
      const [figure, axes] = plt.subplots(1, 2);
      axes[0]!.bar(["사과", "배", "귤"], [3, 1, 2], { yerr: [0.3, 0.2, 0.4] }).title("bar");
      axes[1]!.hist(
        xs.map((x) => Math.sin(x)),
        8,
      );
      return figure.toFigure();
    },
  ],
  [
    "contours",
    () => {
      const axis = Array.from({ length: 21 }, (_, i) => i / 5 - 2);
      const z = axis.map((y) => axis.map((x) => x * x - y * y));
      plt.contourf(axis, axis, z, { cmap: "RdBu" }).contour(axis, axis, z, { colors: "k" }).colorbar();
      return drawn();
    },
  ],
  [
    "images",
    () => {
      const image = (k: number): number[][] =>
        Array.from({ length: 14 }, (_, i) =>
          Array.from({ length: 14 }, (_, j) => (Math.hypot(i - 7, j - 7) < 2 + k ? 1 : 0)),
        );
      return plotImages([0, 1, 2].map(image), { labels: ["가", "나", "다"], title: "그림" });
    },
  ],
  [
    "history",
    () =>
      plotHistory(
        { loss: [0.9, 0.5, 0.3], val_loss: [0.8, 0.6, 0.5], accuracy: [0.6, 0.8, 0.9] },
        { title: "훈련" },
      ),
  ],
  [
    "confusionMatrix",
    () =>
      plotConfusionMatrix(
        [
          [50, 1],
          [7, 42],
        ],
        { labels: ["고양이", "개"], title: "혼동 행렬" },
      ),
  ],
  [
    "gridSearch",
    () =>
      plotGridSearch({
        params: [1, 2].flatMap((epochs) => [32, 64].map((batchSize) => ({ epochs, batchSize }))),
        meanTestScore: [0.81, 0.74, 0.9, 0.88],
      }),
  ],
  [
    "decisionBoundary",
    () =>
      plotDecisionBoundary(
        ({ data }) =>
          Float64Array.from(
            { length: data.length / 2 },
            (_, i) => 1 / (1 + Math.exp(-4 * data[2 * i]! * data[2 * i + 1]!)),
          ),
        [
          [-1, -1],
          [-1, 1],
          [1, -1],
          [1, 1],
        ],
        [1, 0, 0, 1],
        { title: "XOR" },
      ),
  ],
  [
    "lossSurface",
    () =>
      plotLossSurface((x, y) => (x * x) / 20 + y * y, {
        x: [-8, 8],
        y: [-3, 3],
        paths: {
          SGD: [
            [-7, 2],
            [-6, -1.5],
            [-5, 1],
          ],
          Adam: [
            [-7, 2],
            [-6, 1.5],
            [-5, 1.2],
          ],
        },
      }),
  ],
  [
    "plotly",
    () =>
      plotlyFigure([
        {
          data: [
            { type: "box", y: [1, 2, 3, 4, 12], name: "a" },
            { type: "box", y: [2, 4, 5, 6], name: "b" },
          ],
          layout: { title: { text: "box" } },
        },
        {
          data: [{ type: "pie", labels: ["가", "나", "다"], values: [1, 3, 2], hole: 0.4 }],
          layout: { title: { text: "pie" } },
        },
      ]),
  ],
];

describe("a picture", () => {
  it.each(figures)("of %s looks as it did when it was looked at", async (name, draw) => {
    const reference = fileURLToPath(new URL(`reference/${name}.png`, import.meta.url));
    await expectToLookLike(draw().toPng(1), reference);
  });
});

describe("differingShare()", () => {
  const line = (format: string, title = ""): Uint8Array => {
    plt.close();
    plt.plot([1, 3, 2], format).title(title);
    return drawn().toPng(1);
  };

  it("tells another colour, another curve and another word from none", async () => {
    const reference = line("b-", "하나");
    expect(await differingShare(reference, line("b-", "하나"))).toBe(0);
    for (const other of [line("r-", "하나"), line("b--", "하나"), line("b-", "둘")])
      expect(await differingShare(reference, other)).toBeGreaterThan(0.001);
  });
});
