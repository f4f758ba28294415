// Does what the front asks of a session, whatever it runs on.
import { setImmediate } from "node:timers";
import { hostSymbol } from "../../display/host.js";
import type { ToExecution } from "../rpc/messages.js";
import { offerCellApi } from "./cellApi.js";
import { CellRunner } from "./cellRunner.js";
import { receiveComm } from "./comms.js";
import type { CompileOptions } from "./compile/compileCell.js";
import { offerInput, receiveInput } from "./input.js";
import { notebook } from "./notebook.js";
import { platform, runOn, type Platform } from "./platform.js";
import { offerGlobal } from "./scope.js";
import { installStackTraces } from "./stackTraces.js";
import { trackTimers } from "./timers.js";

export interface Session {
  receive: (message: ToExecution) => void;
  /** Takes an error that no code caught. */
  fail: (thrown: unknown) => void;
}

/** Makes a session; what cells find on the global object is there when it returns. */
export function startSession(on: Platform, options: CompileOptions): Session {
  runOn(on);
  installStackTraces();
  trackTimers();
  offerGlobal(hostSymbol, notebook);
  offerCellApi();
  offerInput();
  const cells = new CellRunner(options);
  return { receive: (message) => receive(cells, message), fail: (thrown) => cells.fail(thrown) };
}

function receive(cells: CellRunner, message: ToExecution): void {
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
        platform.send({ type: "commHandled", ticket: message.ticket });
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
