import { afterEach, describe, expect, it, vi } from "vitest";
import {
  type Figure,
  livePlot,
  plotActivations,
  plotConfusionMatrix,
  plotDecisionBoundary,
  plotGridSearch,
  plotHistory,
  plotImages,
  plotLearningCurve,
  plotLossSurface,
  plotMisclassified,
  plotWeights,
  array,
  vega,
} from "../../src/index.js";
import { removeHost, useFakeHost } from "../display/fakeHost.js";
import { vegaLiteWarnings } from "./warnings.js";

afterEach(() => {
  removeHost();
  vi.useRealTimers();
});

const history = { loss: [0.9, 0.5], val_loss: [0.8, 0.6], accuracy: [0.7, 0.8], val_accuracy: [0.7, 0.75] };
const images = array(
  Float64Array.from({ length: 4 * 9 }, (_, i) => i % 9),
  { shape: [4, 3, 3] },
);

const figures: [string, () => Figure][] = [
  ["plotHistory", () => plotHistory({ history })],
  [
    "plotHistory of runs",
    () => plotHistory({ SGD: { history }, Adam: { history } }, { title: "둘", yscale: "log" }),
  ],
  ["plotImages", () => plotImages(images, { labels: [1, 2, 3, 4] })],
  [
    "plotMisclassified",
    () =>
      plotMisclassified(
        images,
        [0, 1, 0, 1],
        [
          [0.1, 0.9],
          [0.2, 0.8],
          [0.4, 0.6],
          [0.7, 0.3],
        ],
      ),
  ],
  [
    "plotConfusionMatrix",
    () =>
      plotConfusionMatrix(
        [
          [5, 1],
          [0, 4],
        ],
        { labels: ["고양이", "개"] },
      ),
  ],
  [
    "plotDecisionBoundary",
    () =>
      plotDecisionBoundary(
        (x) => x.data.filter((_, i) => i % 2 === 0),
        [
          [0, 0],
          [1, 1],
        ],
        [0, 1],
      ),
  ],
  [
    "plotLossSurface",
    () =>
      plotLossSurface((x, y) => x * x + y * y, {
        x: [-1, 1],
        y: [-1, 1],
        paths: {
          SGD: [
            [1, 1],
            [0, 0],
          ],
        },
      }),
  ],
  ["plotActivations", () => plotActivations(["relu", "tanh"])],
  [
    "plotWeights",
    () =>
      plotWeights(
        array(
          Float64Array.from({ length: 18 }, (_, i) => i - 9),
          { shape: [9, 2] },
        ),
      ),
  ],
  [
    "plotGridSearch",
    () =>
      plotGridSearch({
        params: [
          { epochs: 1, batchSize: 32 },
          { epochs: 2, batchSize: 32 },
          { epochs: 1, batchSize: 64 },
          { epochs: 2, batchSize: 64 },
        ],
        meanTestScore: [0.1, 0.2, 0.3, 0.4],
      }),
  ],
  [
    "plotLearningCurve",
    () =>
      plotLearningCurve(
        [10, 100],
        [
          [1, 0.9],
          [0.9, 0.9],
        ],
        [
          [0.5, 0.6],
          [0.8, 0.8],
        ],
      ),
  ],
];

describe("pictures for learning", () => {
  it.each(figures)("%s draws, and Vega-Lite 5.6 has nothing to say against it", (_, draw) => {
    const figure = draw();
    expect(vegaLiteWarnings(figure)).toEqual([]);
    expect(figure.toPng().length).toBeGreaterThan(1000);
    expect(figure.text).not.toBe("");
    expect(JSON.stringify(figure.spec)).not.toMatch(/NaN|undefined/);
  });

  it("speak Korean when the title does", () => {
    expect(plotHistory({ history }, { title: "두 에포크" }).text).toContain("에포크");
    expect(plotConfusionMatrix([[1]], { title: "혼동 행렬" }).text).toContain("정답");
  });

  it("take tfjs's and Keras's names of metrics", () => {
    expect(plotHistory({ history: { loss: [1, 2], valLoss: [2, 3], acc: [0, 1] } }).text).toMatch(
      /validation[\s\S]*y: acc/,
    );
    expect(() => plotHistory({})).toThrow("Cannot plot the history: history must be what fit() returns");
  });

  it("show the surest mistakes first", () => {
    expect(figures[3]![1]().text).toBe("0 → 1  0.90, 1 → 0  0.70, 0 → 1  0.60");
  });

  it("await a model that answers later", async () => {
    const model = {
      predict: (x: { shape: readonly number[] }) => Promise.resolve(new Float64Array(x.shape[0]!)),
    };
    const figure = await plotDecisionBoundary(
      model,
      [
        [0, 0],
        [1, 1],
      ],
      [0, 1],
      { title: "later" },
    );
    expect(figure.text).toContain("later");
  });

  it("mark the best cell of a search", () => {
    expect(figures[9]![1]().text).toContain("0.400 ★");
    expect(() => plotGridSearch({ cvResults: undefined as never })).toThrow("call fit() first");
  });

  it("say which inputs they cannot take", () => {
    expect(() => plotWeights(array(new Float64Array(20), { shape: [10, 2] }))).toThrow(
      "give { shape: [height, width] }",
    );
    expect(() => plotActivations(["rellu"])).toThrow('did you mean "relu"?');
    expect(() => plotImages(images, { labels: [1] })).toThrow(
      "Cannot show the images: number of labels must be 4, current value is 1",
    );
    expect(() => plotDecisionBoundary(() => [0], [[1, 2, 3]], [0])).toThrow("x must be of shape [n, 2]");
  });

  it("have a slider for the steps that needs no kernel", () => {
    const { spec } = figures[6]![1]();
    expect(spec["params"]).toEqual([
      { name: "step", value: 1, bind: { input: "range", min: 0, max: 1, step: 1, name: "step " } },
    ]);
    expect(JSON.stringify(spec)).toContain("datum.step <= step");
  });
});

describe("livePlot()", () => {
  it("redraws in place, at most four times a second, with the PNG at the end", () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const host = useFakeHost();
    const live = livePlot({ title: "loss" });
    for (let epoch = 0; epoch < 100; epoch++) {
      void vi.advanceTimersByTime(10);
      void live.onEpochEnd(epoch, { loss: 1 / (epoch + 1) });
    }
    void live.onTrainEnd();
    expect(host.page).toHaveLength(1);
    expect(host.outputs.length).toBeLessThanOrEqual(5);
    expect(host.outputs[0]!.bundle).not.toHaveProperty("image/png");
    expect(host.page[0]).toHaveProperty("image/png");
    expect(host.page[0]!["text/plain"]).toContain("1 … 100");
  });
});

describe("vega()", () => {
  it("shows any specification, with a slider of its own", () => {
    const figure = vega(
      {
        params: [{ name: "a", value: 1, bind: { input: "range", min: 0, max: 2, step: 0.1 } }],
        transform: [{ calculate: "a * datum.x", as: "y" }],
        mark: "line",
        encoding: { x: { field: "x", type: "quantitative" }, y: { field: "y", type: "quantitative" } },
      },
      { data: [{ x: 0 }, { x: 1 }], title: "기울기" },
    );
    expect(vegaLiteWarnings(figure)).toEqual([]);
    expect(figure.text).toBe("기울기");
    expect(figure.toPng().length).toBeGreaterThan(1000);
  });
});
