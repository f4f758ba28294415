// The kernel between its sockets and its two processes: answers requests, runs cells, publishes what they do.
import { LanguageCancelledError, LanguageClient } from "../language/client.js";
import type { CheckReply, NotebookLanguage } from "../language/types.js";
import type { ErrorContent, FromExecution } from "../rpc/messages.js";
import { commContent, OpenComms, readComm } from "./comms.js";
import { typeErrorContent, warningText } from "./diagnostics.js";
import { readDirectives, type Directives } from "./directives.js";
import { ExecutionQueue } from "./executionQueue.js";
import { Executor } from "./executor.js";
import { History } from "./history.js";
import { InputRequests } from "./inputRequests.js";
import type { Publisher } from "./publisher.js";
import { Streams } from "./streams.js";
import { toCodePoints, toUtf16 } from "./textPositions.js";
import type { Header, Message } from "./wire.js";

/** How a cell ended. */
type Outcome = Omit<Extract<FromExecution, { type: "done" }>, "type" | "cell"> & { payload?: object[] };

export interface KernelOptions {
  dir: string;
  language: NotebookLanguage;
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

/** Cells whose late output still finds its way; older ones' goes to the oldest known. */
const rememberedCells = 10_000;

/** How long requests that a front end sends in one go may take to arrive, in ms. */
const arrivalTime = 10;

const cellEnded = "Cannot ask for input: the cell has ended";

const interrupted: ErrorContent = {
  ename: "KeyboardInterrupt",
  evalue: "The cell was interrupted",
  traceback: ["\x1b[1m\x1b[31mKeyboardInterrupt\x1b[39m\x1b[22m: The cell was interrupted"],
};

/** One notebook's kernel. */
export class Kernel {
  readonly history = new History();
  readonly comms = new OpenComms();
  readonly #options: KernelOptions;
  readonly #publisher: Publisher;
  readonly #queue = new ExecutionQueue();
  readonly #languageClient = new LanguageClient();
  readonly #streams: Streams;
  readonly #parents = new Map<number, Header>();
  readonly #commTickets = new Map<number, () => void>();
  #opened: Promise<void>;
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
    this.#streams = new Streams({
      publish: (cell, name, text) => this.#publisher.publish("stream", { name, text }, this.#parentOf(cell)),
      holdUp: (hold) => this.#executor?.holdUp(hold),
    });
    this.#executor = this.#startExecutor();
    this.#opened = this.#openLanguage();
  }

  /** Number of the last cell that was counted, for In[n]. */
  get count(): number {
    return this.#count;
  }

  /** Queues an execute_request; `reply` gets its answer. */
  execute(request: Message, reply: (content: object) => void): void {
    this.#queue.add({
      run: () => this.#execute(request, reply),
      abort: () => {
        this.#publisher.status("busy", request.header);
        reply({ status: "aborted", execution_count: this.#count });
        this.#idle(request.header);
      },
    });
  }

  async complete({ code, cursor_pos }: Record<string, unknown>): Promise<object> {
    const text = String(code);
    const cursor = toUtf16(text, Number(cursor_pos ?? Infinity));
    const { matches, start, end } = await this.#languageClient.complete({ code: text, cursor });
    const position = (offset: number) => toCodePoints(text, offset);
    return {
      status: "ok",
      matches: matches.map((match) => match.text),
      cursor_start: position(start),
      cursor_end: position(end),
      metadata: {
        _jupyter_types_experimental: matches.map((match) => ({
          text: match.text,
          type: match.type,
          signature: match.signature,
          start: position(match.start),
          end: position(match.end),
        })),
      },
    };
  }

  async inspect({ code, cursor_pos, detail_level }: Record<string, unknown>): Promise<object> {
    const text = String(code);
    const found = await this.#languageClient.inspect({
      code: text,
      cursor: toUtf16(text, Number(cursor_pos ?? Infinity)),
      detailLevel: detail_level === 1 ? 1 : 0,
    });
    const data = found ? { "text/markdown": found.markdown, "text/plain": found.text } : {};
    return { status: "ok", found: found !== null, data, metadata: {} };
  }

  async isComplete({ code }: Record<string, unknown>): Promise<object> {
    const { status, indent } = await this.#languageClient.isComplete({ code: String(code) });
    return status === "incomplete" ? { status, indent } : { status };
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
    if (this.#running?.checking) this.#languageClient.cancel();
    this.#executor?.sendToWatchdog({ type: "interrupt" });
    this.#executor?.send({ type: "interrupt" });
  }

  /** A busy kernel says so again after it answered something else. */
  idle(parent: Header): void {
    this.#idle(parent);
  }

  close(): void {
    this.#streams.flush();
    this.#executor?.kill();
    this.#languageClient.close();
  }

  async #execute(request: Message, reply: (content: object) => void): Promise<"ok" | "abort"> {
    const { header, content } = request;
    const code = typeof content["code"] === "string" ? content["code"] : "";
    const silent = content["silent"] === true;
    if (!silent && content["store_history"] !== false) this.#count++;
    const execution: Execution = { cell: ++this.#lastCell, count: this.#count, silent, request };
    this.#remember(execution.cell, header);
    this.#publisher.status("busy", header);
    if (!silent) {
      if (content["store_history"] !== false) this.history.add(this.#count, code);
      this.#publisher.publish("execute_input", { code, execution_count: this.#count }, header);
    }
    const done = await this.#run(execution, code);
    this.#streams.flush();
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
    this.#idle(header);
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
      running.finish({ status: "ok", payload: await this.#helpPage(help) });
      return;
    }
    const directives = readDirectives(code);
    const executor = (this.#executor ??= this.#startExecutor());
    const isScript = directives.module === undefined && !directives.browser;
    if (isScript) executor.send({ type: "prepare", cell, code, count, silent });
    const { errors, warnings } = await this.#check(code, directives, cell);
    running.checking = false;
    if (warnings.length > 0) this.#streams.write(cell, "stderr", warningText(warnings, this.#options.dir));
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

  /** IPython's `name?`: what is known of a name, in the front end's pager. */
  async #helpPage(name: string): Promise<object[]> {
    await this.#opened;
    const found = await this.#languageClient.inspect({ code: name, cursor: name.length, detailLevel: 1 });
    const text = found?.text ?? `Nothing is known of ${name}`;
    const data = { "text/plain": text, ...(found ? { "text/markdown": found.markdown } : {}) };
    return [{ source: "page", data, start: 0 }];
  }

  /** A checker that fails must not keep a cell from running. */
  async #check(
    code: string,
    { module, jsx }: Directives,
    cell: number,
  ): Promise<Pick<CheckReply, "errors" | "warnings">> {
    try {
      await this.#opened;
      if (module !== undefined) return await this.#languageClient.addModule({ name: module, code, jsx });
      return await this.#languageClient.check({ code });
    } catch (error) {
      if (error instanceof LanguageCancelledError) throw error;
      this.#streams.write(cell, "stderr", `Types were not checked: ${(error as Error).message}\n`);
      return { errors: [], warnings: [] };
    }
  }

  #publishOutcome({ count, silent, request }: Execution, { result, error }: Outcome): void {
    if (error) this.#publisher.publish("error", error, request.header);
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
      onNativeOutput: (name, text) => this.#streams.write(this.#running?.cell ?? this.#lastCell, name, text),
      onDeath: (why) => this.#onDeath(why),
    });
  }

  #onMessage(message: FromExecution): void {
    if (message.type === "stream") {
      this.#streams.write(message.cell, message.name, message.text);
      return;
    }
    this.#streams.flush();
    switch (message.type) {
      case "display": {
        const { data, metadata, displayId } = message;
        const transient = displayId === undefined ? {} : { display_id: displayId };
        const type = message.update ? "update_display_data" : "display_data";
        this.#publisher.publish(type, { data, metadata, transient }, this.#parentOf(message.cell));
        break;
      }
      case "ready":
        this.#executorIsUp = true;
        break;
      case "clear":
        this.#publisher.publish("clear_output", { wait: message.wait }, this.#parentOf(message.cell));
        break;
      case "comm": {
        const { content, cell } = message;
        this.comms.note(content);
        const { metadata, buffers } = content;
        this.#publisher.publish(`comm_${content.kind}`, commContent(content), this.#parentOf(cell), {
          metadata,
          buffers,
        });
        break;
      }
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
      case "error":
        this.#publisher.publish("error", message.error, this.#parentOf(message.cell));
        break;
      case "done":
        if (this.#running?.cell === message.cell) this.#running.finish(message);
        break;
    }
  }

  /** The session is lost: the running cell learns why, and the next one finds a fresh session. */
  #onDeath(why: string): void {
    this.#streams.flush();
    for (const handled of this.#commTickets.values()) handled();
    this.#commTickets.clear();
    const parent = this.#running?.request.header ?? this.#parentOf(this.#lastCell);
    for (const id of this.comms.clear())
      this.#publisher.publish("comm_close", { comm_id: id, data: {} }, parent);
    this.#options.input.drop();
    const evalue = `The session ended: ${why}. All variables are lost; the next cell starts in a fresh session`;
    const error = {
      ename: "SessionEnded",
      evalue,
      traceback: [`\x1b[1m\x1b[31mSessionEnded\x1b[39m\x1b[22m: ${evalue}`],
    };
    this.#executor = this.#executorIsUp ? this.#startExecutor() : undefined;
    this.#opened = this.#openLanguage();
    if (this.#running) this.#running.finish({ status: "error", error });
    else this.#publisher.publish("error", error, parent);
  }

  async #openLanguage(): Promise<void> {
    try {
      await this.#languageClient.open({ dir: this.#options.dir, language: this.#options.language });
    } catch {
      // Each check will say so.
    }
  }

  #answerInput(request: number, answer: { text: string } | { error: string }): void {
    this.#executor?.send({ type: "input", request, ...answer });
    this.#executor?.sendToWatchdog({ type: "input", request, ...answer });
  }

  #idle(parent: Header): void {
    this.#publisher.status("idle", parent);
    const running = this.#running?.request.header;
    if (running && running !== parent) this.#publisher.status("busy", running);
  }

  #remember(cell: number, header: Header): void {
    this.#parents.set(cell, header);
    if (this.#parents.size > rememberedCells) this.#parents.delete(this.#parents.keys().next().value!);
  }

  #parentOf(cell: number): Header | undefined {
    return this.#parents.get(cell) ?? this.#parents.get(this.#lastCell);
  }
}
