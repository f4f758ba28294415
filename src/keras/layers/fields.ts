// What an object of a user's class made for itself: layers and variables in its fields.

/** Values that are fields of `owner`, also in lists and plain objects, in the order of their definition. */
export function collectFields<T>(owner: object, accepts: (value: unknown) => value is T): T[] {
  const found = new Set<T>();
  const visit = (value: unknown, depth: number) => {
    if (accepts(value)) found.add(value);
    else if (depth > 0 && Array.isArray(value)) for (const item of value) visit(item, depth - 1);
    else if (
      depth > 0 &&
      typeof value === "object" &&
      value !== null &&
      Object.getPrototypeOf(value) === Object.prototype
    )
      for (const item of Object.values(value)) visit(item, depth - 1);
  };
  for (const key of Object.keys(owner))
    if (key !== "nodes") visit((owner as Record<string, unknown>)[key], 2);
  return [...found];
}
