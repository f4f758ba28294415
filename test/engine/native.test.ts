// The optional native tier, where OpenBLAS is installed (PyPI's scipy-openblas32 in .venv).
import { describe, expect, it } from "vitest";
import { findOpenblas } from "../../src/openblas.js";
import { expectSameTraining } from "./nativeTraining.js";

describe.skipIf(findOpenblas() === undefined)("OpenBLAS", () => {
  it("gives the results of WebAssembly, and the same bits with 1, 2 and 3 threads", expectSameTraining);
});

describe("findOpenblas", () => {
  it("can be told not to look", () => {
    const before = process.env.GRADUS_OPENBLAS;
    process.env.GRADUS_OPENBLAS = "off";
    expect(findOpenblas()).toBeUndefined();
    if (before === undefined) delete process.env.GRADUS_OPENBLAS;
    else process.env.GRADUS_OPENBLAS = before;
  });
});
