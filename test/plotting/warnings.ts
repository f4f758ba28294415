import { createRequire } from "node:module";
import type { Figure } from "../../src/index.js";

interface Logger {
  level: () => number;
  error: (...args: string[]) => Logger;
  warn: (...args: string[]) => Logger;
  info: () => Logger;
  debug: () => Logger;
}

/** What Vega-Lite 5.6 itself, as JupyterLab has it, says against a specification. */
export function vegaLiteWarnings({ spec }: Figure): string[] {
  const { compile } = createRequire(import.meta.url)("vega-lite") as {
    compile: (spec: unknown, options: { logger: Logger }) => unknown;
  };
  const said: string[] = [];
  const logger: Logger = {
    level: () => 0,
    error: (...words) => (said.push(words.join(" ")), logger),
    warn: (...words) => (said.push(words.join(" ")), logger),
    info: () => logger,
    debug: () => logger,
  };
  compile(spec, { logger });
  return said;
}
