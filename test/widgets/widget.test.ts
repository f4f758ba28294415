// What all widgets share: models and views, values both ways, still pictures, reloads.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { display, widgets } from "../../src/index.js";
import { type FakeHost, removeHost, useFakeHost } from "../display/fakeHost.js";

const viewMime = "application/vnd.jupyter.widget-view+json";

let host: FakeHost;

beforeEach(() => {
  host = useFakeHost();
});

afterEach(() => {
  removeHost();
  vi.useRealTimers();
});

describe("a widget", () => {
  it("opens its layout and style before itself, and shows its view, a PNG and words", () => {
    const slider = widgets.intSlider({ min: 0, max: 10, value: 3, description: "은닉 유닛" });
    display(slider);
    expect(host.comms.map((comm) => comm.opened.state!["_model_name"])).toEqual([
      "LayoutModel",
      "SliderStyleModel",
      "IntSliderModel",
    ]);
    const { opened, metadata, id } = host.model("IntSliderModel");
    expect(metadata).toEqual({ version: "2.1.0" });
    expect(opened.state).toMatchObject({
      _model_module: "@jupyter-widgets/controls",
      _model_module_version: "2.0.0",
      _view_module: "@jupyter-widgets/controls",
      _view_name: "IntSliderView",
      value: 3,
      layout: `IPY_MODEL_${host.comms[0]!.id}`,
      style: `IPY_MODEL_${host.comms[1]!.id}`,
    });
    const bundle = host.outputs[0]!.bundle;
    expect(bundle[viewMime]).toEqual({ version_major: 2, version_minor: 0, model_id: id });
    expect(String(bundle["image/png"]).slice(0, 8)).toBe("iVBORw0K");
    expect(bundle["text/plain"]).toBe("은닉 유닛 ────●──────── 3");
  });

  it("hears the front end and tells its observers the new and the old value", () => {
    const slider = widgets.floatSlider({ min: 0, max: 1, value: 0.5 });
    const seen: number[][] = [];
    const end = slider.observe((value, before) => seen.push([value, before]));
    display(slider);
    const comm = host.model("FloatSliderModel");
    comm.onMessage!({ method: "update", state: { value: 0.25 }, buffer_paths: [] }, []);
    expect(slider.value).toBe(0.25);
    end();
    comm.onMessage!({ method: "update", state: { value: 0.75 }, buffer_paths: [] }, []);
    expect(seen).toEqual([[0.25, 0.5]]);
    expect(comm.sent).toEqual([]); // no echo
  });

  it("sends values set in code, once", () => {
    const slider = widgets.intSlider({ max: 10 });
    display(slider);
    slider.value = 7;
    slider.value = 7;
    slider.value = 99;
    const { sent } = host.model("IntSliderModel");
    expect(sent.map(({ data }) => data)).toEqual([
      { method: "update", state: { value: 7 }, buffer_paths: [] },
      { method: "update", state: { value: 10 }, buffer_paths: [] },
    ]);
  });

  it("refreshes the stored picture and words when it has been quiet for a while", () => {
    vi.useFakeTimers();
    const slider = widgets.intSlider({ max: 10 });
    slider.show();
    host.model("IntSliderModel").onMessage!({ method: "update", state: { value: 5 } }, []);
    expect(host.outputs).toHaveLength(1);
    vi.advanceTimersByTime(3000);
    expect(host.outputs).toHaveLength(2);
    expect(host.outputs[1]).toMatchObject({ isUpdate: true, bundle: { "text/plain": "──────●────── 5" } });
  });

  it("survives a reload of the page: the new page gets every state", () => {
    const picture = widgets.image({ value: Uint8Array.of(1, 2, 3) });
    display(widgets.vBox([widgets.intSlider({ value: 4 }), picture]));
    const control = host.openComm("jupyter.widget.control", {}) as ReturnType<FakeHost["model"]>;
    host.targets.get("jupyter.widget.control")!(control, {});
    control.onMessage!({ method: "request_states" }, []);
    const { data, buffers } = control.sent[0]!;
    expect(data["method"]).toBe("update_states");
    const states = data["states"] as Record<string, { model_name: string; state: Record<string, unknown> }>;
    const slider = Object.values(states).find(
      ({ state, model_name }) => model_name === "IntSliderModel" && state["value"] === 4,
    );
    expect(slider).toMatchObject({
      model_module: "@jupyter-widgets/controls",
      model_module_version: "2.0.0",
    });
    const id = host.model("ImageModel").id;
    const index = (data["buffer_paths"] as unknown[][]).findIndex((path) => path[0] === id);
    expect((data["buffer_paths"] as unknown[][])[index]).toEqual([id, "state", "value"]);
    expect(buffers[index]).toEqual(Uint8Array.of(1, 2, 3));
    expect(states[id]!.state).not.toHaveProperty("value");
  });

  it("closes its models", () => {
    const box = widgets.hBox([widgets.button({ description: "go" })]);
    display(box);
    box.close();
    expect(host.comms.every((comm) => comm.isClosed)).toBe(true);
  });

  it("works as a plain value without a notebook", () => {
    removeHost();
    const slider = widgets.intSlider({ max: 4, value: 2, description: "n" });
    slider.value = 3;
    expect(slider.value).toBe(3);
    expect(String(slider)).toBe("n ─────────●─── 3");
  });
});
