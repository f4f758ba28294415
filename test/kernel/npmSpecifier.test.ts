import { describe, expect, it } from "vitest";
import { foreignSpecifier, isWanted, readNpmSpecifier } from "../../src/kernel/npmSpecifier.js";

describe("readNpmSpecifier()", () => {
  it.each([
    ["npm:d3", { packageName: "d3", range: undefined, specifier: "d3" }],
    ["npm:d3@7", { packageName: "d3", range: "7", specifier: "d3" }],
    [
      "npm:@observablehq/plot@^0.6.1/dist/x.js",
      { packageName: "@observablehq/plot", range: "^0.6.1", specifier: "@observablehq/plot/dist/x.js" },
    ],
    ["npm:/preact@10/hooks", { packageName: "preact", range: "10", specifier: "preact/hooks" }],
    ["d3", undefined],
    ["npm:", undefined],
  ])("%s", (specifier, read) => {
    expect(readNpmSpecifier(specifier)).toEqual(read);
  });
});

describe("foreignSpecifier()", () => {
  it("says what to type for what Deno and browsers import", () => {
    expect(foreignSpecifier("jsr:@std/path@1/posix")).toMatch(
      /`npx jsr add @std\/path` .* import "@std\/path"$/,
    );
    expect(foreignSpecifier("https://esm.sh/d3")).toMatch(/%npm install NAME/);
    for (const own of ["d3", "npm:d3", "node:fs", "./a.js", "data:text/javascript,1"])
      expect(foreignSpecifier(own)).toBeUndefined();
  });
});

// What npm's semver says of the same pairs.
describe("isWanted()", () => {
  it.each([
    ["7.9.0", "7", true],
    ["6.7.0", "7", false],
    ["7.9.0", "7.8", false],
    ["7.9.0", "^7.8.5", true],
    ["7.8.4", "^7.8.5", false],
    ["8.0.0", "^7.8.5", false],
    ["0.6.2", "^0.6.1", true],
    ["0.7.0", "^0.6.1", false],
    ["1.2.9", "~1.2.3", true],
    ["1.3.0", "~1.2.3", false],
    ["1.3.0", "1.x", true],
    ["1.3.0", "latest", true],
  ])("%s for %s", (version, range, wanted) => {
    expect(isWanted(version, range)).toBe(wanted);
  });
});
