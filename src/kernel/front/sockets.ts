// The kernel's five sockets. They bind as the connection file says and to nothing else.
import { createRequire } from "node:module";
import type { Reply, Router, XPublisher } from "zeromq";
import { addressOf, type Connection } from "../../jupyter/connectionFile.js";
import type { Frames } from "../../jupyter/messages.js";

export interface Sockets {
  shell: Router;
  control: Router;
  stdin: Router;
  iopub: XPublisher;
  close(): void;
}

/** Binds all sockets; the heartbeat is answered from here on. */
export async function bindSockets(connection: Connection): Promise<Sockets> {
  const zeromq = loadZeromq();
  // Nothing is dropped for a slow reader: no high-water marks; what waits is limited where it is made.
  const curve = curveOptions(connection);
  const options = { ...curve, linger: 1000, sendHighWaterMark: 0, receiveHighWaterMark: 0 };
  const shell = new zeromq.Router({ ...options, handover: true });
  const control = new zeromq.Router({ ...options, handover: true });
  const stdin = new zeromq.Router({ ...options, handover: true });
  const iopub = new zeromq.XPublisher(options);
  iopub.verbosity = "allSubs";
  const heartbeat = new zeromq.Reply({ ...curve, linger: 0 });
  await Promise.all([
    shell.bind(addressOf(connection, "shell")),
    control.bind(addressOf(connection, "control")),
    stdin.bind(addressOf(connection, "stdin")),
    iopub.bind(addressOf(connection, "iopub")),
    heartbeat.bind(addressOf(connection, "hb")),
  ]);
  void answerHeartbeat(heartbeat);
  return {
    shell,
    control,
    stdin,
    iopub,
    close() {
      for (const socket of [shell, control, stdin, iopub, heartbeat]) socket.close();
    },
  };
}

/** By `require` it is there 6 ms sooner: `import` reads through what is CommonJS for names first. */
function loadZeromq() {
  return createRequire(import.meta.url)("zeromq") as typeof import("zeromq");
}

/** CurveZMQ as ipykernel has it: with keys in the connection file, only who knows the public one gets through. */
function curveOptions({ curve_publickey: publicKey, curve_secretkey: secretKey }: Connection) {
  if (!publicKey || !secretKey) return {};
  if (!loadZeromq().capability.curve) {
    throw new Error(
      "Cannot encrypt the kernel's sockets: zeromq must have CurveZMQ, this build of it has none; " +
        'set transport_encryption to "disabled"',
    );
  }
  return { curveServer: true, curvePublicKey: publicKey, curveSecretKey: secretKey };
}

async function answerHeartbeat(socket: Reply): Promise<void> {
  try {
    for await (const frames of socket) await socket.send(frames);
  } catch {
    // The socket was closed in the middle of an answer.
  }
}

/** Sends in order; a socket takes one message at a time. */
export class Outbox {
  readonly #socket: { send(frames: Frames): Promise<void> };
  #last: Promise<void> = Promise.resolve();

  constructor(socket: { send(frames: Frames): Promise<void> }) {
    this.#socket = socket;
  }

  send(frames: Frames): void {
    this.#last = this.#last.then(() => this.#socket.send(frames)).catch(() => undefined); // closed: nobody listens
  }

  /** Settles when all that was sent is with the socket. */
  drained(): Promise<void> {
    return this.#last;
  }
}
