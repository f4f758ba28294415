// What an axes holds: each artist is some Vega-Lite layers with their data, and what they say in words.

/** A Vega-Lite layer; its x and y channels are completed by the axes. */
export type Layer = Record<string, unknown> & { encoding?: Record<string, Record<string, unknown>> };

export interface Artist {
  layers: Layer[];
  /** Further layers, for what must know the room for the plot in pixels. */
  sizedLayers?: ((room: { width: number; height: number }) => Layer[]) | undefined;
  /** Name in the legend; none for unlabelled artists. */
  label?: string | undefined;
  /** Colour in the legend, as CSS. */
  color?: string | undefined;
  dash?: readonly number[] | undefined;
  /** Lines of the summary. */
  words: string[];
  /** What had to be left out, such as points. */
  notes: Note[];
  /** Values on each axis: numbers for the range, or names for categories. */
  x?: ArrayLike<number> | readonly string[] | undefined;
  y?: ArrayLike<number> | readonly string[] | undefined;
  /** Where the line ends, for a label beside it. */
  end?: { x: number; y: number } | undefined;
  /** Limits of the colour scale, for the colour bar. */
  colors?: { range: string[]; domain: [number, number] } | undefined;
  /** Pictures: the axis ends at the picture's edge, and y may run downward. */
  extent?: [left: number, right: number, bottom: number, top: number] | undefined;
}

/** Something left out, in two languages. */
export interface Note {
  en: string;
  ko: string;
}

export function sampleNote(drawn: number, total: number): Note {
  const [a, b] = [drawn.toLocaleString("en"), total.toLocaleString("en")];
  return { en: `${a} of ${b} points drawn`, ko: `점 ${b}개 중 ${a}개를 그림` };
}

export function nothingNote(total: number): Note {
  if (total === 0) return { en: "no points to draw", ko: "그릴 점이 없음" };
  const count = total.toLocaleString("en");
  return {
    en: `none of the ${count} values is a finite number`,
    ko: `값 ${count}개가 모두 유한한 수가 아님`,
  };
}
