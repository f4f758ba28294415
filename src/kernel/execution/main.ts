// Entry of the execution process. The front starts it with the notebook's folder as its working directory.
import { listen, send } from "./channel.js";
import { offerMainHelpers } from "./debug/mainHelpers.js";
import { endProcess } from "./endProcess.js";
import { tidyInspection } from "./inspection.js";
import { startWatchdog } from "./interrupts/watchdog.js";
import { settings } from "./loader/compileFile.js";
import { scriptFiles } from "./loader/scriptFiles.js";
import { offerNodeGlobals } from "./nodeGlobals.js";
import { nodePlatform } from "./nodePlatform.js";
import { captureOutput } from "./output.js";
import { startSession } from "./receiver.js";
import { knowFiles } from "./stackTraces.js";
import { offerStdin } from "./stdin.js";

const dir = process.cwd();

captureOutput();
startWatchdog();
knowFiles(scriptFiles);
const session = startSession(nodePlatform(dir), {
  javascript: process.argv.includes("--language=javascript"),
  jsx: settings.jsx,
  legacyDecorators: settings.legacyDecorators,
});
tidyInspection();
offerNodeGlobals(dir);
offerStdin();
offerMainHelpers();
process.on("uncaughtException", (error) => session.fail(error));
process.on("unhandledRejection", (reason) => session.fail(reason));

process.on("exit", (code) => send({ type: "exiting", code }));
listen(session.receive, endProcess);
send({ type: "ready" });
