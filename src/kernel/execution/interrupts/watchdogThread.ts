// Runs beside the user's code, in a thread of its own, so that it hears the front while a cell loops or waits:
// interrupts the main thread, brings answers to promptSync, and ends the process when the front is gone. The debugger has a
// thread of its own, which this one starts and outlives.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import inspector from "node:inspector";
import net from "node:net";
import { workerData } from "node:worker_threads";
import { FrameReader } from "../../rpc/framing.js";
import { pipes, type ToWatchdog } from "../../rpc/messages.js";
import { endDebugger, startDebugger } from "../debug/thread.js";
import { endProcess } from "../endProcess.js";
import * as patience from "./patience.js";
import { word, type Shared } from "./sharedMemory.js";

const shared = workerData as Shared;
const { words, text } = shared;
const reader = new FrameReader();
const socket = new net.Socket({ fd: pipes.watchdog, readable: true, writable: false });

socket.on("data", (chunk) => {
  for (const message of reader.push(chunk)) receive(message as ToWatchdog);
});
socket.on("close", endProcess);
socket.on("error", endProcess);

function receive(message: ToWatchdog): void {
  if (message.type === "debugger") startDebugger(shared);
  else if (message.type === "interrupt") interrupt(message.number);
  else if (message.text !== undefined) answerInput(message.request, 2, message.text);
  else answerInput(message.request, 3, message.error ?? "");
}

/**
 * A main thread that is in its event loop notices by itself; one that is not runs user code, which is terminated.
 * If that does not help either, it waits for a child process: that gets the terminal's signal, then the last one.
 * A paused one is let go by the debugger, which hears of the interrupt, too; if it fails to, it is ended.
 */
function interrupt(number: number): void {
  const unlessSeen = (work: () => void) => () => {
    if (Atomics.load(words, word.seen) < number) work();
  };
  if (Atomics.compareExchange(words, word.input, 1, 4) === 1) Atomics.notify(words, word.input);
  const isPaused = () => Atomics.load(words, word.paused) === 1;
  const { usual, willing, paused, starved } = patience.terminate;
  const wait = isPaused() ? paused : Atomics.load(words, word.willing) > 0 ? willing : usual;
  const before = process.cpuUsage();
  const began = performance.now();
  const act = (): void => {
    if (isPaused()) letGo();
    // On a busy machine the main thread may not have had its turn: terminating it then would hit the kernel's own code.
    if (!hasRun(before, wait) && performance.now() - began < starved) {
      setTimeout(unlessSeen(act), usual);
      return;
    }
    terminate();
    setTimeout(
      unlessSeen(() => signalChildren("SIGINT")),
      patience.signalChildren.interrupt,
    );
    setTimeout(
      unlessSeen(() => signalChildren("SIGKILL")),
      patience.signalChildren.kill,
    );
  };
  setTimeout(unlessSeen(act), wait);
}

/** Whether the process has had at least half of `milliseconds` of a processor since. It has not while it only waits, either. */
function hasRun(before: NodeJS.CpuUsage, milliseconds: number): boolean {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 > milliseconds / 2;
}

let session: inspector.Session | undefined;

function terminate(): void {
  ownSession().post("Runtime.terminateExecution");
}

/** Lets a main thread go that stands in the debugger, whose thread does not see to it. */
function letGo(): void {
  endDebugger(shared);
  ownSession().post("Debugger.enable");
  ownSession().post("Debugger.resume", { terminateOnResume: true });
  ownSession().post("Debugger.disable");
}

function ownSession(): inspector.Session {
  if (!session) {
    session = new inspector.Session();
    session.connectToMainThread();
  }
  return session;
}

/** Signals what runs in this process's group, as a terminal does, but not the process itself. */
function signalChildren(signal: "SIGINT" | "SIGKILL"): void {
  for (const pid of groupMembers()) {
    if (pid === process.pid) continue;
    try {
      process.kill(pid, signal);
    } catch {
      // It ended in the meantime.
    }
  }
}

/** Process ids of this process's group. */
function groupMembers(): number[] {
  const isMember = (group: string | undefined) => Number(group) === process.pid;
  if (process.platform === "linux") {
    return fs
      .readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name) && isMember(groupOf(name)))
      .map(Number);
  }
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,pgid="], { encoding: "utf8" });
  const rows = (stdout ?? "").split("\n").map((line) => line.trim().split(/\s+/));
  return rows.filter(([, group]) => isMember(group)).map(([pid]) => Number(pid));
}

/** The group's id in /proc/PID/stat, whose second field is a name in brackets that may hold anything. */
function groupOf(pid: string): string | undefined {
  try {
    return /.*\) \S+ \d+ (\d+)/s.exec(fs.readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1];
  } catch {
    return undefined;
  }
}

function answerInput(request: number, state: 2 | 3, answer: string): void {
  if (Atomics.load(words, word.request) !== request) return;
  const bytes = Buffer.from(answer).subarray(0, text.length);
  text.set(bytes);
  Atomics.store(words, word.length, bytes.length);
  if (Atomics.compareExchange(words, word.input, 1, state) === 1) Atomics.notify(words, word.input);
}
