// The execution process, as the front sees it: starts it, reads what it says in the order it happened, notices its death.
import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Duplex, Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { workerEntry } from "../../workerEntry.js";
import type { FromDebugger, ToDebugger } from "../rpc/debugging.js";
import { encodeFrame, FrameReader } from "../rpc/framing.js";
import {
  foldersVariable,
  lineLostCode,
  markVariable,
  pipes,
  type FromExecution,
  type ToExecution,
  type ToWatchdog,
} from "../rpc/messages.js";
import type { Executor, ExecutorOptions } from "./executor.js";
import { NativeOutput } from "./nativeOutput.js";

/** What Node says at exit while an inspector session is open: the watchdog's is, after an interrupt. */
const debuggerNote = /^Waiting for the debugger to disconnect\.\.\.\r?\n/m;

const ownLine = `file descriptor ${String(pipes.toFront)}, which is the kernel's own`;

/** How long to wait for a mark on the pipes: a cell may have closed them. */
const markPatience = 200;

/** How much later than its pipes a process may close, in ms. */
const exitPatience = 500;

/** One execution process. */
export class ExecutionProcess implements Executor {
  readonly #options: ExecutorOptions;
  readonly #child: ChildProcess;
  readonly #modulesDir: string;
  readonly #native: NativeOutput[];
  readonly #queue: FromExecution[] = [];
  #markTimer: NodeJS.Timeout | undefined;
  /** The last mark whose message has been handled. */
  #mark = 0;
  #pumping = false;
  #exitCode: number | undefined;
  #errorTail = "";
  #ended = false;
  #hasDebugger = false;

  constructor(options: ExecutorOptions) {
    this.#options = options;
    this.#modulesDir = path.join(os.tmpdir(), `gradus-${randomBytes(8).toString("hex")}`);
    const nonce = randomBytes(8).toString("hex");
    const folder = nearestFolder(options.dir);
    if (folder !== options.dir) options.onNativeOutput("stderr", folderGone(options.dir, folder));
    this.#child = spawn(
      process.execPath,
      [...nodeFlags(), script("../execution/main.js"), `--language=${options.language}`],
      {
        cwd: folder,
        // A group of its own: signals of a terminal pass it by, and it can be ended with all its children.
        detached: process.platform !== "win32",
        windowsHide: true,
        stdio: ["ignore", ...new Array<"pipe">(Math.max(...Object.values(pipes))).fill("pipe")],
        env: {
          ...process.env,
          [markVariable]: nonce,
          [foldersVariable]: JSON.stringify({ notebook: options.dir, modules: this.#modulesDir }),
        },
      },
    );
    this.#native = (["stdout", "stderr"] as const).map(
      (name) =>
        new NativeOutput(
          this.#child[name]!,
          nonce,
          (text) => {
            if (name === "stderr") this.#errorTail = (this.#errorTail + text).slice(-4000);
            const shown = text.replace(debuggerNote, "");
            if (shown !== "") options.onNativeOutput(name, shown);
          },
          () => this.#pump(),
        ),
    );
    const reader = new FrameReader();
    this.#fromChild.on("data", (chunk: Buffer) => {
      try {
        for (const message of reader.push(chunk)) this.#queue.push(message as FromExecution);
      } catch {
        this.#end(`it wrote to ${ownLine}`);
      }
      this.#pump();
    });
    for (const stream of this.#child.stdio) stream?.on("error", () => undefined); // "close" follows
    this.#child.on("error", (error) => this.#end(`it could not be started: ${error.message}`));
    this.#child.on("close", (code, signal) => this.#end(this.#describeExit(code, signal)));
  }

  /** What must also be heard while a cell keeps the main thread goes to the watchdog thread, too. */
  send(message: ToExecution): void {
    if (this.#ended) return;
    const frame = encodeFrame(message);
    const urgent: ToWatchdog["type"][] = ["interrupt", "input"];
    if ((urgent as string[]).includes(message.type)) this.#pipe(pipes.watchdog).write(frame);
    this.#pipe(pipes.fromFront).write(frame);
  }

  /** The first message begins the debugger's thread. */
  sendToDebugger(message: ToDebugger): void {
    if (this.#ended) return;
    if (!this.#hasDebugger) this.#startDebugger();
    this.#pipe(pipes.debugger).write(encodeFrame(message));
  }

  /** Stops reading: the cell that writes is slowed down. */
  holdUp(hold: boolean): void {
    for (const stream of [this.#fromChild, this.#child.stdout!, this.#child.stderr!]) {
      if (hold) stream.pause();
      else stream.resume();
    }
  }

  /** Ends the process and its children at once, without a word to `onDeath`. */
  kill(): void {
    this.#ended = true;
    clearTimeout(this.#markTimer);
    killGroup(this.#child);
    try {
      fs.rmSync(this.#modulesDir, { recursive: true, force: true });
    } catch {
      // A temporary folder that cannot be written any more: the system tidies it.
    }
  }

  get #fromChild(): Readable {
    return this.#pipe(pipes.toFront);
  }

  #pipe(fd: number): Duplex {
    return (this.#child.stdio as unknown as Duplex[])[fd]!;
  }

  #startDebugger(): void {
    this.#hasDebugger = true;
    const start: ToWatchdog = { type: "debugger" };
    this.#pipe(pipes.watchdog).write(encodeFrame(start));
    const reader = new FrameReader();
    const pipe = this.#pipe(pipes.debugger);
    pipe.on("data", (chunk: Buffer) => {
      for (const message of reader.push(chunk))
        if (!this.#ended) this.#options.onDebug(message as FromDebugger);
    });
    pipe.on("close", () => {
      // If the whole process is ending, that is heard of in a moment.
      setTimeout(() => {
        if (!this.#ended) this.#options.onDebugFault();
      }, exitPatience);
    });
  }

  /** Handles messages up to a mark that the pipes have not shown yet. */
  #pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    while (this.#queue.length > 0) {
      const message = this.#queue[0]!;
      if (message.type === "barrier" && this.#native.some(({ mark }) => mark < message.mark)) {
        this.#markTimer ??= setTimeout(() => this.#giveUpMark(message.mark), markPatience);
        break;
      }
      this.#queue.shift();
      if (message.type === "barrier") this.#passMark(message.mark);
      else if (message.type === "exiting") this.#exitCode = message.code;
      else this.#handle(message);
    }
    this.#pumping = false;
    if (this.#queue.length === 0 || this.#queue[0]!.type === "barrier") {
      for (const native of this.#native) native.pass(this.#mark);
    }
  }

  #handle(message: FromExecution): void {
    try {
      this.#options.onMessage(message);
    } catch (error) {
      this.#options.onFault(error);
    }
  }

  #passMark(mark: number): void {
    clearTimeout(this.#markTimer);
    this.#markTimer = undefined;
    this.#mark = mark;
  }

  #giveUpMark(mark: number): void {
    this.#passMark(mark);
    this.#queue.shift();
    this.#pump();
  }

  #end(why: string): void {
    if (this.#ended) return;
    // Deferred as the pipes' data is: what it wrote last comes first.
    setImmediate(() => {
      if (this.#ended) return;
      this.#queue.splice(0, this.#queue.length, ...this.#queue.filter(({ type }) => type !== "barrier"));
      this.#pump();
      this.kill();
      this.#options.onDeath(why);
    });
  }

  #describeExit(code: number | null, signal: NodeJS.Signals | null): string {
    if (this.#exitCode !== undefined && code === this.#exitCode)
      return `process.exit(${String(code)}) was called`;
    if (code === lineLostCode) return `it closed ${ownLine}`;
    if (/heap out of memory|Allocation failed|invalid array length Allocation/i.test(this.#errorTail)) {
      return "it ran out of memory (JavaScript heap)";
    }
    if (signal === "SIGKILL") return "it was killed (SIGKILL): often the system ran out of memory";
    if (signal === "SIGSEGV" || signal === "SIGBUS") return `it crashed in native code (${signal})`;
    if (signal === "SIGABRT") return "it was aborted (SIGABRT)";
    return signal === null ? `it ended with exit code ${String(code)}` : `it was ended by ${signal}`;
  }
}

/** A folder, or the nearest one above it that is there. */
function nearestFolder(dir: string): string {
  return fs.existsSync(dir) || dir === path.dirname(dir) ? dir : nearestFolder(path.dirname(dir));
}

function folderGone(dir: string, folder: string): string {
  return `The notebook's folder ${dir} is gone: this session runs in ${folder}. Restart the kernel when the folder is back\n`;
}

function nodeFlags(): string[] {
  const flags = [
    // Node aborts when a timer callback is terminated while async hooks are in use, unless told not to check.
    "--no-force-async-hooks-checks",
    "--disable-warning=ExperimentalWarning",
    "--import",
    script("../execution/loader/install.js", true),
  ];
  return flags;
}

function script(name: string, asUrl = false): string {
  const url = workerEntry(import.meta.url, name);
  return asUrl ? url.href : fileURLToPath(url);
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
  } catch {
    // It is gone already.
  }
}
