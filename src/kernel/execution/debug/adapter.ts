// The Debug Adapter Protocol's requests over V8's inspector, https://microsoft.github.io/debug-adapter-protocol. What the
// variables hold can be asked for at any time; the rest while the debugger is on.
import { fileURLToPath } from "node:url";
import type { DebugCell, VariableFacts } from "../../rpc/debugging.js";
import type { CompileOptions } from "../compile/compileCell.js";
import { settings } from "../loader/compileFile.js";
import { ownFolders, packageOf } from "../stackTraces.js";
import { Breakpoints, escapePattern, type WantedBreakpoint } from "./breakpoints.js";
import { Evaluation } from "./evaluation.js";
import { InspectorSession } from "./inspectorSession.js";
import { Pauses, type PauseEvents } from "./pauses.js";
import { isFile, Places } from "./places.js";
import { scopesOf } from "./scopes.js";
import { Variables } from "./variables.js";

type Arguments = Record<string, unknown>;
type Request = (args: Arguments) => unknown;

/** What there is while the debugger is on. */
interface Debugging {
  places: Places;
  breakpoints: Breakpoints;
  pauses: Pauses;
}

/** Never stepped into: Node, packages, this library and the kernel. */
const blackbox = [
  "^node:",
  "[/\\\\]node_modules[/\\\\]",
  "^evalmachine",
  ...ownFolders.map((folder) => `^(file://)?${escapePattern(folder)}`),
];

/** How long the main thread may take to say what its variables hold, in ms: native code keeps it longer at times. */
const patience = 3000;

export class DebugAdapter {
  readonly #events: PauseEvents;
  readonly #session: InspectorSession;
  readonly #variables: Variables;
  readonly #evaluation: Evaluation;
  readonly #requests: Record<string, Request>;
  #debugging: Debugging | undefined;

  constructor(events: PauseEvents) {
    this.#events = events;
    this.#session = new InspectorSession(
      (pause) => this.#debugging?.pauses.onPaused(pause),
      () => {
        this.#variables.forget();
        this.#debugging?.pauses.onResumed();
      },
    );
    this.#variables = new Variables(this.#session);
    const frames = () => this.#debugging?.pauses.frames ?? [];
    this.#evaluation = new Evaluation(this.#session, this.#variables, frames);
    this.#requests = this.#makeRequests();
  }

  /** @throws Error if the request is unknown or fails. */
  async request(command: string, args: Arguments): Promise<unknown> {
    const request = this.#requests[command];
    if (!request) throw new Error(`Cannot answer ${command}: this debugger does not know it`);
    return await request(args);
  }

  #makeRequests(): Record<string, Request> {
    const pauses = () => this.#on().pauses;
    const evaluation = this.#evaluation;
    return {
      __proto__: null as never,
      start: (args) => this.#start(args),
      stop: () => this.#stop(),
      // The user interrupts: what is paused ends. The answer only says that this thread is alive.
      interrupt: () => void this.#debugging?.pauses.terminate().catch(() => undefined),
      addCells: ({ cells }) => this.#addCells(cells as DebugCell[]),
      setBreakpoints: async ({ path, code, breakpoints }) => ({
        breakpoints: await this.#on().breakpoints.set(
          path as string,
          code as string | undefined,
          breakpoints as WantedBreakpoint[],
        ),
      }),
      setExceptionBreakpoints: async ({ filters }) => {
        const wanted = (filters ?? []) as string[];
        const all = wanted.includes("raised");
        await pauses().stopAtErrors(all ? "raised" : wanted.includes("uncaught") ? "uncaught" : "none");
      },
      // The threads of a search have inspectors of their own, which nobody listens to: they run on.
      threads: () => ({ threads: [{ id: 1, name: "main thread (worker threads run on)" }] }),
      continue: async () => {
        await pauses().goOn();
        return { allThreadsContinued: true };
      },
      next: () => pauses().takeStep("Debugger.stepOver"),
      stepIn: () => pauses().takeStep("Debugger.stepInto"),
      stepOut: () => pauses().takeStep("Debugger.stepOut"),
      pause: () => pauses().pause(),
      stackTrace: (args) => this.#stackTrace(args),
      scopes: ({ frameId }) => scopesOf(evaluation.frame(frameId), this.#variables),
      variables: async ({ variablesReference, ...page }) => {
        const listed = this.#variables.listed(Number(variablesReference));
        return { variables: listed ? await this.#variables.list(listed, page) : [] };
      },
      setVariable: (args) => evaluation.setVariable(args),
      evaluate: (args) => evaluation.evaluate(args),
      inspectVariables: async () => {
        const variables = this.#variables.list({ objectIds: [], withSession: true });
        return { variables: await inTime(variables) };
      },
      listVariables: (): Promise<VariableFacts[]> => inTime(this.#variables.facts()),
      richInspectVariables: (args) => evaluation.show(args),
      copyToGlobals: (args) => evaluation.copyToGlobals(args),
      modules: () => this.#modules(),
    };
  }

  #on(): Debugging {
    if (!this.#debugging) throw new Error("The debugger is off");
    return this.#debugging;
  }

  async #start({ cells, language }: Arguments): Promise<void> {
    if (!this.#debugging) {
      const { jsx, legacyDecorators } = settings;
      const options: CompileOptions = { javascript: language === "javascript", jsx, legacyDecorators };
      const places = new Places(options);
      const breakpoints = new Breakpoints(this.#session, places, options);
      const pauses = new Pauses(this.#session, places, breakpoints, this.#events);
      this.#debugging = { places, breakpoints, pauses };
      await this.#session.startDebugging(blackbox);
    }
    for (const cell of cells as DebugCell[]) this.#debugging.places.addCell(cell);
  }

  async #stop(): Promise<void> {
    this.#debugging = undefined;
    this.#variables.forget();
    await this.#session.stopDebugging();
    this.#events.onPaused(false);
  }

  async #addCells(cells: readonly DebugCell[]): Promise<void> {
    const { places, breakpoints, pauses } = this.#on();
    for (const cell of cells) {
      const script = places.addCell(cell);
      pauses.cellBegins();
      await breakpoints.addCell(script, cell.path);
    }
  }

  #stackTrace({ startFrame, levels }: Arguments): object {
    const { frames } = this.#on().pauses;
    const first = Number(startFrame ?? 0);
    const asked = frames.slice(first, levels ? first + Number(levels) : undefined);
    const stackFrames = asked.map(({ id, name, place: { path, line, column } }) => ({
      ...{ id, name, line, column },
      source: { path, sourceReference: 0 },
    }));
    return { stackFrames, totalFrames: frames.length };
  }

  /** The user's own files and module cells that are loaded, once each. */
  #modules(): object {
    const modules = new Map<string, object>();
    for (const [id, script] of this.#session.scripts) {
      if (!isFile(script)) continue;
      const path = script.startsWith("file:") ? fileURLToPath(script.replace(/\?.*$/, "")) : script;
      if (packageOf(path) !== undefined) continue;
      const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
      modules.set(path, { id, name, path: this.#debugging?.places.shownPath(path) ?? path });
    }
    return { modules: [...modules.values()], totalModules: modules.size };
  }
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The running cell is busy in native code")), patience);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
