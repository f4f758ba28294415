// Malformed notebooks: `gradus run`, `strip` and `check` name file and fault in one line, leave the file alone, and do the others.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, vi } from "vitest";
import { checkCommand } from "../../src/notebook/check/checkCommand.js";
import { runCommand } from "../../src/notebook/runCommand.js";
import { stripCommand } from "../../src/notebook/stripCommand.js";
import { kinds, soundNotebook } from "./harness/malformedNotebooks.js";
import { probe } from "./harness/probe.js";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-malformed-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));

/** What a command writes, line by line, and its exit code. */
async function output(command: () => number | Promise<number>): Promise<{ lines: string[]; code: number }> {
  const lines: string[] = [];
  const keep = (text: unknown) => void lines.push(...String(text).split("\n"));
  const log = vi.spyOn(console, "log").mockImplementation(keep);
  const error = vi.spyOn(console, "error").mockImplementation(keep);
  try {
    return { code: await command(), lines };
  } finally {
    log.mockRestore();
    error.mockRestore();
  }
}

describe("malformed notebooks", () => {
  process.env["JUPYTER_PATH"] = fileURLToPath(new URL("../notebook/fixtures", import.meta.url));
  process.env["GITHUB_ACTIONS"] = "";

  probe(
    `malformed notebooks of ${String(kinds.length)} kinds, stripped and checked beside a sound one`,
    { room: "notebook", tries: kinds.length * 4 },
    async ({ random, index }) => {
      const kind = kinds[index % kinds.length]!;
      const bad = path.join(folder, "bad.ipynb");
      const good = path.join(folder, "good.ipynb");
      const bytes = kind.make(random);
      fs.writeFileSync(bad, bytes);
      fs.writeFileSync(good, soundNotebook(random));
      const strip = await output(() => stripCommand([bad, good], false));
      expect(strip.lines, kind.name).toEqual([
        expect.stringContaining(`Cannot read ${bad}: `),
        `stripped: ${good}`,
      ]);
      expect(strip.code).toBe(1);
      expect(fs.readFileSync(bad).equals(bytes)).toBe(true);
      const check = await output(() => checkCommand([bad, good]));
      expect(check.lines.filter((line) => line.startsWith(`${bad}: Cannot read ${bad}: `))).toHaveLength(1);
      expect(check.code).toBe(1);
    },
  );

  probe(
    "malformed notebooks of all kinds in one run, and a sound one last",
    { room: "notebook", tries: 1 },
    async ({ random }) => {
      const files = kinds.map((kind, i) => {
        const file = path.join(folder, "all", `${String(i)}.ipynb`);
        fs.mkdirSync(path.dirname(file), { recursive: true });
        fs.writeFileSync(file, kind.make(random));
        return file;
      });
      const good = path.join(folder, "all", "z.ipynb");
      fs.writeFileSync(good, soundNotebook(random));
      const out = path.join(folder, "out");
      const { lines, code } = await output(() => runCommand([...files, good], { out, jobs: "2" }));
      expect(code).toBe(1);
      for (const file of files)
        expect(lines.filter((line) => line.startsWith(`✗ Cannot read ${file}: `))).toHaveLength(1);
      expect(lines.filter((line) => line.startsWith(`✓ ${good} `))).toHaveLength(1);
      // A line a notebook, the summary, and where the report is.
      expect(lines).toHaveLength(files.length + 3);
      expect(fs.readdirSync(out).filter((name) => name.endsWith(".ipynb"))).toEqual(["z.ipynb"]);
    },
  );
});
