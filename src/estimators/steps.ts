// Parameters of what is made of named parts: `scaler` is a part, `scaler__withMean` one of its parameters.
import { complaint, nearestName } from "../validation.js";
import { checkParams, type Params } from "../modelSelection/internal.js";
import type { Component } from "./transformer.js";

/** A part that stands for "leave the samples as they are" or "leave them out". */
export type Placeholder = "passthrough" | "drop";

/** @throws RangeError for names that are used twice, or that no parameter could be written with. */
function checkNames(action: string, names: readonly string[]): void {
  for (const [i, name] of names.entries()) {
    if (typeof name !== "string" || name === "" || name.includes("__"))
      throw new RangeError(complaint({ action, name: "a name", wanted: "a text without __", got: name }));
    if (names.indexOf(name) !== i)
      throw new RangeError(complaint({ action, name: "names", wanted: "all different", got: name }));
  }
}

/** What is made of named parts, as scikit-learn's `_BaseComposition`; a subclass says which parts it takes. */
export abstract class BaseComposition<Part extends Component | Placeholder> {
  protected readonly parts: Map<string, Part>;

  constructor(action: string, parts: Iterable<readonly [name: string, part: Part]>) {
    const all = [...parts];
    checkNames(
      action,
      all.map(([name]) => name),
    );
    this.parts = new Map(all);
    this.check(action);
  }

  /** @throws TypeError for a part that cannot stand where it does. */
  protected abstract check(action: string): void;

  /** All parts, and all their parameters. */
  getParams(): Params {
    const params: Params = {};
    for (const [name, part] of this.parts as Map<string, Component | Placeholder>) {
      params[name] = part;
      if (typeof part === "string") continue;
      const inner = part.getParams();
      for (const [param, value] of Object.entries(inner)) params[`${name}__${param}`] = value;
    }
    return params;
  }

  /**
   * Changes parts, and parameters of parts, whole parts first: `{ model__C: 10, scaler: "passthrough" }`.
   *
   * @throws RangeError for a name that no part has; what a part throws for a parameter that it does not have.
   */
  setParams(params: Params): this {
    const action = `set parameters of a ${this.constructor.name}`;
    checkParams(action, params);
    const before = [...this.parts];
    try {
      this.setParts(action, params);
      this.check(action);
    } catch (error) {
      this.parts.clear(); // as it was, in the same order
      for (const [name, part] of before) this.parts.set(name, part);
      throw error;
    }
    return this;
  }

  private setParts(action: string, params: Params): void {
    const inner = new Map<string, Params>();
    for (const [name, value] of Object.entries(params)) {
      const [first, ...rest] = name.split("__") as [string, ...string[]];
      if (!this.parts.has(first)) throw unknownParameter(action, name, [...this.parts.keys()]);
      if (rest.length === 0) this.parts.set(first, value as Part);
      else inner.set(first, { ...inner.get(first), [rest.join("__")]: value });
    }
    for (const [name, values] of inner) {
      const part: Component | Placeholder = this.parts.get(name)!;
      if (typeof part === "string") {
        const got = Object.keys(values).map((one) => `${name}__${one}`);
        throw new RangeError(
          complaint({ action, name, wanted: "a part with parameters", got: got.join(", ") }),
        );
      }
      part.setParams(values);
    }
  }
}

function unknownParameter(action: string, got: string, names: readonly string[]): RangeError {
  const [first, ...rest] = got.split("__") as [string, ...string[]];
  const near = nearestName(first, names);
  const wanted = `one of ${names.join(", ")}, or ${names[0] ?? "name"}__parameter`;
  const fix = near && `did you mean ${[near, ...rest].join("__")}?`;
  return new RangeError(complaint({ action, name: "parameter", wanted, got, fix }));
}

/** Names for parts without one: their classes in lower case, numbered where a class comes twice. */
export function namesFor(parts: readonly unknown[]): string[] {
  const plain = parts.map((part) =>
    typeof part === "object" && part !== null ? part.constructor.name.toLowerCase() : String(part),
  );
  return plain.map((name, i) => {
    const same = plain.filter((other) => other === name).length;
    return same === 1
      ? name
      : `${name}-${String(plain.slice(0, i + 1).filter((other) => other === name).length)}`;
  });
}
