// V8's inspector on the main thread, from this one: no port is opened, and a busy or paused main thread answers all the same.
import inspector, { type Debugger, type Runtime } from "node:inspector";

type Parameters = Record<string, unknown>;

interface Evaluated {
  result: Runtime.RemoteObject;
  exceptionDetails?: Runtime.ExceptionDetails;
}

export class InspectorSession {
  /** URLs of scripts by their ids. A call frame's own `url` is empty in another thread's session. */
  readonly scripts = new Map<string, string>();
  readonly #session = new inspector.Session();
  /** Whether pauses are heard of. */
  #isDebugging = false;

  constructor(onPaused: (pause: Debugger.PausedEventDataType) => void, onResumed: () => void) {
    this.#session.connectToMainThread();
    this.#session.on("Debugger.scriptParsed", ({ params }) => {
      if (params.url !== "") this.scripts.set(params.scriptId, params.url);
    });
    this.#session.on("Debugger.paused", ({ params }) => onPaused(params));
    this.#session.on("Debugger.resumed", onResumed);
  }

  get isDebugging(): boolean {
    return this.#isDebugging;
  }

  /** @param blackbox - Patterns for the URLs of scripts that are never stepped into. */
  async startDebugging(blackbox: readonly string[]): Promise<void> {
    this.#isDebugging = true;
    await this.post("Debugger.enable", { maxScriptsCacheSize: 10_000_000 });
    await this.post("Debugger.setBlackboxPatterns", { patterns: blackbox });
  }

  /** A paused main thread goes on. */
  async stopDebugging(): Promise<void> {
    this.#isDebugging = false;
    await this.post("Debugger.disable");
    this.scripts.clear();
  }

  /** @throws Error with V8's message. */
  post<T = unknown>(method: string, parameters: Parameters = {}): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#session.post(method, parameters, (error: Error | null, result: unknown) => {
        if (error) reject(new Error(error.message));
        else resolve(result as T);
      });
    });
  }

  /**
   * Evaluates code or calls a function.
   *
   * @throws Error with the first line of what the code threw.
   */
  async evaluate(method: string, parameters: Parameters): Promise<Runtime.RemoteObject> {
    const { result, exceptionDetails } = await this.post<Evaluated>(method, { silent: true, ...parameters });
    if (exceptionDetails) {
      const { exception, text } = exceptionDetails;
      throw new Error((exception?.description ?? text).split("\n")[0]);
    }
    return result;
  }
}
