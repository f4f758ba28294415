// When the main thread stops and how it goes on: of V8's pauses the user sees those in his own code that he asked for.
import type { Debugger, Runtime } from "node:inspector";
import type { Breakpoints } from "./breakpoints.js";
import { placeOf, userFrames, type Frame } from "./callStack.js";
import { isCaught } from "./catches.js";
import type { InspectorSession } from "./inspectorSession.js";
import type { Places, SourcePlace } from "./places.js";

type Pause = Debugger.PausedEventDataType;
type StepMethod = "Debugger.stepOver" | "Debugger.stepInto" | "Debugger.stepOut";

/** Which errors stop. */
export type ErrorFilter = "none" | "uncaught" | "raised";

interface Step {
  method: StepMethod;
  from: SourcePlace;
  /** How many frames of the user's there were. After an `await` the kernel's below a cell are gone: those do not count. */
  depth: number;
  /** How many more times it may be taken again because it led nowhere new. */
  left: number;
  /** Its cell has ended. */
  isOver: boolean;
}

/** How often a step that stays on its line, or that leads into code of others, is taken again. */
const stepLimit = 30;

export interface PauseEvents {
  /** For the front end. */
  onEvent(event: string, body: object): void;
  /** The main thread is held, or no longer. */
  onPaused(isPaused: boolean): void;
}

export class Pauses {
  readonly #session: InspectorSession;
  readonly #places: Places;
  readonly #breakpoints: Breakpoints;
  readonly #events: PauseEvents;
  #filter: ErrorFilter = "none";
  #pause: Pause | undefined;
  #frames: Frame[] | undefined;
  #step: Step | undefined;
  /** The front end has been told of the pause. */
  #isShown = false;

  constructor(session: InspectorSession, places: Places, breakpoints: Breakpoints, events: PauseEvents) {
    this.#session = session;
    this.#places = places;
    this.#breakpoints = breakpoints;
    this.#events = events;
  }

  get isPaused(): boolean {
    return this.#pause !== undefined;
  }

  /** The user's frames, innermost first. Their ids stay as long as the pause does. */
  get frames(): readonly Frame[] {
    return (this.#frames ??= userFrames(this.#pause?.callFrames ?? [], this.#session, this.#places));
  }

  async stopAtErrors(filter: ErrorFilter): Promise<void> {
    this.#filter = filter;
    // Who awaits is on no stack: a `try` around an `await` is found by the async one, which costs each promise a little.
    await this.#session.post("Debugger.setAsyncCallStackDepth", { maxDepth: filter === "uncaught" ? 8 : 0 });
    await this.#session.post("Debugger.setPauseOnExceptions", { state: filter === "none" ? "none" : "all" });
  }

  /** A step that ran out of the last cell must not stop in the next. */
  cellBegins(): void {
    if (!this.#pause && this.#step) this.#step.isOver = true;
  }

  async goOn(): Promise<void> {
    this.#step = undefined;
    await this.#resume("Debugger.resume");
  }

  async takeStep(method: StepMethod): Promise<void> {
    const [top] = this.frames;
    if (!top) return;
    this.#step = { method, from: top.place, depth: this.frames.length, left: stepLimit, isOver: false };
    await this.#resume(method);
  }

  /** Stops the main thread at the next statement of the user's. */
  async pause(): Promise<void> {
    await this.#session.post("Debugger.pause");
  }

  /** Ends what is paused. */
  async terminate(): Promise<void> {
    this.#step = undefined;
    await this.#resume("Debugger.resume", { terminateOnResume: true });
  }

  /** V8 has stopped the main thread. */
  onPaused(pause: Pause): void {
    this.#pause = pause;
    this.#frames = undefined;
    this.#events.onPaused(true);
    const next = this.#whatNext(pause);
    if (next !== "stop") return void this.#session.post(next).catch(() => undefined);
    const hitBreakpointIds = this.#breakpoints.idsOf(pause.hitBreakpoints ?? []);
    const reason = isError(pause) ? "exception" : hitBreakpointIds.length > 0 ? "breakpoint" : undefined;
    this.#isShown = true;
    this.#events.onEvent("stopped", {
      reason: reason ?? (this.#step ? "step" : "pause"),
      threadId: 1,
      allThreadsStopped: true,
      preserveFocusHint: false,
      hitBreakpointIds,
      ...errorText(pause),
    });
    this.#step = undefined;
  }

  onResumed(): void {
    this.#pause = undefined;
    this.#frames = undefined;
    this.#events.onPaused(false);
  }

  /** Whether to show a pause; else how to leave it. */
  #whatNext(pause: Pause): "stop" | "Debugger.resume" | StepMethod {
    const [top] = pause.callFrames;
    const place = top && placeOf(top.location, this.#session, this.#places);
    if (isError(pause)) return this.#isWantedError(pause) ? "stop" : "Debugger.resume";
    if ((pause.hitBreakpoints ?? []).length > 0) return "stop";
    if (this.#step?.isOver) return this.#endStep();
    // The cell is over, and what goes on is the kernel's: Node 22 stops there, Node 20 does not.
    if (this.frames.length === 0) return this.#step ? this.#endStep() : "Debugger.stepOut";
    const step = this.#step;
    if (!place) return !step || step.left-- > 0 ? "Debugger.stepOut" : "stop";
    if (!step) return "stop";
    const { from, depth } = step;
    const isSame = place.path === from.path && place.line === from.line && this.frames.length === depth;
    return isSame && step.left-- > 0 ? step.method : "stop";
  }

  #endStep(): "Debugger.resume" {
    this.#step = undefined;
    return "Debugger.resume";
  }

  #isWantedError({ callFrames, asyncStackTrace }: Pause): boolean {
    if (this.frames.length === 0) return false;
    if (this.#filter === "raised") return true;
    const locations = [...callFrames.map(({ location }) => location), ...asyncCallers(asyncStackTrace)];
    return !locations.some((location) => {
      const place = placeOf(location, this.#session, this.#places);
      const text = place && this.#places.textOf(place.path);
      if (text === undefined) return false;
      return isCaught(text, place!.path.endsWith("x"), place!.line, place!.column);
    });
  }

  async #resume(method: "Debugger.resume" | StepMethod, parameters = {}): Promise<void> {
    if (!this.#pause) return;
    // Before each next "stopped": front ends count on it.
    if (this.#isShown) this.#events.onEvent("continued", { threadId: 1, allThreadsContinued: true });
    this.#isShown = false;
    this.onResumed();
    await this.#session.post(method, parameters);
  }
}

function isError({ reason }: Pause): boolean {
  return reason === "exception" || reason === "promiseRejection";
}

function errorText(pause: Pause): object {
  if (!isError(pause)) return {};
  const { description: text = "" } = (pause.data ?? {}) as { description?: string };
  return { description: text.split("\n")[0], text };
}

function asyncCallers(trace: Runtime.StackTrace | undefined): Debugger.Location[] {
  const found: Debugger.Location[] = [];
  for (let at = trace; at; at = at.parent) found.push(...at.callFrames);
  return found;
}
