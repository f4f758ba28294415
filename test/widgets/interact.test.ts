// A function with controls for its arguments.
import { afterEach, beforeEach, describe, expect, expectTypeOf, it, vi } from "vitest";
import { display, interact, plt, widgets } from "../../src/index.js";
import { type FakeHost, removeHost, useFakeHost } from "../display/fakeHost.js";

let host: FakeHost;

beforeEach(() => {
  host = useFakeHost();
});

afterEach(removeHost);

describe("interact()", () => {
  it("makes a control of each abbreviation and runs with their values", () => {
    const run = vi.fn();
    const { values } = interact(run, {
      units: [1, 9],
      learningRate: [0.001, 1],
      share: [0, 1],
      zoom: [0.4, 1.4],
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
      zoom: 0.9, // not 0.8999999999999999
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
      "image/svg+xml",
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
