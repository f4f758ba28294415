// The iopub channel's socket: everything that all front ends see, in order.
import type { XPublisher } from "zeromq";
import type { Frames, Header } from "../../jupyter/messages.js";
import type { Wire } from "../../jupyter/wire.js";
import type { Json } from "../rpc/json.js";
import { Publisher } from "./publisher.js";
import { Outbox } from "./sockets.js";

/** How many messages wait for the first subscriber; of more, the oldest are let go. */
const earlyLimit = 1000;

/** Publishes to whoever subscribes. */
export class IopubSocket extends Publisher {
  readonly #wire: Wire;
  readonly #outbox: Outbox;
  /** What was published before anyone listened: the first subscriber is welcomed first and then gets it all. */
  #early: Frames[] | undefined = [];

  constructor(socket: XPublisher, wire: Wire) {
    super();
    this.#wire = wire;
    this.#outbox = new Outbox(socket);
    void this.#welcome(socket);
  }

  publish(
    type: string,
    content: object | Json,
    parent: Header | undefined,
    more: { metadata?: Json; buffers?: Uint8Array[] } = {},
  ): void {
    const frames = this.#wire.encode({ identities: [type], type, parent, content, ...more });
    if (this.#early === undefined) return this.#outbox.send(frames);
    this.#early.push(frames);
    if (this.#early.length > earlyLimit) this.#early.shift();
  }

  drained(): Promise<void> {
    return this.#outbox.drained();
  }

  /** Tells each new subscriber that it will miss nothing from here on (JEP 65). */
  async #welcome(socket: XPublisher): Promise<void> {
    for await (const [frame] of socket) {
      if (frame?.[0] !== 1) continue;
      const subscription = frame.subarray(1).toString();
      const type = "iopub_welcome";
      // The topic is the subscription, so that exactly its subscribers get it.
      this.#outbox.send(this.#wire.encode({ identities: [subscription], type, content: { subscription } }));
      for (const frames of this.#early ?? []) this.#outbox.send(frames);
      this.#early = undefined;
    }
  }
}
