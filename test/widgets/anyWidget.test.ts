// A widget that brings its own code.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { display, widgets } from "../../src/index.js";
import { type FakeHost, removeHost, useFakeHost } from "../display/fakeHost.js";

let host: FakeHost;

beforeEach(() => {
  host = useFakeHost();
});

afterEach(removeHost);

describe("an anywidget", () => {
  it("carries its code and keys, and talks both ways", () => {
    const counter = new widgets.AnyWidget({ esm: "export default {}", state: { count: 1 } });
    const seen: number[] = [];
    counter.on("count", (count) => seen.push(count));
    display(counter);
    const comm = host.model("AnyModel");
    expect(comm.opened.state).toMatchObject({
      _model_module: "anywidget",
      _model_module_version: ">=0.9.0",
      _view_name: "AnyView",
      _esm: "export default {}",
      count: 1,
    });
    comm.onMessage!({ method: "update", state: { count: 2 } }, []);
    counter.set({ count: 3 });
    expect(seen).toEqual([2, 3]);
    expect(comm.sent[0]!.data).toMatchObject({ state: { count: 3 } });
  });
});
