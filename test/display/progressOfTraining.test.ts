// The same progress in a notebook, a terminal and a pipe, for fit and for a search.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { array, GridSearchCV, layers, livePlot, plotDecisionBoundary, Sequential } from "../../src/index.js";
import { Neighbors } from "../modelSelection/estimators.js";
import { removeHost, useFakeHost } from "./fakeHost.js";
import { screenOf } from "./terminal.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  removeHost();
});

const x = array([
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]);
const y = array([[0], [1], [1], [0]]);

function network(): Sequential {
  const model = new Sequential([layers.dense({ units: 1, inputShape: [2] })]);
  model.compile({ optimizer: "sgd", loss: "mse" });
  return model;
}

/** A callback after which `ms` of the clock have passed. */
const taking = (ms: number) => ({ onEpochEnd: () => void vi.advanceTimersByTime(ms) });

/** What is written while `run` runs, `isTerminal` or in a pipe. */
async function written(isTerminal: boolean, run: () => Promise<unknown>): Promise<string> {
  let text = "";
  const { stdout } = process;
  const before = stdout.isTTY;
  vi.spyOn(stdout, "write").mockImplementation((part) => ((text += String(part)), true));
  vi.spyOn(console, "log").mockImplementation((...words) => (text += `${words.join(" ")}\n`));
  stdout.isTTY = isTerminal;
  try {
    await run();
  } finally {
    stdout.isTTY = before;
    vi.restoreAllMocks();
  }
  return text;
}

describe("fit() in a notebook", () => {
  it("draws at most 20 times a second, however many epochs a second it trains", async () => {
    const host = useFakeHost();
    await network().fit(x, y, { epochs: 500, callbacks: [taking(4)] }); // two seconds by the clock
    // once Stop is offered, after a second, the bar is inside its panel
    const numDrawn = host.outputs.length + host.model("HTMLModel").sent.length;
    expect(numDrawn).toBeLessThanOrEqual(2 * 20 + 3);
    expect(numDrawn).toBeGreaterThan(30);
    expect(host.page).toHaveLength(1);
    expect(host.page[0]!["text/plain"]).toMatch(/Epoch 500\/500 {2}1\/1 ━{20} \d+s .*- loss: \d/);
  });

  it("stops after the epoch in which Stop is pressed", async () => {
    const host = useFakeHost();
    const press = {
      onEpochEnd(epoch: number) {
        void vi.advanceTimersByTime(600);
        if (epoch !== 5) return;
        host.model("ButtonModel").onMessage!({ method: "custom", content: { event: "click" } }, []);
      },
    };
    const { history } = await network().fit(x, y, { epochs: 1000, callbacks: [press] });
    expect(history["loss"]).toHaveLength(6);
    expect(host.comms.every((comm) => comm.isClosed)).toBe(true);
  });

  it("redraws the loss plot at most 4 times a second beside the bar", async () => {
    const host = useFakeHost();
    await network().fit(x, y, { epochs: 100, verbose: 0, callbacks: [taking(10), livePlot()] });
    expect(host.page).toHaveLength(1);
    expect(host.outputs.length).toBeLessThanOrEqual(4 + 2);
    expect(host.page[0]).toHaveProperty("application/vnd.vegalite.v5+json");
  });

  it("redraws a decision boundary as the model learns, and trains as it does without", async () => {
    const host = useFakeHost();
    const [alone, watched] = [network(), network()];
    for (const model of [alone, watched]) {
      model.setWeights([array([[0.5], [-0.5]]), array([0.1])]);
    }
    const live = livePlot(() => plotDecisionBoundary(watched, x, y, { resolution: 8 }));
    const options = { epochs: 20, shuffle: false, verbose: 0 } as const;
    await watched.fit(x, y, { ...options, callbacks: [taking(100), live] });
    await alone.fit(x, y, options);
    const drawn = new Set(host.outputs.map(({ bundle }) => JSON.stringify(bundle)));
    expect(host.page).toHaveLength(1);
    expect(drawn.size).toBeGreaterThanOrEqual(5);
    expect(watched.getWeights().map(String)).toEqual(alone.getWeights().map(String));
  });
});

describe("fit() elsewhere", () => {
  it("writes Keras's verbose=1 in a terminal: each epoch's line in place", async () => {
    const text = await written(true, () => network().fit(x, y, { epochs: 2, callbacks: [taking(60)] }));
    expect(screenOf(text)).toEqual([
      "Epoch 1/2",
      expect.stringMatching(/^1\/1 ━{20} 0s \S+\/step - loss: \d\.\d{4}$/),
      "Epoch 2/2",
      expect.stringMatching(/^1\/1 ━{20} 0s \S+\/step - loss: \d\.\d{4}$/),
      "",
    ]);
  });

  it.each([["auto"], [2]] as const)("writes Keras's verbose=2 in a pipe at verbose %s", async (verbose) => {
    const text = await written(false, () => network().fit(x, y, { epochs: 2, verbose }));
    expect(text.split("\n")).toEqual([
      "Epoch 1/2",
      expect.stringMatching(/^1\/1 - 0s - \S+\/step - loss: \d\.\d{4}$/),
      "Epoch 2/2",
      expect.stringMatching(/^1\/1 - 0s - \S+\/step - loss: \d\.\d{4}$/),
      "",
    ]);
  });

  it.each([true, false])("writes nothing at verbose 0 (terminal: %s)", async (isTerminal) => {
    expect(await written(isTerminal, () => network().fit(x, y, { epochs: 3, verbose: 0 }))).toBe("");
  });
});

describe("a grid search", () => {
  const labels = array([0, 1, 0, 1]);
  const search = (verbose: number): Promise<unknown> =>
    new GridSearchCV({ estimator: new Neighbors(), paramGrid: { n_neighbors: [1, 2] }, cv: 2, verbose }).fit(
      x,
      labels,
    );

  it("shows the same bar, counted in fits", async () => {
    const host = useFakeHost();
    await search(1);
    const bar = host.page.map((bundle) => String(bundle["text/plain"])).find((text) => text.includes("━"));
    expect(bar).toMatch(/4\/4 ━{20} .*\/fit - best fold: \d/);
  });

  it.each([true, false])("writes nothing at verbose 0 (terminal: %s)", async (isTerminal) => {
    expect(await written(isTerminal, () => search(0))).toBe("");
  });
});
