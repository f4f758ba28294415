// The connection file that Jupyter writes for each kernel,
// https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files.
import fs from "node:fs";

export interface Connection {
  transport: "tcp" | "ipc";
  ip: string;
  shell_port: number;
  iopub_port: number;
  stdin_port: number;
  control_port: number;
  hb_port: number;
  key: string;
  signature_scheme: string;
}

/**
 * Reads a connection file. Its key is never part of an error message.
 *
 * @throws Error that names the file and what is wrong with it.
 */
export function readConnection(file: string): Connection {
  const connection = parse(file);
  for (const port of ["shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"] as const) {
    if (!Number.isInteger(connection[port])) {
      throw new Error(`Cannot read connection file ${file}: ${port} must be an integer`);
    }
  }
  if (connection.transport !== "tcp" && connection.transport !== "ipc") {
    throw new Error(`Cannot read connection file ${file}: transport must be tcp or ipc`);
  }
  if (connection.key !== "" && connection.signature_scheme !== "hmac-sha256") {
    throw new Error(`Cannot read connection file ${file}: signature_scheme must be hmac-sha256`);
  }
  return connection;
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
export function addressOf({ transport, ip }: Connection, port: number): string {
  return transport === "ipc" ? `ipc://${ip}-${String(port)}` : `tcp://${ip}:${String(port)}`;
}
