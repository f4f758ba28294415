// A real kernel to be mistreated, and whether it still does its work.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Message } from "../../../src/jupyter/messages.js";
import { ownKernelSpec, type KernelLanguage } from "../../../src/jupyter/kernelSpec.js";
import { KernelProcess } from "../../../src/notebook/kernelProcess.js";

/** What came of a cell: the content of its reply, and its messages on iopub. */
export interface CellResult {
  status: "ok" | "error" | "aborted";
  ename: string;
  evalue: string;
  outputs: Message[];
  /** All that it wrote to stdout and stderr. */
  text: string;
  /** text/plain of its last expression. */
  value: string | undefined;
}

/** One kernel in a folder of its own. */
export class FaultyNotebook {
  readonly dir: string;
  readonly #kernel: KernelProcess;

  private constructor(dir: string, kernel: KernelProcess) {
    this.dir = dir;
    this.#kernel = kernel;
  }

  static async open(
    options: { language?: KernelLanguage; env?: Record<string, string> } = {},
  ): Promise<FaultyNotebook> {
    const { language = "typescript", env = {} } = options;
    const dir = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), "gradus-faults-"));
    const spec = { name: "faulty", resourceDir: "", ...ownKernelSpec(language) };
    // A temporary folder of its own: what happens to its language process is no other notebook's business.
    const own = { TMPDIR: dir, TEMP: dir, TMP: dir };
    const kernel = await KernelProcess.start({ spec, cwd: dir, env: { ...own, ...env } });
    return new FaultyNotebook(dir, kernel);
  }

  /**
   * Runs a cell.
   *
   * @param seconds - Time after which the kernel counts as wedged.
   * @param takesInput - Whether somebody sits before it, as in JupyterLab and not under nbclient or nbval.
   */
  async run(code: string, seconds = 60, takesInput = false): Promise<CellResult> {
    const outputs: Message[] = [];
    let id = "";
    const collect = (message: Message) => {
      if (message.parent.msg_id === id) outputs.push(message);
    };
    this.#kernel.on("iopub", collect);
    const wedged = new AbortController();
    try {
      const reply = await Promise.race([
        this.#kernel.request(
          "shell",
          "execute_request",
          { code, allow_stdin: takesInput },
          (sent) => (id = sent),
        ),
        sleep(seconds * 1000, undefined, { signal: wedged.signal }).then(() => {
          throw new Error(`The kernel is wedged: no answer to ${code.slice(0, 200)}`);
        }),
      ]);
      while (!outputs.some(({ content }) => content["execution_state"] === "idle")) await sleep(2);
      const { status, ename = "", evalue = "" } = reply.content as unknown as CellResult;
      return { status, ename, evalue, outputs, text: textOf(outputs), value: valueOf(outputs) };
    } finally {
      wedged.abort();
      this.#kernel.off("iopub", collect);
    }
  }

  /** Throws unless the kernel runs a cell and gives its value: what every try ends with. */
  async stillRuns(): Promise<void> {
    const { status, value, evalue } = await this.run("20 + 22");
    if (status !== "ok" || value !== "42") throw new Error(`The next cell did not run: ${status} ${evalue}`);
  }

  /** The same where a cell may still be lost to what was done: its session ended, or an earlier error aborted it. */
  async recovers(): Promise<void> {
    for (let tries = 0; tries < 20; tries++) {
      const { status, evalue, value } = await this.run("20 + 22");
      if (status === "ok" && value === "42") return;
      if (status === "error" && !evalue.startsWith("The session ended"))
        throw new Error(`The next cell did not run: ${evalue}`);
    }
    throw new Error("No cell runs any more");
  }

  async interrupt(): Promise<void> {
    await this.#kernel.interrupt();
  }

  /** Process ids of the kernel's three processes. POSIX only. */
  async pids(): Promise<{ front: number; language: number; execution: number }> {
    const { value } = await this.run("[process.ppid, process.pid].join()");
    const [front, execution] = value!.replaceAll("'", "").split(",").map(Number) as [number, number];
    const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).split("\n");
    const children = rows.map((row) => row.trim().split(/\s+/).map(Number)).filter(([, of]) => of === front);
    const language = children.map(([pid]) => pid!).find((pid) => pid !== execution)!;
    return { front, language, execution };
  }

  async close(): Promise<void> {
    await this.#kernel.shutdown();
    fs.rmSync(this.dir, { recursive: true, force: true });
  }
}

function textOf(outputs: Message[]): string {
  const streams = outputs.filter(({ header }) => header.msg_type === "stream");
  return streams.map(({ content }) => content["text"]).join("");
}

function valueOf(outputs: Message[]): string | undefined {
  const result = outputs.find(({ header }) => header.msg_type === "execute_result");
  return (result?.content["data"] as Record<string, string> | undefined)?.["text/plain"];
}
