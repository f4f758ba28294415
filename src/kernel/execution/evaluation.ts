// Runs compiled code in the session's global scope, and shows what its last expression gives.
import { jsonObject, type Json } from "../rpc/json.js";
import type { ResultContent } from "../rpc/messages.js";
import { currentCell } from "./cellContext.js";
import { compileCell, type CompiledCell, type CompileOptions } from "./compile/compileCell.js";
import { errorContent } from "./errors.js";
import { platform } from "./platform.js";
import { declareNames } from "./scope.js";
import { rememberCell } from "./stackTraces.js";
import { showValue } from "./values.js";

/**
 * Runs a compiled cell.
 *
 * @param options - How it was compiled: that is done again where an error needs its maps.
 * @returns What its last expression shows; undefined where there is none.
 */
export async function evaluate(
  file: string,
  compiled: CompiledCell,
  options: CompileOptions,
): Promise<ResultContent | undefined> {
  const { source, script } = compiled;
  const context = currentCell();
  rememberCell(file, { source, compile: () => compileCell(source, file, options) });
  declareNames(compiled, () => context.hasEnded);
  // In an object, so that a promise as the last value is not awaited.
  const ended = (await platform.runScript(script, file)) as { v: unknown } | undefined;
  return showValue(ended?.v);
}

/** Answers execute_request's `user_expressions`; one that throws does not keep the others from running. */
export async function evaluateAll(
  expressions: Record<string, string>,
  options: CompileOptions,
): Promise<Json> {
  const replies: Record<string, Json> = {};
  for (const [key, code] of Object.entries(expressions)) {
    const file = `In[expression-${key.replace(/\s/g, "")}]`;
    try {
      const shown = await evaluate(file, compileCell(code, file, options), options);
      const { data, metadata } = shown ?? { data: '{"text/plain":"undefined"}', metadata: "{}" };
      replies[key] = jsonObject({ status: '"ok"', data, metadata });
    } catch (error) {
      replies[key] = JSON.stringify({ status: "error", ...errorContent(error) });
    }
  }
  return jsonObject(replies);
}
