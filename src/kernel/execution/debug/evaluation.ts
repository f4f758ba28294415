// Code of the user's and of the panels, run in a frame of the paused main thread or, where nothing is paused, in the session.
import type { Runtime } from "node:inspector";
import type { Frame } from "./callStack.js";
import { toExpression, toStatements } from "./expressions.js";
import { helperCall } from "./helperCalls.js";
import type { InspectorSession } from "./inspectorSession.js";
import { argumentOf, type Variables } from "./variables.js";

type Arguments = Record<string, unknown>;

/** How long an expression may take, in ms. Nothing reaches V8 meanwhile, no interrupt either. */
const patience = 5000;

export class Evaluation {
  readonly #session: InspectorSession;
  readonly #variables: Variables;
  readonly #frames: () => readonly Frame[];

  /** @param frames - The user's frames, innermost first; none where nothing is paused. */
  constructor(session: InspectorSession, variables: Variables, frames: () => readonly Frame[]) {
    this.#session = session;
    this.#variables = variables;
    this.#frames = frames;
  }

  async evaluate({ expression, frameId, context }: Arguments): Promise<object> {
    try {
      // Who only rests the mouse on a name must not change anything by it.
      const options = context === "hover" ? { throwOnSideEffect: true } : {};
      const value = await this.#run(this.frame(frameId), toStatements(String(expression)), options);
      if (context !== "repl" || value.objectId === undefined) {
        const { value: result, variablesReference } = await this.#variables.describe("", value);
        return { result, variablesReference };
      }
      const printed = await this.#session.evaluate("Runtime.callFunctionOn", {
        objectId: value.objectId,
        functionDeclaration: `function () { return ${helperCall("print", "this")}; }`,
        returnByValue: true,
      });
      const variablesReference = this.#variables.refer({ objectIds: [value.objectId] });
      return { result: String(printed.value), variablesReference };
    } catch (error) {
      // JupyterLab's console shows no message of a failed reply: the error is the result.
      if (context !== "repl") throw error;
      return { result: (error as Error).message, variablesReference: 0 };
    }
  }

  async setVariable({ variablesReference, name, value }: Arguments): Promise<object> {
    const listed = this.#variables.listed(Number(variablesReference));
    if (!listed)
      throw new Error(`Cannot set ${String(name)}: the variables must be those of the present pause`);
    const code = toExpression(String(value));
    const isName = listed.withSession || listed.callFrameId !== undefined;
    const set = await this.#run(
      this.frame(undefined, listed.callFrameId),
      isName ? `${String(name)} = ${code}` : code,
    );
    if (!isName) {
      await this.#session.evaluate("Runtime.callFunctionOn", {
        objectId: listed.objectIds[0],
        functionDeclaration: "function (name, value) { this[name] = value; }",
        arguments: [{ value: name }, argumentOf(set)],
      });
    }
    return { value: (await this.#variables.describe(String(name), set)).value };
  }

  /** What a variable shows of itself, as in a cell. */
  async show({ variableName, frameId }: Arguments): Promise<unknown> {
    const frame = this.frame(frameId);
    const name = toExpression(String(variableName));
    // A paused thread settles no promise.
    const bundle = await this.#run(frame, helperCall(frame ? "draw" : "show", name), { returnByValue: true });
    return JSON.parse(String(bundle.value)) as unknown;
  }

  async copyToGlobals({ srcVariableName, dstVariableName, srcFrameId }: Arguments): Promise<object> {
    const target = `globalThis[${JSON.stringify(dstVariableName)}]`;
    await this.#run(this.frame(srcFrameId), `${target} = ${toExpression(String(srcVariableName))}`);
    return {};
  }

  /** The frame of an id, by which front ends or V8 know it; the innermost where there is none. */
  frame(id: unknown, callFrameId?: string): Frame | undefined {
    const frames = this.#frames();
    return (
      frames.find((frame) => frame.id === Number(id) || frame.call.callFrameId === callFrameId) ?? frames[0]
    );
  }

  async #run(
    frame: Frame | undefined,
    expression: string,
    options: object = {},
  ): Promise<Runtime.RemoteObject> {
    const evaluated = { expression, timeout: patience, ...options };
    try {
      if (!frame) {
        const more = { disableBreaks: true, awaitPromise: true };
        return await this.#session.evaluate("Runtime.evaluate", { ...more, ...evaluated });
      }
      const { callFrameId } = frame.call;
      return await this.#session.evaluate("Debugger.evaluateOnCallFrame", { callFrameId, ...evaluated });
    } catch (error) {
      const { message } = error as Error;
      if (!/terminated/.test(message)) throw error;
      throw new Error(`The expression took longer than ${String(patience / 1000)} s and was stopped`);
    }
  }
}
