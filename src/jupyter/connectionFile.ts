// The file by which a kernel and its clients find each other,
// https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files.
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

/** One key of a pair, or a damaged one, must not end in a kernel that speaks in plain text. */
function checkCurveKeys(file: string, connection: Connection): void {
  const names = ["curve_publickey", "curve_secretkey"] as const;
  if (names.every((name) => connection[name] === undefined || connection[name] === null)) return;
  for (const name of names) {
    const key: unknown = connection[name];
    if (typeof key !== "string" || !z85Key.test(key)) {
      throw new Error(`Cannot read connection file ${file}: ${name} must be a key of 40 letters in Z85`);
    }
  }
}

/** 32 bytes in ZeroMQ's printable form, https://rfc.zeromq.org/spec/32. */
const z85Key = /^[0-9a-zA-Z.\-:+=^!/*?&<>()[\]{}@%$#]{40}$/;

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
