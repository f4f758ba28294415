// Starts the language process and speaks lines of JSON with it over its stdin and stdout.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { workerEntry } from "../../workerEntry.js";
import { readLines } from "./lines.js";
import type { LanguageReplyLine, LanguageRequestLine } from "./types.js";

export interface LanguageProcess {
  readonly pid: number | undefined;
  send(line: LanguageRequestLine): void;
  kill(): void;
}

export interface LanguageProcessOptions {
  snapshot: boolean;
  onReply(line: LanguageReplyLine): void;
  /** Called once when the process is gone, however it went. */
  onExit(): void;
  onLog?: ((text: string) => void) | undefined;
}

/** Starts a language process. It ends by itself when this process does: its stdin closes. */
export function startLanguageProcess(options: LanguageProcessOptions): LanguageProcess {
  const child = spawn(process.execPath, [fileURLToPath(workerEntry(import.meta.url, "./main.cjs"))], {
    stdio: ["pipe", "pipe", options.onLog ? "pipe" : "ignore"],
    cwd: "/",
  });
  let gone = false;
  const exit = () => {
    if (gone) return;
    gone = true;
    options.onExit();
  };
  child.on("error", exit);
  child.on("exit", exit);
  child.stdin!.on("error", () => undefined); // a write to a dead process; "exit" follows
  child.stderr?.setEncoding("utf8").on("data", (text: string) => options.onLog?.(text));
  readLines(child.stdout!, (line) => {
    if (!gone) options.onReply(JSON.parse(line) as LanguageReplyLine);
  });
  return {
    pid: child.pid,
    send: (line) => child.stdin!.write(`${JSON.stringify(line)}\n`),
    kill: () => {
      gone = true;
      child.kill("SIGKILL");
    },
  };
}
