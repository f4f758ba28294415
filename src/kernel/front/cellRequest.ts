// An execute_request, https://jupyter-client.readthedocs.io/en/stable/messaging.html#execute: read once, answered once.
import type { Message } from "../../jupyter/messages.js";
import { jsonObject, type Json } from "../rpc/json.js";
import type { CellOutcome } from "../rpc/messages.js";
import { readDirectives, type Directives } from "../directives.js";

export interface CellRequest {
  message: Message;
  code: string;
  directives: Directives;
  silent: boolean;
  /** Whether the cell counts and is remembered. */
  storeHistory: boolean;
  /** Whether an error aborts the requests that wait. */
  stopOnError: boolean;
  allowStdin: boolean;
  /** Expressions to evaluate after the cell, by the names that the front end gives them. */
  expressions: Record<string, string>;
}

/** What a cell ended with, and what the front end's pager shows. */
export type ExecuteOutcome = CellOutcome & { payload?: object[] };

/** Reads a request; what the protocol calls optional has its default. */
export function readRequest(message: Message): CellRequest {
  const { content } = message;
  const code = typeof content["code"] === "string" ? content["code"] : "";
  const silent = content["silent"] === true;
  return {
    message,
    code,
    directives: readDirectives(code),
    silent,
    storeHistory: !silent && content["store_history"] !== false,
    stopOnError: content["stop_on_error"] !== false,
    allowStdin: content["allow_stdin"] !== false,
    expressions: (content["user_expressions"] ?? {}) as Record<string, string>,
  };
}

/** The content of execute_reply. */
export function executeReply(
  count: number,
  { status, error, expressions = "{}", payload = [] }: ExecuteOutcome,
): object | Json {
  if (status === "error") {
    return { status, execution_count: count, user_expressions: {}, payload: [], ...error };
  }
  return jsonObject({
    status: JSON.stringify(status),
    execution_count: String(count),
    user_expressions: expressions,
    payload: JSON.stringify(payload),
  });
}
