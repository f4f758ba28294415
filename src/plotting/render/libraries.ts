// The drawing libraries, loaded when the first picture is made (0.1 s), so that importing the package stays quick.
// `require` rather than `import()`: a plot is drawn before the statement that shows it returns.
import { needNode } from "../../nodeModule.js";

/** A specification of Vega-Lite 5; see https://vega.github.io/vega-lite/docs/. */
export type VegaLiteSpec = Record<string, unknown>;

interface SceneItem {
  url?: string;
  image?: { complete: boolean; url: string; src: string; width: number; height: number };
  width?: number;
  height?: number;
  items?: SceneItem[];
}

interface View {
  run(): View;
  loader(): unknown;
  finalize(): void;
  background(): string | null;
  padding(): { top: number; bottom: number; left: number; right: number };
  scenegraph(): { root: SceneItem };
  _viewWidth: number;
  _viewHeight: number;
  _origin: [number, number];
}

interface SvgRenderer {
  initialize(el: null, width: number, height: number, origin: [number, number], scale: number): SvgRenderer;
  background(color: string | null): SvgRenderer;
  render(scene: SceneItem): SvgRenderer;
  svg(): string;
}

/** A logger that keeps quiet. */
interface Logger {
  level(): Logger | number;
  error(): Logger;
  warn(): Logger;
  info(): Logger;
  debug(): Logger;
}

interface Vega {
  parse(spec: object, config?: object, options?: object): object;
  View: new (runtime: object, options: object) => View;
  SVGStringRenderer: new (loader: unknown) => SvgRenderer;
  textMetrics: { width: (item: object, text: unknown) => number };
  scheme(name: string): ((share: number) => string) | string[] | undefined;
}

interface VegaLite {
  compile(spec: object, options?: { logger?: Logger }): { spec: object };
}

interface PaintedImage {
  width: number;
  height: number;
  /** Red, green, blue, opacity of each pixel. */
  pixels: Uint8Array;
}

interface Resvg {
  Resvg: new (svg: string, options: object) => { render(): PaintedImage };
}

const loaded = new Map<string, unknown>();

function load<T>(name: string): T {
  let library = loaded.get(name);
  if (!library) {
    const { createRequire } = needNode("node:module", "draw a picture", `draw it with ${name} in the page`);
    library = createRequire(import.meta.url)(name) as unknown;
    loaded.set(name, library);
  }
  return library as T;
}

export const vega = (): Vega => load<Vega>("vega");
export const vegaLite = (): VegaLite => load<VegaLite>("vega-lite");
export const resvg = (): Resvg => load<Resvg>("@resvg/resvg-js");
export type { Logger, SceneItem };
