// How many arguments an operation takes; more are refused (surplus.ts).

/** Arguments that have defaults, which a function's length does not count. */
const withDefault: Record<string, number | undefined> = {
  ...{ take: 1, compress: 1, round: 1, argsort: 1 },
  reshape: Infinity,
};

/** The most arguments that a method takes; its function takes the array before them. */
export function mostArguments(name: string, operation: (...given: never[]) => unknown): number {
  return operation.length - 1 + (withDefault[name] ?? 0);
}
