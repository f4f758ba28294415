// The file by which a kernel and its clients find each other,
// https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files.
import { createPrivateKey, createPublicKey } from "node:crypto";
import fs from "node:fs";

export const channels = ["shell", "iopub", "stdin", "control", "hb"] as const;
export type Channel = (typeof channels)[number];

export interface Connection extends Record<`${Channel}_port`, number> {
  transport: "tcp" | "ipc";
  ip: string;
  key: string;
  signature_scheme: string;
  kernel_name?: string;
  /** The kernel's CurveZMQ keys in Z85, both or neither: with them, its sockets speak to nobody in plain text. */
  curve_publickey?: string;
  curve_secretkey?: string;
}

/** Writes a connection file that only this user can read: its key lets a program run code here. */
export function writeConnection(file: string, connection: Connection): void {
  fs.writeFileSync(file, JSON.stringify(connection), { mode: 0o600 });
}

/**
 * Reads a connection file. Its key is never part of an error message.
 *
 * @throws Error that names the file and what is wrong with it.
 */
export function readConnection(file: string): Connection {
  const connection = parse(file);
  for (const channel of channels) {
    if (!Number.isInteger(connection[`${channel}_port`])) {
      throw new Error(`Cannot read connection file ${file}: ${channel}_port must be an integer`);
    }
  }
  if (connection.transport !== "tcp" && connection.transport !== "ipc") {
    throw new Error(`Cannot read connection file ${file}: transport must be tcp or ipc`);
  }
  if (connection.key !== "" && connection.signature_scheme !== "hmac-sha256") {
    throw new Error(`Cannot read connection file ${file}: signature_scheme must be hmac-sha256`);
  }
  checkCurveKeys(file, connection);
  return connection;
}

/** One key of a pair, or a damaged one, must not end in a kernel that speaks in plain text, or to nobody. */
function checkCurveKeys(file: string, connection: Connection): void {
  const names = ["curve_publickey", "curve_secretkey"] as const;
  if (names.every((name) => connection[name] === undefined || connection[name] === null)) return;
  const [publicKey, secretKey] = names.map((name) => {
    const key: unknown = connection[name];
    const bytes = typeof key === "string" ? curveKey(key) : undefined;
    if (bytes) return bytes;
    throw new Error(`Cannot read connection file ${file}: ${name} must be a key of 40 letters in Z85`);
  });
  if (publicKeyOf(secretKey!).equals(publicKey!)) return;
  throw new Error(
    `Cannot read connection file ${file}: curve_publickey and curve_secretkey must be a pair; start the kernel anew`,
  );
}

const z85Letters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

/** The 32 bytes of a key in ZeroMQ's printable form, https://rfc.zeromq.org/spec/32; undefined if it is none. */
function curveKey(text: string): Buffer | undefined {
  const digits = [...text].map((letter) => z85Letters.indexOf(letter));
  if (digits.length !== 40 || digits.includes(-1)) return undefined;
  const bytes = Buffer.alloc(32);
  for (let group = 0; group < 8; group++) {
    const value = digits.slice(group * 5, group * 5 + 5).reduce((sum, digit) => sum * 85 + digit, 0);
    if (value >= 2 ** 32) return undefined;
    bytes.writeUInt32BE(value, group * 4);
  }
  return bytes;
}

/** A private key of X25519, the curve of CurveZMQ, begins so in PKCS #8, https://datatracker.ietf.org/doc/html/rfc8410. */
const pkcs8Head = Buffer.from("302e020100300506032b656e04220420", "hex");

function publicKeyOf(secretKey: Buffer): Buffer {
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Head, secretKey]), format: "der", type: "pkcs8" });
  return createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-32);
}

function parse(file: string): Connection {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as Connection;
  } catch (error) {
    const reason = error instanceof SyntaxError ? "it is not JSON" : (error as Error).message;
    throw new Error(`Cannot read connection file ${file}: ${reason}`, { cause: undefined });
  }
}

/** The address of one of the kernel's sockets. */
export function addressOf(connection: Connection, channel: Channel): string {
  const { transport, ip } = connection;
  const port = String(connection[`${channel}_port`]);
  return transport === "ipc" ? `ipc://${ip}-${port}` : `tcp://${ip}:${port}`;
}
