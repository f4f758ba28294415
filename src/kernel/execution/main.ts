// Entry of the execution process. The front starts it with the notebook's folder as its working directory.
import { hostSymbol } from "../../display/host.js";
import type { ToExecution } from "../rpc/messages.js";
import { showBrowserCell } from "./browserCell.js";
import { offerCellApi } from "./cellApi.js";
import { listen, send } from "./channel.js";
import { receiveComm } from "./comms.js";
import { notebook } from "./host.js";
import { offerInput, receiveInput } from "./input.js";
import { tidyInspection } from "./inspection.js";
import { captureOutput } from "./output.js";
import { writeModuleCell } from "./loader/notebookFiles.js";
import { offerGlobal } from "./scope.js";
import { Session } from "./session.js";
import { installStackTraces } from "./stackTraces.js";
import { trackTimers } from "./timers.js";
import { startWatchdog } from "./watchdog.js";
import { setImmediate } from "node:timers";

const dir = process.cwd();
const session = new Session(dir, { javascript: process.argv.includes("--language=javascript") });

captureOutput();
startWatchdog();
installStackTraces();
trackTimers();
tidyInspection();
offerGlobal(hostSymbol, notebook);
offerCellApi(dir);
offerInput();
process.on("uncaughtException", (error) => session.fail(error));
process.on("unhandledRejection", (reason) => session.fail(reason));

process.on("exit", (code) => send({ type: "exiting", code }));
listen(receive, () => process.exit());
send({ type: "ready" });

function receive(message: ToExecution): void {
  switch (message.type) {
    case "prepare":
      session.prepare(message);
      break;
    case "run":
      session.run(message);
      break;
    case "addModule":
      writeModuleCell(message.name, message.code, message.jsx);
      send({ type: "done", cell: message.cell, status: "ok" });
      break;
    case "browser":
      showBrowserCell(message.cell, message.code);
      break;
    case "drop":
      session.drop(message.cell);
      break;
    case "comm":
      // In a turn of its own, as cells run: an interrupt may terminate it.
      setImmediate(() => {
        receiveComm(message.content, (error) => session.fail(error));
        send({ type: "commHandled", ticket: message.ticket });
      });
      break;
    case "input":
      receiveInput(message.request, message.text, message.error);
      break;
    case "interrupt":
      session.interrupt();
      break;
  }
}
