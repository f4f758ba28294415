// The part of Plotly's trace and layout objects that we draw; the names are Plotly's, see
// https://plotly.com/javascript/reference/. Other settings are allowed and have no effect.

export interface Trace {
  type?: string;
  name?: string;
  x?: unknown;
  y?: unknown;
  z?: unknown;
  text?: unknown;
  values?: unknown;
  labels?: unknown;
  mode?: string;
  marker?: unknown;
  line?: unknown;
  fill?: string;
  opacity?: number;
  orientation?: string;
  xaxis?: string;
  yaxis?: string;
  showlegend?: boolean;
  visible?: boolean | "legendonly";
  [other: string]: unknown;
}

export interface AxisLayout {
  title?: string | { text?: string };
  range?: readonly unknown[];
  type?: string;
  tickvals?: readonly unknown[];
  ticktext?: readonly string[];
  showgrid?: boolean;
  autorange?: boolean | "reversed";
  visible?: boolean;
}

export interface Annotation {
  x?: unknown;
  y?: unknown;
  text?: string;
  /** `"paper"`: x is a share of the plot's width, from the left; y of its height, from below. */
  xref?: string;
  yref?: string;
  visible?: boolean;
  /** Draws a line to the point, by default. */
  showarrow?: boolean;
  arrowcolor?: string;
  /** Where the words stand, in pixels from the point; y runs down. */
  ax?: unknown;
  ay?: unknown;
  font?: { size?: number; color?: unknown };
}

export interface Layout {
  title?: string | { text?: string };
  width?: number;
  height?: number;
  showlegend?: boolean;
  barmode?: string;
  grid?: { rows?: number; columns?: number };
  annotations?: readonly Annotation[];
  xaxis?: AxisLayout;
  yaxis?: AxisLayout;
  [other: string]: unknown;
}

/** Text without Plotly's few tags: `<br>` starts a line, `<b>`, `<i>`, `<sub>` go. */
export function plainTitle(title: string | { text?: string } | undefined): string | undefined {
  const text = typeof title === "object" ? title.text : title;
  return text?.replace(/<br\s*\/?>/gi, "\n").replace(/<[^>]+>/g, "");
}

/** Values of one axis: numbers as they are, words and dates as places with names. */
export interface Positions {
  values: number[];
  names?: string[];
}

/** Reads a list of data; `count` numbers from 0 when there is none. */
export function positions(data: unknown, count: number): Positions {
  if (data === undefined || data === null) return { values: Array.from({ length: count }, (_, i) => i) };
  const list = toList(data);
  if (list.every((item) => item === null || typeof item === "number" || typeof item === "boolean")) {
    return { values: list.map((item) => (item === null ? Number.NaN : Number(item))) };
  }
  const texts = list.map((item) =>
    item instanceof Date ? item.toISOString().replace(/T00:00:00\.000Z$/, "") : String(item),
  );
  if (texts.every((text) => text.trim() !== "" && Number.isFinite(Number(text))))
    return { values: texts.map(Number) };
  const names = [...new Set(texts)];
  return { values: texts.map((text) => names.indexOf(text)), names };
}

/** Any list as an array. */
export function toList(data: unknown): unknown[] {
  if (typeof data === "object" && data !== null && "shape" in data && "data" in data) {
    return Array.from((data as { data: ArrayLike<number> }).data);
  }
  return Array.from((data ?? []) as ArrayLike<unknown>);
}

/** Numbers of a list; gaps and words become NaN. */
export function numbers(data: unknown): number[] {
  return toList(data).map((item) => (item === null ? Number.NaN : Number(item)));
}

/** One setting inside an object such as `marker`, if it is text or a number. */
export function setting<T extends "string" | "number">(
  holder: unknown,
  key: string,
  type: T,
): (T extends "string" ? string : number) | undefined {
  const value =
    typeof holder === "object" && holder !== null ? (holder as Record<string, unknown>)[key] : undefined;
  return typeof value === type ? (value as never) : undefined;
}
