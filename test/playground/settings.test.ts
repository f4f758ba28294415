// Settings, and the link that carries them.
import { describe, expect, it } from "vitest";
import { readSettings, toLink } from "../../src/playground/settings.js";

describe("the settings", () => {
  it("go into a link and back", () => {
    const settings = readSettings({
      dataset: "spiral",
      hidden: [8, 8],
      learningRate: 0.03,
      optimizer: "adam",
    });
    expect(toLink(settings)).toBe("playground?dataset=spiral&hidden=8,8&learningRate=0.03&optimizer=adam");
    expect(readSettings(toLink(settings))).toEqual(settings);
    expect(readSettings(JSON.parse(JSON.stringify(settings)) as object)).toEqual(settings);
    expect(readSettings(toLink(readSettings({ hidden: [] }))).hidden).toEqual([]);
  });

  it("say what they take", () => {
    expect(() => readSettings({ dataset: "xorr" as never })).toThrow('did you mean "xor"?');
    expect(() => readSettings({ hidden: [0] })).toThrow(
      "Cannot set up the playground: hidden[0] must be an integer from 1 to 16, current value is 0",
    );
    expect(() => readSettings({ hidden: [1, 1, 1, 1, 1] })).toThrow("hidden must be at most four layers");
    expect(() => readSettings("playground?rate=3")).toThrow(
      "Cannot set up the playground: setting must be one of dataset,",
    );
  });
});
