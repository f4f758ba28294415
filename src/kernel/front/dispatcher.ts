// Gives each request to who answers it, and sends the replies; says when the kernel is busy and idle.
import type { Message } from "../../jupyter/messages.js";
import type { Json } from "../rpc/json.js";
import { Kernel, type KernelOptions } from "./kernel.js";

type Handler = (message: Message) => object | undefined | Promise<object | undefined>;

/** Answers a request on the channel it came by. */
type Reply = (type: string, content: object | Json) => void;

/**
 * Messages of our own, asked on the control channel: at every pause in typing, and while a cell runs. They pass without busy
 * and idle: those would make the prompt and the server's "last activity" flicker, and the answers take nothing from a cell.
 */
const editorRequest = "gradus_language_request";
const variablesRequest = "gradus_variables_request";
const quietRequests = [editorRequest, variablesRequest];

export interface DispatcherOptions extends KernelOptions {
  /** kernel_info_reply's content. */
  info: () => object;
  /** A shutdown_request has been answered. */
  onShutdown: () => Promise<void> | void;
}

/** What a kernel is to its front ends, whatever carries the messages. */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #kernel: Kernel;
  readonly #handlers: Record<string, Handler>;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    this.#kernel = new Kernel(options);
    this.#handlers = this.#makeHandlers();
  }

  /** Takes a request; cells are run where they come by the shell channel only. */
  receive(channel: "shell" | "control", message: Message, reply: Reply): void {
    const { msg_type: type } = message.header;
    const answer = (content: object | Json) => reply(type.replace(/_request$/, "_reply"), content);
    if (type === "execute_request" && channel === "shell") this.#kernel.execute(message, answer);
    else void this.#answer(message, this.#handlers[type], answer);
  }

  /** Takes what comes by the stdin channel. */
  receiveInput({ header, content }: Message): void {
    if (header.msg_type === "input_reply") this.#kernel.receiveInput(content["value"]);
  }

  interrupt(): void {
    this.#kernel.interrupt();
  }

  /** Ends the session and the checking of types, at once. */
  close(): void {
    this.#kernel.close();
  }

  /** Everything but cells is answered at once, also while a cell runs. */
  async #answer(
    message: Message,
    handler: Handler | undefined,
    reply: (content: object | Json) => void,
  ): Promise<void> {
    const { header } = message;
    const isQuiet = quietRequests.includes(header.msg_type);
    if (!isQuiet) this.#options.publisher.status("busy", header);
    try {
      const content = await handler?.(message);
      if (content !== undefined) reply(content);
    } catch (error) {
      const { name, message: evalue } = error as Error;
      reply({ status: "error", ename: name, evalue, traceback: [`${name}: ${evalue}`] });
    }
    if (!isQuiet) this.#kernel.idle(header);
    if (header.msg_type === "shutdown_request") await this.#options.onShutdown();
  }

  #makeHandlers(): Record<string, Handler> {
    const kernel = this.#kernel;
    const { info, types } = this.#options;
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
      kernel_info_request: info,
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
        this.#options.publisher.publish("shutdown_reply", reply, header);
        return reply;
      },
      debug_request: ({ content, header }) => kernel.debugger?.request(content, header),
      [variablesRequest]: ({ content }) => kernel.debugger?.variables(content),
      create_subshell_request: noSubshells,
      delete_subshell_request: noSubshells,
      list_subshell_request: () => ({ status: "ok", subshell_id: [] }),
    };
  }
}
