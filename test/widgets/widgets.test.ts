import { afterEach, beforeEach, describe, expect, expectTypeOf, it, vi } from "vitest";
import { display, interact, plt, widgets } from "../../src/index.js";
import { type FakeHost, removeHost, useFakeHost } from "../display/fakeHost.js";

let host: FakeHost;

beforeEach(() => {
  host = useFakeHost();
});

afterEach(() => {
  removeHost();
  vi.useRealTimers();
});

const viewMime = "application/vnd.jupyter.widget-view+json";

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

describe("each control", () => {
  it("has the state the front end's version 2.0.0 asks for", () => {
    const all = [
      widgets.floatLogSlider({ min: -3, max: 0, value: 0.1, description: "η" }),
      widgets.dropdown({ options: ["xor", "circle"] }),
      widgets.toggleButtons({ options: { SGD: 1, Adam: 2 }, value: 2 }),
      widgets.checkbox({ value: true, description: "noise" }),
      widgets.text({ value: "hi" }),
      widgets.html({ value: "<b>x</b>" }),
      widgets.intProgress({ value: 50 }),
      widgets.play({ max: 10 }),
      widgets.output(),
      widgets.button({ description: "Stop", icon: "stop" }),
    ];
    display(widgets.tab({ first: widgets.vBox(all), second: widgets.html() }));
    const views = Object.fromEntries(
      host.comms.map(({ opened }) => [opened.state!["_model_name"], opened.state!["_view_name"]]),
    );
    expect(views).toMatchObject({
      FloatLogSliderModel: "FloatLogSliderView",
      DropdownModel: "DropdownView",
      ToggleButtonsModel: "ToggleButtonsView",
      CheckboxModel: "CheckboxView",
      TextModel: "TextView",
      HTMLModel: "HTMLView",
      IntProgressModel: "ProgressView",
      PlayModel: "PlayView",
      OutputModel: "OutputView",
      ButtonModel: "ButtonView",
      VBoxModel: "VBoxView",
      TabModel: "TabView",
      ToggleButtonsStyleModel: "StyleView",
      DescriptionStyleModel: "StyleView",
      CheckboxStyleModel: "StyleView",
      TextStyleModel: "StyleView",
      HTMLStyleModel: "StyleView",
      ProgressStyleModel: "StyleView",
    });
    expect(host.model("ToggleButtonsModel").opened.state).toMatchObject({
      _options_labels: ["SGD", "Adam"],
      index: 1,
    });
    expect(host.model("OutputModel").opened.state).toMatchObject({
      _model_module_version: "1.0.0",
      outputs: [],
      msg_id: "",
    });
    expect(host.page[0]!["text/plain"]).toContain("[first] | second\nη ────────●──── 0.1");
  });

  it("answers a click", () => {
    const button = widgets.button({ description: "go" });
    const go = vi.fn();
    button.onClick(go);
    display(button);
    host.model("ButtonModel").onMessage!({ method: "custom", content: { event: "click" } }, []);
    expect(go).toHaveBeenCalledOnce();
  });

  it("gives values, not places, of a choice", () => {
    const menu = widgets.dropdown({ options: { slow: 0.01, fast: 1 } });
    display(menu);
    host.model("DropdownModel").onMessage!({ method: "update", state: { index: 1 } }, []);
    expect(menu.value).toBe(1);
    expect(() => (menu.value = 5)).toThrow(
      "Cannot choose: value must be one of slow, fast, current value is 5",
    );
  });

  it("puts outputs into an Output", () => {
    const output = widgets.output();
    display(output);
    output.put("one", { "text/html": "<b>two</b>" });
    expect(host.model("OutputModel").sent[0]!.data["state"]).toEqual({
      outputs: [
        { output_type: "display_data", data: { "text/plain": "one" }, metadata: {} },
        { output_type: "display_data", data: { "text/html": "<b>two</b>" }, metadata: {} },
      ],
    });
  });
});

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

describe("the room for a description", () => {
  it("is the page's, or what is given", () => {
    display(widgets.intSlider({ description: "a" }));
    expect(host.model("SliderStyleModel").opened.state).not.toHaveProperty("description_width");
    display(widgets.dropdown({ options: [1], description: "regularisation", descriptionWidth: "initial" }));
    const { state } = host.model("DescriptionStyleModel").opened;
    expect(state).toMatchObject({ description_width: "initial" });
  });
});

describe("interact()", () => {
  it("makes a control of each abbreviation and runs with their values", () => {
    const run = vi.fn();
    const { values } = interact(run, {
      units: [1, 9],
      learningRate: [0.001, 1],
      share: [0, 1],
      noisy: true,
      name: "a",
      kind: ["xor", "circle"],
      size: { small: 1, large: 10 },
      count: 10,
    });
    expect(run).toHaveBeenCalledExactlyOnceWith({
      units: 5,
      learningRate: expect.closeTo(10 ** -1.5, 6),
      share: 0.5,
      noisy: true,
      name: "a",
      kind: "xor",
      size: 1,
      count: 10,
    });
    expect(values.kind).toBe("xor");
  });

  it("takes widgets as they are, with their types, names those without a description and follows them", () => {
    const units = widgets.intSlider({ min: 1, max: 8, value: 4, description: "은닉 유닛" });
    const rate = new widgets.FloatLogSlider({ min: -3, max: 0, value: 0.1 });
    const kind = widgets.dropdown({ options: ["xor", "circle"] as const });
    const isNoisy = new widgets.Checkbox();
    const seen: { units: number; rate: number; kind: "xor" | "circle"; isNoisy: boolean; count: number }[] =
      [];
    const { values, widgets: made } = interact((all) => void seen.push(all), {
      ...{ units, rate, kind, isNoisy },
      count: [1, 9],
    });
    expectTypeOf(values.kind).toEqualTypeOf<"xor" | "circle">();
    expectTypeOf(values.units).toEqualTypeOf<number>();
    expectTypeOf(values.isNoisy).toEqualTypeOf<boolean>();
    expect(made.units).toBe(units);
    units.value = 7;
    host.model("DropdownModel").onMessage!({ method: "update", state: { index: 1 } }, []);
    const first = { units: 4, rate: 0.1, kind: "xor", isNoisy: false, count: 5 };
    expect(seen).toEqual([first, { ...first, units: 7 }, { ...first, units: 7, kind: "circle" }]);
    const descriptions = [units, rate, kind, isNoisy].map(
      (one) => one.text().match(/(은닉 유닛|rate|kind|isNoisy)/)?.[0],
    );
    expect(descriptions).toEqual(["은닉 유닛", "rate", "kind", "isNoisy"]);
  });

  it("replaces what the last run returned, showed and printed", () => {
    interact(
      ({ a }) => {
        console.log("a is", a);
        display(`shown ${String(a)}`);
        return a * 2;
      },
      { a: [0, 10] },
    );
    expect(host.page.slice(1).map((bundle) => bundle["text/plain"])).toEqual(["a is 5", "shown 5", "10"]);
    host.model("IntSliderModel").onMessage!({ method: "update", state: { value: 7 } }, []);
    expect(host.page.slice(1).map((bundle) => bundle["text/plain"])).toEqual(["a is 7", "shown 7", "14"]);
  });

  it("draws plots of pyplot in place", () => {
    interact(
      ({ a }) => {
        plt.plot([0, a]);
        return plt.show();
      },
      { a: [0, 10] },
    );
    const slider = host.model("IntSliderModel");
    slider.onMessage!({ method: "update", state: { value: 9 } }, []);
    expect(host.page).toHaveLength(2);
    expect(host.page[1]!["text/plain"]).toContain("y 0 … 9");
    expect(Object.keys(host.page[1]!)).toEqual([
      "application/vnd.vegalite.v5+json",
      "image/png",
      "text/plain",
    ]);
  });

  it("shows an error in place of the picture and recovers", () => {
    interact(
      ({ a }) => {
        if (a === 5) throw new RangeError("not five");
        return a;
      },
      { a: [0, 10] },
    );
    expect(host.page[1]!["text/plain"]).toBe("RangeError: not five");
    host.model("IntSliderModel").onMessage!({ method: "update", state: { value: 6 } }, []);
    expect(host.page[1]!["text/plain"]).toBe("6");
  });

  it("runs an async function once more for all changes that came while it ran", async () => {
    const seen: number[] = [];
    interact(
      async ({ a }) => {
        seen.push(a);
        await new Promise((resolve) => setTimeout(resolve, 5));
        return a;
      },
      { a: [0, 10] },
    );
    const slider = host.model("IntSliderModel");
    for (const value of [1, 2, 3]) slider.onMessage!({ method: "update", state: { value } }, []);
    await vi.waitFor(() => {
      // on a slow machine a widget of an earlier test may renew its picture here too
      expect(host.page.map((bundle) => bundle["text/plain"])).toContain("3");
    });
    expect(seen).toEqual([5, 3]);
  });

  it("says what it takes", () => {
    expect(() => interact(() => 0, { a: [] as never })).toThrow(
      "Cannot make a control: a must be [min, max], a number, true or false, text, a list of words, values by name or a widget, current value is []",
    );
  });
});
