import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { findKernelSpec, kernelCommand, readSpec } from "../../src/notebook/kernelSpecs.js";

const home = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-specs-"));
afterAll(() => fs.rmSync(home, { recursive: true }));

function install(prefix: string, name: string, spec: object = { argv: ["x"] }): string {
  const folder = path.join(home, prefix, "kernels", name);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "kernel.json"), JSON.stringify({ display_name: prefix, ...spec }));
  return folder;
}

const project = path.join(home, "project", "notebooks");
fs.mkdirSync(project, { recursive: true });
fs.mkdirSync(path.join(home, "project", ".venv"));
fs.writeFileSync(path.join(home, "project", ".venv", "pyvenv.cfg"), "");
install("path", "a");
install("project/.venv/share/jupyter", "a");
install("project/.venv/share/jupyter", "b");
install("active/share/jupyter", "b");
install("active/share/jupyter", "c");
install("active/share/jupyter", "tslab");
install("user", "c");
install("user", "d");
const env = {
  JUPYTER_PATH: path.join(home, "path"),
  VIRTUAL_ENV: path.join(home, "active"),
  JUPYTER_DATA_DIR: path.join(home, "user"),
};

describe("findKernelSpec()", () => {
  it.each([
    ["a", "path"],
    ["b", "project/.venv/share/jupyter"],
    ["c", "active/share/jupyter"],
    ["d", "user"],
    ["D", "user"],
  ])("finds %s in %s", (name, place) => {
    expect(findKernelSpec(name, project, env).display_name).toBe(place);
  });

  it("prefers a tslab of the project, then our own, to whatever else the machine has", () => {
    const own = findKernelSpec("tslab", project, env);
    expect(own.display_name).toBe(
      fs.existsSync("dist/kernel/front/main.js") ? "TypeScript" : "active/share/jupyter",
    );
    install("project/.venv/share/jupyter", "tslab");
    expect(findKernelSpec("tslab", project, env).display_name).toBe("project/.venv/share/jupyter");
  });

  it.runIf(fs.existsSync("dist/kernel/front/main.js"))("finds our own where nothing is installed", () => {
    expect(findKernelSpec("gradus", project, env)).toMatchObject({ language: "typescript", resourceDir: "" });
    expect(findKernelSpec("jslab", project, env)).toMatchObject({ language: "javascript", resourceDir: "" });
  });

  it("takes no name of JavaScript's own for a kernel", () => {
    expect(() => findKernelSpec("constructor", project, env)).toThrow(/current value is "constructor"/);
  });

  it("names what there is, and the nearest, when there is no such kernel", () => {
    expect(() => findKernelSpec("tsalb", project, env)).toThrow(
      /kernel must be one of a, b, c, d, gradus, jslab,.*tslab, current value is "tsalb"; did you mean tslab\?$/,
    );
  });
});

describe("kernelCommand()", () => {
  it("fills in the blanks and starts the Python of the kernelspec's environment", () => {
    const folder = install("project/.venv/share/jupyter", "py", {
      argv: ["python3", "-f", "{connection_file}", "{resource_dir}"],
    });
    const spec = readSpec(folder);
    expect(kernelCommand(spec, "/c.json")).toEqual(["python3", "-f", "/c.json", folder]);
    const bin = process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"];
    const python = path.join(home, "project", ".venv", ...bin);
    fs.mkdirSync(path.dirname(python), { recursive: true });
    fs.writeFileSync(python, "");
    expect(kernelCommand(spec, "/c.json")[0]).toBe(python);
  });

  it("says what is wrong with a kernelspec", () => {
    const folder = install("user", "bad", { argv: "node" });
    expect(() => readSpec(folder)).toThrow(
      /kernel\.json: argv must be a list of words, current value is "node"$/,
    );
  });
});
