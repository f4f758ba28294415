// What stands in a file, before anybody believes it.

/** A class and its settings. */
export interface ConfigEntry {
  class_name: string;
  config: Record<string, unknown>;
}

/** The members of an object; of anything else, none. */
export function partOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
