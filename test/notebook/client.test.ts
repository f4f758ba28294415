import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { NotebookClient, type NotebookClientOptions } from "../../src/notebook/client.js";
import {
  CellExecutionError,
  CellTimeoutError,
  DeadKernelError,
  KernelStartError,
} from "../../src/notebook/errors.js";
import { formatNotebook, type CodeCell, type Notebook } from "../../src/notebook/nbformat.js";
import { isAlive, notebookOf, tinyKernel } from "./tinyKernel.js";

const run = (notebook: Notebook, options: NotebookClientOptions = {}) =>
  new NotebookClient(notebook, { kernel: tinyKernel, ...options }).execute();

const outputs = (notebook: Notebook, index = 0) => (notebook.cells[index] as CodeCell).outputs;

describe("NotebookClient.execute()", () => {
  it("stores counts, results, joined streams and the language", async () => {
    const notebook = await run(
      notebookOf("await print('a'); await print('b\\n'); await print('e', 'stderr')", "", "return 6 * 7"),
    );
    expect(outputs(notebook)).toEqual([
      { output_type: "stream", name: "stdout", text: "ab\n" },
      { output_type: "stream", name: "stderr", text: "e" },
    ]);
    expect(notebook.cells[1]).toMatchObject({ execution_count: null, outputs: [] });
    expect(outputs(notebook, 2)).toEqual([
      { output_type: "execute_result", execution_count: 2, data: { "text/plain": "42" }, metadata: {} },
    ]);
    expect(notebook.cells[2]).toMatchObject({ execution_count: 2 });
    expect(notebook.metadata.language_info?.name).toBe("tiny");
  });

  it("updates displays in the cell that showed them, and clears with and without waiting", async () => {
    const notebook = await run(
      notebookOf(
        "await display({ 'text/plain': 'old' }, 'id')",
        "await update({ 'text/plain': 'new' }, 'id')",
        "await print('1'); await clear(true); await print('2')",
        "await print('1'); await clear(); ",
      ),
    );
    expect(outputs(notebook, 0)).toMatchObject([{ data: { "text/plain": "new" } }]);
    expect(outputs(notebook, 1)).toEqual([]);
    expect(outputs(notebook, 2)).toMatchObject([{ text: "2" }]);
    expect(outputs(notebook, 3)).toEqual([]);
  });

  it("puts output that comes late under the cell it came from", async () => {
    const notebook = await run(
      notebookOf("late(50, 'stream', { name: 'stdout', text: 'late' })", "await sleep(200)"),
    );
    expect(outputs(notebook, 0)).toMatchObject([{ text: "late" }]);
  });

  it("leaves out what is nested too deep to be written, and keeps the rest", async () => {
    const deep = "let deep = 1; for (let i = 0; i < 3000; i++) deep = [deep];";
    const notebook = await run(
      notebookOf(
        `${deep} await display({ 'application/json': deep }); await display({ 'text/plain': 'next' })`,
      ),
    );
    expect(outputs(notebook)).toMatchObject([
      { data: { "text/plain": "(left out: nested more than 200 levels deep)" } },
      { data: { "text/plain": "next" } },
    ]);
    expect(formatNotebook(notebook)).toContain("left out");
  });

  it("stops at the first error, which names the cell", async () => {
    const notebook = notebookOf("1", "throw new TypeError('no')", "return 3");
    const error: unknown = await run(notebook).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CellExecutionError);
    expect(error).toMatchObject({ index: 1, ename: "TypeError", evalue: "no", cell: notebook.cells[1] });
    expect((error as Error).message).toBe("Cell 2 raised TypeError: no");
    expect(outputs(notebook, 1)).toMatchObject([{ output_type: "error" }]);
    expect(outputs(notebook, 2)).toEqual([]);
  });

  it("goes on after errors that are allowed", async () => {
    const notebook = await run(notebookOf("throw new Error('no')", "return 3"), { allowErrors: true });
    expect(outputs(notebook, 1)).toMatchObject([{ data: { "text/plain": "3" } }]);
  });

  it("obeys the tags raises-exception and skip-execution", async () => {
    const notebook = await run(
      notebookOf(
        ["throw new Error('no')", "raises-exception"],
        ["throw 1", "skip-execution"],
        "return count",
      ),
    );
    expect(outputs(notebook, 2)).toMatchObject([{ data: { "text/plain": "2" } }]);
    await expect(run(notebookOf(["return 1", "raises-exception"]))).rejects.toThrow(
      "Cell 1 raised NothingRaised: the cell is tagged raises-exception and ran without an error",
    );
  });

  it("asks again when the kernel drops requests for a while after an error", async () => {
    const notebook = notebookOf(["throw new Error('no')", "raises-exception"], "return count");
    await run(notebook, { env: { TINY_ABORTS: "1" } });
    expect(outputs(notebook, 1)).toMatchObject([{ data: { "text/plain": "2" } }]);
  });

  it("fails when an error is told after its cell, even after the last one", async () => {
    const late = "late(5, 'error', { ename: 'Error', evalue: 'nobody awaited me', traceback: [] })";
    await expect(run(notebookOf(late))).rejects.toMatchObject({ index: 0, evalue: "nobody awaited me" });
    await expect(run(notebookOf(late, "await sleep(100)", "throw 1"))).rejects.toMatchObject({ index: 0 });
  });

  it("interrupts a cell whose time is over, by its tag or for the whole notebook", async () => {
    const byTag: unknown = await run(notebookOf(["await sleep(5000)", "timeout:0.2"])).catch(
      (e: unknown) => e,
    );
    expect(byTag).toBeInstanceOf(CellTimeoutError);
    expect((byTag as Error).message).toBe(
      "Cell 1 ran longer than 0.2 s; allow more with a tag such as timeout:0.4",
    );
    const whole: unknown = await run(notebookOf("1", "await sleep(5000)"), { timeout: 0.3 }).catch(
      (e: unknown) => e,
    );
    expect(whole).toMatchObject({ name: "CellTimeoutError", index: 1 });
    expect((whole as Error).message).toContain("when the notebook's 0.3 s were over");
    await expect(run(notebookOf(["1", "timeout:soon"]))).rejects.toThrow(
      'Cannot run cell 1: tag timeout must be timeout:SECONDS with seconds > 0, current value is "timeout:soon"',
    );
  });

  it("ends a kernel that does not heed the interrupt", async () => {
    const started = Date.now();
    const busy = "await print(String(process.pid)); for (;;);";
    const notebook = notebookOf([busy, "timeout:0.3"]);
    await expect(run(notebook)).rejects.toBeInstanceOf(CellTimeoutError);
    expect(Date.now() - started).toBeLessThan(15_000);
    const [said] = outputs(notebook);
    if (said) expect(isAlive(Number((said as { text: string }).text))).toBe(false);
  });

  it("goes on after a while when the kernel loses the news that a cell is over", async () => {
    const notebook = notebookOf("print('a')", "print('b')");
    await run(notebook, { env: { TINY_NEVER_IDLE: "1" }, iopubTimeout: 0.3 });
    expect(notebook.cells.map((cell) => cell.cell_type === "code" && cell.outputs.length)).toEqual([1, 1]);
  });

  it("says so when the kernel dies, in a cell or at its start", async () => {
    const error: unknown = await run(notebookOf("exit(3)")).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DeadKernelError);
    expect((error as Error).message).toBe("Kernel tiny ended (exit code 3)");
    const start: unknown = await run(notebookOf("1"), { env: { TINY_FAIL: "1" } }).catch((e: unknown) => e);
    expect(start).toBeInstanceOf(KernelStartError);
    expect((start as Error).message).toContain("tiny kernel: cannot start today");
    const none = { ...tinyKernel, argv: ["/no/such/program"] };
    await expect(run(notebookOf("1"), { kernel: none })).rejects.toThrow(/Kernel tiny ended \(spawn/);
    const mute = { ...tinyKernel, argv: ["node", "-e", "setTimeout(() => {}, 60000)"] };
    await expect(run(notebookOf("1"), { kernel: mute, startupTimeout: 0.3 })).rejects.toThrow(
      "Kernel tiny did not answer within 0.3 s",
    );
  });

  it("asks again when a kernel that starts loses what it was asked", async () => {
    const notebook = await run(notebookOf("return 1"), { env: { TINY_FORGETS: "1" } });
    expect(notebook.metadata.language_info?.name).toBe("tiny");
    expect(outputs(notebook)).toMatchObject([{ data: { "text/plain": "1" } }]);
  });

  it("does not wait for a kernel that says another program has its port", async () => {
    const deaf = run(notebookOf("1"), { env: { TINY_DEAF: "1" }, startupTimeout: 600 });
    await expect(deaf).rejects.toThrow(/^Kernel tiny has no port; it wrote:\n.*Address already in use$/);
  });

  it("starts a kernel anew, on other ports, that ends because another program has its port", async () => {
    const attempt = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "taken-")), "attempt");
    const notebook = await run(notebookOf("return 1"), { env: { TINY_TAKEN: attempt } });
    expect(outputs(notebook)).toMatchObject([{ data: { "text/plain": "1" } }]);
    fs.rmSync(path.dirname(attempt), { recursive: true });
  });

  it("leaves no kernel behind: after the end, after an abort, and when it will not go", async () => {
    const pid = "await print(String(process.pid))";
    const pidOf = (notebook: Notebook) => Number((outputs(notebook)[0] as { text: string }).text);
    const stubborn = await run(notebookOf(pid), { env: { TINY_STUBBORN: "1" } });
    expect(isAlive(pidOf(stubborn))).toBe(false);

    const aborted = notebookOf(pid, "await sleep(10000)");
    const controller = new AbortController();
    const running = run(aborted, { signal: controller.signal });
    await expect.poll(() => outputs(aborted).length, { timeout: 20_000 }).toBe(1);
    controller.abort(new Error("enough"));
    await expect(running).rejects.toThrow("enough");
    expect(isAlive(pidOf(aborted))).toBe(false);
  });

  it("loses nothing of a flood", async () => {
    const notebook = await run(
      notebookOf("for (let i = 0; i < 20000; i++) void print('x'); await print('!')"),
    );
    expect((outputs(notebook)[0] as { text: string }).text).toHaveLength(20_001);
  });
});
