// Which comms are open, and comm messages on their way between front ends and the execution process.
import { jsonObject, type Json } from "../rpc/json.js";
import type { CommContent } from "../rpc/messages.js";
import type { Message } from "../../jupyter/messages.js";

/** Keeps the list that comm_info_request asks for, and which messages are being handled. */
export class OpenComms {
  readonly #targets = new Map<string, string>();
  readonly #waiting = new Map<number, () => void>();
  #lastTicket = 0;

  /** Takes note of a message in either direction. */
  note({ kind, commId, targetName = "" }: CommContent): void {
    if (kind === "open") this.#targets.set(commId, targetName);
    if (kind === "close") this.#targets.delete(commId);
  }

  /** comm_info_reply's `comms`, of one target or of all. */
  list(target: unknown): Record<string, { target_name: string }> {
    const comms: Record<string, { target_name: string }> = {};
    for (const [id, name] of this.#targets) {
      if (typeof target !== "string" || target === "" || name === target) comms[id] = { target_name: name };
    }
    return comms;
  }

  /** A ticket for a message to the execution process, and a promise that settles when it has been handled. */
  send(): { ticket: number; handled: Promise<void> } {
    const ticket = ++this.#lastTicket;
    return { ticket, handled: new Promise((resolve) => this.#waiting.set(ticket, resolve)) };
  }

  handled(ticket: number): void {
    this.#waiting.get(ticket)?.();
    this.#waiting.delete(ticket);
  }

  /** Forgets all: their objects died. Returns their ids. */
  clear(): string[] {
    for (const ticket of this.#waiting.keys()) this.handled(ticket);
    const ids = [...this.#targets.keys()];
    this.#targets.clear();
    return ids;
  }
}

/** A front end's comm message; undefined if it lacks an id. */
export function readComm({ header, content, metadata, buffers }: Message): CommContent | undefined {
  const { comm_id: commId, target_name: targetName, data = {} } = content;
  if (typeof commId !== "string") return undefined;
  return {
    kind: header.msg_type.slice("comm_".length) as CommContent["kind"],
    commId,
    data: JSON.stringify(data),
    metadata: JSON.stringify(metadata),
    buffers,
    ...(typeof targetName === "string" ? { targetName } : {}),
  };
}

/** The content of a comm message to the front ends. */
export function commContent({ commId, targetName, data }: CommContent): Json {
  const name = targetName === undefined ? undefined : JSON.stringify(targetName);
  return jsonObject({ comm_id: JSON.stringify(commId), data, target_name: name });
}
