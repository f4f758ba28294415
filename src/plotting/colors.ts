// The colours of every figure, each under the name of what it is for.

/**
 * Ten colours that can be told apart, also by most colour-blind readers.
 *
 * @example
 * ```ts
 * import { palette, plt } from "gradus";
 *
 * plt.plot([1, 2, 4], { color: palette[3] });
 * plt.close();
 * ```
 */
export const palette = [
  "#1f77b4",
  "#e8710a",
  "#2a9d4a",
  "#d62728",
  "#8457b0",
  "#8c564b",
  "#d65aa8",
  "#6b7280",
  "#a3a01f",
  "#159fb5",
] as const;

/** Colour of the `i`-th series of a figure; after the last of the palette it begins again. */
export function seriesColor(i: number): string {
  return palette[i % palette.length]!;
}

/**
 * One look for each optimizer in every lesson; the dash pattern says the same in print.
 *
 * @example
 * ```ts
 * import { optimizerLooks, plt } from "gradus";
 *
 * plt.plot([1, 0.5, 0.2], { label: "Adam", ...optimizerLooks["adam"] });
 * plt.close();
 * ```
 */
export const optimizerLooks: Readonly<Record<string, { color: string; linestyle: string }>> = {
  sgd: { color: "#6b7280", linestyle: "-" },
  momentum: { color: "#1f5fd0", linestyle: "--" },
  adagrad: { color: "#2a9d4a", linestyle: "-." },
  rmsprop: { color: "#e8710a", linestyle: ":" },
  adam: { color: "#d62728", linestyle: "-" },
};

/** The look of a series whose name begins with an optimizer's name, as in "Adam 0.01"; undefined for others. */
export function optimizerLook(name: string): { color: string; linestyle: string } | undefined {
  const lower = name.toLowerCase();
  const known = Object.keys(optimizerLooks).find((optimizer) => lower.startsWith(optimizer));
  return lower.includes("모멘텀")
    ? optimizerLooks["momentum"]
    : known === undefined
      ? undefined
      : optimizerLooks[known];
}

/** Colours of the page and what they are on the white paper of a PNG, the longer ones first. */
const onPaper: [page: string, paper: string][] = [];

function ofPage(page: string, paper: string): string {
  onPaper.push([page, paper]);
  onPaper.sort(([a], [b]) => b.length - a.length);
  return page;
}

/** The page's colour of text, this much of it. */
const share = (percent: number): string =>
  `color-mix(in srgb, currentColor ${String(percent)}%, transparent)`;

/** Text, and lines as strong as text: the page's own colour, so dark on a light page and light on a dark one. */
export const ink = ofPage("currentColor", "#263238");
/** Second titles, notes, arrows. */
export const softInk = ofPage(share(68), "#607d8b");
/** Lines of the axes, frames around pictures. */
export const frameColor = ofPage(share(48), "#90a4ae");
/** Lines that are there to be looked past: contours of a map, the zero of a curve. */
export const faintLine = ofPage(share(34), "#b0bec5");
/** The edge of a panel or a legend. */
export const panelEdge = ofPage(share(24), "#cfd8dc");
/** The grid behind the data. */
export const gridColor = ofPage(share(11), "#e6e8eb");
/** What went wrong: a missed digit, a loss that is not finite. */
export const wrongColor = ofPage("color-mix(in srgb, #e53935 78%, currentColor)", "#b71c1c");
/**
 * The ground of the page: VS Code's (which also has JupyterLab's light one, once it has shown a widget), JupyterLab's, or
 * what the browser takes for it.
 */
export const paper = ofPage("var(--vscode-editor-background, var(--jp-layout-color1, Canvas))", "white");
/** Text in a widget's view. VS Code shows widgets on white in every theme, and gives them JupyterLab's light colours. */
export const widgetInk = "var(--jp-content-font-color1, inherit)";
/** Text and lines on a light ground of our own, such as a map of tints. */
export const inkOnTint = "#263238";

/** A drawing or a specification with the colours of white paper in place of the page's. */
export function toPaper(text: string): string {
  return onPaper.reduce((result, [page, color]) => result.replaceAll(page, color), text);
}

/** Points of class 0 and of class 1. */
export const classColors = ["#1f5fd0", "#e8710a"] as const;
/** The same two as areas, with white between them. */
export const classTints = ["#8fb0ea", "#ffffff", "#f5b57a"] as const;
