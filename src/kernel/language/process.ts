// Starts the language process and speaks lines of JSON with it over its stdin and stdout.
import { spawn, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import { fileURLToPath } from "node:url";
import { workerEntry } from "../../workerEntry.js";
import type { LanguageEvents } from "./client.js";
import { readLines } from "./lines.js";
import type { Claim } from "./meetingPlace.js";
import {
  findSnapshot,
  languageFlags,
  removeSnapshot,
  snapshotPlace,
  type SnapshotPlace,
} from "./snapshotStore.js";
import { builderLine } from "./types.js";
import type { LanguageReplyLine, LanguageRequestLine, OpenRequest, ProcessRequestLine } from "./types.js";

export interface LanguageProcessOptions extends LanguageEvents {
  /** The notebook for which a startup snapshot may be used; undefined starts plain. */
  snapshotFor: OpenRequest | undefined;
  onLog?: ((text: string) => void) | undefined;
  /** Where other kernels may join it; then it lives as long as any of them. */
  claim?: Claim | undefined;
}

/** Ends a process at once, if it is there. */
export function endProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it has ended by itself
  }
}

/** ms without a request after which a missing snapshot is built in the background. */
const idleBeforeBuild = 3000;

/** The bundled language process. */
export function languageScript(): string {
  return fileURLToPath(workerEntry(import.meta.url, "./languageEntry.cjs"));
}

/** A running language process. It ends by itself when this process does, unless others have joined it: its stdin closes. */
export class LanguageProcess {
  readonly #options: LanguageProcessOptions;
  #child: ChildProcess | undefined;
  /** Lines sent before the process said that it is up; they are sent again when another one must be started. */
  #early: string[] | undefined = [];
  #gone = false;
  #buildTimer: NodeJS.Timeout | undefined;
  #wantsSnapshot = false;
  /** Process id of a running snapshot build: the process may be too busy to end it. */
  #builder: number | undefined;

  constructor(options: LanguageProcessOptions) {
    this.#options = options;
    this.#start();
    if (options.claim) this.#tell({ id: -1, method: "listen", params: options.claim });
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Whether it has started: it has said so. */
  get isUp(): boolean {
    return this.#early === undefined;
  }

  send(line: LanguageRequestLine): void {
    this.#tell(line);
    if (this.#wantsSnapshot) this.#buildWhenIdle();
  }

  kill(): void {
    this.#gone = true;
    clearTimeout(this.#buildTimer);
    if (this.#builder !== undefined) endProcess(this.#builder);
    this.#child?.kill("SIGKILL");
  }

  /** Goes away from a process that others may have joined. */
  leave(): void {
    this.#gone = true;
    clearTimeout(this.#buildTimer);
    this.#child?.stdin?.destroy();
    this.#child?.stdout?.destroy();
    this.#child?.unref();
  }

  #tell(line: LanguageRequestLine | ProcessRequestLine): void {
    const text = `${JSON.stringify(line)}\n`;
    this.#early?.push(text);
    this.#child?.stdin?.write(text);
  }

  #start(): void {
    const place = this.#place();
    const blob = place ? findSnapshot(place) : undefined;
    if (blob === undefined) this.#wantsSnapshot = place !== undefined;
    this.#spawn(blob, () => {
      if (blob !== undefined && place && this.#early) {
        // Node could not start from it: without it the process starts slower, that is all
        removeSnapshot(place);
        this.#spawn(undefined, () => this.#exit());
      } else {
        this.#exit();
      }
    });
  }

  #spawn(blob: string | undefined, onEnd: () => void): void {
    const start = blob === undefined ? [languageScript()] : ["--snapshot-blob", blob];
    const child = spawn(process.execPath, [...languageFlags, ...start], {
      stdio: ["pipe", "pipe", this.#options.onLog ? "pipe" : "ignore"],
      cwd: "/",
      // signals to this kernel's group are not meant for a process that others have joined
      detached: this.#options.claim !== undefined,
      windowsHide: true,
      env: { ...process.env, NODE_OPTIONS: "" }, // a snapshot starts only under the flags it was built with
    });
    this.#child = child;
    let ended = false;
    const end = () => {
      if (ended || this.#gone) return;
      ended = true;
      onEnd();
    };
    child.on("error", end);
    child.on("exit", end);
    child.stdin!.on("error", () => undefined); // a write to a dead process; "exit" follows
    child.stderr?.setEncoding("utf8").on("data", (text: string) => this.#options.onLog?.(text));
    readLines(child.stdout!, (line) => this.#onLine(JSON.parse(line) as LanguageReplyLine));
    for (const text of this.#early ?? []) child.stdin!.write(text);
  }

  #onLine(line: LanguageReplyLine): void {
    if (this.#gone) return;
    if (line.id === 0) this.#early = undefined;
    else if (line.id === builderLine) this.#builder = line.result as number | undefined;
    else this.#options.onReply(line);
  }

  #exit(): void {
    this.#gone = true;
    clearTimeout(this.#buildTimer);
    this.#options.onExit();
  }

  #place(): SnapshotPlace | undefined {
    const { snapshotFor } = this.#options;
    if (!snapshotFor || !fs.existsSync(languageScript())) return undefined;
    try {
      return snapshotPlace(snapshotFor.dir, snapshotFor.language, languageScript());
    } catch {
      return undefined; // no place for caches: plain starts only
    }
  }

  #buildWhenIdle(): void {
    clearTimeout(this.#buildTimer);
    this.#buildTimer = setTimeout(() => {
      this.#wantsSnapshot = false;
      const notebook = this.#options.snapshotFor!;
      this.#tell({ id: -1, method: "prepareSnapshot", params: { ...notebook, script: languageScript() } });
    }, idleBeforeBuild).unref();
  }
}
