import { plot as realPlot, type Config, type Layout, type Plot } from "nodeplotlib";
import net from "node:net";
import { afterEach, beforeEach, describe, expect, expectTypeOf, it, vi } from "vitest";
import { boxOf } from "../../src/plotting/pyplot/boxes.js";
import { plotlyFigure } from "../../src/plotting/plotly/plotlyFigure.js";
import { clear, plot, plotInBrowser, stack } from "../../src/plotting/nodeplotlib.js";
import type * as inline from "../../src/plotting/nodeplotlib.js";
import { type FakeHost, removeHost, useFakeHost } from "../display/fakeHost.js";
import { vegaLiteWarnings } from "./warnings.js";

let host: FakeHost;

beforeEach(() => {
  host = useFakeHost();
});

afterEach(() => {
  clear();
  removeHost();
});

const traces: Plot[] = [
  { type: "scatter", x: [1, 2], y: [3, 4], mode: "lines+markers", name: "a" },
  {
    type: "scatter",
    x: [1, 2],
    y: [3, 4],
    mode: "markers",
    marker: { color: [1, 2], colorscale: "Viridis", size: 9 },
  },
  { type: "bar", x: ["가", "나"], y: [1, 2] },
  { type: "bar", y: ["가", "나"], x: [1, 2], orientation: "h" },
  { type: "histogram", x: [1, 2, 2, 3] },
  {
    type: "heatmap",
    z: [
      [1, 2],
      [3, 4],
    ],
    x: ["a", "b"],
  },
  {
    type: "contour",
    z: [
      [1, 2, 3],
      [3, 4, 5],
      [1, 1, 1],
    ],
  },
  { type: "pie", labels: ["a", "b"], values: [1, 3], hole: 0.4 },
  { type: "box", y: [1, 2, 3, 9], name: "a" },
  { y: [1, 4, 9] },
];

describe("plot() of nodeplotlib in a notebook", () => {
  it("may be called wherever the package's may, with its types", () => {
    // nodeplotlib 1.1.2: plot(data: Plot[] | Observable<Plot[]>, layout?: Layout, config?: Config): void
    const inPlaceOf: typeof realPlot = plot;
    expect([inPlaceOf, realPlot].map((one) => typeof one)).toEqual(["function", "function"]);
    expectTypeOf<inline.Plot>().toEqualTypeOf<Plot>();
    expectTypeOf<inline.Layout>().toEqualTypeOf<Layout>();
    expectTypeOf<inline.Config>().toEqualTypeOf<Config>();
    expectTypeOf<Parameters<typeof stack>[0]>().toEqualTypeOf<readonly Plot[]>();
    // @ts-expect-error: not one of Plotly's types
    expectTypeOf(plot).toBeCallableWith([{ type: "scater" }]);
  });

  it.each(traces)("draws a trace of type $type", (trace) => {
    plot([trace], { title: "제목", xaxis: { title: "x" }, yaxis: { title: { text: "y" } } });
    expect(host.page).toHaveLength(1);
    expect(Object.keys(host.page[0]!)).toEqual([
      "application/vnd.vegalite.v5+json",
      "image/svg+xml",
      "image/png",
      "text/plain",
    ]);
    expect(host.page[0]!["text/plain"]).toContain("제목");
    expect(vegaLiteWarnings(plotlyFigure([{ data: [trace], layout: {} }]))).toEqual([]);
  });

  it("puts stacked plots below each other", () => {
    stack([{ y: [1, 2] }], { title: "one" });
    stack([{ y: [2, 1] }], { title: "two" });
    plot();
    expect(host.page).toHaveLength(1);
    expect(host.page[0]!["text/plain"]).toMatch(/^one[\s\S]*two/);
    plot();
    expect(host.page).toHaveLength(1);
  });

  it("puts annotations beside their points with a line, at names, or at a share of the room", () => {
    const data = [{ type: "bar", x: ["가", "나"], y: [1, 2] }];
    const annotations = [
      { x: "나", y: 2, text: "<b>most</b>", ax: 20, ay: -40, arrowcolor: "red" },
      { x: 0.5, y: 0.9, xref: "paper", yref: "paper", text: "paper", showarrow: false },
      { x: "다", y: 1, text: "nowhere" },
    ];
    const figure = plotlyFigure([{ data, layout: { annotations } }]);
    expect(vegaLiteWarnings(figure)).toEqual([]);
    expect(figure.text).toContain("annotation “nowhere” has no place");
    const [bars, plain] = [annotations, []].map((list) =>
      plotlyFigure([{ data, layout: { annotations: list } }]).toSvg(),
    );
    const texts = [...bars!.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1]);
    expect(texts).toEqual(expect.arrayContaining(["most", "paper"]));
    expect(bars!.split("<line").length).toBe(plain!.split("<line").length + 1);
  });

  it("fills the subplots of a grid", () => {
    const data = [{ y: [1, 2] }, { y: [2, 1], xaxis: "x2", yaxis: "y2" }];
    const figure = plotlyFigure([
      { data, layout: { grid: { rows: 1, columns: 2 }, xaxis2: { title: "second" } } },
    ]);
    expect((figure.spec["hconcat"] as unknown[]).length).toBe(2);
    expect(figure.text).toContain("second");
  });

  it("groups or stacks bars", () => {
    const data = [
      { type: "bar", x: ["a"], y: [1] },
      { type: "bar", x: ["a"], y: [2] },
    ];
    const bars = (barmode: string): string =>
      JSON.stringify(plotlyFigure([{ data, layout: { barmode } }]).spec["layer"]);
    expect(bars("stack")).toContain('"y":1,"y2":3');
    expect(bars("group")).toContain('"y":0,"y2":2');
  });

  it("says what it does not draw and offers the browser window", () => {
    plot([{ type: "surface", z: [[1]] }]);
    expect(host.page[0]!["text/markdown"]).toMatch(
      /does not draw traces of type `surface`[\s\S]*plotInBrowser/,
    );
  });

  it("redraws a stream in place", () => {
    plot({
      subscribe(observer) {
        observer.next([{ y: [1, 2] }]);
        observer.next([{ y: [3, 4] }]);
        observer.complete?.();
      },
    });
    expect(host.page).toHaveLength(1);
    expect(host.page[0]!["text/plain"]).toContain("y 3 … 4");
  });
});

describe("plotInBrowser()", () => {
  it("opens the package's own server on this machine only", async () => {
    process.env["NODEPLOTLIB_PORT"] = "0"; // any free port, and no window
    const listen = vi.spyOn(net.Server.prototype, "listen");
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    try {
      plotInBrowser([{ type: "scatter3d", x: [1], y: [2], z: [3] }]);
      await vi.waitFor(
        () => expect(log.mock.calls.flat()).toContain("[Nodeplotlib] Server running at"),
        20_000,
      );
      const server = listen.mock.contexts[0] as net.Server;
      expect((server.address() as net.AddressInfo).address).toBe("127.0.0.1");
      await new Promise((resolve) => server.close(resolve));
    } finally {
      delete process.env["NODEPLOTLIB_PORT"];
      vi.restoreAllMocks();
    }
  });
});

describe("boxOf()", () => {
  it("has quartiles at half-way places and whiskers to the last value within 1.5 boxes", () => {
    // numpy.quantile([1, 2, 3, 4, 50], [0.25, 0.5, 0.75], method="hazen"); whiskers never end inside the box
    expect(boxOf([50, 1, 2, 3, 4])).toEqual({
      low: 1,
      q1: 1.75,
      median: 3,
      q3: 15.5,
      high: 15.5,
      outliers: [50],
    });
  });
});
