// Jupyter's wire format, https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol:
// [identities…, "<IDS|MSG>", signature, header, parent header, metadata, content, buffers…].
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import {
  isRecord,
  protocolVersion,
  type Frames,
  type Header,
  type Message,
  type Outgoing,
} from "./messages.js";

const delimiter = Buffer.from("<IDS|MSG>");

/** No header is longer, in bytes; a longer one could be nested so deeply that it cannot be sent back as a parent. */
const maxHeader = 8192;

/** Makes and reads the signed messages of one kernel, or of one client of a kernel. */
export class Wire {
  readonly #key: string;
  readonly #username: string;
  readonly #session = randomUUID();
  /** Every signature that came, shortened to 52 bits: of a million messages, one in four billion is taken for a replay. */
  readonly #seen = new Set<number>();

  /**
   * @param key - Secret from the connection file; with an empty one nothing is signed.
   * @param username - Who the headers say is speaking.
   */
  constructor(key: string, username = "kernel") {
    this.#key = key;
    this.#username = username;
  }

  encode({
    id = randomUUID(),
    type,
    content,
    parent,
    identities = [],
    metadata = {},
    buffers = [],
  }: Outgoing): Frames {
    const header: Header = {
      msg_id: id,
      msg_type: type,
      session: this.#session,
      username: this.#username,
      date: new Date().toISOString(),
      version: protocolVersion,
    };
    const parts = [header, parent ?? {}, metadata, content].map((part) =>
      typeof part === "string" ? part : JSON.stringify(part),
    );
    return [...identities, delimiter, this.#sign(parts), ...parts, ...buffers];
  }

  /** The message in a multipart; undefined if it is malformed, wrongly signed or was received before. */
  decode(frames: readonly Buffer[]): Message | undefined {
    const at = frames.findIndex((frame) => frame.equals(delimiter));
    if (at < 0 || frames.length < at + 6) return undefined;
    const signature = frames[at + 1]!;
    const parts = frames.slice(at + 2, at + 6);
    if (parts[0]!.length > maxHeader) return undefined;
    if (!this.#isSigned(parts, signature)) return undefined;
    try {
      const [header, parent, metadata, content] = parts.map((part) => JSON.parse(part.toString()) as unknown);
      if (!isRecord(header) || typeof header["msg_type"] !== "string" || typeof header["msg_id"] !== "string")
        return undefined;
      if (!isRecord(parent) || !isRecord(metadata) || !isRecord(content)) return undefined;
      return {
        identities: frames.slice(0, at),
        header: header as unknown as Header,
        parent,
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
    const short = Number.parseInt(signature.toString("latin1", 0, 13), 16);
    if (this.#seen.has(short)) return false;
    this.#seen.add(short);
    return true;
  }
}
