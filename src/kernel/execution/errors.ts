// Errors as Jupyter's messages carry them: name, message, and a traceback with the source lines at fault.
import util from "node:util";
import type { ErrorContent } from "../rpc/messages.js";
import { cutText } from "./content.js";
import { excerptOf, frameAt, frameLines, framesOf, hasUsers } from "./stackFrames.js";
import type { Place } from "./stackTraces.js";

const red = (text: string) => `\x1b[31m${text}\x1b[39m`;
const bold = (text: string) => `\x1b[1m${text}\x1b[22m`;
const dim = (text: string) => `\x1b[2m${text}\x1b[22m`;

/** Lengths of the parts of an error, in characters: nobody reads more, and notebooks keep them. */
const maxName = 1000;
const maxPart = 100_000;

/** Lines of an error's own fields that are shown: some carry a whole connection. */
const maxFieldLines = 15;

/**
 * Describes anything that was thrown.
 *
 * @param whereAwaited - Place in the cell where it came out, for errors that a package made at a time of its own.
 */
export function errorContent(thrown: unknown, whereAwaited?: () => Place | undefined): ErrorContent {
  const { ename, evalue, traceback } = describe(thrown, whereAwaited);
  return {
    ename: cutText(ename, maxName),
    evalue: cutText(evalue, maxPart),
    traceback: traceback.map((part) => cutText(part, maxPart)),
  };
}

function describe(thrown: unknown, whereAwaited: () => Place | undefined = () => undefined): ErrorContent {
  try {
    return util.types.isNativeError(thrown) || thrown instanceof Error
      ? describeError(thrown, whereAwaited)
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

function describeError(error: Error, whereAwaited: () => Place | undefined): ErrorContent {
  const ename = String(error.name || "Error");
  const evalue = String(error.message);
  const stack = typeof error.stack === "string" ? error.stack : "";
  const frames = framesOf(stack);
  const place = hasUsers(frames) ? undefined : whereAwaited();
  if (place) frames.push(frameAt(place));
  const excerpt = excerptOf(frames);
  const traceback = [
    `${bold(red(ename))}: ${evalue}`,
    ...(excerpt === undefined ? [] : [excerpt]),
    ...(frames.length > 0 ? [dim(frameLines(frames).join("\n"))] : []),
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
  if (own.length > 0) lines.push(fieldsText(Object.fromEntries(own)));
  if (error.cause !== undefined) lines.push(`${bold("cause")} ${inner(error.cause)}`);
  if (error instanceof AggregateError) {
    for (const one of error.errors.slice(0, 10)) lines.push(`${bold("error")} ${inner(one)}`);
  }
  return lines;
}

function fieldsText(fields: object): string {
  const lines = util.inspect(fields, { depth: 2, breakLength: 100, maxStringLength: 1000 }).split("\n");
  if (lines.length <= maxFieldLines) return lines.join("\n");
  const names = Object.keys(fields).join(", ");
  const cut = util.inspect(fields, { depth: 0, breakLength: 100, maxStringLength: 200 }).split("\n");
  return cut.length <= maxFieldLines ? cut.join("\n") : `{ ${names} }`;
}

function inner(thrown: unknown): string {
  return errorContent(thrown).traceback.join("\n");
}
