// Jupyter's messages in memory, https://jupyter-client.readthedocs.io/en/stable/messaging.html.

/** The version of the protocol that kernel and client speak. */
export const protocolVersion = "5.5";

export interface Header {
  msg_id: string;
  msg_type: string;
  session: string;
  username: string;
  date: string;
  version: string;
  subshell_id?: string | null;
}

/** A message that came. */
export interface Message {
  /** Whom to answer; empty where a socket knows it by itself. */
  identities: Buffer[];
  header: Header;
  /** Header of the request that this message answers; empty when there is none. */
  parent: Partial<Header>;
  metadata: Record<string, unknown>;
  content: Record<string, unknown>;
  buffers: Buffer[];
}

/** A message to send. */
export interface Outgoing {
  /** Its own id. Defaults to a new one. */
  id?: string;
  type: string;
  /** An object, or its JSON text. */
  content: object | string;
  /** Header of the request that it answers. */
  parent?: Header | undefined;
  /** Whom it is for, or its topic. Defaults to nobody in particular. */
  identities?: (Buffer | string)[];
  metadata?: object | string;
  buffers?: Uint8Array[];
}

/** What a socket sends as one multipart message. */
export type Frames = (Buffer | string | Uint8Array)[];

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
