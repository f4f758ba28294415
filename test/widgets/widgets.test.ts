// Each control: the state that the front end asks for, and what is its own.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { display, widgets } from "../../src/index.js";
import { type FakeHost, removeHost, useFakeHost } from "../display/fakeHost.js";

let host: FakeHost;

beforeEach(() => {
  host = useFakeHost();
});

afterEach(removeHost);

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

  it("refuses options that it does not know, and says which are near", () => {
    expect(() => widgets.intSlider({ continuous_update: false } as never)).toThrow(
      /^Cannot make IntSlider: an option must be one of .*, current value is "continuous_update"; write continuousUpdate$/,
    );
    expect(() => widgets.checkbox(true as never)).toThrow("options must be an object { value,");
    expect(() => widgets.dropdown(undefined as never)).toThrow(
      "Cannot make Dropdown: options must be a list",
    );
    expect(() => widgets.floatSlider({ value: NaN })).toThrow("value must be a number from 0 to 10");
    expect(() => widgets.intSlider({ max: NaN })).toThrow("min must be <= max (NaN)");
    const slider = widgets.floatSlider();
    expect(() => (slider.value = NaN)).toThrow("value must be a number from 0 to 10");
    expect(slider.value).toBe(0);
    expect(() => widgets.dropdown({} as never)).toThrow(
      "Cannot make Dropdown: options must be a list of values",
    );
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

describe("the room for a description", () => {
  it("is the page's, or what is given", () => {
    display(widgets.intSlider({ description: "a" }));
    expect(host.model("SliderStyleModel").opened.state).not.toHaveProperty("description_width");
    display(widgets.dropdown({ options: [1], description: "regularisation", descriptionWidth: "initial" }));
    const { state } = host.model("DescriptionStyleModel").opened;
    expect(state).toMatchObject({ description_width: "initial" });
  });
});
