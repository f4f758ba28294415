// Answers requests: one line of JSON each, on stdin and stdout. The process ends when its stdin does.
import type { ChildProcess } from "node:child_process";
import { buildSnapshot } from "./buildSnapshot.js";
import { readLines } from "./lines.js";
import { snapshotPlace } from "./snapshotStore.js";
import type { LanguageReplyLine, LanguageRequestLine, LanguageService, OpenRequest } from "./types.js";

export function serve(service: LanguageService): void {
  const reply = (line: LanguageReplyLine) => process.stdout.write(`${JSON.stringify(line)}\n`);
  let builder: ChildProcess | undefined;
  readLines(process.stdin, (line) => {
    const { id, method, params } = JSON.parse(line) as LanguageRequestLine;
    try {
      if (method === "prepareSnapshot") {
        prepareSnapshot(params as OpenRequest & { script: string }, (child) => (builder = child));
        return;
      }
      const result: unknown = service[method](params as never) ?? null;
      reply({ id, result });
    } catch (error) {
      reply({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.stdin.on("end", () => {
    builder?.kill("SIGKILL");
    process.exit(0);
  });
  process.on("SIGINT", () => undefined); // Ctrl-C in a console is meant for the cell
  reply({ id: 0 });
}

/** In the background, and out of the way of cells. */
function prepareSnapshot(
  { dir, language, script }: OpenRequest & { script: string },
  onStart: (child: ChildProcess) => void,
): void {
  const place = snapshotPlace(dir, language, script);
  buildSnapshot(place, language, script, { background: true, onStart }).catch((error: unknown) => {
    console.error(error);
  });
}
