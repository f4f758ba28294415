// The page's end of the execution worker. No thread of a page can stop another one: loops of cells ask whether to go on
// (`execution/interruption.ts`); what does not notice an interrupt is ended, and the session with it.
import type { Executor, ExecutorOptions, FromExecution, ToExecution } from "../../kernel/front.js";
import type { FileChanges, PageFiles } from "../files.js";
import type { FromExecutionWorker, ToExecutionWorker } from "../messages.js";
import { takeWorker } from "./workers.js";

/** How long the worker may take to notice an interrupt, in ms. */
const patience = 1500;

interface Places {
  /** Where the built scripts lie. */
  scripts: URL;
  /** The address below which data sets lie. */
  data: URL;
  /** The files beside the notebook. */
  files: PageFiles;
}

/** A session in a worker. */
export class WorkerExecutor implements Executor {
  readonly #options: ExecutorOptions;
  readonly #worker: Worker;
  readonly #files: PageFiles;
  #interrupt: ReturnType<typeof setTimeout> | undefined;
  /** Settles when what cells wrote is kept: one after the other, as they wrote it. */
  #saving = Promise.resolve();
  #goOn = "";
  #isUp = false;
  #ended = false;

  constructor({ scripts, data, files }: Places, options: ExecutorOptions) {
    this.#options = options;
    this.#files = files;
    this.#worker = takeWorker("cells", scripts);
    this.#worker.onmessage = ({ data }: MessageEvent<FromExecutionWorker>) => this.#receive(data);
    this.#tell({ type: "begin", language: options.language, data: data.href });
    this.#renewGoOn();
    void this.#loadFiles();
    this.#worker.onerror = (event) => {
      if (!this.#isUp) this.#end(`it could not be started: ${event.message || "its script did not load"}`);
    };
  }

  send(message: ToExecution): void {
    if (this.#ended) return;
    this.#tell(message);
    if (message.type !== "interrupt") return;
    this.#renewGoOn();
    this.#interrupt ??= setTimeout(
      () => this.#end("it did not notice the interrupt, and a browser can only end it as a whole"),
      patience,
    );
  }

  /** No debugger: the kernel is made without one, and nobody calls this. */
  sendToDebugger(): void {
    throw new Error("Cannot debug: this notebook runs in a browser, whose own tools show its worker");
  }

  /** A worker's messages cannot be held up; a page gets them all. */
  holdUp(): void {
    return undefined;
  }

  kill(): void {
    this.#ended = true;
    clearTimeout(this.#interrupt);
    this.#worker.terminate();
    URL.revokeObjectURL(this.#goOn);
  }

  /** Tells the cells of files that have changed. */
  changeFiles(changes: FileChanges): void {
    this.#tell({ type: "files", changes });
  }

  async #loadFiles(): Promise<void> {
    try {
      this.changeFiles(await this.#files.load());
    } catch (error) {
      this.#complain("read the files beside this notebook", error);
      this.changeFiles({});
    }
  }

  async #saveFile(path: string, content: Uint8Array | undefined): Promise<void> {
    try {
      await this.#files.save(path, content);
    } catch (error) {
      this.#complain(`keep ${path}`, error);
    }
  }

  #complain(action: string, error: unknown): void {
    this.#options.onNativeOutput("stderr", `Cannot ${action}: ${String(error)}\n`);
  }

  #tell(message: ToExecutionWorker): void {
    this.#worker.postMessage(message);
  }

  /** Takes away the address that loops ask for, and gives another one to what runs after the interrupt. */
  #renewGoOn(): void {
    URL.revokeObjectURL(this.#goOn);
    // Firefox takes what has no type for XML, and writes to the console that it is none.
    this.#goOn = URL.createObjectURL(new Blob(["go on"], { type: "text/plain" }));
    this.#tell({ type: "goOnWhile", address: this.#goOn });
  }

  #receive(message: FromExecutionWorker): void {
    if (this.#ended) return;
    if (message.type === "sawInterrupt") {
      clearTimeout(this.#interrupt);
      this.#interrupt = undefined;
      return;
    }
    if (message.type === "file") {
      this.#saving = this.#saving.then(() => this.#saveFile(message.path, message.content));
      return;
    }
    if (message.type === "ready") this.#isUp = true;
    this.#handle(message);
  }

  #handle(message: FromExecution): void {
    try {
      this.#options.onMessage(message);
    } catch (error) {
      this.#options.onFault(error);
    }
  }

  #end(why: string): void {
    if (this.#ended) return;
    this.kill();
    this.#options.onDeath(why);
  }
}
