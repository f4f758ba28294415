// Parameters of what is made of named parts: `scaler` is a part, `scaler__withMean` one of its parameters.
import { complaint, nearestName } from "../validation.js";
import type { Params } from "../modelSelection/internal.js";
import type { Component } from "./transformer.js";

/** A part that stands for "leave the samples as they are" or "leave them out". */
export type Placeholder = "passthrough" | "drop";

/** @throws RangeError for names that are used twice, or that no parameter could be written with. */
export function checkNames(action: string, names: readonly string[]): void {
  for (const [i, name] of names.entries()) {
    if (typeof name !== "string" || name === "" || name.includes("__"))
      throw new RangeError(complaint({ action, name: "a name", wanted: "a text without __", got: name }));
    if (names.indexOf(name) !== i)
      throw new RangeError(complaint({ action, name: "names", wanted: "all different", got: name }));
  }
}

/** All parts, and all their parameters. */
export function paramsOf(parts: ReadonlyMap<string, Component | Placeholder>): Params {
  const params: Params = {};
  for (const [name, part] of parts) {
    params[name] = part;
    if (typeof part === "string") continue;
    for (const [inner, value] of Object.entries(part.getParams())) params[`${name}__${inner}`] = value;
  }
  return params;
}

/**
 * Changes parts, and parameters of parts; whole parts first.
 *
 * @param replace - Puts another part in place of one.
 * @throws RangeError for a name that no part has; what a part throws for a parameter that it does not have.
 */
export function setParamsOf(
  action: string,
  params: Params,
  parts: () => ReadonlyMap<string, Component | Placeholder>,
  replace: (name: string, part: unknown) => void,
): void {
  const inner = new Map<string, Params>();
  for (const [name, value] of Object.entries(params)) {
    const [first, ...rest] = name.split("__") as [string, ...string[]];
    if (!parts().has(first)) {
      const names = [...parts().keys()];
      const near = nearestName(first, names);
      const wanted = `one of ${names.join(", ")}, or ${names[0] ?? "name"}__parameter`;
      const fix = near && `did you mean ${[near, ...rest].join("__")}?`;
      throw new RangeError(complaint({ action, name: "parameter", wanted, got: name, fix }));
    }
    if (rest.length === 0) replace(first, value);
    else inner.set(first, { ...inner.get(first), [rest.join("__")]: value });
  }
  for (const [name, values] of inner) {
    const part = parts().get(name)!;
    if (typeof part === "string") {
      const got = Object.keys(values).map((one) => `${name}__${one}`);
      throw new RangeError(
        complaint({ action, name, wanted: "a part with parameters", got: got.join(", ") }),
      );
    }
    part.setParams(values);
  }
}

/** Names for parts without one: their classes in lower case, numbered where a class comes twice. */
export function namesFor(parts: readonly unknown[]): string[] {
  const plain = parts.map((part) =>
    typeof part === "string" ? part : (part as object).constructor.name.toLowerCase(),
  );
  return plain.map((name, i) => {
    const same = plain.filter((other) => other === name).length;
    return same === 1
      ? name
      : `${name}-${String(plain.slice(0, i + 1).filter((other) => other === name).length)}`;
  });
}
