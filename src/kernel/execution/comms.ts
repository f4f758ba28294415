// Comms: two-way lines between objects in this process and widgets in the front end.
import { randomUUID } from "node:crypto";
import type { Comm, CommOpenOptions } from "../../display/host.js";
import type { CommContent } from "../rpc/messages.js";
import { currentCell, runInCell, type CellContext } from "./cellContext.js";
import { send } from "./channel.js";

type OpenHandler = (comm: Comm, data: unknown) => void;

/** Our end of a comm. Its callbacks run as part of the cell that opened it: their output lands there. */
class KernelComm implements Comm {
  readonly id: string;
  readonly context: CellContext;
  onMessage?: (data: unknown, buffers: Uint8Array[]) => void;
  onClose?: (data: unknown) => void;

  constructor(id: string, context: CellContext) {
    this.id = id;
    this.context = context;
  }

  send(data: unknown, { metadata = {}, buffers = [] }: Parameters<Comm["send"]>[1] = {}): void {
    if (!comms.has(this.id)) return;
    sendComm({ kind: "msg", commId: this.id, data, metadata, buffers });
  }

  close(data: unknown = {}): void {
    if (comms.delete(this.id)) sendComm({ kind: "close", commId: this.id, data, metadata: {}, buffers: [] });
  }
}

const comms = new Map<string, KernelComm>();
const targets = new Map<string, { handler: OpenHandler; context: CellContext }>();

/** Opens a comm to the front end's `targetName`. */
export function openComm(
  targetName: string,
  data: unknown,
  { metadata = {}, buffers = [], id = randomUUID() }: CommOpenOptions = {},
): Comm {
  const comm = new KernelComm(id, currentCell());
  comms.set(id, comm);
  sendComm({ kind: "open", commId: id, targetName, data, metadata, buffers });
  return comm;
}

/** Handles comms that the front end opens to `targetName`. */
export function onCommOpen(targetName: string, handler: OpenHandler): () => void {
  const target = { handler, context: currentCell() };
  targets.set(targetName, target);
  return () => {
    if (targets.get(targetName) === target) targets.delete(targetName);
  };
}

/** Passes a front end's comm message to who waits for it; what that throws goes to `onError`, in its cell. */
export function receiveComm(
  { kind, commId, targetName = "", data, buffers }: CommContent,
  onError: (error: unknown) => void,
): void {
  const handle = (context: CellContext, work: () => void) => {
    runInCell(context, () => {
      try {
        work();
      } catch (error) {
        onError(error);
      }
    });
  };
  if (kind === "open") {
    const target = targets.get(targetName);
    if (!target) {
      // The protocol's answer to an unknown target.
      sendComm({ kind: "close", commId, data: {}, metadata: {}, buffers: [] });
      return;
    }
    const comm = new KernelComm(commId, target.context);
    comms.set(commId, comm);
    handle(target.context, () => target.handler(comm, data));
    return;
  }
  const comm = comms.get(commId);
  if (!comm) return;
  if (kind === "close") {
    comms.delete(commId);
    handle(comm.context, () => comm.onClose?.(data));
  } else {
    handle(comm.context, () => comm.onMessage?.(data, buffers));
  }
}

function sendComm(content: CommContent): void {
  // JSON now: the sender may change the object as soon as this returns, and the front needs JSON anyway.
  const json = <T>(value: T): T => JSON.parse(JSON.stringify(value ?? {})) as T;
  send({
    type: "comm",
    cell: currentCell().cell,
    content: { ...content, data: json(content.data), metadata: json(content.metadata) },
  });
}
