// Compiles cells, runs one at a time, and ends the running one when it is interrupted or fails elsewhere.
import { setImmediate, setTimeout, clearTimeout } from "node:timers";
import util from "node:util";
import { readCommands } from "../cellCommands.js";
import type { Json } from "../rpc/json.js";
import type { CellOutcome, ErrorContent, ToExecution } from "../rpc/messages.js";
import { CellContext, KeyboardInterrupt, causingCell, runInCell, setLatestCell } from "./cellContext.js";
import { compileCell, type CompiledCell, type CompileOptions } from "./compile/compileCell.js";
import { toJavaScript } from "./compile/oxc.js";
import { bundleJson } from "./content.js";
import { errorContent } from "./errors.js";
import { evaluate, evaluateAll } from "./evaluation.js";
import { forgetListeners, tellInterrupt } from "./interrupts/listeners.js";
import * as patience from "./interrupts/patience.js";
import { platform } from "./platform.js";
import { placeInCell } from "./stackTraces.js";
import { cancelTimers } from "./timers.js";

type Prepare = Extract<ToExecution, { type: "prepare" }>;
type Run = Extract<ToExecution, { type: "run" }>;
type AddModule = Extract<ToExecution, { type: "addModule" }>;
type Browser = Extract<ToExecution, { type: "browser" }>;

type Commands = Extract<ToExecution, { type: "commands" }>;
type Work = () => Promise<{ result?: CellOutcome["result"] | undefined; expressions?: Json }>;

interface Prepared {
  file: string;
  code: string;
  compiled?: CompiledCell;
  error?: unknown;
}

interface Running {
  context: CellContext;
  finish(outcome: CellOutcome): void;
}

export class CellRunner {
  readonly #options: CompileOptions;
  readonly #prepared = new Map<number, Prepared>();
  #running: Running | undefined;

  constructor(options: CompileOptions) {
    this.#options = options;
  }

  /** Compiles a cell, and begins to load its packages. */
  prepare({ cell, code, file }: Prepare): void {
    try {
      const compiled = compileCell(code, file, this.#options);
      this.#prepared.set(cell, { file, code, compiled });
      runInCell(new CellContext(cell, false), () => platform.preload(compiled.imports));
    } catch (error) {
      this.#prepared.set(cell, { file, code, error });
    }
  }

  drop(cell: number): void {
    this.#prepared.delete(cell);
  }

  /** Keeps a `@module` cell where imports find it. */
  addModule({ cell, name, code, jsx }: AddModule): void {
    this.#finish(cell, () => platform.addModule(name, code, jsx));
  }

  /** Shows a `@browser` cell as JavaScript: the front end runs it when the notebook is trusted. */
  showInBrowser({ cell, code }: Browser): void {
    this.#finish(cell, () => {
      const script = `(async () => {\n${toJavaScript(code, "In[browser]", { cell: true }).code}})();`;
      const data = bundleJson({ "application/javascript": script });
      platform.send({ type: "display", cell, data, metadata: "{}", update: false });
    });
  }

  /** Runs a prepared cell; its outcome goes to the front. */
  run({ cell, expressions, allowStdin, legacyDecorators, legacyFiles }: Run): void {
    const { file, code, error, ...prepared } = this.#prepared.get(cell)!;
    this.#prepared.delete(cell);
    this.#begin(new CellContext(cell, allowStdin), file, async () => {
      const compiled = legacyDecorators
        ? compileCell(code, file, { ...this.#options, legacyDecorators })
        : prepared.compiled;
      if (!compiled) throw error;
      if (legacyFiles) platform.noteLegacyFiles(legacyFiles);
      const result = await evaluate(file, compiled, this.#options);
      if (Object.keys(expressions).length === 0) return { result };
      return { result, expressions: await evaluateAll(expressions, this.#options) };
    });
  }

  /** Runs a cell of commands. */
  runCommands({ cell, commands }: Commands): void {
    this.#begin(new CellContext(cell, false), "", async () => {
      await platform.runCommands(readCommands(commands));
      return {};
    });
  }

  #begin(context: CellContext, file: string, work: Work): void {
    const { cell } = context;
    setLatestCell(context);
    const running: Running = {
      context,
      finish: (outcome) => {
        if (this.#running !== running) return;
        this.#running = undefined;
        context.hasEnded = true;
        platform.markOutput();
        sendOutcome(cell, outcome);
      },
    };
    this.#running = running;
    platform.beginCell();
    // In a turn of its own: where the cell is terminated, nothing of the kernel's is on the stack.
    setImmediate(() => void runInCell(context, () => this.#runToEnd(running, file, work)));
  }

  async #runToEnd(running: Running, file: string, work: Work): Promise<void> {
    let outcome: CellOutcome;
    try {
      const { result, expressions } = await work();
      outcome = { status: "ok", ...(result && { result }), ...(expressions && { expressions }) };
    } catch (thrown) {
      const { awaitedAt } = running.context;
      const place = () => (awaitedAt === undefined ? undefined : placeInCell(file, awaitedAt));
      outcome = { status: "error", error: errorContent(thrown, place) };
    }
    // Rejections that nobody handles are reported after this turn: they belong to the cell.
    setImmediate(() => running.finish(outcome));
  }

  /** An error that no code caught: the running cell fails, if it caused it or if nobody knows who did. */
  fail(thrown: unknown): void {
    const cause = causingCell();
    const running = this.#running;
    // A proxy that somebody threw may throw itself when it is asked what it is.
    const isInterrupt = util.types.isNativeError(thrown) && thrown instanceof KeyboardInterrupt;
    if (isInterrupt && cause?.stopped) return; // the cell was told already
    const error = errorContent(thrown);
    if (running && (cause === undefined || cause === running.context)) {
      this.#abandon(running, { status: "error", error });
    } else {
      platform.send({ type: "error", cell: cause?.cell ?? 0, error });
    }
  }

  /** Stops the running cell; what it awaits may finish within {@link patience.abandon}. */
  interrupt(number: number): void {
    platform.sawInterrupt(number);
    const running = this.#running;
    if (!running) return;
    running.context.stopped = true;
    tellInterrupt(running.context);
    const timer = setTimeout(() => {
      this.#abandon(running, { status: "error", error: errorContent(new KeyboardInterrupt()) });
    }, patience.abandon);
    const finish = running.finish.bind(running);
    running.finish = (outcome) => {
      clearTimeout(timer);
      cancelTimers(running.context);
      finish({ status: "error", error: interrupted(outcome) });
    };
  }

  /** Does at once what a cell asks for, and says how it ended. */
  #finish(cell: number, work: () => void): void {
    let outcome: CellOutcome = { status: "ok" };
    try {
      work();
    } catch (error) {
      outcome = { status: "error", error: errorContent(error) };
    }
    sendOutcome(cell, outcome);
  }

  #abandon(running: Running, outcome: CellOutcome): void {
    running.context.stopped = true;
    cancelTimers(running.context);
    forgetListeners(running.context);
    running.finish(outcome);
  }
}

/** The front waits for this message: if it cannot be sent, the error that says why can. */
function sendOutcome(cell: number, outcome: CellOutcome): void {
  try {
    platform.send({ type: "done", cell, ...outcome });
  } catch (error) {
    platform.send({ type: "done", cell, status: "error", error: errorContent(error) });
  }
}

/**
 * What an interrupted cell ends with, however it ended: a fit that was asked to stop returns as if it were done, and
 * `execSync` of a child that the interrupt ended throws its own error, which is shown below.
 */
function interrupted({ error }: CellOutcome): ErrorContent {
  const interrupt = errorContent(new KeyboardInterrupt());
  if (error === undefined) return interrupt;
  if (error.ename === interrupt.ename) return error;
  return { ...interrupt, traceback: [...interrupt.traceback, "While it stopped:", ...error.traceback] };
}
