import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { kernelsUnder, userKernels } from "../../src/jupyter/kernelFolders.js";

describe("kernelsUnder()", () => {
  it("is share/jupyter/kernels of an environment, as an absolute path", () => {
    expect(kernelsUnder("env")).toBe(path.resolve("env", "share", "jupyter", "kernels"));
  });
});

describe("userKernels()", () => {
  it("is where Jupyter looks", () => {
    expect(userKernels({ JUPYTER_DATA_DIR: "/d" })).toBe(path.join("/d", "kernels"));
  });

  it.runIf(process.platform === "linux")("follows XDG_DATA_HOME, then HOME", () => {
    expect(userKernels({ XDG_DATA_HOME: "/x", HOME: "/h" })).toBe("/x/jupyter/kernels");
    expect(userKernels({ HOME: "/h" })).toBe("/h/.local/share/jupyter/kernels");
    expect(userKernels({})).toBe(path.join(os.homedir(), ".local/share/jupyter/kernels"));
  });
});
