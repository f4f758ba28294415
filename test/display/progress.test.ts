import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { progress } from "../../src/index.js";
import { Progress } from "../../src/display/progress.js";
import { linesView, terminalView } from "../../src/display/progressViews.js";
import { durationText, metricsText, stepTimeText } from "../../src/display/progressText.js";
import { removeHost, useFakeHost } from "./fakeHost.js";
import { screenOf } from "./terminal.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});

afterEach(() => {
  vi.useRealTimers();
  removeHost();
  vi.restoreAllMocks();
});

const later = (ms: number): void => void vi.advanceTimersByTime(ms);

describe("the words of a progress line", () => {
  // keras.utils.Progbar(469).update(469, [("accuracy", 0.9261), ("loss", 0.000258)]) of Keras 3.15
  it("are Keras's", () => {
    expect(metricsText({ accuracy: 0.9261, loss: 0.000258 })).toBe("accuracy: 0.9261 - loss: 2.5800e-04");
    expect([3, 65, 3725].map((seconds) => durationText(seconds * 1000))).toEqual(["3s", "1:05", "1:02:05"]);
    expect([2000, 3.4, 0.045].map(stepTimeText)).toEqual(["2s", "3ms", "45us"]);
  });
});

describe("progress() in a notebook", () => {
  it("draws one output in place, at most 20 times a second, and the last state always", () => {
    const host = useFakeHost();
    const bar = progress({ total: 100_000, rounds: 1 });
    for (let step = 1; step <= 100_000; step++) {
      if (step % 100 === 0) later(1); // one second in all
      bar.update(step, { loss: 1 / step });
    }
    bar.finish();
    expect(host.page).toHaveLength(1);
    expect(host.outputs.length).toBeLessThanOrEqual(24); // the round's end and the task's come on top
    expect(host.page[0]!["text/plain"]).toContain(
      "100000/100000 ━━━━━━━━━━━━━━━━━━━━ 1s 10us/step - loss: 1.0000e-05",
    );
    expect(host.page[0]!["text/html"]).toContain("var(--jp-");
  });

  it("draws the end of a round that it drew unfinished, however soon it comes", () => {
    const host = useFakeHost();
    const bar = progress({ total: 469, rounds: 2 });
    const shown = () => String(host.outputs.at(-1)!.bundle["text/plain"]);
    later(1000);
    bar.update(466, { loss: 0.3 });
    later(10);
    bar.update(469, { loss: 0.25 });
    expect(shown()).toContain("469/469 ━━━━━━━━━━━━━━━━━━━━ 0s 2ms/step - loss: 0.2500");
    later(10); // validation
    bar.endRound({ loss: 0.25, val_loss: 0.5 });
    expect(shown()).toContain("469/469 ━━━━━━━━━━━━━━━━━━━━ 1s 2ms/step - loss: 0.2500 - val_loss: 0.5000");
    bar.finish();
  });

  it("keeps the last rounds on view and tells the time left for all", () => {
    const host = useFakeHost();
    const bar = progress({ total: 10, rounds: 30 });
    for (let epoch = 1; epoch <= 20; epoch++) {
      later(500);
      bar.update(10, { loss: epoch });
      bar.endRound({ loss: epoch });
    }
    const text = String(host.outputs[host.outputs.length - 1]!.bundle["text/plain"]);
    expect(text).toContain("… 12 more");
    expect(text).toContain("Epoch 20/30  10/10 ━━━━━━━━━━━━━━━━━━━━ 1s 50ms/step");
    expect(text).toContain("5s left");
    bar.finish();
    expect(host.page[0]!["text/plain"]).not.toContain("left");
  });

  it("offers a Stop button to tasks longer than a second, and takes it away at the end", () => {
    const host = useFakeHost();
    const onStop = vi.fn();
    const bar = progress({ total: 10, onStop });
    bar.update(1);
    expect(host.comms).toEqual([]);
    later(1100);
    bar.update(2);
    const panel = host.model("VBoxModel");
    expect(host.page[0]!["application/vnd.jupyter.widget-view+json"]).toMatchObject({ model_id: panel.id });
    later(100);
    bar.update(3);
    const { sent } = host.model("HTMLModel");
    expect((sent[0]!.data["state"] as { value: string }).value).toContain(" 3/10");
    host.model("ButtonModel").onMessage!({ method: "custom", content: { event: "click" } }, []);
    expect(onStop).toHaveBeenCalledOnce();
    bar.finish();
    expect(host.comms.every((comm) => comm.isClosed)).toBe(true);
    expect(host.page).toHaveLength(1);
    expect(Object.keys(host.page[0]!)).toEqual(["text/html", "text/plain"]);
  });

  it("shows nothing at verbose 0", () => {
    const host = useFakeHost();
    const bar = progress({ total: 10, verbose: 0 });
    bar.update(10);
    bar.endRound();
    bar.finish();
    expect(host.outputs).toEqual([]);
  });
});

describe("progress() in a terminal", () => {
  it("writes over the line of the running epoch, as Keras's verbose=1", () => {
    let text = "";
    const bar = new Progress(
      { total: 2, rounds: 2 },
      terminalView({ write: (part: string) => (text += part) }),
    );
    for (let epoch = 1; epoch <= 2; epoch++) {
      for (let step = 1; step <= 2; step++) {
        later(1000);
        bar.update(step, { loss: 0.5 });
      }
      bar.endRound({ loss: 0.25 });
    }
    bar.finish();
    expect(screenOf(text)).toEqual([
      "Epoch 1/2",
      "2/2 ━━━━━━━━━━━━━━━━━━━━ 2s 1s/step - loss: 0.2500",
      "Epoch 2/2",
      "2/2 ━━━━━━━━━━━━━━━━━━━━ 2s 1s/step - loss: 0.2500",
      "",
    ]);
  });
});

describe("progress() in a file", () => {
  it("writes a line an epoch, as Keras's verbose=2", () => {
    const lines: string[] = [];
    const bar = new Progress(
      { total: 469, rounds: 2, title: "fit" },
      linesView((line) => lines.push(line)),
    );
    for (let epoch = 1; epoch <= 2; epoch++) {
      bar.beginRound();
      later(1407);
      bar.update(469);
      bar.endRound({ accuracy: 0.9, val_loss: 0.1 });
    }
    bar.finish();
    expect(lines).toEqual([
      "fit",
      "Epoch 1/2",
      "469/469 - 1s - 3ms/step - accuracy: 0.9000 - val_loss: 0.1000",
      "Epoch 2/2",
      "469/469 - 1s - 3ms/step - accuracy: 0.9000 - val_loss: 0.1000",
    ]);
  });
});
