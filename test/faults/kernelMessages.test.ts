// Garbage on the kernel's sockets: what is malformed or not signed gets no answer, what is odd gets an error, and cells run.
import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { describe } from "vitest";
import { Dealer } from "zeromq";
import type { RandomState } from "gradus";
import { addressOf, readConnection } from "../../src/jupyter/connectionFile.js";
import { FaultyNotebook } from "./harness/kernel.js";
import { probe } from "./harness/probe.js";

const channels = ["shell", "control", "stdin"] as const;
/** Not those that end the kernel or a cell: they would do what they are for. */
const types = [
  ...["execute", "complete", "inspect", "is_complete", "history", "kernel_info", "comm_info"].map(
    (t) => `${t}_request`,
  ),
  ...["comm_open", "comm_msg", "comm_close", "input_reply", "debug_request", "list_subshell_request"],
  ...["__proto__", "constructor", "toString", "", "unknown_request"],
];
const oddJson = [
  "null",
  "5",
  "-1",
  "1e400",
  '""',
  '"\\ud800"',
  "[]",
  "{}",
  "true",
  `${"[".repeat(3000)}${"]".repeat(3000)}`,
  `"${"*a".repeat(500)}"`,
  '{ "__proto__": null, "toJSON": 1 }',
];
const keys = [
  ...[
    "code",
    "silent",
    "user_expressions",
    "allow_stdin",
    "cursor_pos",
    "detail_level",
    "pattern",
    "n",
    "start",
  ],
  ...["hist_access_type", "session", "comm_id", "target_name", "data", "value", "msg_id", "version", "date"],
];

const pick = <T>(random: RandomState, list: readonly T[]): T => list[random.randint(list.length)]!;
const noise = (random: RandomState) =>
  Buffer.from(Array.from({ length: random.randint(60) }, () => random.randint(256)));

/** An object of odd members, as JSON text. */
function oddObject(random: RandomState, members: readonly string[] = []): string {
  const odd = Array.from(
    { length: random.randint(4) },
    () => `"${pick(random, keys)}":${pick(random, oddJson)}`,
  );
  return `{${[...odd, ...members].join(",")}}`;
}

/** Frames of a message that is nearly right: signed, but with odd things in it. */
function oddMessage(random: RandomState, key: string): Buffer[] {
  const header = oddObject(random, [
    `"msg_id":"${String(random.randint(1e9))}"`,
    `"msg_type":${JSON.stringify(pick(random, types))}`,
  ]);
  const rest = [1, 2, 3].map(() => (random.random() < 0.2 ? pick(random, oddJson) : oddObject(random)));
  const parts = [random.random() < 0.1 ? pick(random, oddJson) : header, ...rest].map((part) =>
    Buffer.from(part),
  );
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return [Buffer.from("<IDS|MSG>"), Buffer.from(hmac.digest("hex")), ...parts];
}

function garbage(random: RandomState, key: string): Buffer[] {
  const frames = oddMessage(random, key);
  const kind = random.randint(6);
  if (kind === 0) return Array.from({ length: random.randint(1, 9) }, () => noise(random));
  if (kind === 1) frames.splice(random.randint(frames.length), 1);
  if (kind === 2) frames.splice(random.randint(frames.length), 0, noise(random));
  if (kind === 3) frames[random.randint(frames.length)] = noise(random);
  return frames;
}

describe("messages to the kernel", () => {
  let notebook: FaultyNotebook;
  let key = "";
  const sockets: Dealer[] = [];
  probe(
    "50 malformed, unsigned or odd messages at a time",
    {
      room: "kernel",
      tries: 100,
      lacks: process.platform === "win32" ? "ps needs Linux or macOS" : undefined,
      async before() {
        notebook = await FaultyNotebook.open({ language: "javascript" });
        const { front } = await notebook.pids();
        const args = execFileSync("ps", ["-o", "args=", "-p", String(front)], { encoding: "utf8" });
        const connection = readConnection(/\S+connection\.json/.exec(args)![0]);
        key = connection.key;
        for (const channel of channels) {
          const socket = new Dealer({ linger: 0 });
          socket.connect(addressOf(connection, channel));
          sockets.push(socket);
        }
      },
      async after() {
        for (const socket of sockets) socket.close();
        await notebook.close();
      },
    },
    async ({ random }) => {
      for (let i = 0; i < 50; i++) await pick(random, sockets).send(garbage(random, key));
      await notebook.recovers();
    },
  );
});
