// The built command line as a shell sees it: exit codes, and what goes to which stream.
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { describe, expect, it } from "vitest";

const cli = path.resolve(import.meta.dirname, "../dist/cli.js");

/** Runs `gradus`; `reader` false: nobody reads its output. */
async function gradus(args: string[], { reader = true } = {}) {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let [out, err] = ["", ""];
  child.stdout.on("data", (text) => (out += String(text)));
  child.stderr.on("data", (text) => (err += String(text)));
  if (!reader) child.stdout.destroy();
  const [code] = (await once(child, "close")) as [number];
  return { code, out, err };
}

describe("gradus", () => {
  it("helps with every command", async () => {
    const { code, out } = await gradus(["--help"]);
    expect(code).toBe(0);
    const names = [...out.matchAll(/^ {2}([a-z-]+) /gm)].map(([, name]) => name!);
    expect(names.sort().join(" ")).toBe(
      "check help install kernel lsp run site strip tfjs-node uninstall worker",
    );
    for (const name of names) expect((await gradus([name, "--help"])).code, name).toBe(0);
  });

  it("says what is wrong with a command line, and ends with 2", async () => {
    for (const args of [["bogus"], ["run", "--bogus"]]) {
      const { code, out, err } = await gradus(args);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toMatch(/^error: unknown (command|option) .*bogus/);
    }
  });

  it("does not start building TensorFlow's library for a version that is none", async () => {
    const { code, err } = await gradus(["tfjs-node", "latest"]);
    expect(code).toBe(2);
    expect(err).toContain('version must be TensorFlow\'s, as 2.14.1, current value is "latest"');
  });

  it("ends quietly when its reader has seen enough", async () => {
    expect(await gradus(["--help"], { reader: false })).toEqual({ code: 141, out: "", err: "" });
  });
});
