// How the kernel tells all front ends what happens, in order: by a socket (iopub.ts), or by the messages of a page.
import type { Header } from "../../jupyter/messages.js";
import type { Json } from "../rpc/json.js";

/** Publishes messages as children of the request that caused them. */
export abstract class Publisher {
  abstract publish(
    type: string,
    content: object | Json,
    parent: Header | undefined,
    more?: { metadata?: Json; buffers?: Uint8Array[] },
  ): void;

  status(state: "busy" | "idle" | "starting", parent: Header | undefined): void {
    this.publish("status", { execution_state: state }, parent);
  }
}
