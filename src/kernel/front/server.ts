// Takes requests off the sockets and sends their replies.
import type { Router } from "zeromq";
import type { Connection } from "../../jupyter/connectionFile.js";
import type { Message } from "../../jupyter/messages.js";
import { Wire } from "../../jupyter/wire.js";
import type { NotebookLanguage } from "../language/types.js";
import type { Json } from "../rpc/json.js";
import { InputRequests } from "./inputRequests.js";
import { Kernel } from "./kernel.js";
import { kernelInfo } from "./kernelInfo.js";
import { Publisher } from "./publisher.js";
import type { TypeService } from "./typeService.js";
import { bindSockets, Outbox, type Sockets } from "./sockets.js";

type Handler = (message: Message) => object | undefined | Promise<object | undefined>;

/**
 * Messages of our own, asked on the control channel: at every pause in typing, and while a cell runs. They pass without busy
 * and idle: those would make the prompt and the server's "last activity" flicker, and the answers take nothing from a cell.
 */
const editorRequest = "gradus_language_request";
const variablesRequest = "gradus_variables_request";
const quietRequests = [editorRequest, variablesRequest];

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
  readonly #publisher: Publisher;
  readonly #kernel: Kernel;
  readonly #options: ServerOptions;
  readonly #outboxes = new Map<Router, Outbox>();
  readonly #handlers: Record<string, Handler>;
  #resolveClosed: () => void = () => undefined;

  constructor(sockets: Sockets, options: ServerOptions) {
    const { dir, language, types } = options;
    const wire = new Wire(options.connection.key);
    this.#sockets = sockets;
    this.#wire = wire;
    this.#options = options;
    this.closed = new Promise((resolve) => (this.#resolveClosed = resolve));
    this.#publisher = new Publisher(sockets.iopub, wire);
    this.#publisher.status("starting", undefined);
    this.#kernel = new Kernel({
      dir,
      language,
      types,
      publisher: this.#publisher,
      input: new InputRequests(sockets.stdin, wire),
    });
    this.#handlers = this.#makeHandlers();
    for (const socket of [sockets.shell, sockets.control]) {
      this.#outboxes.set(socket, new Outbox(socket));
      void this.#receive(socket, (message) => this.#dispatch(socket, message));
    }
    void this.#receive(sockets.stdin, ({ header, content }) => {
      if (header.msg_type === "input_reply") this.#kernel.receiveInput(content["value"]);
    });
  }

  /** Stops everything, at once. */
  async close(): Promise<void> {
    this.#kernel.close();
    await this.#publisher.drained();
    await Promise.all([...this.#outboxes.values()].map((outbox) => outbox.drained()));
    this.#sockets.close();
    this.#resolveClosed();
  }

  interrupt(): void {
    this.#kernel.interrupt();
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

  #dispatch(socket: Router, message: Message): void {
    const { msg_type: type } = message.header;
    if (type === "execute_request" && socket === this.#sockets.shell) {
      this.#kernel.execute(message, (content) => this.#reply(socket, message, content));
    } else {
      void this.#answer(socket, message, this.#handlers[type]);
    }
  }

  /** Everything but cells is answered at once, also while a cell runs. */
  async #answer(socket: Router, message: Message, handler: Handler | undefined): Promise<void> {
    const isQuiet = quietRequests.includes(message.header.msg_type);
    if (!isQuiet) this.#publisher.status("busy", message.header);
    try {
      const content = await handler?.(message);
      if (content !== undefined) this.#reply(socket, message, content);
    } catch (error) {
      const { name, message: evalue } = error as Error;
      this.#reply(socket, message, {
        status: "error",
        ename: name,
        evalue,
        traceback: [`${name}: ${evalue}`],
      });
    }
    if (!isQuiet) this.#kernel.idle(message.header);
    if (message.header.msg_type === "shutdown_request") await this.close();
  }

  #reply(socket: Router, { identities, header }: Message, content: object | Json): void {
    const type = header.msg_type.replace(/_request$/, "_reply");
    this.#outboxes.get(socket)!.send(this.#wire.encode({ identities, type, parent: header, content }));
  }

  #makeHandlers(): Record<string, Handler> {
    const kernel = this.#kernel;
    const { language, types } = this.#options;
    const comm: Handler = async (message) => {
      await kernel.receiveComm(message);
      return undefined;
    };
    const noSubshells: Handler = () => ({
      status: "error",
      ename: "NotSupported",
      evalue: "This kernel has no subshells: comm messages and completion are answered while a cell runs",
      traceback: [],
    });
    return {
      __proto__: null as never,
      kernel_info_request: () => kernelInfo(language),
      complete_request: ({ content }) => types.complete(content),
      inspect_request: ({ content }) => types.inspect(content),
      [editorRequest]: ({ content }) => types.editor(content),
      is_complete_request: ({ content }) => types.isComplete(content),
      history_request: ({ content }) => ({ status: "ok", history: kernel.history.query(content) }),
      comm_info_request: ({ content }) => ({
        status: "ok",
        comms: kernel.comms.list(content["target_name"]),
      }),
      comm_open: comm,
      comm_msg: comm,
      comm_close: comm,
      interrupt_request: () => {
        kernel.interrupt();
        return { status: "ok" };
      },
      shutdown_request: ({ content, header }) => {
        const reply = { status: "ok", restart: content["restart"] === true };
        this.#publisher.publish("shutdown_reply", reply, header);
        return reply;
      },
      debug_request: ({ content, header }) => kernel.debugger.request(content, header),
      [variablesRequest]: ({ content }) => kernel.debugger.variables(content),
      create_subshell_request: noSubshells,
      delete_subshell_request: noSubshells,
      list_subshell_request: () => ({ status: "ok", subshell_id: [] }),
    };
  }
}
