// The graph that plotModel() draws, against the one that Keras gives to Graphviz.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { input, layers, Model, plotModel, Sequential, type tf } from "gradus";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { labelOf } from "../../src/keras/modelPlot/label.js";
import { modelGraph } from "../../src/keras/modelPlot/modelGraph.js";
import { type PlotModelOptions, readPlotModelOptions } from "../../src/keras/modelPlot/options.js";

interface Plotted {
  boxes: { texts: string[]; frame: string | null }[];
  arrows: [string, string][];
}

const keras = JSON.parse(
  readFileSync(new URL("./fixtures/modelPlot.json", import.meta.url), "utf8"),
) as Record<string, Plotted>;

const everything = { showShapes: true, showDtype: true, showLayerActivations: true, showTrainable: true };

function branching(): Model {
  const [a, b] = [input({ shape: [4], name: "a" }), input({ shape: [4], name: "b" })];
  const shared = layers.dense({ units: 8, activation: "relu", name: "shared" });
  const both = layers.concatenate({ name: "both" })([shared(a), shared(b), a]);
  const inner = new Sequential(
    [
      layers.dense({ units: 5, activation: "tanh", name: "first", inputShape: [20] }),
      layers.dropout({ rate: 0.5, name: "drop" }),
    ],
    { name: "inner" },
  );
  const x = input({ shape: [5], name: "x" });
  const sum = layers.add({ name: "sum" })([layers.dense({ units: 5, name: "straight" })(x), x]);
  const residual = new Model({ inputs: x, outputs: sum, name: "residual" });
  const last = layers.dense({ units: 1, trainable: false, name: "last" });
  return new Model({ inputs: [a, b], outputs: last(residual(inner(both))) });
}

const convolutions = (): Sequential =>
  new Sequential([
    layers.conv2d({
      filters: 32,
      kernelSize: 3,
      activation: "relu",
      name: "conv",
      inputShape: [28, 28, 1],
    }),
    layers.maxPooling2d({ name: "pool" }),
    layers.flatten({ name: "flat" }),
    layers.dense({ units: 10, activation: "softmax", name: "digits" }),
  ]);

/** What is drawn, as the fixture says it. */
function plotted(model: Model, options: PlotModelOptions): Plotted {
  const read = readPlotModelOptions("plot", { showLayerNames: true, ...options });
  const { boxes, arrows, frames } = modelGraph(model, read.expandNested);
  const networks = [model, ...frames.map((frame) => frame.model)];
  const nodes = new Set(networks.flatMap(({ graph }) => graph?.nodes ?? []));
  return {
    boxes: boxes.map(({ layer, frame }) => {
      const { heading, rows } = labelOf(layer, nodes, read);
      const cells = rows.flat().map(({ title = "", value }) => title + value);
      return {
        texts: [`${heading.name!} (${heading.className})`, ...cells],
        frame: frame?.model.name ?? null,
      };
    }),
    arrows: arrows.map(({ from, to }): [string, string] => [from.name, to.name]).sort(),
  };
}

/** In one order. */
function sorted({ boxes, arrows }: Plotted): Plotted {
  return { boxes: [...boxes].sort((a, b) => a.texts[0]!.localeCompare(b.texts[0]!)), arrows };
}

describe("plotModel() draws the graph of Keras's plot_model", () => {
  it.each([
    ["branches", branching, everything],
    ["expanded", branching, { showShapes: true, expandNested: true }],
    ["convolutions", convolutions, everything],
    ["plain", convolutions, {}],
  ] as const)("%s", (name, make, options) => {
    expect(sorted(plotted(make(), options))).toEqual(sorted(keras[name]!));
  });
});

describe("the picture of a model", () => {
  it("has every box and arrow as SVG, PNG and in words, in the page's colours", async () => {
    const picture = plotModel(branching(), { expandNested: true, showLayerNames: true });
    const svg = picture.toSvg();
    for (const name of ["a (InputLayer)", "shared (Dense)", "sum (Add)", "inner", "residual"])
      expect(svg).toContain(`>${name}<`);
    expect(svg.match(/<path [^>]*stroke-width/g)).toHaveLength(11);
    expect(svg).toContain("currentColor");
    expect(picture.text).toContain("both (Concatenate) ← shared, a");
    const { width, height } = await sharp(picture.toPng(1)).metadata();
    expect([width, height]).toEqual(/width="(\d+)" height="(\d+)"/.exec(svg)!.slice(1).map(Number));
    expect(Object.keys(picture.toBundle())).toEqual(["text/html", "image/png", "text/plain"]);
  });

  it("lies down for rankdir LR", async () => {
    const size = (rankdir: "TB" | "LR") => sharp(plotModel(convolutions(), { rankdir }).toPng(1)).metadata();
    const [standing, lying] = [await size("TB"), await size("LR")];
    expect(standing.height).toBeGreaterThan(standing.width);
    expect(lying.width).toBeGreaterThan(lying.height);
  });

  it("is one box for a model with a call() of its own", async () => {
    class Twice extends Model {
      override call(x: tf.Tensor): tf.Tensor {
        return x.mul(2);
      }
    }
    const model = new Twice({ name: "twice" });
    expect(() => plotModel(model)).toThrow("does not know its input's shape");
    await model.predict([[1]]);
    expect(plotModel(model).text).toBe('Model: "twice"\n  twice (Twice)');
  });

  it("goes into a file", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "gradus-plot-"));
    const picture = plotModel(convolutions());
    picture.save(path.join(folder, "model.svg"));
    picture.save(path.join(folder, "model.png"));
    const svg = readFileSync(path.join(folder, "model.svg"), "utf8");
    expect(svg).toContain('fill="white"');
    expect(svg).not.toContain("currentColor");
    expect(readFileSync(path.join(folder, "model.png")).subarray(1, 4).toString()).toBe("PNG");
    expect(() => picture.save(path.join(folder, "model.pdf"))).toThrow(".png or .svg");
    rmSync(folder, { recursive: true });
  });

  it("refuses what it does not know", () => {
    const model = convolutions();
    expect(() => plotModel(model, { showShape: true } as never)).toThrow("write showShapes");
    expect(() => plotModel(model, { rankdir: "up" as never })).toThrow('rankdir must be one of "TB", "LR"');
    expect(() => plotModel(model, { showShapes: "yes" as never })).toThrow(
      "showShapes must be true or false",
    );
    expect(() => plotModel({} as never)).toThrow("model must be a model");
    expect(() => plotModel(new Sequential([layers.dense({ units: 1 })], { name: "unbuilt" }))).toThrow(
      'Cannot plot the model: model "unbuilt" must be built',
    );
  });
});
