// Errors as Jupyter's messages carry them: name, message, and a traceback with the source lines at fault.
import util from "node:util";
import { cutText } from "./content.js";
import { excerptOf, framesOf, withoutLibraries } from "./stackFrames.js";
import type { ErrorContent } from "../rpc/messages.js";

const red = (text: string) => `\x1b[31m${text}\x1b[39m`;
const bold = (text: string) => `\x1b[1m${text}\x1b[22m`;
const dim = (text: string) => `\x1b[2m${text}\x1b[22m`;

/** Lengths of the parts of an error, in characters: nobody reads more, and notebooks keep them. */
const maxName = 1000;
const maxPart = 100_000;

/** Describes anything that was thrown. */
export function errorContent(thrown: unknown): ErrorContent {
  const { ename, evalue, traceback } = describe(thrown);
  return {
    ename: cutText(ename, maxName),
    evalue: cutText(evalue, maxPart),
    traceback: traceback.map((part) => cutText(part, maxPart)),
  };
}

function describe(thrown: unknown): ErrorContent {
  try {
    return util.types.isNativeError(thrown) || thrown instanceof Error
      ? describeError(thrown)
      : describeValue(thrown);
  } catch {
    // A getter that throws, a revoked proxy: the cell still gets an error.
    return {
      ename: "Error",
      evalue: "The thrown value cannot be shown",
      traceback: ["The thrown value cannot be shown"],
    };
  }
}

function describeError(error: Error): ErrorContent {
  const ename = String(error.name || "Error");
  const evalue = String(error.message);
  const stack = typeof error.stack === "string" ? error.stack : "";
  const frames = framesOf(stack);
  const excerpt = excerptOf(frames);
  const traceback = [
    `${bold(red(ename))}: ${evalue}`,
    ...(excerpt === undefined ? [] : [excerpt]),
    ...(frames.length > 0 ? [dim(withoutLibraries(frames).join("\n"))] : []),
    ...details(error),
  ];
  return { ename, evalue, traceback };
}

function describeValue(value: unknown): ErrorContent {
  const evalue = typeof value === "string" ? value : util.inspect(value, { depth: 3, breakLength: 100 });
  return { ename: "Thrown", evalue, traceback: [`${bold(red("Thrown"))}: ${evalue}`] };
}

/** What else an error carries: cause, inner errors, and fields such as `code` that the message does not tell. */
function details(error: Error): string[] {
  const lines: string[] = [];
  const own = Object.entries(error).filter(
    ([key, value]) =>
      !/^(name|message|stack|cause|errors)$/.test(key) &&
      !(typeof value === "string" && value !== "" && error.message.includes(value)),
  );
  if (own.length > 0) lines.push(util.inspect(Object.fromEntries(own), { depth: 2, breakLength: 100 }));
  if (error.cause !== undefined) lines.push(`${bold("cause")} ${inner(error.cause)}`);
  if (error instanceof AggregateError) {
    for (const one of error.errors.slice(0, 10)) lines.push(`${bold("error")} ${inner(one)}`);
  }
  return lines;
}

function inner(thrown: unknown): string {
  return errorContent(thrown).traceback.join("\n");
}
