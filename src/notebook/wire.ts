// Messages as Jupyter's clients send them: https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

export interface Header {
  msg_id: string;
  msg_type: string;
  session: string;
  username: string;
  date: string;
  version: string;
}

export interface Message {
  header: Header;
  /** Header of the request that this message answers; empty when there is none. */
  parent: Partial<Header>;
  metadata: Record<string, unknown>;
  content: Record<string, unknown>;
  buffers: Uint8Array[];
}

const delimiter = Buffer.from("<IDS|MSG>");

/** Makes and reads signed messages of one session. */
export class Wire {
  readonly session = randomUUID();
  readonly #key: string;

  /** @param key - Secret from the connection file; with an empty one nothing is signed. */
  constructor(key: string) {
    this.#key = key;
  }

  request(type: string, content: Record<string, unknown>): Message {
    const header: Header = {
      msg_id: randomUUID(),
      msg_type: type,
      session: this.session,
      username: "gradus",
      date: new Date().toISOString(),
      version: "5.5",
    };
    return { header, parent: {}, metadata: {}, content, buffers: [] };
  }

  encode({ header, parent, metadata, content, buffers }: Message): (Uint8Array | string)[] {
    const parts = [header, parent, metadata, content].map((part) => Buffer.from(JSON.stringify(part)));
    return [delimiter, this.#sign(parts), ...parts, ...buffers];
  }

  /** @throws Error if the frames are no message or the signature is wrong. */
  decode(frames: readonly Uint8Array[]): Message {
    const at = frames.findIndex((frame) => delimiter.equals(frame));
    if (at < 0 || frames.length < at + 6)
      throw new Error("Cannot read a kernel's message: frames are missing");
    const signature = Buffer.from(frames[at + 1]!);
    const parts = frames.slice(at + 2, at + 6);
    const wanted = Buffer.from(this.#sign(parts));
    if (wanted.length !== signature.length || !timingSafeEqual(wanted, signature)) {
      throw new Error("Cannot read a kernel's message: its signature is wrong");
    }
    const [header, parent, metadata, content] = parts.map(
      (part) => JSON.parse(Buffer.from(part).toString("utf8")) as Record<string, unknown>,
    );
    return {
      header: header as unknown as Header,
      parent: parent as Partial<Header>,
      metadata: metadata!,
      content: content!,
      buffers: frames.slice(at + 6),
    };
  }

  #sign(parts: readonly Uint8Array[]): string {
    if (this.#key === "") return "";
    const hmac = createHmac("sha256", this.#key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  }
}
