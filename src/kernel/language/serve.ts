// The language process at work: one notebook over stdin and stdout, more of them over a socket where it is to be shared.
// It ends when nobody is left, or has asked for long; who asks then starts another and tells it what the notebook knows.
import type { ChildProcess } from "node:child_process";
import net from "node:net";
import type { Readable, Writable } from "node:stream";
import { prepareSnapshot } from "./buildSnapshot.js";
import { Conversation } from "./conversation.js";
import { FirstRest } from "./firstRest.js";
import { announce, endClaim, type Claim } from "./meetingPlace.js";
import { SpareServices } from "./spareServices.js";
import { Turns } from "./turns.js";
import { builderLine } from "./types.js";
import type { LanguageReplyLine, LanguageService, ProcessRequestLine } from "./types.js";

/** ms that a shared process waits for the next notebook when the last one has left: a kernel may be restarted. */
const linger = 1000;

/** The environment variable that names the seconds without a question after which the process ends. */
const idleVariable = "GRADUS_LANGUAGE_IDLE";
const defaultIdle = 300;

/** @param warm - The service for the first notebook. */
export function serve(warm: LanguageService, make: () => LanguageService): void {
  const services = new SpareServices(warm, make);
  const turns = new Turns<Conversation>();
  let notebooks = 0;
  let claim: Claim | undefined;
  let builder: ChildProcess | undefined;
  let ending: NodeJS.Timeout | undefined;

  const patience = (Number(process.env[idleVariable]) || defaultIdle) * 1000;
  let lastAnswer = Date.now();
  const firstRest = new FirstRest(turns);
  setTimeout(endWhenIdle, patience);
  converse(process.stdin, process.stdout);
  process.on("SIGINT", () => undefined); // Ctrl-C in a console is meant for the cell

  function converse(input: Readable, output: Writable): void {
    const service = services.take();
    notebooks++;
    clearTimeout(ending);
    new Conversation({
      ...{ input, output, service, turns, onProcessRequest },
      onAnswered() {
        lastAnswer = Date.now();
        firstRest.begin();
      },
      onEnd() {
        input.destroy();
        output.destroy();
        services.giveBack(service, --notebooks === 0);
        if (notebooks > 0) return;
        builder?.kill("SIGKILL");
        ending = setTimeout(end, claim ? linger : 0);
      },
    });
  }

  function onProcessRequest(line: ProcessRequestLine, reply: (line: LanguageReplyLine) => void): void {
    if (line.method === "listen") {
      listen(line.params);
      return;
    }
    // In the background, and out of the way of cells. Where it fails the next kernel starts plain, that is all.
    const onStart = (child: ChildProcess) => {
      builder = child;
      reply({ id: builderLine, result: child.pid });
    };
    prepareSnapshot(line.params, { background: true, onStart })
      .catch((error: unknown) => console.error(error))
      .finally(() => reply({ id: builderLine }));
  }

  function listen(wanted: Claim): void {
    const server = net.createServer((socket) => converse(socket, socket));
    // Without a socket it goes on as one notebook's own.
    server.on("error", () => endClaim(wanted));
    server.listen(wanted.address, () => {
      claim = wanted;
      try {
        announce(wanted);
      } catch (error) {
        console.error(error); // a full disk: others find it all the same
      }
    });
  }

  function endWhenIdle(): void {
    const rest = turns.isBusy ? patience : lastAnswer + patience - Date.now();
    if (rest > 0) setTimeout(endWhenIdle, rest);
    else end();
  }

  function end(): void {
    builder?.kill("SIGKILL");
    if (claim) endClaim(claim);
    process.exit(0);
  }
}
