// How a 2-2-1 network bends the plane to solve XOR: outputs over the inputs, and the four points as the hidden units
// see them, with a slider over the training.
import { type Figure, vega } from "../plotting/index.js";
import { classColors, classTints, ink, inkOnTint } from "../plotting/internal.js";
import { checkInteger, checkKind, checkOptions, complaint } from "../validation.js";

/** The weights of a 2-2-1 network at one moment of its training. */
export interface XorSnapshot {
  /** When it was taken, as the slider shows it. */
  at: number;
  /** W1 row by row, B1, W2, B2: nine numbers. */
  weights: ArrayLike<number>;
}

export interface BendingPlaneOptions {
  title: string;
  /** Title of the left panel, the plane of inputs coloured by the output. */
  inputTitle: string;
  /** Title of the right panel, the plane of the two hidden units. */
  hiddenTitle: string;
  /** What `at` counts, as in "iteration". */
  unit: string;
  /** Points a side of the left panel. Defaults to 36, which a notebook still stores as SVG. */
  resolution?: number;
}

/**
 * Draws the input plane and the hidden plane of an XOR network, with a slider over snapshots of its training.
 *
 * Introduced in lesson 02. Only the weights travel: the picture works out the outputs by itself, so the slider moves
 * without a kernel. The still picture shows the last snapshot.
 *
 * @throws RangeError if there is no snapshot, or one that has not nine weights.
 *
 * @example
 * ```ts
 * import { bendingPlane, trainXor } from "gradus";
 *
 * const snapshots = [0, 5000, 60000].map((at) => ({ at, weights: trainXor({ iterations: at }).weights }));
 * bendingPlane(snapshots, { title: "XOR", inputTitle: "inputs", hiddenTitle: "hidden units", unit: "iteration" });
 * ```
 */
export function bendingPlane(snapshots: readonly XorSnapshot[], options: BendingPlaneOptions): Figure {
  const action = "draw the bending plane";
  checkKind(action, "snapshots", snapshots, { kind: "list" });
  checkKind(action, "options", options, {
    kind: "object",
    wanted: "{ title, inputTitle, hiddenTitle, unit }",
  });
  checkOptions(action, options, ["title", "inputTitle", "hiddenTitle", "unit", "resolution"]);
  if (snapshots.length === 0) {
    throw new RangeError(complaint({ action, name: "snapshots", wanted: "at least one", got: snapshots }));
  }
  const { title, inputTitle, hiddenTitle, unit, resolution = 36 } = options;
  for (const { weights } of snapshots) {
    checkInteger(action, "weights.length", weights.length, {
      min: 9,
      max: 9,
      fix: "give W1, B1, W2, B2 in one list",
    });
  }
  checkInteger(action, "resolution", resolution, { min: 2, max: 200 });
  const last = snapshots.length - 1;
  const samples = [0, 1, 2, 3].map((i) => ({
    x1: i >> 1,
    x2: i & 1,
    t: (i >> 1) ^ (i & 1),
    name: `(${String(i >> 1)}, ${String(i & 1)})`,
  }));
  const target = {
    field: "t",
    type: "nominal",
    legend: null,
    scale: { domain: [0, 1], range: classColors },
  };
  const now = `format(at[k], ',')`;
  return vega(
    {
      params: [
        {
          name: "k",
          value: last,
          bind: { input: "range", min: 0, max: last, step: 1, name: `${unit} № ` },
        },
        { name: "at", value: snapshots.map(({ at }) => at) },
        {
          name: "W",
          value: snapshots.map(({ weights }) => Array.from(weights, (w) => Number(w.toPrecision(6)))),
        },
      ],
      background: "transparent", // its many tiles are opaque; the rest follows the page
      spacing: 30,
      hconcat: [inputPanel(), hiddenPanel()],
      resolve: { scale: { color: "independent", x: "independent", y: "independent" } },
    },
    { title, text: `${title}: ${describe(snapshots[last]!, unit)}` },
  );

  function inputPanel(): object {
    const step = 1.2 / resolution;
    const at = (index: string) => `-0.1 + ${String(step)} * (${index})`;
    const [column, row] = [`datum.i % ${String(resolution)}`, `floor(datum.i / ${String(resolution)})`];
    const place = { x: axis("x1", "x₁", [-0.1, 1.1]), y: axis("x2", "x₂", [-0.1, 1.1]) };
    return {
      width: 270,
      height: 270,
      title: { text: inputTitle, subtitle: { expr: `'${unit} ' + ${now}` } },
      layer: [
        {
          data: { sequence: { start: 0, stop: resolution * resolution, as: "i" } },
          transform: [
            { calculate: at(column), as: "x1" },
            { calculate: at(row), as: "x2" },
            { calculate: at(`${column} + 1`), as: "right" },
            { calculate: at(`${row} + 1`), as: "top" },
            // Drawn a little under the next tile: between edges that meet, the ground would shine through.
            { calculate: at(`${column} + 1.3`), as: "x1End" },
            { calculate: at(`${row} + 1.3`), as: "x2End" },
            { calculate: output("datum.x1", "datum.x2"), as: "y" },
            { calculate: output("datum.right", "datum.x2"), as: "yRight" },
            { calculate: output("datum.x1", "datum.top"), as: "yTop" },
          ],
          mark: { type: "rect", clip: true },
          encoding: {
            ...place,
            x2: { field: "x1End" },
            y2: { field: "x2End" },
            color: {
              condition: {
                // The line y = 0.5 runs between a cell and its neighbour.
                test: "(datum.y - 0.5) * (datum.yRight - 0.5) < 0 || (datum.y - 0.5) * (datum.yTop - 0.5) < 0",
                value: inkOnTint,
              },
              field: "y",
              type: "quantitative",
              title: "y",
              scale: {
                domain: [0, 0.5, 1],
                range: classTints,
                interpolate: "rgb",
              },
            },
          },
        },
        {
          data: { values: samples },
          mark: { type: "point", filled: true, size: 130, stroke: inkOnTint, strokeWidth: 1.5, opacity: 1 },
          encoding: { ...place, fill: target },
        },
      ],
    };
  }

  function hiddenPanel(): object {
    const place = { x: axis("h1", "h₁", [-0.1, 1.1]), y: axis("h2", "h₂", [-0.1, 1.1]) };
    return {
      width: 270,
      height: 270,
      title: { text: hiddenTitle, subtitle: { expr: `'${unit} ' + ${now}` } },
      layer: [
        {
          data: { values: [{ h1: -0.5 }, { h1: 1.5 }] },
          transform: [{ calculate: "-(W[k][6] * datum.h1 + W[k][8]) / W[k][7]", as: "h2" }],
          mark: { type: "line", clip: true, color: ink },
          encoding: place,
        },
        {
          data: { values: samples },
          transform: [
            { calculate: hidden(0, "datum.x1", "datum.x2"), as: "h1" },
            { calculate: hidden(1, "datum.x1", "datum.x2"), as: "h2" },
          ],
          layer: [
            {
              mark: {
                type: "point",
                filled: true,
                size: 130,
                stroke: ink,
                strokeWidth: 1.5,
                opacity: 1,
              },
              encoding: { ...place, fill: target },
            },
            // (0, 1) and (1, 0) end in the same place: one is named above it, the other below.
            ...[-14, 15].map((dy) => ({
              transform: [{ filter: `(datum.x1 > datum.x2) == ${String(dy > 0)}` }],
              mark: { type: "text", dy },
              encoding: { ...place, text: { field: "name" } },
            })),
          ],
        },
      ],
    };
  }
}

const axis = (field: string, title: string, domain: number[]) => ({
  field,
  title,
  type: "quantitative",
  scale: { domain, nice: false },
  axis: { grid: false, values: [0, 0.5, 1] },
});

const sigmoid = (sum: string) => `(1 / (1 + exp(-(${sum}))))`;

/** Value of hidden unit `j` as an expression of Vega, with the weights of snapshot `k`. */
const hidden = (j: number, x1: string, x2: string) =>
  sigmoid(`(${x1}) * W[k][${String(j)}] + (${x2}) * W[k][${String(2 + j)}] + W[k][${String(4 + j)}]`);

const output = (x1: string, x2: string) =>
  sigmoid(`${hidden(0, x1, x2)} * W[k][6] + ${hidden(1, x1, x2)} * W[k][7] + W[k][8]`);

function describe({ at, weights }: XorSnapshot, unit: string): string {
  const w = Array.from(weights);
  const squash = (z: number) => 1 / (1 + Math.exp(-z));
  const outputs = [0, 1, 2, 3].map((i) => {
    const h = [0, 1].map((j) => squash((i >> 1) * w[j]! + (i & 1) * w[2 + j]! + w[4 + j]!));
    return squash(h[0]! * w[6]! + h[1]! * w[7]! + w[8]!).toFixed(3);
  });
  return `${unit} ${at.toLocaleString("en-US")}: y = ${outputs.join(", ")}`;
}
