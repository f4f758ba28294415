// The table of a model, as Keras 3 prints it.
import { checkInteger, checkOptions } from "../../validation.js";
import { InputLayer } from "../layers/inputLayer.js";
import type { Layer } from "../layers/layer.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import { slotNames } from "../../formulas/index.js";
import { pythonShape } from "../shapes.js";
import type { Weight } from "../weight.js";
import type { Graph } from "../network/graph.js";
import { Network } from "../network/network.js";

/** What a summary needs to know of a model. */
export interface Summarized {
  name: string;
  layers: readonly Layer[];
  graph: Graph | undefined;
  /** Whether the model is a `Sequential`, whose input is not listed. */
  hidesInput: boolean;
  trainableWeights: readonly Weight[];
  nonTrainableWeights: readonly Weight[];
  /** The optimizer, if the model is compiled. */
  optimizer: Optimizer | undefined;
}

export interface SummaryOptions {
  /** Width of the table in characters; defaults to Keras's, at most that of the terminal. */
  lineLength?: number;
  /** Takes the text; defaults to the cell's or terminal's output. */
  printFn?: (text: string) => void;
  /** Also lists the layers of models inside; defaults to false. */
  expandNested?: boolean;
  /** A column that says whether a layer trains: Y, N, or - for one without weights. Defaults to false. */
  showTrainable?: boolean;
}

const known: readonly (keyof SummaryOptions)[] = ["lineLength", "printFn", "expandNested", "showTrainable"];

/** Bytes with a unit, as Keras rounds them. */
function readableSize(bytes: number): string {
  const units = ["B", "KB", "MB", "GB", "TB"];
  let size = bytes;
  while (size >= 1024 && units.length > 1) {
    size /= 1024;
    units.shift();
  }
  return `${size.toFixed(2)} ${units[0]!}`;
}

/** Breaks text at spaces into lines of at most `width` characters; longer words are cut with … (as Python's rich does). */
function wrap(text: string, width: number): string[] {
  const lines = [""];
  for (const word of text.match(/^\s*\S+\s*|\S+\s*/g) ?? []) {
    const line = lines.at(-1);
    if ((line + word).trimEnd().length <= width) {
      lines[lines.length - 1] = line + word;
      continue;
    }
    if (line !== "") lines.push("");
    lines[lines.length - 1] = word.trimEnd().length > width ? `${word.slice(0, width - 1)}…` : word;
  }
  return lines.map((line) => line.trimEnd());
}

interface Column {
  title: string;
  width: number;
  align: "left" | "right" | "center";
}

function aligned(text: string, { width, align }: Column): string {
  const left = align === "left" ? 0 : width - text.length;
  return text.padStart(text.length + (align === "center" ? Math.floor(left / 2) : left)).padEnd(width);
}

function drawTable(columns: readonly Column[], rows: readonly string[][]): string[] {
  const border = (left: string, line: string, middle: string, right: string) =>
    left + columns.map(({ width }) => line.repeat(width + 2)).join(middle) + right;
  const row = (cells: readonly string[], wall: string) => {
    const wrapped = cells.map((cell, i) => wrap(cell, columns[i]!.width));
    const height = Math.max(...wrapped.map((lines) => lines.length));
    return Array.from({ length: height }, (_, y) => {
      const parts = wrapped.map((lines, i) => {
        return ` ${aligned(lines[y] ?? "", columns[i]!)} `;
      });
      return wall + parts.join(wall) + wall;
    });
  };
  const titles = columns.map((column) => column.title);
  const lines = [border("┏", "━", "┳", "┓"), ...row(titles, "┃"), border("┡", "━", "╇", "┩")];
  for (const [i, cells] of rows.entries()) {
    if (i > 0) lines.push(border("├", "─", "┼", "┤"));
    lines.push(...row(cells, "│"));
  }
  return [...lines, border("└", "─", "┴", "┘")];
}

function outputShape(layer: Layer): string {
  const node = layer.nodes.at(-1);
  if (node) return pythonShape(node.output.shape);
  return layer.built && layer.builtFor.length > 0
    ? pythonShape(layer.computeOutputShape(layer.builtFor))
    : "?";
}

function connections(layer: Layer, graph: Graph): string {
  const uses = layer.nodes.filter((node) => graph.nodes.includes(node));
  const sources = uses.flatMap((node) =>
    node.inputs.map((input) => `${input.name}[${String(input.node.index)}][${String(input.index)}]`),
  );
  return sources.join(", ") || "-";
}

/** Whether the table needs a column that says what is connected to what. */
function branches(graph: Graph | undefined): graph is Graph {
  return graph !== undefined && graph.chain === undefined;
}

/**
 * The summary's text.
 *
 * @throws TypeError for an unknown option, RangeError for a width that has no room for the columns.
 */
export function summaryText(model: Summarized, options: SummaryOptions = {}): string {
  const action = "print the summary";
  checkOptions(action, options, known);
  const { lineLength, expandNested = false, showTrainable = false } = options;
  if (lineLength !== undefined) checkInteger(action, "lineLength", lineLength, { min: 40 });
  const { graph } = model;
  const branching = !model.hidesInput && branches(graph);
  const room = (typeof process === "object" && process.stdout?.isTTY ? process.stdout.columns : 1000) - 4;
  const length = lineLength ?? Math.min((branching ? 108 : 88) + (showTrainable ? 12 : 0), room);
  let taken = 0;
  const columns = columnEnds(branching, showTrainable).map(({ end, ...column }) => {
    const width = Math.trunc(end * length) - taken;
    taken += width;
    return { ...column, width };
  });
  const cells = fitColumns(columns, length);
  const layers = model.hidesInput
    ? model.layers.filter((layer) => !(layer instanceof InputLayer))
    : model.layers;
  const rowsOf = (layer: Layer, level = 0): string[][] => [
    [
      `${level > 0 ? `${"   ".repeat(level)}└ ` : ""}${layer.name} (${layer.className})`,
      outputShape(layer),
      layer.built ? layer.countParams().toLocaleString("en-US") : "0 (unbuilt)",
      ...(branching ? [connections(layer, graph)] : []),
      ...(showTrainable ? [layer.weights.length === 0 ? "-" : layer.trainable ? "Y" : "N"] : []),
    ],
    ...(expandNested && layer instanceof Network
      ? layer.layers.flatMap((inner) => rowsOf(inner, level + 1))
      : []),
  ];
  const rows = layers.flatMap((layer) => rowsOf(layer));
  return [`Model: "${model.name}"`, ...drawTable(cells, rows), ...totals(model)].join("\n") + "\n";
}

/** The columns and where each ends, as a share of the width: Keras's positions. */
function columnEnds(branching: boolean, showTrainable: boolean): (Omit<Column, "width"> & { end: number })[] {
  const left = { align: "left" } as const;
  const ends = branching ? [0.3, 0.56, 0.74, 1] : [0.45, 0.8, 1];
  const columns = [
    { title: "Layer (type)", ...left },
    { title: "Output Shape", ...left },
    { title: "Param #", align: "right" as const },
    ...(branching ? [{ title: "Connected to", ...left }] : []),
  ].map((column, i) => ({ ...column, end: ends[i]! * (showTrainable ? 0.9 : 1) }));
  return showTrainable ? [...columns, { title: "Trainable", align: "center", end: 1 }] : columns;
}

/** Takes walls and margins off the columns, evenly, so that the table is `length` wide (as Python's rich does). */
function fitColumns(columns: readonly Column[], length: number): Column[] {
  const total = columns.reduce((sum, { width }) => sum + width + 3, 1);
  let excess = Math.max(0, total - length);
  return columns.map((column, i) => {
    const cut = roundHalfToEven(excess / (columns.length - i));
    excess -= cut;
    return { ...column, width: column.width - cut };
  });
}

function roundHalfToEven(x: number): number {
  return x % 1 === 0.5 ? 2 * Math.round(x / 2) : Math.round(x);
}

function totals({ trainableWeights, nonTrainableWeights, optimizer }: Summarized): string[] {
  const optimizerParams = countOptimizer(optimizer, trainableWeights);
  const count = (weights: readonly Weight[]) =>
    [...new Set(weights)].reduce((sum, weight) => sum + weight.size, 0);
  const line = (title: string, params: number) =>
    ` ${title} params: ${params.toLocaleString("en-US")} (${readableSize(4 * params)})`;
  const [trained, fixed] = [count(trainableWeights), count(nonTrainableWeights)];
  return [
    line("Total", trained + fixed + (optimizerParams ?? 0)),
    line("Trainable", trained),
    line("Non-trainable", fixed),
    ...(optimizerParams === undefined ? [] : [line("Optimizer", optimizerParams)]),
  ];
}

/** As Keras counts: the slots, the step counter and the learning rate, once the optimizer has been used. */
function countOptimizer(
  optimizer: Optimizer | undefined,
  trainableWeights: readonly Weight[],
): number | undefined {
  if (!optimizer || optimizer.iterations === 0) return undefined;
  const { spec } = optimizer;
  const extra = spec.name === "nadam" ? 3 : 2;
  const size = trainableWeights.reduce((sum, weight) => sum + weight.size, 0);
  return slotNames(spec).length * size + extra;
}
