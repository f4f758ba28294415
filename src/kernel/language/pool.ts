// Language processes for kernels that start one after another, as in `gradus run`. The first notebook's check warms TypeScript
// up, which costs three to ten times as much as the check itself; a kernel that borrows the process has that for nothing.
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { poolEnvironment } from "./borrowedProcess.js";
import { readLines } from "./lines.js";
import { LanguageProcess } from "./process.js";
import type { LanguageReplyLine, LanguageRequestLine, OpenRequest } from "./types.js";

/** A process keeps a megabyte or two of each notebook that it has served. */
const notebooksPerProcess = 50;

interface Lent {
  process: LanguageProcess;
  borrower: net.Socket | undefined;
  /** Requests without a reply. */
  open: number;
  notebooks: number;
}

export interface LanguagePoolOptions {
  /** Starts from a startup snapshot where one fits. Defaults to true. */
  snapshot?: boolean;
}

/** Lends a language process to one kernel at a time; there are as many as kernels run beside each other. */
export class LanguagePool {
  readonly #options: LanguagePoolOptions;
  readonly #server: net.Server;
  readonly #address: string;
  readonly #all = new Set<Lent>();

  private constructor(options: LanguagePoolOptions, server: net.Server, address: string) {
    this.#options = options;
    this.#server = server;
    this.#address = address;
    server.on("connection", (socket) => this.#serve(socket));
    server.unref();
    process.on("exit", this.close);
  }

  /** Begins to listen. */
  static async open(options: LanguagePoolOptions = {}): Promise<LanguagePool> {
    const address =
      process.platform === "win32"
        ? `\\\\.\\pipe\\gradus-language-${randomUUID()}`
        : path.join(fs.mkdtempSync(path.join(os.tmpdir(), "gradus-language-")), "socket");
    const server = net.createServer().listen(address);
    await once(server, "listening");
    return new LanguagePool(options, server, address);
  }

  /** What the environment of a kernel needs, so that it borrows from here. */
  get env(): Record<string, string> {
    return poolEnvironment(this.#address);
  }

  /** Process ids, in use or not. */
  get pids(): (number | undefined)[] {
    return [...this.#all].map((lent) => lent.process.pid);
  }

  /** Ends all processes. */
  readonly close = (): void => {
    process.off("exit", this.close);
    this.#server.close();
    for (const lent of this.#all) this.#end(lent);
    if (process.platform !== "win32")
      fs.rmSync(path.dirname(this.#address), { recursive: true, force: true });
  };

  #serve(socket: net.Socket): void {
    let lent: Lent | undefined;
    socket.on("error", () => undefined); // "close" follows
    socket.on("close", () => lent && this.#takeBack(lent));
    readLines(socket, (line) => {
      const request = JSON.parse(line) as LanguageRequestLine;
      lent ??= this.#lend(socket, request.params as OpenRequest); // a client opens its notebook first
      lent.open++;
      lent.process.send(request);
    });
  }

  #lend(borrower: net.Socket, notebook: OpenRequest): Lent {
    const lent = [...this.#all].find((one) => !one.borrower) ?? this.#start(notebook);
    lent.borrower = borrower;
    lent.notebooks++;
    return lent;
  }

  #start(notebook: OpenRequest): Lent {
    const lent: Lent = {
      borrower: undefined,
      open: 0,
      notebooks: 0,
      process: new LanguageProcess({
        snapshotFor: (this.#options.snapshot ?? true) ? notebook : undefined,
        onReply: (line: LanguageReplyLine) => {
          lent.open--;
          lent.borrower?.write(`${JSON.stringify(line)}\n`);
        },
        onExit: () => this.#end(lent),
      }),
    };
    this.#all.add(lent);
    return lent;
  }

  /** A process that still works on something would keep the next borrower waiting. */
  #takeBack(lent: Lent): void {
    lent.borrower = undefined;
    if (lent.open > 0 || lent.notebooks >= notebooksPerProcess) this.#end(lent);
  }

  #end(lent: Lent): void {
    this.#all.delete(lent);
    lent.process.kill();
    lent.borrower?.destroy(); // it goes on with a process of its own
  }
}
