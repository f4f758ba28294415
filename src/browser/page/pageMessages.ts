// Jupyter's messages as pages carry them, https://jupyterlab.readthedocs.io (`KernelMessage.IMessage`), and as the kernel does.
import { protocolVersion, type Header, type Message } from "../../jupyter/messages.js";
import type { Json } from "../../kernel/front.js";

export interface PageMessage {
  channel: "shell" | "control" | "iopub" | "stdin";
  header: Header;
  parent_header: Partial<Header>;
  metadata: Record<string, unknown>;
  content: Record<string, unknown>;
  buffers?: (ArrayBuffer | ArrayBufferView)[];
}

export function fromPage({ header, parent_header, metadata, content, buffers = [] }: PageMessage): Message {
  return {
    identities: [],
    header,
    parent: parent_header,
    metadata,
    content,
    buffers: buffers.map(bytesOf) as never,
  };
}

export interface Said {
  channel: PageMessage["channel"];
  type: string;
  content: object | Json;
  parent: Header | undefined;
  metadata?: Json | undefined;
  buffers?: Uint8Array[] | undefined;
}

/** @param session - Of who asked last: front ends drop what has another. */
export function toPage(
  { channel, type, content, parent, metadata = "{}", buffers = [] }: Said,
  session: string,
): PageMessage {
  return {
    channel,
    header: {
      msg_id: crypto.randomUUID(),
      msg_type: type,
      session: parent?.session ?? session,
      username: "kernel",
      date: new Date().toISOString(),
      version: protocolVersion,
    },
    parent_header: parent ?? {},
    metadata: JSON.parse(metadata) as Record<string, unknown>,
    // A copy, so that a front end changes nothing of ours.
    content: JSON.parse(typeof content === "string" ? content : JSON.stringify(content)) as Record<
      string,
      unknown
    >,
    buffers,
  };
}

function bytesOf(buffer: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(buffer)
    ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
    : new Uint8Array(buffer);
}
