// Answers requests: one line of JSON each, on stdin and stdout. The process ends when its stdin does.
import type { ChildProcess } from "node:child_process";
import { buildSnapshot } from "./buildSnapshot.js";
import { readLines } from "./lines.js";
import { snapshotPlace } from "./snapshotStore.js";
import { builderLine } from "./types.js";
import type { LanguageReplyLine, LanguageRequestLine, LanguageService, OpenRequest } from "./types.js";

export function serve(service: LanguageService): void {
  const reply = (line: LanguageReplyLine) => process.stdout.write(`${JSON.stringify(line)}\n`);
  let builder: ChildProcess | undefined;
  readLines(process.stdin, (line) => {
    const { id, method, params } = JSON.parse(line) as LanguageRequestLine;
    if (method === "prepareSnapshot") {
      void prepareSnapshot(params as SnapshotRequest, (child) => {
        builder = child;
        reply({ id: builderLine, result: child.pid });
      }).finally(() => reply({ id: builderLine }));
      return;
    }
    try {
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

type SnapshotRequest = OpenRequest & { script: string };

/** In the background, and out of the way of cells. */
async function prepareSnapshot(
  { dir, language, script }: SnapshotRequest,
  onStart: (child: ChildProcess) => void,
): Promise<void> {
  try {
    const place = snapshotPlace(dir, language, script);
    await buildSnapshot(place, language, script, { background: true, onStart });
  } catch (error) {
    console.error(error); // the next kernel starts plain, that is all
  }
}
