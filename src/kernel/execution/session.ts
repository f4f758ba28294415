// The session: compiles cells, runs one at a time, and ends the running one when it is interrupted or fails elsewhere.
import { pathToFileURL } from "node:url";
import { setImmediate, setTimeout, clearTimeout } from "node:timers";
import path from "node:path";
import vm from "node:vm";
import type { ErrorContent, ExpressionReply, FromExecution, ToExecution } from "../rpc/messages.js";
import { dropAsyncHookChecks } from "./asyncHookChecks.js";
import { CellContext, KeyboardInterrupt, causingCell, runInCell, setLatestCell } from "./cellContext.js";
import { send } from "./channel.js";
import { errorContent } from "./errors.js";
import { preload } from "./imports.js";
import { forgetListeners, tellInterrupt } from "./interrupts.js";
import { markOutput } from "./output.js";
import { declareNames } from "./scope.js";
import { rememberCell } from "./stackTraces.js";
import { cancelTimers } from "./timers.js";
import { compileCell, type CompiledCell, type CompileOptions } from "./transform.js";
import { showValue } from "./values.js";
import { sawInterrupt } from "./watchdog.js";

/** How long an interrupted cell may take to end by itself (a fit finishes its batch, `finally` blocks run). */
const grace = 250;

type Prepare = Extract<ToExecution, { type: "prepare" }>;
type Run = Extract<ToExecution, { type: "run" }>;
type Done = Omit<Extract<FromExecution, { type: "done" }>, "type" | "cell">;

interface Prepared {
  file: string;
  compiled?: CompiledCell;
  error?: unknown;
}

interface Running {
  context: CellContext;
  finish(outcome: Done): void;
}

export class Session {
  readonly #options: CompileOptions;
  readonly #notebookUrl: string;
  readonly #prepared = new Map<number, Prepared>();
  #running: Running | undefined;

  constructor(dir: string, options: CompileOptions) {
    this.#options = options;
    this.#notebookUrl = pathToFileURL(path.join(dir, "__notebook__.js")).href;
  }

  /** Compiles a cell, and begins to load its packages. */
  prepare({ cell, code, count, silent }: Prepare): void {
    const file = silent ? `In[silent-${String(cell)}]` : `In[${String(count)}]`;
    try {
      const compiled = compileCell(code, file, this.#options);
      this.#prepared.set(cell, { file, compiled });
      runInCell(new CellContext(cell, false), () => preload(compiled.imports, this.#notebookUrl));
    } catch (error) {
      this.#prepared.set(cell, { file, error });
    }
  }

  drop(cell: number): void {
    this.#prepared.delete(cell);
  }

  /** Runs a prepared cell; its outcome goes to the front. */
  run({ cell, expressions, allowStdin }: Run): void {
    const prepared = this.#prepared.get(cell);
    this.#prepared.delete(cell);
    const context = new CellContext(cell, allowStdin);
    setLatestCell(context);
    const running: Running = {
      context,
      finish: (outcome) => {
        if (this.#running !== running) return;
        this.#running = undefined;
        markOutput();
        send({ type: "done", cell, ...outcome });
      },
    };
    this.#running = running;
    dropAsyncHookChecks();
    // In a turn of its own: where the cell is terminated, nothing of the kernel's is on the stack.
    setImmediate(() => void runInCell(context, () => this.#runToEnd(running, prepared!, expressions)));
  }

  async #runToEnd(
    running: Running,
    { file, compiled, error }: Prepared,
    expressions: Run["expressions"],
  ): Promise<void> {
    let outcome: Done;
    try {
      if (!compiled) throw error;
      const result = await showValue((await this.#evaluate(file, compiled))?.v);
      outcome = { status: "ok", ...(result ? { result } : {}) };
    } catch (thrown) {
      outcome = { status: "error", error: errorContent(thrown) };
    }
    if (outcome.status === "ok" && Object.keys(expressions).length > 0) {
      outcome.expressions = await this.#evaluateAll(expressions);
    }
    // Rejections that nobody handles are reported after this turn: they belong to the cell.
    setImmediate(() => running.finish(outcome));
  }

  async #evaluateAll(expressions: Run["expressions"]): Promise<Record<string, ExpressionReply>> {
    const replies: Record<string, ExpressionReply> = {};
    for (const [key, code] of Object.entries(expressions)) {
      const file = `In[expression-${key.replace(/\s/g, "")}]`;
      try {
        const ended = await this.#evaluate(file, compileCell(code, file, this.#options));
        const result = await showValue(ended?.v);
        replies[key] = { status: "ok", ...(result ?? { data: { "text/plain": "undefined" }, metadata: {} }) };
      } catch (error) {
        replies[key] = { status: "error", ...errorContent(error) };
      }
    }
    return replies;
  }

  /** An error that no code caught: the running cell fails, if it caused it or if nobody knows who did. */
  fail(thrown: unknown): void {
    const cause = causingCell();
    const running = this.#running;
    if (thrown instanceof KeyboardInterrupt && cause?.stopped) return; // the cell was told already
    const error = errorContent(thrown);
    if (running && (cause === undefined || cause === running.context)) {
      this.#abandon(running, { status: "error", error });
    } else {
      send({ type: "error", cell: cause?.cell ?? 0, error });
    }
  }

  /** Stops the running cell; what it awaits may finish within {@link grace}. */
  interrupt(): void {
    sawInterrupt();
    const running = this.#running;
    if (!running) return;
    running.context.stopped = true;
    tellInterrupt(running.context);
    const timer = setTimeout(() => {
      this.#abandon(running, { status: "error", error: errorContent(new KeyboardInterrupt()) });
    }, grace);
    const finish = running.finish.bind(running);
    running.finish = (outcome) => {
      clearTimeout(timer);
      cancelTimers(running.context);
      finish({ status: "error", error: interrupted(outcome) });
    };
  }

  #abandon(running: Running, outcome: Done): void {
    running.context.stopped = true;
    cancelTimers(running.context);
    forgetListeners(running.context);
    running.finish(outcome);
  }

  /** Runs a compiled cell; its last expression's value comes in an object, lest a promise be awaited. */
  async #evaluate(
    file: string,
    { source, script, names, fresh }: CompiledCell,
  ): Promise<{ v: unknown } | undefined> {
    rememberCell(file, { source, compile: () => compileCell(source, file, this.#options) });
    declareNames(names, fresh);
    return (await vm.runInThisContext(script, {
      filename: file,
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER as never,
    })) as { v: unknown } | undefined;
  }
}

/**
 * What an interrupted cell ends with, however it ended: a fit that was asked to stop returns as if it were done, and
 * `execSync` of a child that the interrupt ended throws its own error, which is shown below.
 */
function interrupted({ error }: Done): ErrorContent {
  const interrupt = errorContent(new KeyboardInterrupt());
  if (error === undefined) return interrupt;
  if (error.ename === interrupt.ename) return error;
  return { ...interrupt, traceback: [...interrupt.traceback, "While it stopped:", ...error.traceback] };
}
