// When a breakpoint stops, as an expression that V8 evaluates each time it comes by.
import { toExpression } from "./expressions.js";
import { helperCall } from "./helperCalls.js";

/** What a front end can say of a breakpoint beside its line. */
export interface Conditions {
  /** Stops only where this TypeScript holds. */
  condition?: string;
  /** How many times it must be hit, where the condition holds: `3`, or a comparison as `> 3`, or `% 3` for each third time. */
  hitCondition?: string;
  /** Instead of stopping, writes this text; what stands in braces is evaluated. */
  logMessage?: string;
}

/**
 * Whether to stop, or undefined where that is always so. A log point writes, and never stops.
 *
 * @param id - The breakpoint's, under which its hits are counted.
 * @throws Error if it cannot be understood.
 */
export function conditionOf(
  { condition, hitCondition, logMessage }: Conditions,
  id: number,
): string | undefined {
  const parts = [
    ...(condition ? [toExpression(condition)] : []),
    ...(hitCondition ? [hitExpression(hitCondition, id)] : []),
    ...(logMessage ? [`(${logCall(logMessage)}, false)`] : []),
  ];
  return parts.length === 0 ? undefined : parts.join(" && ");
}

function hitExpression(hitCondition: string, id: number): string {
  const [, sign = "==", times] = /^\s*(==?|>=?|<=?|%)?\s*(\d+)\s*$/.exec(hitCondition) ?? [];
  if (times === undefined) {
    throw new Error(
      `Cannot set breakpoint: hitCondition must be a number, alone or after =, >, >=, <, <= or %, current value is ${JSON.stringify(hitCondition)}`,
    );
  }
  const hits = helperCall("hit", String(id));
  if (sign === "%") return `(${hits} % ${times} === 0)`;
  return `(${hits} ${sign === "=" ? "==" : sign} ${times})`;
}

function logCall(logMessage: string): string {
  const parts = logMessage
    .split(/\{([^{}]*)\}/)
    .map((part, index) => (index % 2 === 0 ? JSON.stringify(part) : toExpression(part)));
  return helperCall("log", ...parts);
}
