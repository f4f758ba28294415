// The kernel between its sockets and its two processes: answers requests, runs cells, publishes what they do.
import { LanguageCancelledError } from "../language/client.js";
import type { NotebookLanguage } from "../language/types.js";
import type { ErrorContent, FromExecution } from "../rpc/messages.js";
import { CellOutput } from "./cellOutput.js";
import { OpenComms, readComm } from "./comms.js";
import { typeErrorContent, warningText } from "./diagnostics.js";
import { readDirectives } from "./directives.js";
import { ExecutionQueue } from "./executionQueue.js";
import { Executor } from "./executor.js";
import { History } from "./history.js";
import { InputRequests } from "./inputRequests.js";
import type { Publisher } from "./publisher.js";
import { interrupted, sessionEnded } from "./sessionErrors.js";
import type { TypeService } from "./typeService.js";
import type { Header, Message } from "../../jupyter/messages.js";

/** How a cell ended. */
type Outcome = Omit<Extract<FromExecution, { type: "done" }>, "type" | "cell"> & { payload?: object[] };

export interface KernelOptions {
  dir: string;
  language: NotebookLanguage;
  types: TypeService;
  publisher: Publisher;
  input: InputRequests;
}

/** A cell that is being executed or was. */
interface Execution {
  cell: number;
  count: number;
  silent: boolean;
  request: Message;
}

interface Running extends Execution {
  finish(done: Outcome): void;
  /** Its types are being checked. */
  checking: boolean;
}

/** How long requests that a front end sends in one go may take to arrive, in ms. */
const arrivalTime = 10;

const cellEnded = "Cannot ask for input: the cell has ended";

/** One notebook's kernel. */
export class Kernel {
  readonly history = new History();
  readonly comms = new OpenComms();
  readonly #options: KernelOptions;
  readonly #publisher: Publisher;
  readonly #queue = new ExecutionQueue();
  readonly #types: TypeService;
  readonly #output: CellOutput;
  readonly #commTickets = new Map<number, () => void>();
  /** Undefined after it could not even start: the next cell tries again. */
  #executor: Executor | undefined;
  #executorIsUp = false;
  #lastCell = 0;
  #lastTicket = 0;
  #count = 0;
  #running: Running | undefined;

  constructor(options: KernelOptions) {
    this.#options = options;
    this.#publisher = options.publisher;
    this.#types = options.types;
    this.#output = new CellOutput(options.publisher, (hold) => this.#executor?.holdUp(hold));
    this.#executor = this.#startExecutor();
  }

  /** Queues an execute_request; `reply` gets its answer. */
  execute(request: Message, reply: (content: object) => void): void {
    this.#queue.add({
      run: () => this.#execute(request, reply),
      abort: () => {
        this.#publisher.status("busy", request.header);
        reply({ status: "aborted", execution_count: this.#count });
        this.idle(request.header);
      },
    });
  }

  /** Passes a front end's comm message on; settles when its handler has run. */
  async receiveComm(message: Message): Promise<void> {
    const content = readComm(message);
    if (!content || !this.#executor) return;
    this.comms.note(content);
    const ticket = ++this.#lastTicket;
    await new Promise<void>((resolve) => {
      this.#commTickets.set(ticket, resolve);
      this.#executor?.send({ type: "comm", ticket, content });
    });
  }

  receiveInput(value: unknown): void {
    const text = typeof value === "string" ? value : "";
    const request = this.#options.input.take();
    if (request !== undefined) this.#answerInput(request, { text });
  }

  /** Interrupts the running cell, or what a finished one left running. Waiting cells are aborted by the error. */
  interrupt(): void {
    this.#options.input.drop();
    if (this.#running?.checking) this.#types.cancel();
    this.#executor?.sendToWatchdog({ type: "interrupt" });
    this.#executor?.send({ type: "interrupt" });
  }

  /** Says that a request has been answered; a busy kernel says again that it is busy. */
  idle(parent: Header): void {
    this.#publisher.status("idle", parent);
    const running = this.#running?.request.header;
    if (running && running !== parent) this.#publisher.status("busy", running);
  }

  close(): void {
    this.#output.flush();
    this.#executor?.kill();
    this.#types.close();
  }

  async #execute(request: Message, reply: (content: object) => void): Promise<"ok" | "abort"> {
    const { header, content } = request;
    const code = typeof content["code"] === "string" ? content["code"] : "";
    const silent = content["silent"] === true;
    if (!silent && content["store_history"] !== false) this.#count++;
    const execution: Execution = { cell: ++this.#lastCell, count: this.#count, silent, request };
    this.#output.begin(execution.cell, header);
    this.#publisher.status("busy", header);
    if (!silent) {
      if (content["store_history"] !== false) this.history.add(this.#count, code);
      this.#publisher.publish("execute_input", { code, execution_count: this.#count }, header);
    }
    const done = await this.#run(execution, code);
    this.#output.flush();
    const abort = done.status === "error" && content["stop_on_error"] !== false;
    this.#publishOutcome(execution, done);
    // Requests that were sent together with this one must be here before the queue is cleared.
    if (abort) await new Promise((resolve) => setTimeout(resolve, arrivalTime));
    reply(
      done.status === "ok"
        ? {
            status: "ok",
            execution_count: execution.count,
            user_expressions: done.expressions ?? {},
            payload: done.payload ?? [],
          }
        : {
            status: "error",
            execution_count: execution.count,
            user_expressions: {},
            payload: [],
            ...done.error,
          },
    );
    this.#running = undefined;
    for (const request of this.#options.input.drop()) this.#answerInput(request, { error: cellEnded });
    this.idle(header);
    return abort ? "abort" : "ok";
  }

  /** Checks a cell's types and runs it. Whatever happens first (its end, an interrupt, a crash) is the outcome. */
  #run(execution: Execution, code: string): Promise<Outcome> {
    return new Promise((resolve) => {
      const running: Running = { ...execution, finish: resolve, checking: true };
      this.#running = running;
      const fail = (error: ErrorContent) => resolve({ status: "error", error });
      this.#start(running, code).catch((error: unknown) => {
        if (error instanceof LanguageCancelledError) fail(interrupted);
        else
          fail({ ename: "KernelError", evalue: String(error), traceback: [String((error as Error).stack)] });
      });
    });
  }

  async #start(running: Running, code: string): Promise<void> {
    const { cell, count, silent, request } = running;
    const { user_expressions: expressions, allow_stdin: allowStdin } = request.content;
    const help = /^\s*([\w$.]+)\?\??\s*$/.exec(code)?.[1];
    if (help !== undefined) {
      running.finish({ status: "ok", payload: await this.#types.helpPage(help) });
      return;
    }
    const directives = readDirectives(code);
    const executor = (this.#executor ??= this.#startExecutor());
    const isScript = directives.module === undefined && !directives.browser;
    if (isScript) executor.send({ type: "prepare", cell, code, count, silent });
    const { errors, warnings, failure } = await this.#types.check(code, directives);
    running.checking = false;
    if (failure !== undefined) this.#output.write(cell, "stderr", failure);
    if (warnings.length > 0) this.#output.write(cell, "stderr", warningText(warnings, this.#options.dir));
    if (errors.length > 0) {
      executor.send({ type: "drop", cell });
      running.finish({ status: "error", error: typeErrorContent(errors, this.#options.dir) });
    } else if (directives.module !== undefined) {
      executor.send({ type: "addModule", cell, name: directives.module, code, jsx: directives.jsx });
    } else if (directives.browser) {
      executor.send({ type: "browser", cell, code });
    } else {
      executor.send({
        type: "run",
        cell,
        expressions: (expressions ?? {}) as Record<string, string>,
        allowStdin: allowStdin !== false,
      });
    }
  }

  #publishOutcome({ count, silent, request }: Execution, { result, error }: Outcome): void {
    if (error) this.#output.error(error, request.header);
    if (!result || silent) return;
    this.history.setOutput(count, String(result.data["text/plain"]));
    this.#publisher.publish("execute_result", { execution_count: count, ...result }, request.header);
  }

  #startExecutor(): Executor {
    this.#executorIsUp = false;
    return new Executor({
      dir: this.#options.dir,
      language: this.#options.language,
      onMessage: (message) => this.#onMessage(message),
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
        this.#commTickets.get(message.ticket)?.();
        this.#commTickets.delete(message.ticket);
        break;
      case "input":
        if (this.#running?.cell !== message.cell) {
          this.#answerInput(message.request, { error: cellEnded });
        } else {
          this.#options.input.ask(this.#running.request, message);
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
    for (const handled of this.#commTickets.values()) handled();
    this.#commTickets.clear();
    const parent = this.#running?.request.header ?? this.#output.parentOf(this.#lastCell);
    for (const id of this.comms.clear())
      this.#publisher.publish("comm_close", { comm_id: id, data: {} }, parent);
    this.#options.input.drop();
    this.#executor = this.#executorIsUp ? this.#startExecutor() : undefined;
    this.#types.reopen();
    const error = sessionEnded(why);
    if (this.#running) this.#running.finish({ status: "error", error });
    else this.#output.error(error, parent);
  }

  #answerInput(request: number, answer: { text: string } | { error: string }): void {
    this.#executor?.send({ type: "input", request, ...answer });
    this.#executor?.sendToWatchdog({ type: "input", request, ...answer });
  }
}
