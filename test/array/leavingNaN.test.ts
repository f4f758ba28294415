// Statistics that leave NaN out say where nothing else is there; their values beside NumPy's are in numpyNames.test.ts.
import { afterEach, describe, expect, it, vi } from "vitest";
import { np } from "gradus";

describe("statistics of nothing but NaN", () => {
  afterEach(() => vi.restoreAllMocks());

  it.each(["nanmean", "nanvar", "nanstd", "nanmin", "nanmax", "nanmedian"] as const)("%s", (name) => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    expect(() => np[name]([NaN, NaN])).toThrow("elements must be at least 1 that is not NaN");
    const spread = name === "nanvar" || name === "nanstd";
    expect(String(np[name]([[NaN, 2], [NaN, 2]], 0))).toBe(spread ? "[nan  0.]" : "[nan  2.]"); // prettier-ignore
    expect(warn.mock.calls).toEqual([
      [`np.${name}: 1 of 2 lines along the axis hold no number but NaN; the result there is NaN`],
    ]);
    np[name]([[NaN, 2], [3, 4]], 0); // prettier-ignore
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it("fewer numbers than a variance takes, and quantiles", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    expect(() => np.nanvar([NaN, 1], undefined, { ddof: 1 })).toThrow("elements must be at least 2 that are");
    expect(np.nanstd([[NaN, 1], [5, 3]], 1, { ddof: 1 }).toArray()).toEqual([NaN, Math.SQRT2]); // prettier-ignore
    expect(np.nanpercentile([[NaN], [5]], 50, 1).toArray()).toEqual([NaN, 5]);
    expect(np.nanquantile([[NaN], [5]], [0, 1], 1).toArray()).toEqual([[NaN, 5], [NaN, 5]]); // prettier-ignore
    expect(warn.mock.calls.map(([text]) => (text as string).split(" ").slice(0, 10).join(" "))).toEqual([
      "np.nanstd: 1 of 2 lines along the axis hold fewer",
      "np.nanpercentile: 1 of 2 lines along the axis hold no",
      "np.nanquantile: 1 of 2 lines along the axis hold no",
    ]);
  });
});
