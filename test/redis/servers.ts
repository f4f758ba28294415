// A redis-server and workers as processes of their own, for tests.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { Redis } from "ioredis";

const cli = path.resolve(import.meta.dirname, "../../dist/cli.js");

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as net.AddressInfo;
  server.close();
  return port;
}

/** A redis-server that keeps what it has on disk, so that it survives a restart; unless it is told to forget. */
export class RedisServer {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-redis-"));
  readonly password?: string | undefined;
  port = 0;
  private process: ChildProcess | undefined;
  private certificate: string | undefined;

  private readonly forgets: boolean;

  constructor(password?: string, { forgets = false } = {}) {
    this.password = password;
    this.forgets = forgets;
  }

  /** Makes it speak TLS only, with a certificate of its own; returns the certificate's file. */
  useTls(): string {
    this.certificate = path.join(this.folder, "certificate.pem");
    execFileSync(
      "openssl",
      [
        ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc", "-days", "2"],
        ...["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"],
        ...["-keyout", path.join(this.folder, "key.pem"), "-out", this.certificate],
      ],
      { stdio: "ignore" },
    );
    return this.certificate;
  }

  get url(): string {
    return `${this.certificate ? "rediss" : "redis"}://${this.password ? `:${this.password}@` : ""}127.0.0.1:${String(this.port)}`;
  }

  async start(): Promise<this> {
    this.port ||= await freePort();
    const options = [
      this.certificate ? "--tls-port" : "--port",
      String(this.port),
      "--bind",
      "127.0.0.1",
      "--dir",
      this.folder,
      "--appendonly",
      this.forgets ? "no" : "yes",
      "--appendfsync",
      "always",
      "--save",
      "",
    ];
    if (this.certificate) {
      const key = path.join(this.folder, "key.pem");
      options.push(
        "--port",
        "0",
        "--tls-cert-file",
        this.certificate,
        "--tls-key-file",
        key,
        "--tls-auth-clients",
        "no",
      );
    }
    if (this.password) options.push("--requirepass", this.password);
    this.process = spawn("redis-server", options, { stdio: "ignore" });
    const redis = new Redis(this.url, {
      maxRetriesPerRequest: null,
      retryStrategy: () => 50,
      ...(this.certificate && { tls: { ca: fs.readFileSync(this.certificate) } }),
    });
    redis.on("error", () => undefined);
    await redis.ping();
    redis.disconnect();
    return this;
  }

  /** Kills it at once, as a power cut does. */
  async kill(): Promise<void> {
    const { process: child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  }

  /** Stops it without ending it: it takes connections and answers nothing. */
  freeze(): void {
    this.process!.kill("SIGSTOP");
  }

  thaw(): void {
    this.process!.kill("SIGCONT");
  }

  /** A connection of the test's own. */
  connect(): Redis {
    return new Redis(this.url);
  }

  async stop(): Promise<void> {
    await this.kill();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A way to a server that can go dead: what goes through it stays unanswered, new connections are as good as ever. */
export class Line {
  private readonly server: net.Server;
  private readonly pairs = new Set<[net.Socket, net.Socket]>();
  private readonly target: RedisServer;

  constructor(target: RedisServer) {
    this.target = target;
    this.server = net.createServer((socket) => {
      const other = net.connect(target.port, "127.0.0.1");
      const pair: [net.Socket, net.Socket] = [socket, other];
      this.pairs.add(pair);
      for (const [from, to] of [pair, [other, socket] as const]) {
        from.pipe(to);
        from.on("error", () => undefined);
        from.on("close", () => {
          this.pairs.delete(pair);
          to.destroy();
        });
      }
    });
  }

  async open(): Promise<string> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    const { port } = this.server.address() as net.AddressInfo;
    return this.target.url.replace(/\d+$/, String(port));
  }

  /** The connections that are there now go dead, as those of a laptop that slept. */
  goDead(): void {
    for (const [a, b] of this.pairs) {
      a.unpipe(b).pause();
      b.unpipe(a).pause();
    }
  }

  close(): void {
    this.server.close();
    for (const [a, b] of this.pairs) [a, b].forEach((socket) => socket.destroy());
  }
}

/** `gradus worker` as a process; resolves when it listens. */
export async function startWorker(
  url: string | undefined,
  cache: string,
  flags: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<WorkerProcess> {
  const child = spawn(
    process.execPath,
    [cli, "worker", ...(url ? ["--redis", url] : []), "--cache", cache, ...flags],
    {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    },
  );
  const worker = new WorkerProcess(child);
  await worker.listening;
  return worker;
}

export class WorkerProcess {
  readonly child: ChildProcess;
  readonly listening: Promise<void>;
  output = "";

  constructor(child: ChildProcess) {
    this.child = child;
    this.listening = new Promise((resolve, reject) => {
      const read = (text: Buffer) => {
        this.output += String(text);
        if (this.output.includes("fits at a time")) resolve();
      };
      child.stdout!.on("data", read);
      child.stderr!.on("data", read);
      child.once("exit", () => reject(new Error(`The worker ended: ${this.output}`)));
    });
    this.listening.catch(() => undefined);
  }

  /** Fits that it said were done. */
  get numDone(): number {
    return this.output.match(/ done$/gm)?.length ?? 0;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Kills the worker with all its processes, with no chance to say goodbye. */
  async killHard(): Promise<void> {
    if (!this.isRunning) return;
    process.kill(-this.child.pid!, "SIGKILL");
    await once(this.child, "exit");
  }

  /** Asks it to leave, as Ctrl-C does; returns its exit code. */
  async leave(): Promise<number | null> {
    if (this.isRunning) {
      this.child.kill("SIGINT");
      await once(this.child, "exit");
    }
    return this.child.exitCode;
  }
}
