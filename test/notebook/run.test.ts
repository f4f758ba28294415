import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { KernelStartError } from "../../src/notebook/errors.js";
import { formatNotebook, type CodeCell, type Notebook } from "../../src/notebook/nbformat.js";
import { readNotebook } from "../../src/notebook/notebookFiles.js";
import { commonFolder, countClaims, runNotebooks } from "../../src/notebook/run.js";
import { isAlive, notebookOf } from "./tinyKernel.js";

const here = fileURLToPath(new URL("./fixtures", import.meta.url));
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-run-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const env = { ...process.env, JUPYTER_PATH: here, GITHUB_ACTIONS: "" };
process.env["JUPYTER_PATH"] = here;

function save(name: string, notebook: Notebook): string {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, formatNotebook(notebook));
  return file;
}

const good = notebookOf("await print('✓ one\\nnot ✓ this\\n✓ two\\n')", "return process.cwd()");
const bad = notebookOf(
  "await print('✓ one\\n')",
  "1;\nthrow new Error('broken')",
  "await print('✓ three\\n')",
);

/** The command line in a process of its own, as a user types it. */
const command = (...args: string[]): string[] => [
  "--import",
  "tsx",
  fileURLToPath(new URL("./fixtures/cli.ts", import.meta.url)),
  ...args,
];
async function cli(args: string[], extra = {}): Promise<{ code: number; out: string; err: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, command(...args), {
      env: { ...env, ...extra },
    });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

describe("runNotebooks()", () => {
  it("counts cells and claims, runs each in its own folder, and goes on after a failure", async () => {
    const files = [save("a/bad.ipynb", bad), save("b/good.ipynb", good)];
    const told: string[] = [];
    const results = await runNotebooks(files, { jobs: 2, onResult: ({ file }) => void told.push(file) });
    expect(results.map(({ claims, cells, error }) => [claims, cells.length, error?.message])).toEqual([
      [1, 2, "Cell 2 raised Error: broken"],
      [2, 2, undefined],
    ]);
    expect(told.sort()).toEqual(files);
    expect(JSON.stringify(results[1]!.notebook!.cells[1])).toContain(fs.realpathSync(path.join(folder, "b")));
  });

  it("starts the longest first, and gives results in the order of the files", async () => {
    const files = [2, 60, undefined, 10].map((seconds, i) =>
      save(`order/${String(i)}.ipynb`, {
        ...good,
        metadata: { ...good.metadata, ...(seconds === undefined ? {} : { gradus: { seconds } }) },
      }),
    );
    const told: string[] = [];
    const results = await runNotebooks(files, { jobs: 1, onResult: ({ file }) => void told.push(file) });
    expect(told).toEqual([2, 1, 3, 0].map((i) => files[i]));
    expect(results.map(({ file }) => file)).toEqual(files);
  });

  it("goes on when a notebook has no kernel", async () => {
    const nameless = { name: "no-such-kernel", display_name: "" };
    const files = [
      save("k/none.ipynb", { ...good, metadata: { kernelspec: nameless } }),
      save("k/good.ipynb", good),
    ];
    const [none, other] = await runNotebooks(files, { jobs: 1 });
    expect(none!.error).toBeInstanceOf(KernelStartError);
    expect(none!.error!.message).toMatch(/kernel must be one of .*current value is "no-such-kernel"/);
    expect(other!.error).toBeUndefined();
  });

  it("takes nothing of an earlier run for its own", async () => {
    const stored = structuredClone(notebookOf("throw new Error('no')", "1", ["1", "skip-execution"]));
    for (const cell of stored.cells as CodeCell[]) {
      cell.execution_count = 7;
      cell.outputs = [{ output_type: "stream", name: "stdout", text: "✓ held yesterday\n" }];
    }
    const lost = { ...stored, metadata: { kernelspec: { name: "no-such-kernel", display_name: "" } } };
    const files = [save("stale/failed.ipynb", stored), save("stale/lost.ipynb", lost)];
    const [failed, never] = await runNotebooks(files, { jobs: 1 });
    expect(failed!.claims + never!.claims).toBe(0);
    expect(failed!.notebook!.cells.slice(1)).toEqual(
      notebookOf("", "1", ["1", "skip-execution"]).cells.slice(1),
    );
  });

  it("stops all when it is told to", async () => {
    const slow = save("c/slow.ipynb", notebookOf("await sleep(20000)"));
    const started = Date.now();
    const signal = AbortSignal.timeout(500);
    await expect(runNotebooks([slow], { jobs: 1, signal })).rejects.toThrow(/aborted/);
    expect(Date.now() - started).toBeLessThan(8000);
  });
});

describe("countClaims()", () => {
  it("counts ticks at the beginning of lines, printed or in the text of a display", () => {
    const ran = notebookOf("1", "2");
    const [first, second] = ran.cells as [CodeCell, CodeCell];
    first.outputs = [
      { output_type: "stream", name: "stdout", text: "✓ one\nno ✓ here\n✓ two\n" },
      { output_type: "error", ename: "ClaimError", evalue: "✓ no", traceback: ["✓ no"] },
    ];
    const fold = { "text/html": "<details>✓ three</details>", "text/plain": "✓ three\n✓ four" };
    second.outputs = [
      { output_type: "display_data", data: fold, metadata: {} },
      { output_type: "display_data", data: { "image/png": "AA==" }, metadata: {} },
    ];
    expect(countClaims(ran)).toBe(4);
  });
});

describe("commonFolder()", () => {
  it.each([
    [["/a/b/c.ipynb"], "/a/b"],
    [["/a/b/c.ipynb", "/a/bc/d.ipynb"], "/a"],
    [["/a/x.ipynb", "/a/b/y.ipynb"], "/a"],
    [["/a/x.ipynb", "/b/y.ipynb"], "/"],
  ])("of %j is %s", (files, wanted) => {
    expect(commonFolder(files)).toBe(wanted);
  });
});

describe("gradus run", () => {
  it("prints a line a notebook, shows the failing cell, writes JUnit and ends with 1", async () => {
    save("d/bad.ipynb", bad);
    save("d/good.ipynb", good);
    const junit = path.join(folder, "out", "junit.xml");
    const { code, out } = await cli(["run", path.join(folder, "d"), "--junit", junit]);
    expect(code).toBe(1);
    expect(out).toMatch(/^✓ .*good\.ipynb +2 cells +\d+\.\d s +2 claims$/m);
    expect(out).toMatch(/^✗ .*bad\.ipynb +2 cells +\d+\.\d s +1 claim$/m);
    expect(out).toContain(
      "    cell 2\n    1 │ 1;\n    2 │ throw new Error('broken')\n    \n    Error: broken",
    );
    expect(out).toMatch(/^1 notebook passed, 1 failed, 3 claims held in \d+\.\d s$/m);
    const xml = fs.readFileSync(junit, "utf8");
    expect(xml.match(/<testcase /g)).toHaveLength(4);
    expect(xml).toContain(
      '<failure type="CellExecutionError" message="Cell 2 raised Error: broken">Error: broken</failure>',
    );
  });

  it("says in one line what is wrong with a notebook, and runs the others", async () => {
    const tagged = (tags: unknown) => ({
      ...good,
      cells: [{ ...good.cells[0]!, metadata: { tags } }],
    });
    const [seconds, words] = ["n/seconds.ipynb", "n/words.ipynb"].map((name, i) =>
      save(name, tagged([["timeout:5s"], "timeout:5"][i]) as Notebook),
    );
    const none = save("n/none.ipynb", {
      ...good,
      metadata: { kernelspec: { name: "no-such", display_name: "" } },
    });
    save("n/sound.ipynb", good);
    const out = path.join(folder, "out-n");
    const { code, out: said, err } = await cli(["run", path.join(folder, "n"), "--out", out]);
    expect(said).toContain(
      `✗ ${seconds!}: Cannot run cell 1: tag timeout must be timeout:SECONDS with seconds > 0, current value is "timeout:5s"\n`,
    );
    expect(said).toContain(
      `✗ Cannot read ${words!}: cells[0].metadata.tags must be a list, current value is "timeout:5"\n`,
    );
    expect(said).toMatch(/^✗ .*none\.ipynb: Cannot start a kernel: kernel must be one of .*"no-such"/m);
    expect(said).toMatch(/^✓ .*sound\.ipynb/m);
    expect([code, err]).toEqual([1, ""]);
    expect(fs.existsSync(path.join(out, "words.ipynb"))).toBe(false);
    expect(fs.readFileSync(path.join(out, "words.html"), "utf8")).toContain("metadata.tags must be a list");
    expect((await cli(["run", none])).code).toBe(2);
  });

  it("sets parameters, and runs nothing where a notebook lacks one", async () => {
    const written = path.join(folder, "written");
    const write = `(await import("node:fs")).appendFileSync(${JSON.stringify(written)}, "ran")`;
    const takes = notebookOf(
      ["globalThis.epochs = 10\nlet epochs = 10", "parameters"],
      write,
      "return epochs",
    );
    save("p/lacks.ipynb", notebookOf(write));
    const file = save("p/takes.ipynb", takes);
    const out = path.join(folder, "out-p");
    const good = await cli(["run", file, "-p", "epochs", "3", "--out", out]);
    expect(good.code, good.out).toBe(0);
    expect(JSON.stringify(readNotebook(path.join(out, "takes.ipynb")).cells.at(-1))).toContain(
      '"text/plain":"3"',
    );
    expect(fs.readFileSync(written, "utf8")).toBe("ran");
    for (const args of [
      [path.join(folder, "p"), "-p", "epochs", "3"],
      ["-p", "epochs", "three", file],
      [file, "-p", "epochs", "3", "--update"],
    ]) {
      const { code, err } = await cli(["run", ...args]);
      expect(err).toMatch(/^Cannot (set parameters of .*(lacks|takes)\.ipynb|run notebooks): .*\n$/);
      expect(code).toBe(2);
    }
    expect(fs.readFileSync(written, "utf8")).toBe("ran");
  });

  it("annotates the cell's line under GitHub Actions", async () => {
    const file = save("e/bad.ipynb", bad);
    const { out } = await cli(["run", file], { GITHUB_ACTIONS: "true" });
    const line = Number(
      /^::error file=.*bad\.ipynb,line=(\d+),title=CellExecutionError::Cell 2 raised/m.exec(out)![1],
    );
    expect(
      fs
        .readFileSync(file, "utf8")
        .split("\n")
        .slice(line - 1, line + 1)
        .join(),
    ).toContain('"1;\\n"');
  });

  it("leaves the notebooks alone, but with --update stores the outputs of those that passed", async () => {
    const [passes, fails] = [save("f/good.ipynb", good), save("f/bad.ipynb", bad)];
    const before = fs.readFileSync(passes, "utf8");
    await cli(["run", path.join(folder, "f")]);
    expect(fs.readFileSync(passes, "utf8")).toBe(before);
    await cli(["run", path.join(folder, "f"), "--update", "--jobs", "1"]);
    expect(JSON.stringify(readNotebook(passes))).toContain("✓ two");
    expect(readNotebook(fails)).toEqual(bad);
  });

  it.each([
    [["run", "no-such-folder"], /path must be a notebook or a folder/],
    [["run", "--jobs", "none"], /--jobs must be an integer >= 1, current value is NaN/],
    [["run", "--timeout", "-1"], /--timeout must be seconds > 0, current value is "-1"/],
    [["run", "--kernel", "no-such"], /good\.ipynb: .*kernel must be one of .*tiny/],
    [["run", "--out", path.join(folder, "g")], /--out must be another folder than the notebooks'/],
  ])("ends %j with 2", async (args, message) => {
    const file = save("g/good.ipynb", good);
    const { code, out, err } = await cli(args.length === 2 ? args : [...args, file]);
    expect(out + err).toMatch(message);
    expect(code).toBe(2);
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "ends all kernels on %s and leaves no half-written file",
    async (signal) => {
      const out = path.join(folder, `out-${signal}`);
      const pidFile = path.join(folder, `pid-${signal}`);
      const write = `(await import("node:fs")).writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); await sleep(30000)`;
      const file = save(`h/${signal}.ipynb`, notebookOf(write));
      const run = spawn(process.execPath, command("run", file, "--out", out, "--update"), {
        env,
        stdio: "pipe",
      });
      await expect
        .poll(() => fs.existsSync(pidFile) && fs.readFileSync(pidFile, "utf8"), { timeout: 20_000 })
        .toMatch(/\d/);
      const started = Date.now();
      run.kill(signal);
      const [code] = (await once(run, "exit")) as [number];
      expect(code).toBe(128 + os.constants.signals[signal]);
      expect(Date.now() - started).toBeLessThan(4000);
      expect(isAlive(Number(fs.readFileSync(pidFile, "utf8")))).toBe(false);
      expect(fs.existsSync(out)).toBe(false);
      expect(readNotebook(file).cells[0]).toMatchObject({ outputs: [] });
    },
  );
});
