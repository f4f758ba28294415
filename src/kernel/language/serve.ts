// Answers requests: one line of JSON each, on stdin and stdout. The process ends when its stdin does.
import { readLines } from "./lines.js";
import type { LanguageRequestLine, LanguageReplyLine, LanguageService } from "./types.js";

export function serve(service: LanguageService): void {
  const reply = (line: LanguageReplyLine) => process.stdout.write(`${JSON.stringify(line)}\n`);
  readLines(process.stdin, (line) => {
    const { id, method, params } = JSON.parse(line) as LanguageRequestLine;
    try {
      const result: unknown = service[method](params as never) ?? null;
      reply({ id, result });
    } catch (error) {
      reply({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.stdin.on("end", () => process.exit(0));
  process.on("SIGINT", () => undefined); // Ctrl-C in a console is meant for the cell
  reply({ id: 0 });
}
