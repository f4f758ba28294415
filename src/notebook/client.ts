// Runs a notebook without a front end, on any Jupyter kernel.
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Message } from "../jupyter/messages.js";
import { complaint } from "../validation.js";
import { CellExecutionError, CellTimeoutError, NotebookFileError, type Place } from "./errors.js";
import { KernelProcess } from "./kernelProcess.js";
import { findKernelSpec, type FoundKernel } from "./kernelSpecs.js";
import type { CodeCell, ErrorOutput, Notebook } from "./nbformat.js";
import { errorFromStderr, OutputArea, toError } from "./outputs.js";
import { WidgetStates } from "./widgetStates.js";

export interface NotebookClientOptions {
  /** Folder in which the notebook runs. Defaults to the current one. */
  cwd?: string;
  /** Kernel to run it on, by name or as a kernelspec. Defaults to the one the notebook names. */
  kernel?: string | FoundKernel;
  /** Seconds for the whole notebook, the kernel's start not counted. Defaults to no limit. */
  timeout?: number;
  /** Seconds the kernel may take to start. Defaults to 60. */
  startupTimeout?: number;
  /** Seconds of silence after a cell's reply that end the wait for its output: a kernel may lose its "idle". Defaults to 10. */
  iopubTimeout?: number;
  /** Whether to go on after a cell raised an error. Defaults to false. */
  allowErrors?: boolean;
  /** Added to the kernel's environment. */
  env?: Record<string, string>;
  /** Stops the run; the kernel is ended and {@link NotebookClient.execute} rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Told about every cell that ran, with its time, also when it failed. */
  onCellEnd?: (place: Place, seconds: number) => void;
}

/** How the kernel calls the language, as a notebook stores it. */
type LanguageInfo = NonNullable<Notebook["metadata"]["language_info"]>;

/**
 * Runs the cells of a notebook, one after the other, and stores what they show in it, the states of widgets, too.
 *
 * Tags on a cell: `skip-execution` leaves it out, `raises-exception` expects an error (and fails without one),
 * `timeout:SECONDS` limits this cell.
 *
 * @example
 * ```ts no-run
 * const notebook = readNotebook("notebooks/en/01.ipynb");
 * await new NotebookClient(notebook, { cwd: "notebooks/en" }).execute();
 * ```
 *
 * @see nbclient's class of the same name, https://nbclient.readthedocs.io
 */
export class NotebookClient {
  readonly notebook: Notebook;
  readonly #options: NotebookClientOptions;
  readonly #area = new OutputArea();
  readonly #widgets = new WidgetStates();
  /** The cell that each request came from: output that arrives late still finds its cell. */
  readonly #cells = new Map<string, Place>();
  readonly #idle = new Map<string, () => void>();
  readonly #lateErrors: { place: Place; error: ErrorOutput }[] = [];
  #deadline = Infinity;
  #lastHeard = 0;

  constructor(notebook: Notebook, options: NotebookClientOptions = {}) {
    this.notebook = notebook;
    this.#options = options;
  }

  /**
   * Starts a kernel, runs all cells, and ends the kernel.
   *
   * @returns The notebook that was given, with outputs.
   * @throws {@link CellExecutionError} if a cell raised an error; the outputs up to it are stored.
   * @throws {@link CellTimeoutError} if a cell or the notebook took too long.
   * @throws {@link DeadKernelError} if the kernel ended.
   * @throws {@link KernelStartError} if there is no such kernel, or it did not start.
   * @throws {@link NotebookFileError} if a tag is at fault; no cell runs then.
   */
  async execute(): Promise<Notebook> {
    const { timeout = Infinity, cwd = process.cwd(), signal, env, startupTimeout } = this.#options;
    signal?.throwIfAborted();
    const places = this.#clear();
    for (const place of places) timeoutTag(place);
    const kernel = await KernelProcess.start({
      spec: this.#spec(),
      cwd: path.resolve(cwd),
      ...(env ? { env } : {}),
      ...(startupTimeout === undefined ? {} : { startupTimeout }),
    });
    const abort = () => kernel.kill();
    signal?.addEventListener("abort", abort);
    try {
      signal?.throwIfAborted();
      kernel.on("iopub", (message) => this.#receive(message));
      this.notebook.metadata.language_info = kernel.info["language_info"] as LanguageInfo;
      this.#deadline = Date.now() + timeout * 1000;
      for (const place of places) await this.#visit(kernel, place);
      await this.#settle(kernel);
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener("abort", abort);
      const widgets = this.#widgets.toMetadata();
      if (widgets) this.notebook.metadata["widgets"] = widgets;
      await kernel.shutdown();
    }
    return this.notebook;
  }

  /** Outputs of an earlier run go before this one begins: whatever stops it, none of them is taken for its own. */
  #clear(): Place[] {
    delete this.notebook.metadata["widgets"];
    return this.notebook.cells.flatMap((cell, index) => {
      if (cell.cell_type !== "code") return [];
      cell.outputs = [];
      cell.execution_count = null;
      return [{ index, cell }];
    });
  }

  #spec(): FoundKernel {
    const { kernel = this.notebook.metadata.kernelspec?.name ?? "tslab", cwd } = this.#options;
    return typeof kernel === "string" ? findKernelSpec(kernel, cwd) : kernel;
  }

  async #visit(kernel: KernelProcess, place: Place): Promise<void> {
    const { cell } = place;
    if (cell.source.trim() === "" || cell.metadata.tags?.includes("skip-execution")) return;
    this.#throwLateError();
    const started = performance.now();
    try {
      await this.#run(kernel, place);
    } finally {
      this.#options.onCellEnd?.(place, (performance.now() - started) / 1000);
    }
  }

  async #run(kernel: KernelProcess, place: Place): Promise<void> {
    const { cell } = place;
    const mayRaise = cell.metadata.tags?.includes("raises-exception") ?? false;
    const answer = await this.#ask(kernel, place, !mayRaise);
    if (typeof answer.content["execution_count"] === "number") {
      cell.execution_count = answer.content["execution_count"];
    }
    const raised = this.#errorOf(cell, answer);
    if (raised && !mayRaise && !this.#options.allowErrors) throw new CellExecutionError(place, raised);
    if (!raised && mayRaise) {
      throw new CellExecutionError(place, {
        ename: "NothingRaised",
        evalue: "the cell is tagged raises-exception and ran without an error",
      });
    }
  }

  /** Sends a cell and waits for its end. A kernel that is still dropping requests after an error is asked again. */
  async #ask(kernel: KernelProcess, place: Place, stopOnError: boolean): Promise<Message> {
    for (let attempt = 1; ; attempt++) {
      const { reply, done } = this.#send(kernel, place, stopOnError);
      const answer = await this.#inTime(kernel, place, reply);
      await this.#inTime(kernel, place, Promise.race([done, kernel.dead, this.#silence()]));
      // "aborted" in the protocol, "abort" from stock tslab, which drops all requests for 200 ms.
      if (!String(answer.content["status"]).startsWith("abort") || attempt === 10) return answer;
      await delay(100);
    }
  }

  #send(kernel: KernelProcess, place: Place, stopOnError: boolean) {
    let finish: () => void = () => undefined;
    const done = new Promise<void>((resolve) => (finish = resolve));
    const content = {
      code: place.cell.source,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: stopOnError,
    };
    const reply = kernel.request("shell", "execute_request", content, (id) => {
      this.#cells.set(id, place);
      this.#idle.set(id, finish);
    });
    return { reply, done };
  }

  /** Waits for work of a cell, and interrupts the kernel when its time is over. */
  async #inTime<T>(kernel: KernelProcess, place: Place, work: Promise<T>): Promise<T> {
    const { timeout = Infinity } = this.#options;
    const ownLimit = timeoutTag(place) ?? Infinity;
    const left = Math.max(0, this.#deadline - Date.now()) / 1000;
    const limit = Math.min(ownLimit, left);
    if (limit === Infinity) return work;
    const timer = new AbortController();
    const isLate = delay(limit * 1000, true, { signal: timer.signal }).catch(() => false);
    const first = await Promise.race([
      work.then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      ),
      isLate,
    ]);
    timer.abort();
    if (typeof first === "object") {
      if ("value" in first) return first.value;
      throw first.error;
    }
    await kernel.interrupt();
    // What the cell printed on its way out belongs to the report.
    await Promise.race([work.catch(() => undefined), delay(1000)]);
    throw ownLimit <= left
      ? new CellTimeoutError(place, ownLimit, false)
      : new CellTimeoutError(place, timeout, true);
  }

  async #silence(): Promise<void> {
    const limit = (this.#options.iopubTimeout ?? 10) * 1000;
    this.#lastHeard = performance.now();
    for (let left = limit; left > 0; left = this.#lastHeard + limit - performance.now()) {
      await delay(left, undefined, { ref: false });
    }
  }

  #receive(message: Message): void {
    this.#lastHeard = performance.now();
    const id = message.parent.msg_id ?? "";
    const place = this.#cells.get(id);
    if (!place) return;
    const isOver = !this.#idle.has(id);
    if (message.header.msg_type === "status") {
      if (message.content["execution_state"] !== "idle") return;
      this.#idle.get(id)?.();
      this.#idle.delete(id);
      return;
    }
    this.#area.add(place.cell, message);
    this.#widgets.add(message);
    if (message.header.msg_type === "error" && isOver) {
      this.#lateErrors.push({ place, error: toError(message.content) });
    } else if (String(message.content["text"]).startsWith("UnhandledPromiseRejection: ")) {
      // How stock tslab tells of it.
      this.#lateErrors.push({ place, error: errorFromStderr(place.cell) });
    }
  }

  #errorOf(cell: CodeCell, reply: Message): ErrorOutput | undefined {
    const shown = cell.outputs.find((output) => output.output_type === "error");
    if (shown) return shown;
    if (reply.content["status"] === "ok") return undefined;
    // Stock tslab answers with empty fields and writes the error to stderr.
    return reply.content["ename"] ? toError(reply.content) : errorFromStderr(cell);
  }

  /** A promise that nobody awaited is rejected after its cell: wait until such news have arrived. */
  async #settle(kernel: KernelProcess): Promise<void> {
    await delay(20);
    await kernel.request("shell", "kernel_info_request", {});
    await delay(30);
    this.#throwLateError();
  }

  #throwLateError(): void {
    const late = this.#lateErrors[0];
    if (late && !this.#options.allowErrors) throw new CellExecutionError(late.place, late.error);
  }
}

/** Seconds that a tag `timeout:SECONDS` allows the cell. */
function timeoutTag({ index, cell }: Place): number | undefined {
  const tag = cell.metadata.tags?.find((name) => name.startsWith("timeout:"));
  if (tag === undefined) return undefined;
  const seconds = Number(tag.slice("timeout:".length));
  if (seconds > 0) return seconds;
  throw new NotebookFileError(
    complaint({
      action: `run cell ${String(index + 1)}`,
      name: "tag timeout",
      wanted: "timeout:SECONDS with seconds > 0",
      got: tag,
    }),
  );
}
