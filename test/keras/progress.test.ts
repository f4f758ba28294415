import { layers, Sequential } from "gradus";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { removeHost, useFakeHost } from "../display/fakeHost.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});

afterEach(() => {
  vi.useRealTimers();
  removeHost();
});

function line() {
  const model = new Sequential([layers.dense({ units: 1, inputShape: [1] })]);
  model.compile({ loss: "mse", optimizer: "sgd" });
  return model;
}

describe("the bar of a training", () => {
  it("is full before validation begins, and ends with the validation's numbers", async () => {
    const host = useFakeHost();
    const shown = () => String(host.outputs.at(-1)?.bundle["text/plain"]);
    const before: string[] = [];
    function* train() {
      for (let batch = 1; batch <= 5; batch++) {
        if (batch < 5) vi.advanceTimersByTime(60); // the last batch comes too soon to be drawn by itself
        yield [[[batch]], [[1]]] as const;
      }
    }
    function* validate() {
      before.push(shown());
      yield [[[1]], [[1]]] as const;
    }
    await line().fit(train, { epochs: 2, validationData: validate, stepsPerEpoch: 5, verbose: 1 });
    expect(before).toHaveLength(2);
    expect(before[0]).toMatch(/Epoch 1\/2 {2}5\/5 ━{20} .* - loss: \S+$/);
    expect(before[1]).toMatch(/Epoch 2\/2 {2}5\/5 ━{20} .* - loss: \S+$/);
    expect(shown()).toMatch(/Epoch 2\/2 {2}5\/5 ━{20} .* - loss: \S+ - val_loss: \S+$/);
  });

  it("counts the batches of a stream whose length is not known", async () => {
    const host = useFakeHost();
    function* train() {
      for (let batch = 1; batch <= 5; batch++) yield [[[batch]], [[1]]] as const;
    }
    await line().fit(train, { epochs: 1, verbose: 1 });
    expect(host.outputs.at(-1)!.bundle["text/plain"]).toContain("5/5 ━━━━━━━━━━━━━━━━━━━━");
  });
});
