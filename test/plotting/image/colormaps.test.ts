import { describe, expect, it } from "vitest";
import { colormap, toHex } from "../../../src/plotting/image/colormaps.js";

describe("colormap()", () => {
  it("has Matplotlib's colours", () => {
    // matplotlib.colormaps["viridis"](0), (255); RdBu's ends; gray and Greys run opposite ways
    expect([toHex(colormap("viridis")[0]!), toHex(colormap("viridis")[255]!)]).toEqual([
      "#440154",
      "#fde725",
    ]);
    expect([toHex(colormap("RdBu")[0]!), toHex(colormap("RdBu")[255]!)]).toEqual(["#67001f", "#053061"]);
    expect([toHex(colormap("gray")[0]!), toHex(colormap("Greys")[0]!)]).toEqual(["#000000", "#ffffff"]);
    expect(toHex(colormap("Greys_r")[0]!)).toBe("#000000");
    expect(colormap("VIRIDIS")).toEqual(colormap("viridis"));
  });
});
