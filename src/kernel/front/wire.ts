// Jupyter's wire format, https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol:
// [identities…, "<IDS|MSG>", signature, header, parent header, metadata, content, buffers…].
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

export interface Header {
  msg_id: string;
  msg_type: string;
  session: string;
  username: string;
  date: string;
  version: string;
  subshell_id?: string | null;
}

export interface Message {
  identities: Buffer[];
  header: Header;
  parent: Header | Record<string, never>;
  metadata: Record<string, unknown>;
  content: Record<string, unknown>;
  buffers: Buffer[];
}

export interface Outgoing {
  identities: (Buffer | string)[];
  type: string;
  parent: Header | undefined;
  content: object;
  metadata?: object;
  buffers?: Uint8Array[];
}

const delimiter = Buffer.from("<IDS|MSG>");
const protocol = "5.5";

/** Makes and reads signed messages of one kernel. */
export class Wire {
  readonly #key: string;
  readonly #session = randomUUID();
  readonly #seen = new Set<string>();

  constructor(key: string) {
    this.#key = key;
  }

  encode({
    identities,
    type,
    parent,
    content,
    metadata = {},
    buffers = [],
  }: Outgoing): (Buffer | string | Uint8Array)[] {
    const header: Header = {
      msg_id: randomUUID(),
      msg_type: type,
      session: this.#session,
      username: "kernel",
      date: new Date().toISOString(),
      version: protocol,
    };
    const parts = [header, parent ?? {}, metadata, content].map((part) => JSON.stringify(part));
    return [...identities, delimiter, this.#sign(parts), ...parts, ...buffers];
  }

  /** The message in a multipart; undefined if it is malformed, wrongly signed or was received before. */
  decode(frames: Buffer[]): Message | undefined {
    const at = frames.findIndex((frame) => frame.equals(delimiter));
    if (at < 0 || frames.length < at + 6) return undefined;
    const signature = frames[at + 1]!;
    const parts = frames.slice(at + 2, at + 6);
    if (!this.#isSigned(parts, signature)) return undefined;
    try {
      const [header, parent, metadata, content] = parts.map((part) => JSON.parse(part.toString()) as unknown);
      if (!isRecord(header) || typeof header["msg_type"] !== "string" || typeof header["msg_id"] !== "string")
        return undefined;
      if (!isRecord(parent) || !isRecord(metadata) || !isRecord(content)) return undefined;
      return {
        identities: frames.slice(0, at),
        header: header as unknown as Header,
        parent: parent as unknown as Header,
        metadata,
        content,
        buffers: frames.slice(at + 6),
      };
    } catch {
      return undefined;
    }
  }

  #sign(parts: readonly (string | Buffer)[]): string {
    if (this.#key === "") return "";
    const hmac = createHmac("sha256", this.#key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  }

  #isSigned(parts: readonly Buffer[], signature: Buffer): boolean {
    if (this.#key === "") return true;
    const expected = Buffer.from(this.#sign(parts));
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return false;
    // A signature that comes twice is a replay: message ids are never used again.
    const text = signature.toString();
    if (this.#seen.has(text)) return false;
    this.#seen.add(text);
    if (this.#seen.size > 16_384) this.#seen.delete(this.#seen.values().next().value!);
    return true;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
