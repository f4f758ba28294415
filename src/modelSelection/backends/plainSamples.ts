// Samples on their way, as plainArray.ts has arrays: of a table's words each goes once, and a number for each cell.
import { type NDArray } from "../../array/index.js";
import { type Column, Table } from "../../table/index.js";
import type { Samples } from "../../table/internal.js";
import { fromPlain, type PlainArray, shareElements, toPlain } from "./plainArray.js";

/** A column in plain data: numbers, times in ms (NaN: none), or places among its words (−1: none). */
export type PlainColumn =
  | { kind: "number"; array: PlainArray }
  | { kind: "date"; times: Float64Array }
  | { kind: "category"; words: string[]; places: Int32Array };

/** A table in plain data. */
export interface PlainTable {
  columns: [name: string, column: PlainColumn][];
  /** How many: a table without columns has rows, too. */
  rows: number;
}

/** An array or a table in plain data. */
export type PlainSamples = PlainArray | PlainTable;

/** Plain data of samples. */
export function toPlainSamples(samples: Samples): PlainSamples {
  if (!(samples instanceof Table)) return toPlain(samples);
  const columns = Array.from(samples.columns, ([name, column]) => [name, plainColumn(column)] as const);
  return { columns: columns as PlainTable["columns"], rows: samples.length };
}

/** The samples of plain data. */
export function fromPlainSamples(plain: PlainSamples): NDArray | Table {
  if (!("columns" in plain)) return fromPlain(plain);
  const columns = plain.columns.map(([name, column]) => [name, columnOfPlain(column)] as const);
  return new Table(columns, plain.rows);
}

/** Plain data of samples, their elements in shared memory. */
export function toSharedSamples(samples: Samples): PlainSamples {
  const plain = toPlainSamples(samples);
  if (!("columns" in plain)) return { ...plain, data: shareElements(plain.data) };
  const columns = plain.columns.map(([name, column]) => [name, sharedColumn(column)] as const);
  return { columns: columns as PlainTable["columns"], rows: plain.rows };
}

function plainColumn(column: Column): PlainColumn {
  if (column.kind === "number") return { kind: "number", array: toPlain(column.values) };
  if (column.kind === "date")
    return { kind: "date", times: Float64Array.from(column.values, (date) => date?.getTime() ?? NaN) };
  const words = [...new Set(column.values.filter((word) => word !== null))];
  const placeOf = new Map(words.map((word, place) => [word, place]));
  const places = Int32Array.from(column.values, (word) => (word === null ? -1 : placeOf.get(word)!));
  return { kind: "category", words, places };
}

function columnOfPlain(plain: PlainColumn): Column {
  if (plain.kind === "number") return { kind: "number", values: fromPlain(plain.array) };
  if (plain.kind === "date")
    return {
      kind: "date",
      values: Array.from(plain.times, (time) => (Number.isNaN(time) ? null : new Date(time))),
    };
  const { words, places } = plain;
  return { kind: "category", values: Array.from(places, (place) => words[place] ?? null) };
}

function sharedColumn(plain: PlainColumn): PlainColumn {
  if (plain.kind === "number")
    return { ...plain, array: { ...plain.array, data: shareElements(plain.array.data) } };
  if (plain.kind === "date") return { ...plain, times: shareElements(plain.times) };
  return { ...plain, places: shareElements(plain.places) };
}
