// Answers requests: one line of JSON each, on stdin and stdout. The process ends when its stdin does.
import type { ChildProcess } from "node:child_process";
import { answerer } from "./answerer.js";
import { prepareSnapshot, type SnapshotRequest } from "./buildSnapshot.js";
import { readLines } from "./lines.js";
import { builderLine } from "./types.js";
import type { LanguageReplyLine, LanguageRequestLine, LanguageService } from "./types.js";

export function serve(service: LanguageService): void {
  const reply = (line: LanguageReplyLine) => process.stdout.write(`${JSON.stringify(line)}\n`);
  const answer = answerer(service, reply);
  let builder: ChildProcess | undefined;
  readLines(process.stdin, (line) => {
    const request = JSON.parse(line) as LanguageRequestLine;
    if (request.method === "prepareSnapshot") {
      // In the background, and out of the way of cells. Where it fails the next kernel starts plain, that is all.
      const onStart = (child: ChildProcess) => {
        builder = child;
        reply({ id: builderLine, result: child.pid });
      };
      prepareSnapshot(request.params as SnapshotRequest, { background: true, onStart })
        .catch((error: unknown) => console.error(error))
        .finally(() => reply({ id: builderLine }));
      return;
    }
    answer(request);
  });
  process.stdin.on("end", () => {
    builder?.kill("SIGKILL");
    process.exit(0);
  });
  process.on("SIGINT", () => undefined); // Ctrl-C in a console is meant for the cell
  reply({ id: 0 });
}
