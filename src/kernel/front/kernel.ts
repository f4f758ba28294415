// The kernel between its dispatcher and its two processes: queues cells, has them checked and run, publishes what they do.
import type { Header, Message } from "../../jupyter/messages.js";
import { LanguageCancelledError } from "../language/client.js";
import type { NotebookLanguage } from "../language/types.js";
import type { Json } from "../rpc/json.js";
import type { FromExecution } from "../rpc/messages.js";
import { interrupted, sessionEnded, typeErrorContent, warningText } from "./cellErrors.js";
import { CellOutput } from "./cellOutput.js";
import type { Debugger, DebuggerOptions } from "./debug/debugger.js";
import { executeReply, readRequest, type CellRequest, type ExecuteOutcome } from "./cellRequest.js";
import { OpenComms, readComm } from "./comms.js";
import { ExecutionQueue } from "./executionQueue.js";
import type { Executor, StartExecutor } from "./executor.js";
import { History } from "./history.js";
import { InputRequests, type Ask } from "./inputRequests.js";
import type { Publisher } from "./publisher.js";
import type { TypeService } from "./typeService.js";

export interface KernelOptions {
  dir: string;
  language: NotebookLanguage;
  types: TypeService;
  publisher: Publisher;
  ask: Ask;
  startExecutor: StartExecutor;
  /** Left out where cells cannot be debugged. */
  makeDebugger?: (options: DebuggerOptions) => Debugger;
}

/** The cell that is being executed. */
interface Running {
  cell: number;
  count: number;
  request: CellRequest;
  /** Called with what happens first: its end, an interrupt, a crash. */
  finish: (outcome: ExecuteOutcome) => void;
  /** Its types are being checked. */
  checking: boolean;
  /** The user has interrupted it. */
  isInterrupted: boolean;
}

/** How long requests that a front end sends in one go may take to arrive, in ms. */
const arrivalTime = 10;

/** After this time, in ms, a cell says what it waits for. */
const patience = 5000;

const cellEnded = "Cannot ask for input: the cell has ended";

/** One notebook's kernel. */
export class Kernel {
  readonly history = new History();
  readonly comms = new OpenComms();
  readonly debugger: Debugger | undefined;
  readonly #options: KernelOptions;
  readonly #publisher: Publisher;
  readonly #input: InputRequests;
  readonly #queue = new ExecutionQueue();
  readonly #types: TypeService;
  readonly #output: CellOutput;
  /** Undefined after it could not even start: the next cell tries again. */
  #executor: Executor | undefined;
  #executorIsUp = false;
  #lastCell = 0;
  #interrupts = 0;
  #count = 0;
  #running: Running | undefined;

  constructor(options: KernelOptions) {
    this.#options = options;
    this.#publisher = options.publisher;
    this.#types = options.types;
    this.#input = new InputRequests(options.ask);
    this.#output = new CellOutput(options.publisher, (hold) => this.#executor?.holdUp(hold));
    this.debugger = options.makeDebugger?.({
      language: options.language,
      send: (message) => (this.#executor ??= this.#startExecutor()).sendToDebugger(message),
      publish: (event, parent) => this.#publisher.publish("debug_event", event, parent),
    });
    this.#executor = this.#startExecutor();
  }

  /** Queues an execute_request; `reply` gets its answer. */
  execute(message: Message, reply: (content: object | Json) => void): void {
    this.#queue.add({
      run: () => this.#execute(readRequest(message), reply),
      abort: () => {
        this.#publisher.status("busy", message.header);
        reply({ status: "aborted", execution_count: this.#count });
        this.idle(message.header);
      },
    });
  }

  /** Passes a front end's comm message on; settles when its handler has run. */
  async receiveComm(message: Message): Promise<void> {
    const content = readComm(message);
    if (!content || !this.#executor) return;
    this.comms.note(content);
    const { ticket, handled } = this.comms.send();
    this.#executor.send({ type: "comm", ticket, content });
    await handled;
  }

  receiveInput(value: unknown): void {
    const text = typeof value === "string" ? value : "";
    const request = this.#input.take();
    if (request !== undefined) this.#answerInput(request, { text });
  }

  /** Interrupts the running cell, or what a finished one left running. Waiting cells are aborted by the error. */
  interrupt(): void {
    this.#input.drop();
    if (this.#running) this.#running.isInterrupted = true;
    if (this.#running?.checking) this.#types.cancel();
    this.debugger?.interrupt();
    this.#executor?.send({ type: "interrupt", number: ++this.#interrupts });
  }

  /** Says that a request has been answered; a busy kernel says again that it is busy. */
  idle(parent: Header): void {
    this.#publisher.status("idle", parent);
    const running = this.#running?.request.message.header;
    if (!running || running === parent) return;
    // JupyterLab's debugger answers whatever comes under a cell's request with inspectVariables: a "busy" under the cell's
    // own header would go round for ever.
    this.#publisher.status("busy", parent.msg_type === "debug_request" ? parent : running);
  }

  close(): void {
    this.#output.flush();
    this.#executor?.kill();
    this.#types.close();
  }

  async #execute(request: CellRequest, reply: (content: object | Json) => void): Promise<"ok" | "abort"> {
    const { message, code, silent, storeHistory } = request;
    const { header } = message;
    if (storeHistory) this.#count++;
    const cell = ++this.#lastCell;
    const count = this.#count;
    try {
      this.#output.begin(cell, header);
      this.#publisher.status("busy", header);
      if (storeHistory) this.history.add(count, code);
      if (!silent) this.#publisher.publish("execute_input", { code, execution_count: count }, header);
      const outcome = await new Promise<ExecuteOutcome>((finish) => {
        this.#running = { cell, count, request, finish, checking: true, isInterrupted: false };
        this.#run(this.#running).catch((error: unknown) => finish(failure(error)));
      });
      const { result } = outcome;
      if (result && storeHistory) this.history.setOutput(count, result.text);
      this.#output.end(outcome, silent ? undefined : count, header);
      const abort = outcome.status === "error" && request.stopOnError;
      // Requests that were sent together with this one must be here before the queue is cleared.
      if (abort) await new Promise((resolve) => setTimeout(resolve, arrivalTime));
      reply(executeReply(count, outcome));
      return abort ? "abort" : "ok";
    } finally {
      this.#running = undefined;
      for (const request of this.#input.drop()) this.#answerInput(request, { error: cellEnded });
      this.idle(header);
    }
  }

  /** Checks a cell's types while the execution process compiles it, then has it run. */
  async #run(running: Running): Promise<void> {
    const { cell, count, request, finish } = running;
    const { code, silent, storeHistory, directives, expressions, allowStdin } = request;
    const { help, commands, module, jsx, browser } = directives;
    if (help !== undefined) return finish({ status: "ok", payload: await this.#types.helpPage(help) });
    const executor = (this.#executor ??= this.#startExecutor());
    if (commands) {
      running.checking = false;
      return executor.send({ type: "commands", cell, commands });
    }
    // The text goes ahead of the command to run it, so that both processes work on it at once.
    let announced: Promise<unknown> | undefined;
    // A client that has no cell counted, nbval for one, calls its cells by their place, from 0.
    const file = `In[${silent ? `silent-${String(cell)}` : String(storeHistory ? count : cell - 1)}]`;
    if (module === undefined && !browser) {
      announced = this.debugger?.announce(file, code);
      executor.send({ type: "prepare", cell, code, file });
    }
    // Said to a person only, whom a client that takes no input does not have. Such clients save or compare all that a cell
    // shows, and not all of them take it back: nbval does not know clear_output.
    let isSlow = false;
    const tell = () => {
      isSlow = true;
      this.#output.write(cell, "stderr", slowCheck(this.#types.pid));
    };
    const slow = allowStdin ? setTimeout(tell, patience) : undefined;
    const {
      errors,
      warnings,
      failure,
      legacyDecorators = false,
      legacyFiles,
    } = await this.#types.check(code, directives).finally(() => clearTimeout(slow));
    running.checking = false;
    if (announced) await announced;
    if (announced && legacyDecorators) await this.debugger?.announce(file, code, true);
    // The answer came after all: a saved notebook does not tell how busy the machine was.
    if (isSlow) this.#output.clear(cell);
    if (failure !== undefined) this.#output.write(cell, "stderr", failure);
    if (warnings.length > 0) this.#output.write(cell, "stderr", warningText(warnings, this.#options.dir));
    // It may have waited for breakpoints that nobody would set any more.
    if (running.isInterrupted || errors.length > 0) executor.send({ type: "drop", cell });
    if (running.isInterrupted) finish({ status: "error", error: interrupted });
    else if (errors.length > 0) {
      finish({ status: "error", error: typeErrorContent(errors, this.#options.dir) });
    } else if (module !== undefined) {
      await this.debugger?.announce(`./${module}`, code);
      executor.send({ type: "addModule", cell, name: module, code, jsx });
    } else if (browser) executor.send({ type: "browser", cell, code });
    else executor.send({ type: "run", cell, expressions, allowStdin, legacyDecorators, legacyFiles });
  }

  #startExecutor(): Executor {
    this.#executorIsUp = false;
    return this.#options.startExecutor({
      dir: this.#options.dir,
      language: this.#options.language,
      onMessage: (message) => this.#onMessage(message),
      onDebug: (message) => this.debugger?.receive(message),
      onDebugFault: () => this.debugger?.onFault(),
      onFault: (error) => this.#running?.finish(failure(error)),
      onNativeOutput: (name, text) => this.#output.write(this.#running?.cell ?? this.#lastCell, name, text),
      onDeath: (why) => this.#onDeath(why),
    });
  }

  #onMessage(message: FromExecution): void {
    if (message.type === "stream") {
      this.#output.write(message.cell, message.name, message.text);
      return;
    }
    this.#output.flush();
    switch (message.type) {
      case "ready":
        this.#executorIsUp = true;
        break;
      case "comm":
        this.comms.note(message.content);
        this.#output.show(message);
        break;
      case "display":
      case "clear":
      case "error":
        this.#output.show(message);
        break;
      case "commHandled":
        this.comms.handled(message.ticket);
        break;
      case "input":
        if (this.#running?.cell !== message.cell) {
          this.#answerInput(message.request, { error: cellEnded });
        } else {
          this.#input.ask(this.#running.request.message, message);
        }
        break;
      case "done":
        if (this.#running?.cell === message.cell) this.#running.finish(message);
        break;
    }
  }

  /** The session is lost: the running cell learns why, and the next one finds a fresh session. */
  #onDeath(why: string): void {
    this.#output.flush();
    const parent = this.#running?.request.message.header ?? this.#output.parentOf(this.#lastCell);
    for (const id of this.comms.clear())
      this.#publisher.publish("comm_close", { comm_id: id, data: {} }, parent);
    this.#input.drop();
    this.#executor = this.#executorIsUp ? this.#startExecutor() : undefined;
    this.debugger?.onDeath();
    this.#types.reopen();
    const error = sessionEnded(why);
    if (this.#running) this.#running.finish({ status: "error", error });
    else this.#output.error(error, parent);
  }

  #answerInput(request: number, answer: { text: string } | { error: string }): void {
    this.#executor?.send({ type: "input", request, ...answer });
  }
}

function slowCheck(pid: number | undefined): string {
  const by = pid === undefined ? "" : ` by process ${String(pid)}`;
  return `This cell waits until its types are checked${by}: 5 s so far. Interrupt it to stop waiting\n`;
}

/** What a cell ends with that could not be checked or started. */
function failure(error: unknown): ExecuteOutcome {
  if (error instanceof LanguageCancelledError) return { status: "error", error: interrupted };
  const { stack } = error as Error;
  return {
    status: "error",
    error: { ename: "KernelError", evalue: String(error), traceback: [String(stack)] },
  };
}
