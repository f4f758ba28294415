// nodeplotlib's functions, drawing in the notebook where the package would start a web server. The kernel gives this
// module to cells that import "nodeplotlib", whether the package is installed or not; elsewhere the package itself is used.
import type * as plotly from "plotly.js";
import { display, type DisplayHandle, markdown, newDisplay } from "../display/index.js";
import { original } from "./plotly/originalPackage.js";
import { plotlyFigure, type PlotlyPlot } from "./plotly/plotlyFigure.js";
import { drawnTypes } from "./plotly/traces.js";
import type { Trace } from "./plotly/types.js";

/** A trace, in Plotly's words. */
export type Plot = Partial<plotly.PlotData>;
/** Titles, axes, annotations and size of a plot, in Plotly's words. */
export type Layout = Partial<plotly.Layout>;
/** How the browser's plot behaves, in Plotly's words. */
export type Config = Partial<plotly.Config>;

/** A plot as the package's server hands it to its page. */
export interface PlotData {
  id: number;
  data: Plot[];
  layout?: Layout;
  config?: Config;
}

/** What of RxJS's observables is used: plots that come one after the other. */
interface PlotStream {
  subscribe(observer: { next(data: Plot[]): void; complete?(): void }): unknown;
}

/** Time between two drawings of a stream in ms. */
const interval = 250;

let stacked: PlotlyPlot[] = [];

/**
 * Draws traces under the cell; without arguments draws what {@link stack} has gathered, one plot below the other.
 *
 * @param data - Plotly traces of type scatter, bar, histogram, heatmap, contour, pie or box; or an observable of them,
 *   drawn anew as they come.
 * @param layout - Titles, axes, annotations, size.
 */
export function plot(data?: readonly Plot[] | PlotStream | null, layout: Layout = {}, config?: Config): void {
  if (data && "subscribe" in data) {
    drawStream(data, layout);
    return;
  }
  if (data) stack(data, layout, config);
  const plots = stacked;
  clear();
  if (plots.length === 0) return;
  const missing = plots.flatMap((one) => one.data).find((trace) => !isDrawn(trace));
  if (missing) display(cannotDraw(missing.type!));
  else display(plotlyFigure(plots));
}

/** Keeps a plot for the next {@link plot}, as the package did before version 1. */
export function stack(data: readonly Plot[], layout: Layout = {}, _config?: Config): void {
  stacked.push({ data, layout });
}

/** Forgets the plots kept by {@link stack}. */
export function clear(): void {
  stacked = [];
}

/**
 * Draws in a browser window with the package itself: for trace types the notebook does not draw, such as 3D. Its server
 * listens on this machine only (127.0.0.1).
 *
 * @throws Error if the package is not installed.
 */
export function plotInBrowser(data: readonly Plot[], layout?: Layout, config?: Config): void {
  original().plot(data, layout, config);
}

function isDrawn(trace: Trace): boolean {
  return trace.type === undefined || (drawnTypes as readonly string[]).includes(trace.type);
}

function cannotDraw(type: string): ReturnType<typeof markdown> {
  return markdown(
    `The notebook does not draw traces of type \`${type}\`; it draws ${drawnTypes.join(", ")}.\n` +
      'A browser window does: `import { plotInBrowser } from "gradus/nodeplotlib"`, then `plotInBrowser(data, layout)`.',
  );
}

function drawStream(stream: PlotStream, layout: Layout): void {
  const handle: DisplayHandle = newDisplay();
  let last: readonly Trace[] | undefined;
  let timer: NodeJS.Timeout | undefined;
  let lastDrawn = -Infinity;
  const draw = (): void => {
    timer = undefined;
    lastDrawn = performance.now();
    if (last)
      handle.update(
        last.every(isDrawn)
          ? plotlyFigure([{ data: last, layout }])
          : cannotDraw(last.find((trace) => !isDrawn(trace))!.type!),
      );
  };
  stream.subscribe({
    next(data) {
      last = data;
      const wait = interval - (performance.now() - lastDrawn);
      if (wait <= 0) draw();
      else timer ??= setTimeout(draw, wait);
    },
    complete() {
      clearTimeout(timer);
      draw();
    },
  });
}
