// Entry of the execution process. The front starts it with the notebook's folder as its working directory.
import { hostSymbol } from "../../display/host.js";
import type { ToExecution } from "../rpc/messages.js";
import { offerCellApi } from "./cellApi.js";
import { CellRunner } from "./cellRunner.js";
import { listen, send } from "./channel.js";
import { receiveComm } from "./comms.js";
import { offerMainHelpers } from "./debug/mainHelpers.js";
import { notebook } from "./notebook.js";
import { offerInput, receiveInput } from "./input.js";
import { tidyInspection } from "./inspection.js";
import { captureOutput } from "./output.js";
import { settings } from "./loader/compileFile.js";
import { offerGlobal } from "./scope.js";
import { installStackTraces } from "./stackTraces.js";
import { trackTimers } from "./timers.js";
import { startWatchdog } from "./interrupts/watchdog.js";
import { setImmediate } from "node:timers";

const dir = process.cwd();
const cells = new CellRunner(dir, {
  javascript: process.argv.includes("--language=javascript"),
  jsx: settings.jsx,
  legacyDecorators: settings.legacyDecorators,
});

captureOutput();
startWatchdog();
installStackTraces();
trackTimers();
tidyInspection();
offerGlobal(hostSymbol, notebook);
offerCellApi(dir);
offerInput();
offerMainHelpers();
process.on("uncaughtException", (error) => cells.fail(error));
process.on("unhandledRejection", (reason) => cells.fail(reason));

process.on("exit", (code) => send({ type: "exiting", code }));
listen(receive, () => process.exit());
send({ type: "ready" });

function receive(message: ToExecution): void {
  switch (message.type) {
    case "prepare":
      cells.prepare(message);
      break;
    case "run":
      cells.run(message);
      break;
    case "addModule":
      cells.addModule(message);
      break;
    case "browser":
      cells.showInBrowser(message);
      break;
    case "commands":
      cells.runCommands(message);
      break;
    case "drop":
      cells.drop(message.cell);
      break;
    case "comm":
      // In a turn of its own, as cells run: an interrupt may terminate it.
      setImmediate(() => {
        receiveComm(message.content, (error) => cells.fail(error));
        send({ type: "commHandled", ticket: message.ticket });
      });
      break;
    case "input":
      receiveInput(message.request, message.text, message.error);
      break;
    case "interrupt":
      cells.interrupt(message.number);
      break;
  }
}
