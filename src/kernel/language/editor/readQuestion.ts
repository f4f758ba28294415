// Whether a message is one of an editor's questions: what is not, never reaches TypeScript.
import { isRecord } from "../../../jupyter/messages.js";
import type { EditorOperation, EditorRequest } from "./questions.js";

/** Each question and what it needs besides the cells. */
const needs: Readonly<Record<EditorOperation, readonly (keyof typeof are)[]>> = {
  check: [],
  hover: ["cell", "offset"],
  signature: ["cell", "offset"],
  definition: ["cell", "offset"],
  references: ["cell", "offset"],
  rename: ["cell", "offset"],
  complete: ["cell", "offset"],
  importables: ["cell", "offset"],
  fixes: ["cell", "code", "from", "to"],
  addImport: ["cell", "name", "module"],
  colours: ["cell"],
  hints: ["cell"],
  format: ["cell"],
  file: ["file"],
};

const are = {
  ...{ cell: "string", code: "string", name: "string", module: "string", file: "string" },
  ...{ offset: "number", from: "number", to: "number" },
} as const;

/**
 * The question that a message asks.
 *
 * @throws Error that says what the message lacks.
 */
export function readQuestion(content: Record<string, unknown>): EditorRequest {
  const { op, cells, targets } = content;
  if (!isText(op) || !Object.hasOwn(needs, op)) {
    throw wrong("op", `one of ${Object.keys(needs).join(", ")}`, op);
  }
  if (!Array.isArray(cells) || !cells.every(isCell)) throw wrong("cells", "a list of { id, code }", cells);
  if (targets !== undefined && !(Array.isArray(targets) && targets.every(isText))) {
    throw wrong("targets", "a list of cells' ids", targets);
  }
  for (const name of needs[op as EditorOperation]) {
    const value = content[name];
    const isNumber = are[name] === "number";
    const isFine = isNumber ? Number.isInteger(value) && (value as number) >= 0 : isText(value);
    if (!isFine) throw wrong(name, isNumber ? "an offset" : "a text", value);
  }
  return content as unknown as EditorRequest;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isCell(value: unknown): boolean {
  return isRecord(value) && isText(value["id"]) && isText(value["code"]);
}

function wrong(name: string, wanted: string, value: unknown): Error {
  const says = (JSON.stringify(value) ?? "undefined").slice(0, 80);
  return new Error(`Cannot answer the editor: ${name} must be ${wanted}, current value is ${says}`);
}
