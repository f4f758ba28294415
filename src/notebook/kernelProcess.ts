// One running kernel: its process, its sockets, and the certainty that both are gone in the end.
import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Dealer, Subscriber } from "zeromq";
import { addressOf, channels, writeConnection, type Connection } from "../jupyter/connectionFile.js";
import type { Message } from "../jupyter/messages.js";
import { Wire } from "../jupyter/wire.js";
import { DeadKernelError, KernelStartError } from "./errors.js";
import { kernelCommand, type FoundKernel } from "./kernelSpecs.js";

export interface KernelOptions {
  spec: FoundKernel;
  /** Working folder of the kernel. */
  cwd: string;
  /** Added to the environment. */
  env?: Record<string, string>;
  /** Seconds the kernel may take until it answers. Defaults to 60. */
  startupTimeout?: number;
}

interface Events {
  iopub: [Message];
}

/** What kernels write when another program has their port; stock tslab writes it and lives on, deaf. */
const portTaken = /address already in use|EADDRINUSE/i;

/** Every kernel that this process has started and not yet seen end; see {@link killAllKernels}. */
const running = new Set<KernelProcess>();

/** For a process about to end: no kernel outlives it. */
export function killAllKernels(): void {
  for (const kernel of running) kernel.kill();
}

/** A kernel and the channels to it. Use {@link KernelProcess.start}; always call {@link KernelProcess.shutdown}. */
export class KernelProcess extends EventEmitter<Events> {
  readonly #options: KernelOptions;
  readonly #folder: string;
  readonly #wire: Wire;
  readonly #child: ChildProcess;
  readonly #shell = new Dealer({ linger: 0 });
  readonly #control = new Dealer({ linger: 0 });
  readonly #iopub = new Subscriber({ linger: 0, receiveHighWaterMark: 0 });
  readonly #waiting = new Map<string, (reply: Message) => void>();
  /** Rejects with a {@link DeadKernelError} when the process has ended. */
  readonly dead: Promise<never>;
  /** What the kernel said of itself: the content of its `kernel_info_reply`. */
  info: Record<string, unknown> = {};
  #stderr = "";
  #hasEnded = false;

  private constructor(options: KernelOptions, ports: Ports) {
    super();
    this.#options = options;
    this.#folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-kernel-"));
    const key = randomUUID();
    this.#wire = new Wire(key, "gradus");
    const connection: Connection = {
      transport: "tcp",
      ip: "127.0.0.1",
      key,
      signature_scheme: "hmac-sha256",
      kernel_name: options.spec.name,
      ...ports,
    };
    const connectionFile = path.join(this.#folder, "connection.json");
    writeConnection(connectionFile, connection);
    const [command, ...args] = kernelCommand(options.spec, connectionFile);
    this.#child = spawn(command!, args, {
      cwd: options.cwd,
      env: {
        ...process.env,
        ...options.spec.env,
        ...options.env,
        JPY_PARENT_PID: String(process.pid),
      },
      stdio: ["ignore", "ignore", "pipe"],
      // A group of its own: Ctrl-C in the terminal reaches us, not the kernel, and we can end all of its processes.
      detached: process.platform !== "win32",
    });
    this.#child.stderr?.on("data", (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString("utf8")).slice(-4000);
    });
    this.dead = new Promise((_resolve, reject) => {
      const end = (reason: string) => {
        this.#hasEnded = true;
        reject(new DeadKernelError(`Kernel ${options.spec.name} ended (${reason})${this.#quoteStderr()}`));
      };
      this.#child.once("error", (error) => end(error.message));
      this.#child.once("exit", (code, signal) => {
        const reason = signal ? `signal ${signal}` : `exit code ${String(code)}`;
        // Its last words may still be in the pipe, which a process that it left behind may hold open.
        const late = setTimeout(end, 500, reason);
        this.#child.once("close", () => {
          clearTimeout(late);
          end(reason);
        });
      });
    });
    this.dead.catch(() => undefined);
    running.add(this);
    this.#shell.connect(addressOf(connection, "shell"));
    this.#control.connect(addressOf(connection, "control"));
    this.#iopub.connect(addressOf(connection, "iopub"));
    this.#iopub.subscribe();
    void this.#read(this.#shell);
    void this.#read(this.#control);
    void this.#read(this.#iopub);
  }

  /**
   * Starts a kernel and waits until it answers on all channels.
   *
   * @throws {@link KernelStartError} if it ends or does not answer in time.
   */
  static async start(options: KernelOptions): Promise<KernelProcess> {
    // Between choosing a port and the kernel's taking it, another program may come first: try again then.
    for (let attempt = 1; ; attempt++) {
      const kernel = new KernelProcess(options, await freePorts());
      try {
        await kernel.#waitUntilReady();
        return kernel;
      } catch (error) {
        await kernel.shutdown(0);
        if (!portTaken.test(kernel.#stderr) || attempt === 3)
          throw new KernelStartError((error as Error).message);
      }
    }
  }

  /** Sends a request and waits for its reply. */
  async request(
    channel: "shell" | "control",
    type: string,
    content: Record<string, unknown>,
    sent?: (id: string) => void,
  ): Promise<Message> {
    const id = randomUUID();
    const reply = new Promise<Message>((resolve) => this.#waiting.set(id, resolve));
    sent?.(id);
    const socket = channel === "shell" ? this.#shell : this.#control;
    await Promise.race([socket.send(this.#wire.encode({ id, type, content })), this.dead]);
    return Promise.race([reply, this.dead]).finally(() => this.#waiting.delete(id));
  }

  /** Stops what the kernel is doing, in the way its kernelspec asks for. */
  async interrupt(): Promise<void> {
    if (this.#hasEnded) return;
    if (this.#options.spec.interrupt_mode === "signal") this.#signal("SIGINT");
    else await Promise.race([this.request("control", "interrupt_request", {}), delay(2000)]);
  }

  /** Asks the kernel to end, and ends it when it does not within `patience` seconds. Safe to call twice. */
  async shutdown(patience = 5): Promise<void> {
    const ended = this.dead.catch(() => undefined);
    if (!this.#hasEnded && patience > 0) {
      this.request("control", "shutdown_request", { restart: false }).catch(() => undefined);
      const timer = new AbortController();
      await Promise.race([ended, delay(patience * 1000, undefined, timer).catch(() => undefined)]);
      timer.abort();
    }
    this.kill();
    await ended;
    for (const socket of [this.#shell, this.#control, this.#iopub]) if (!socket.closed) socket.close();
  }

  /** Ends the kernel and all its processes at once. */
  kill(): void {
    this.#signal("SIGKILL");
    fs.rmSync(this.#folder, { recursive: true, force: true });
    running.delete(this);
  }

  async #waitUntilReady(): Promise<void> {
    const { startupTimeout = 60, spec } = this.#options;
    let isHeard = false;
    this.once("iopub", () => (isHeard = true));
    const end = Date.now() + startupTimeout * 1000;
    let info: Message | undefined;
    // Asked every second, as jupyter_client does: a kernel may lose what it is sent while it starts. The
    // subscription takes effect a little later than the connection, so it is asked until it is heard there too.
    while (!info || !isHeard) {
      const asked = this.request("shell", "kernel_info_request", {});
      info = (await within(Math.min(1000, end - Date.now()), asked)) ?? info;
      if (info && !isHeard) await delay(100);
      const isDeaf = portTaken.test(this.#stderr);
      if (!isDeaf && Date.now() < end) continue;
      const why = isDeaf ? "has no port" : `did not answer within ${String(startupTimeout)} s`;
      throw new DeadKernelError(`Kernel ${spec.name} ${why}${this.#quoteStderr()}`);
    }
    this.info = info.content;
  }

  async #read(socket: Dealer | Subscriber): Promise<void> {
    try {
      for await (const frames of socket) {
        const message = this.#wire.decode(frames);
        if (!message) throw new Error("It sent a message that is malformed or not signed with its key");
        if (socket === this.#iopub) this.emit("iopub", message);
        else this.#waiting.get(message.parent.msg_id ?? "")?.(message);
      }
    } catch (error) {
      // A message we cannot read: without it the run cannot be trusted.
      if (!socket.closed) this.#stderr += (error as Error).message;
      this.kill();
    }
  }

  #quoteStderr(): string {
    const text = this.#stderr.trim();
    return text === "" ? "" : `; it wrote:\n${text}`;
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      if (process.platform === "win32") this.#child.kill(signal);
      else process.kill(-pid, signal);
    } catch {
      // It has ended already.
    }
  }
}

/** What a promise gives within so many milliseconds, else undefined. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  const timer = new AbortController();
  const late = delay(milliseconds, undefined, timer).catch(() => undefined);
  return Promise.race([work, late]).finally(() => timer.abort());
}

type Ports = Pick<Connection, `${(typeof channels)[number]}_port`>;

/** Ports of this machine that are free just now, all different. */
async function freePorts(): Promise<Ports> {
  const servers = await Promise.all(
    channels.map(async () => {
      const server = net.createServer().listen(0, "127.0.0.1");
      await once(server, "listening");
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as net.AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return Object.fromEntries(channels.map((channel, i) => [`${channel}_port`, ports[i]])) as unknown as Ports;
}
