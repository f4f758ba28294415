// Takes requests off the sockets and sends their replies.
import type { Router } from "zeromq";
import type { Connection } from "../../jupyter/connectionFile.js";
import type { Message } from "../../jupyter/messages.js";
import { Wire } from "../../jupyter/wire.js";
import type { NotebookLanguage } from "../language/types.js";
import { Debugger } from "./debug/debugger.js";
import { Dispatcher } from "./dispatcher.js";
import { ExecutionProcess } from "./executionProcess.js";
import { IopubSocket } from "./iopub.js";
import { kernelInfo } from "./kernelInfo.js";
import { nodeRuntime } from "./nodeRuntime.js";
import type { TypeService } from "./typeService.js";
import { bindSockets, Outbox, type Sockets } from "./sockets.js";

export interface ServerOptions {
  connection: Connection;
  dir: string;
  language: NotebookLanguage;
  types: TypeService;
}

/** Binds the sockets and serves until a shutdown_request comes. */
export async function serve(options: ServerOptions): Promise<Server> {
  return new Server(await bindSockets(options.connection), options);
}

export class Server {
  readonly closed: Promise<void>;
  readonly #sockets: Sockets;
  readonly #wire: Wire;
  readonly #publisher: IopubSocket;
  readonly #dispatcher: Dispatcher;
  readonly #outboxes: Outbox[] = [];
  #resolveClosed: () => void = () => undefined;

  constructor(sockets: Sockets, { connection, dir, language, types }: ServerOptions) {
    const wire = new Wire(connection.key);
    this.#sockets = sockets;
    this.#wire = wire;
    this.closed = new Promise((resolve) => (this.#resolveClosed = resolve));
    this.#publisher = new IopubSocket(sockets.iopub, wire);
    this.#publisher.status("starting", undefined);
    const ask = this.#sender(sockets.stdin);
    this.#dispatcher = new Dispatcher({
      ...{ dir, language, types, publisher: this.#publisher },
      info: () => kernelInfo(language, nodeRuntime(language)),
      ask: (request, content) => ask(request, "input_request", content),
      startExecutor: (options) => new ExecutionProcess(options),
      makeDebugger: (options) => new Debugger(options),
      onShutdown: () => this.close(),
    });
    for (const channel of ["shell", "control"] as const) {
      const send = this.#sender(sockets[channel]);
      void this.#receive(sockets[channel], (message) =>
        this.#dispatcher.receive(channel, message, (type, content) => send(message, type, content)),
      );
    }
    void this.#receive(sockets.stdin, (message) => this.#dispatcher.receiveInput(message));
  }

  /** Stops everything, at once. */
  async close(): Promise<void> {
    this.#dispatcher.close();
    await this.#publisher.drained();
    await Promise.all(this.#outboxes.map((outbox) => outbox.drained()));
    this.#sockets.close();
    this.#resolveClosed();
  }

  interrupt(): void {
    this.#dispatcher.interrupt();
  }

  async #receive(socket: Router, handle: (message: Message) => void): Promise<void> {
    for await (const frames of socket) {
      // What is malformed or not signed with the key gets no answer.
      const message = this.#wire.decode(frames);
      try {
        if (message) handle(message);
      } catch (error) {
        console.error(error); // the next message is heard, whatever this one broke
      }
    }
  }

  /** Sends messages to whom a request came from, as its children. */
  #sender(socket: Router): (request: Message, type: string, content: object | string) => void {
    const outbox = new Outbox(socket);
    this.#outboxes.push(outbox);
    return ({ identities, header: parent }, type, content) => {
      outbox.send(this.#wire.encode({ identities, type, parent, content }));
    };
  }
}
