// Answers requests: one line of JSON each, on stdin and stdout. The process ends when its stdin does.
import type { ChildProcess } from "node:child_process";
import { prepareSnapshot, type SnapshotRequest } from "./buildSnapshot.js";
import { EditorQueue } from "./editorQueue.js";
import { readLines } from "./lines.js";
import type { EditorRequest, TypeQuestion } from "./editor/questions.js";
import { builderLine } from "./types.js";
import type { LanguageReplyLine, LanguageRequestLine, LanguageService } from "./types.js";

export function serve(service: LanguageService): void {
  const reply = (line: LanguageReplyLine) => process.stdout.write(`${JSON.stringify(line)}\n`);
  const editorQueue = new EditorQueue(service, reply);
  let builder: ChildProcess | undefined;
  readLines(process.stdin, (line) => {
    const { id, method, params } = JSON.parse(line) as LanguageRequestLine;
    if (method === "prepareSnapshot") {
      // In the background, and out of the way of cells. Where it fails the next kernel starts plain, that is all.
      const onStart = (child: ChildProcess) => {
        builder = child;
        reply({ id: builderLine, result: child.pid });
      };
      prepareSnapshot(params as SnapshotRequest, { background: true, onStart })
        .catch((error: unknown) => console.error(error))
        .finally(() => reply({ id: builderLine }));
      return;
    }
    if (method === "editor") {
      editorQueue.add(id, params as EditorRequest<TypeQuestion>);
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
