// Variables by the references that front ends ask with. How a value reads is said in the main thread, by `mainHelpers.ts`.
import type { Runtime } from "node:inspector";
import type { VariableFacts } from "../../rpc/debugging.js";
import { helperCall, type Page, type Row } from "./helperCalls.js";
import type { InspectorSession } from "./inspectorSession.js";

/**
 * A variable for the Debug Adapter Protocol. JupyterLab's tree shows `type` in place of `value` unless it is one of Python's
 * words: it is left out.
 */
export interface Variable {
  name: string;
  value: string;
  evaluateName: string;
  variablesReference: number;
  indexedVariables?: number;
  namedVariables?: number;
}

/** What is listed together: objects with the variables as properties, the first of a name before others. */
export interface Listed {
  objectIds: string[];
  /** The session's own names come after those. */
  withSession?: boolean;
  /** The call frame where an assignment finds the names. */
  callFrameId?: string;
}

interface Properties {
  result: Runtime.PropertyDescriptor[];
  /** What a class keeps under names with `#`. */
  privateProperties?: { name: string; value?: Runtime.RemoteObject }[];
}

export class Variables {
  readonly #session: InspectorSession;
  readonly #references = new Map<number, Listed>();
  #lastReference = 0;

  constructor(session: InspectorSession) {
    this.#session = session;
  }

  refer(listed: Listed): number {
    this.#references.set(++this.#lastReference, listed);
    return this.#lastReference;
  }

  /** Objects of a pause that is over are no more. */
  forget(): void {
    this.#references.clear();
  }

  listed(reference: number): Listed | undefined {
    return this.#references.get(reference);
  }

  /** @param page - Which of them; defaults to all, of a long list to the first. */
  async list({ objectIds, withSession }: Listed, page: Page = {}): Promise<Variable[]> {
    const ids = withSession ? [...objectIds, await this.#sessionNames()] : objectIds;
    if (ids.length === 1) return this.#properties(ids[0]!, page);
    if (page.filter === "indexed") return [];
    const variables = new Map<string, Variable>();
    for (const objectId of ids) {
      for (const variable of await this.#properties(objectId, {})) {
        if (!variables.has(variable.name)) variables.set(variable.name, variable);
      }
    }
    const { start = 0, count = 0 } = page;
    return [...variables.values()].slice(start, count > 0 ? start + count : undefined);
  }

  /** The session's own names, for who does not debug. */
  async facts(): Promise<VariableFacts[]> {
    const rows = await this.#call(await this.#sessionNames(), helperCall("rows", "this"), {
      returnByValue: true,
    });
    return (rows.value as Row[]).map(({ opens: _, ...facts }) => facts);
  }

  /** One line for a value, and the reference to open it by. */
  async describe(name: string, value: Runtime.RemoteObject): Promise<Variable> {
    const { result } = await this.#session.post<{ result: Runtime.RemoteObject }>("Runtime.callFunctionOn", {
      functionDeclaration: `function (name, value) { return ${helperCall("row", "name", "value")}; }`,
      objectId: await this.#sessionNames(),
      arguments: [{ value: name }, argumentOf(value)],
      returnByValue: true,
      silent: true,
    });
    return this.#variable(result.value as Row, value.objectId);
  }

  async #properties(objectId: string, page: Page): Promise<Variable[]> {
    const contents = await this.#call(objectId, helperCall("contents", "this", JSON.stringify(page)));
    const rows = await this.#call(contents.objectId!, helperCall("rows", "this"), { returnByValue: true });
    const { result } = await this.#propertiesOf(contents.objectId!, {});
    const ids = new Map(result.map(({ name, value }) => [name, value?.objectId]));
    const own = (rows.value as Row[]).map((row) => this.#variable(row, ids.get(row.name)));
    if (page.filter === "indexed" || page.start) return own;
    const { privateProperties = [] } = await this.#propertiesOf(objectId, { nonIndexedPropertiesOnly: true });
    const inner = privateProperties.flatMap(({ name, value }) => (value ? [this.describe(name, value)] : []));
    return [...own, ...(await Promise.all(inner))];
  }

  #propertiesOf(objectId: string, options: object): Promise<Properties> {
    return this.#session.post("Runtime.getProperties", { objectId, ownProperties: true, ...options });
  }

  #variable({ name, value, opens }: Row, objectId: string | undefined): Variable {
    const variablesReference = opens && objectId !== undefined ? this.refer({ objectIds: [objectId] }) : 0;
    return { name, value, evaluateName: name, variablesReference, ...opens };
  }

  /** An object of the session's own names and their values. */
  async #sessionNames(): Promise<string> {
    const expression = helperCall("session");
    return (await this.#session.evaluate("Runtime.evaluate", { expression })).objectId!;
  }

  #call(objectId: string, body: string, options: object = {}): Promise<Runtime.RemoteObject> {
    const functionDeclaration = `function () { return ${body}; }`;
    return this.#session.evaluate("Runtime.callFunctionOn", { objectId, functionDeclaration, ...options });
  }
}

/** A value as an argument of a call. */
export function argumentOf({ objectId, unserializableValue, value }: Runtime.RemoteObject): object {
  if (objectId !== undefined) return { objectId };
  return unserializableValue === undefined ? { value: value as unknown } : { unserializableValue };
}
