// debug_request, https://jupyter-client.readthedocs.io/en/stable/messaging.html#debug-request: what the front knows itself
// (cells, breakpoints, whether the debugger is on) is answered here, the rest by the thread beside the user's code.
import type { Header } from "../../../jupyter/messages.js";
import type { NotebookLanguage } from "../../language/types.js";
import type { DebugCell, FromDebugger, ToDebugger, VariableFacts } from "../../rpc/debugging.js";
import { capabilities, emptyBodies } from "./capabilities.js";
import { DebugLine } from "./debugLine.js";
import { DebugSources } from "./debugSources.js";

type Arguments = Record<string, unknown>;

interface Breakpoint {
  line: number;
  condition?: string;
  hitCondition?: string;
  logMessage?: string;
}

/** How long an interrupted thread may keep quiet until it is given up, in ms. */
const patience = 5000;

export interface DebuggerOptions {
  language: NotebookLanguage;
  /** Passes a message to the debugger's thread, which begins with the first one. */
  send(message: ToDebugger): void;
  /** Publishes a debug_event, as a child of the last debug_request. */
  publish(event: object, parent: Header | undefined): void;
}

export class Debugger {
  readonly #options: DebuggerOptions;
  readonly #line: DebugLine;
  readonly #sources: DebugSources;
  /** The cells that ran in this session, by the names of their scripts. */
  readonly #cells = new Map<string, DebugCell>();
  /** By path, as the front end set them, on the lines that they ended up on. */
  readonly #breakpoints = new Map<string, Breakpoint[]>();
  #filters: unknown[] = [];
  #isOn = false;
  /** Settles when the session knows its cells and breakpoints. */
  #begun: Promise<void> = Promise.resolve();
  #isPaused = false;
  /** What is being asked of the variables: who asks meanwhile gets the same answer. */
  #inspection: Promise<unknown> | undefined;
  #parent: Header | undefined;
  #lastSequence = 0;

  constructor(options: DebuggerOptions) {
    this.#options = options;
    this.#line = new DebugLine((message) => options.send(message));
    this.#sources = new DebugSources(options.language);
  }

  /**
   * Takes note of a cell before it runs; once more, where its check finds that its decorators are those of before.
   *
   * @param file - The name of its script; of a module cell, that by which others import it.
   * @returns What to wait for, so that its breakpoints are there; undefined while the debugger is off.
   */
  announce(file: string, code: string, legacyDecorators = false): Promise<unknown> | undefined {
    const cell = { file, code, path: this.#sources.addCell(code), legacyDecorators };
    this.#cells.set(file, cell);
    if (!this.#isOn) return undefined;
    return this.#begun.then(() => this.#line.ask("addCells", { cells: [cell] })).catch(() => undefined);
  }

  /** The reply to a debug_request. */
  async request(content: Record<string, unknown>, header: Header): Promise<object> {
    this.#parent = header;
    const command = String(content["command"]);
    const reply = { type: "response", request_seq: content["seq"] ?? 0, command };
    try {
      const body = await this.#answer(command, (content["arguments"] ?? {}) as Arguments);
      return { ...this.#numbered(reply), success: true, ...(body === undefined ? {} : { body }) };
    } catch (error) {
      const { message } = error as Error;
      return { ...this.#numbered(reply), success: false, message, body: emptyBodies[command] ?? {} };
    } finally {
      // Before that, the front end is not ready for the breakpoints it is asked for.
      if (command === "attach") setImmediate(() => this.#event("initialized"));
    }
  }

  /**
   * Answers the variables panel, whether or not the debugger is on.
   *
   * @param content - With `show`, the name of one variable, how a cell shows it; else all, at a glance.
   */
  async variables({ show }: Record<string, unknown>): Promise<object> {
    if (typeof show === "string") {
      const bundle = (await this.#line.ask("richInspectVariables", { variableName: show })) as object;
      return { status: "ok", ...bundle };
    }
    const variables = (await this.#line.ask("listVariables")) as VariableFacts[];
    return { status: "ok", variables };
  }

  /** The user interrupts: what is paused ends. A thread that does not answer is given up, or cells would wait for it. */
  interrupt(): void {
    if (!this.#line.isOpen) return;
    const timer = setTimeout(() => this.onFault(), patience);
    const answer = this.#line.ask("interrupt").catch(() => undefined);
    void answer.finally(() => clearTimeout(timer));
  }

  receive(message: FromDebugger): void {
    if (message.type !== "event") return this.#line.answer(message);
    if (message.event === "stopped") this.#isPaused = true;
    if (message.event === "continued") this.#isPaused = false;
    this.#event(message.event, message.body);
  }

  /** The session is lost: a fresh one takes over what was set, without the old cells. */
  onDeath(): void {
    this.#line.drop("The session ended");
    this.#cells.clear();
    this.#saysContinued();
    if (this.#isOn) this.#begun = this.#begin().catch(() => undefined);
  }

  /** The debugger's thread is lost, the session goes on without one. */
  onFault(): void {
    this.#line.drop("The debugger has failed: restart the kernel to debug again", true);
    this.#saysContinued();
    if (!this.#isOn) return;
    this.#isOn = false;
    this.#event("terminated");
  }

  async #answer(command: string, args: Arguments): Promise<unknown> {
    switch (command) {
      case "initialize":
        return this.#turnOn();
      case "attach":
      case "configurationDone":
        return undefined;
      case "disconnect":
      case "terminate":
        return this.#turnOff();
      case "debugInfo":
        return this.#info();
      case "dumpCell":
        return { sourcePath: this.#sources.addCell(String(args["code"])) };
      case "source":
        return this.#sources.show(String((args["source"] as { path?: unknown } | undefined)?.path));
      case "setBreakpoints":
        return this.#setBreakpoints(args);
      case "setExceptionBreakpoints":
        this.#filters = (args["filters"] ?? []) as unknown[];
        return this.#line.ask(command, args);
      case "inspectVariables":
        // JupyterLab asks at each message of a running cell.
        this.#inspection ??= this.#line.ask(command, args).finally(() => (this.#inspection = undefined));
        return this.#inspection;
      default:
        return this.#line.ask(command, args);
    }
  }

  async #turnOn(): Promise<object> {
    // After a restart JupyterLab initializes twice at once. The second would set breakpoints at the old kernel's paths.
    if (this.#isOn) throw new Error("The debugger is on already");
    this.#isOn = true;
    this.#begun = this.#begin();
    try {
      await this.#begun;
    } catch (error) {
      this.#isOn = false;
      throw error;
    }
    return capabilities;
  }

  async #turnOff(): Promise<undefined> {
    const wasOn = this.#isOn;
    this.#isOn = false;
    this.#breakpoints.clear();
    this.#filters = [];
    if (wasOn) await this.#line.ask("stop");
    this.#saysContinued();
    this.#event("terminated");
    return undefined;
  }

  #info(): object {
    return {
      isStarted: this.#isOn,
      ...this.#sources.rules,
      breakpoints: [...this.#breakpoints].map(([source, breakpoints]) => ({ source, breakpoints })),
      stoppedThreads: this.#isPaused ? [1] : [],
      richRendering: true,
      exceptionPaths: ["TypeScript Exceptions"],
      copyToGlobals: true,
    };
  }

  async #setBreakpoints(args: Arguments): Promise<unknown> {
    const { path } = args["source"] as { path: string };
    const wanted = (args["breakpoints"] ?? []) as Breakpoint[];
    const body = await this.#passBreakpoints(path, wanted);
    // JupyterLab draws each on its line, and throws where the cell has no such line.
    this.#breakpoints.set(
      path,
      body.breakpoints.map(({ line }, index) => ({ ...wanted[index], line })),
    );
    return body;
  }

  async #passBreakpoints(path: string, breakpoints: Breakpoint[]): Promise<{ breakpoints: Breakpoint[] }> {
    const code = this.#sources.cellText(path);
    const body = await this.#line.ask("setBreakpoints", { path, code, breakpoints });
    return body as { breakpoints: Breakpoint[] };
  }

  /** Brings a session's debugger up to what is known here. */
  async #begin(): Promise<void> {
    const cells = [...this.#cells.values()];
    await this.#line.ask("start", { cells, language: this.#options.language });
    for (const [path, breakpoints] of this.#breakpoints) await this.#passBreakpoints(path, breakpoints);
    if (this.#filters.length > 0) await this.#line.ask("setExceptionBreakpoints", { filters: this.#filters });
  }

  #saysContinued(): void {
    if (this.#isPaused) this.#event("continued", { threadId: 1, allThreadsContinued: true });
    this.#isPaused = false;
  }

  #event(event: string, body?: unknown): void {
    const content = this.#numbered({ type: "event", event, ...(body === undefined ? {} : { body }) });
    this.#options.publish(content, this.#parent);
  }

  #numbered<T extends object>(message: T): T & { seq: number } {
    return { seq: ++this.#lastSequence, ...message };
  }
}
