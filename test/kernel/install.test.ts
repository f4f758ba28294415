// Kernelspecs as Jupyter reads them, and the command line around them.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Command } from "commander";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { addKernelCommands } from "../../src/kernel/commands.js";
import { kernelsUnder } from "../../src/jupyter/kernelFolders.js";
import { installKernel, uninstallKernel } from "../../src/kernel/install.js";
import { installLabExtension, uninstallLabExtension } from "../../src/kernel/labExtension.js";

let folder: string;
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "install-"))));
afterEach(() => fs.rmSync(folder, { recursive: true }));

const readSpec = (directory: string) =>
  JSON.parse(fs.readFileSync(path.join(directory, "kernel.json"), "utf8"));

describe("JupyterLab's extension", () => {
  it("lies where JupyterLab looks, and stays as long as one of our kernels does", () => {
    const kernels = kernelsUnder(folder);
    const extension = installLabExtension(kernels);
    expect(extension).toBe(path.join(folder, "share", "jupyter", "labextensions", "gradus-lab"));
    const { jupyterlab } = JSON.parse(fs.readFileSync(path.join(extension, "package.json"), "utf8"));
    expect(fs.existsSync(path.join(extension, jupyterlab._build.load))).toBe(true);
    expect(fs.existsSync(path.join(extension, "schemas", "gradus-lab", "types.json"))).toBe(true);
    for (const name of ["one", "two"]) installKernel({ directory: kernels, name });
    uninstallKernel({ directory: kernels, name: "one" });
    expect(uninstallLabExtension(kernels)).toBeUndefined();
    uninstallKernel({ directory: kernels, name: "two" });
    expect(uninstallLabExtension(kernels)).toBe(extension);
    expect(fs.existsSync(extension)).toBe(false);
  });
});

describe("installKernel()", () => {
  it.each([
    ["typescript", "tslab", "TypeScript"],
    ["javascript", "jslab", "JavaScript"],
  ] as const)("writes what Jupyter needs for %s", (language, name, displayName) => {
    const installed = installKernel({ directory: kernelsUnder(folder), name, language });
    expect(installed).toEqual({ name, directory: path.join(kernelsUnder(folder), name), updated: false });
    const spec = readSpec(installed.directory);
    expect(spec).toMatchObject({ display_name: displayName, language, interrupt_mode: "message" });
    expect(spec).toMatchObject({
      kernel_protocol_version: "5.5",
      metadata: { supported_encryption: ["curve"] },
    });
    expect(spec.argv).toContain("{connection_file}");
    expect(path.isAbsolute(spec.argv[1])).toBe(true);
    expect(spec.argv[1]).toMatch(/dist.kernel.front.main\.js$/);
    expect(fs.readdirSync(installed.directory).sort()).toEqual([
      "kernel.json",
      "logo-32x32.png",
      "logo-64x64.png",
      "logo-svg.svg",
    ]);
    const png = fs.readFileSync(path.join(installed.directory, "logo-64x64.png"));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([64, 64]);
    expect(installKernel({ directory: kernelsUnder(folder), name, language }).updated).toBe(true);
  });

  it("leaves another program's kernel alone unless told to replace it", () => {
    const stock = path.join(kernelsUnder(folder), "tslab");
    fs.mkdirSync(stock, { recursive: true });
    fs.writeFileSync(path.join(stock, "kernel.json"), '{ "argv": ["tslab", "kernel"] }');
    expect(() => installKernel({ directory: kernelsUnder(folder), name: "tslab" })).toThrow(
      /belongs to another kernel; choose another --name/,
    );
    expect(() => uninstallKernel({ directory: kernelsUnder(folder), name: "tslab" })).toThrow(
      /belongs to another kernel/,
    );
    expect(readSpec(stock).argv).toEqual(["tslab", "kernel"]);
    installKernel({ directory: kernelsUnder(folder), name: "tslab", replace: true });
    expect(readSpec(stock).language).toBe("typescript");
  });

  it("finishes what was left half-written", () => {
    const { directory } = installKernel({ directory: kernelsUnder(folder), name: "tslab" });
    fs.rmSync(path.join(directory, "kernel.json"));
    expect(installKernel({ directory: kernelsUnder(folder), name: "tslab" }).directory).toBe(directory);
    expect(readSpec(directory).language).toBe("typescript");
  });

  it.each(["../up", "a/b", "", "..", "a b"])("refuses the name %j", (name) => {
    expect(() => installKernel({ directory: folder, name })).toThrow(/name must be of letters/);
  });

  it("is undone by uninstallKernel()", () => {
    const { directory } = installKernel({ directory: folder, name: "mine" });
    expect(uninstallKernel({ directory: folder, name: "mine" })).toBe(directory);
    expect(fs.readdirSync(folder)).toEqual([]);
    expect(uninstallKernel({ directory: folder, name: "mine" })).toBeUndefined();
  });
});

describe("gradus install", () => {
  async function gradus(...words: string[]): Promise<{ out: string; code: number }> {
    const program = new Command("gradus").exitOverride();
    addKernelCommands(program);
    let out = "";
    const log = vi.spyOn(console, "log").mockImplementation((text) => (out += `${String(text)}\n`));
    const error = vi.spyOn(console, "error").mockImplementation((text) => (out += `${String(text)}\n`));
    process.exitCode = 0;
    try {
      await program.parseAsync(["node", "gradus", ...words]);
      return { out, code: Number(process.exitCode) };
    } finally {
      process.exitCode = 0;
      log.mockRestore();
      error.mockRestore();
    }
  }

  it("installs under the name gradus, says where and how to undo it; the undo works", async () => {
    const { out, code } = await gradus("install", "--prefix", folder);
    expect(code).toBe(0);
    expect(out).toContain(path.join(kernelsUnder(folder), "gradus"));
    const undo = /Undo: gradus (.*)/.exec(out)![1]!;
    expect(undo).toBe(`uninstall --prefix ${folder}`);
    expect(await gradus(...undo.split(" "))).toMatchObject({ code: 0 });
    expect(fs.readdirSync(kernelsUnder(folder))).toEqual([]);
  });

  it("brings JupyterLab's extension, unless told not to; uninstall takes it away", async () => {
    const extension = path.join(folder, "share", "jupyter", "labextensions", "gradus-lab");
    const without = await gradus("install", "--prefix", folder, "--no-lab-extension");
    expect(without.out).not.toContain("extension");
    expect(fs.existsSync(extension)).toBe(false);

    const { out } = await gradus("install", "--prefix", folder);
    expect(out).toContain(`JupyterLab's extension is in ${extension}`);
    expect(fs.existsSync(path.join(extension, "package.json"))).toBe(true);

    const removed = await gradus("uninstall", "--prefix", folder);
    expect(removed.out).toContain(`Removed JupyterLab's extension: ${extension}`);
    expect(fs.existsSync(extension)).toBe(false);
  });

  it("takes a name and a language", async () => {
    await gradus("install", "--prefix", folder, "--name", "js", "--language", "javascript");
    expect(readSpec(path.join(kernelsUnder(folder), "js")).display_name).toBe("JavaScript (Gradus)");
  });

  const python = spawnSync("python3", ["-c", "import sys; print(sys.base_prefix)"], { encoding: "utf8" });
  it.skipIf(python.status !== 0 || process.platform === "win32")(
    "takes --sys-prefix only where an environment is active",
    async () => {
      vi.stubEnv("CONDA_PREFIX", undefined);
      vi.stubEnv("PATH", path.join(python.stdout.trim(), "bin"));
      const { out, code } = await gradus("install", "--sys-prefix");
      expect(out).toMatch(/none is active, python3 is the machine's own .*--python, or type --user\n$/);
      expect(code).toBe(2);
      const venv = path.join(folder, "venv");
      spawnSync("python3", ["-m", "venv", "--without-pip", venv]);
      vi.stubEnv("PATH", path.join(venv, "bin"));
      expect(await gradus("install", "--sys-prefix")).toMatchObject({ code: 0 });
      expect(fs.readdirSync(kernelsUnder(fs.realpathSync(venv)))).toEqual(["gradus"]);
      vi.unstubAllEnvs();
    },
  );

  it.each([
    [["install", "--user", "--prefix", "x"], 2, /one of --user/],
    [["install", "--prefix", "x", "--language", "perl"], 2, /--language must be/],
    [["install", "--python", "/no/such/python"], 2, /does not run/],
    [["install", "--prefix", "/tmp", "--name", "a/b"], 1, /name must be/],
    [["uninstall", "--prefix", "/nowhere/at/all"], 1, /is not installed/],
  ])("%j ends with code %i", async (words, code, message) => {
    const result = await gradus(...words);
    expect(result.code).toBe(code);
    expect(result.out).toMatch(message);
  });
});
