// A search drawn while it runs, in a notebook and outside of one.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { array, GridSearchCV, liveSearch, SearchInterruptedError, vega } from "../../src/index.js";
import { removeHost, useFakeHost } from "../display/fakeHost.js";
import { Neighbors } from "../modelSelection/estimators.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  removeHost();
});

const x = array(Array.from({ length: 12 }, (_, i) => [i, i % 3]));
const y = array(Array.from({ length: 12 }, (_, i) => (i < 6 ? 0 : 1)));
const paramGrid = { n_neighbors: [1, 3], p: [1, 2] };
const common = { estimator: new Neighbors(), paramGrid, cv: 2, refit: false } as const;
/** A callback after which `ms` of the clock have passed. */
const taking = (ms: number) => ({ onFitEnd: () => void vi.advanceTimersByTime(ms) });
const vegaLite = "application/vnd.vegalite.v5+json";

describe("liveSearch in a notebook", () => {
  it("fills the cells in place, fold by fold, and ends with the picture of the finished search", async () => {
    const host = useFakeHost();
    const live = liveSearch({ title: "Neighbours" });
    await new GridSearchCV({ ...common, callbacks: [live, taking(300)] }).fit(x, y);
    expect(host.page).toHaveLength(1);
    const words = host.outputs.map(({ bundle }) => String(bundle["text/plain"]));
    expect(words).toHaveLength(9);
    expect(words[0]).toMatch(/1: [\d.]+ 1\/2 ★ –\n2: – –/);
    expect(words[7]).not.toMatch(/–|\d\/2/);
    expect(host.outputs[0]!.bundle).not.toHaveProperty("image/png");
    expect(host.page[0]).toHaveProperty(["image/png"]);
    expect(host.page[0]).toHaveProperty([vegaLite]);
  });

  it("draws at most four times a second", async () => {
    const host = useFakeHost();
    await new GridSearchCV({ ...common, callbacks: [liveSearch(), taking(100)] }).fit(x, y);
    expect(host.outputs.length).toBeLessThanOrEqual(4 + 1);
  });

  it("keeps what was scored when Stop is pressed, and begins a new picture the next time", async () => {
    const host = useFakeHost();
    vi.spyOn(console, "log").mockImplementation(() => undefined);
    let numFits = 0;
    const press = {
      onFitEnd() {
        vi.advanceTimersByTime(600);
        if (++numFits === 3)
          host.model("ButtonModel").onMessage!({ method: "custom", content: { event: "click" } }, []);
      },
    };
    const search = new GridSearchCV({ ...common, verbose: 1, callbacks: [liveSearch(), press] });
    await expect(search.fit(x, y)).rejects.toThrow(SearchInterruptedError);
    const drawn = () => host.page.filter((bundle) => vegaLite in bundle);
    expect(drawn()).toHaveLength(1);
    const left = String(drawn()[0]!["text/plain"]);
    expect(left).toMatch(/–/);
    expect(drawn()[0]).toHaveProperty(["image/png"]);
    await search.fit(x, y);
    expect(drawn()).toHaveLength(2);
    expect(String(drawn()[0]!["text/plain"])).toBe(left);
    expect(String(drawn()[1]!["text/plain"])).not.toMatch(/–/);
  });

  it("draws any figure of the scores so far", async () => {
    const host = useFakeHost();
    const live = liveSearch(({ params, meanTestScore }) =>
      vega(
        { mark: "point", data: { values: params.map((one, i) => ({ ...one, score: meanTestScore[i] })) } },
        { title: `${String(params.length)} candidates` },
      ),
    );
    await new GridSearchCV({ ...common, callbacks: [live] }).fit(x, y);
    expect(host.page[0]!["text/plain"]).toBe("4 candidates");
  });

  it("draws nothing of a search that fails before its first score", async () => {
    const host = useFakeHost();
    const broken = { ...common, paramGrid: { nothing: [1] }, callbacks: [liveSearch()] };
    await expect(new GridSearchCV(broken).fit(x, y)).rejects.toThrow("there is no nothing");
    expect(host.page).toEqual([]);
  });
});

describe("liveSearch outside of a notebook", () => {
  it("prints the words of the finished search, once", async () => {
    const lines: string[] = [];
    vi.spyOn(console, "log").mockImplementation((line) => void lines.push(String(line)));
    await new GridSearchCV({ ...common, callbacks: [liveSearch({ title: "이웃 수" }), taking(300)] }).fit(
      x,
      y,
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^이웃 수[\s\S]*★/);
  });
});

it("names an option that there is not, before anything runs", () => {
  expect(() => liveSearch({ tilte: "x" } as never)).toThrow("write title");
});
