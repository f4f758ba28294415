// Comms: two-way lines between objects in this process and widgets in the front end.
import { randomUUID } from "node:crypto";
import type { Comm, CommOpenOptions } from "../../display/host.js";
import { isShared } from "../../sharedMemory.js";
import type { CommContent } from "../rpc/messages.js";
import { currentCell, runInCell, type CellContext } from "./cellContext.js";
import { metadataJson, toJson } from "./content.js";
import { platform } from "./platform.js";

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
    if (comms.has(this.id)) sendComm("msg", this.id, { data, metadata, buffers });
  }

  close(data: unknown = {}): void {
    if (!comms.has(this.id)) return;
    sendComm("close", this.id, { data });
    comms.delete(this.id);
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
  const comm = new KernelComm(String(id), currentCell());
  sendComm("open", comm.id, { targetName: String(targetName), data, metadata, buffers });
  comms.set(comm.id, comm);
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
  { kind, commId, targetName = "", data: json, buffers }: CommContent,
  onError: (error: unknown) => void,
): void {
  const data: unknown = JSON.parse(json);
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
      sendComm("close", commId, { data: {} });
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

interface Payload {
  targetName?: string;
  data: unknown;
  metadata?: unknown;
  buffers?: readonly ArrayBufferView[];
}

function sendComm(
  kind: CommContent["kind"],
  commId: string,
  { targetName, data, metadata, buffers = [] }: Payload,
): void {
  platform.send({
    type: "comm",
    cell: currentCell().cell,
    content: {
      kind,
      commId,
      data: toJson(data ?? {}, "the comm's data"),
      metadata: metadataJson(metadata),
      buffers: [...buffers].map(toBytes),
      ...(targetName === undefined ? {} : { targetName }),
    },
  });
}

/** A buffer's bytes, in memory of their own where it is shared with other threads. */
function toBytes(buffer: ArrayBufferView): Uint8Array {
  if (!ArrayBuffer.isView(buffer)) {
    throw new TypeError(
      `Cannot send the comm's buffers: each must be a typed array, current value is a ${typeof buffer}`,
    );
  }
  const bytes = new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  return isShared(buffer.buffer) ? bytes.slice() : bytes;
}
