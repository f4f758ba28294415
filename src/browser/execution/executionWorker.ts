// Entry of the execution worker: the kernel's session of cells, on a page's own means.
import { listen, tell } from "../workerLine.js";
import "../node/globals.js";
import { offerHelpers, startSession } from "../../kernel/execution.js";
import { captureOutput } from "./consoleOutput.js";
import type { ToExecutionWorker } from "../messages.js";
import { keepFiles, receiveFiles } from "./disk.js";
import { goOnWhile } from "./interruption.js";
import { pagePlatform } from "./pagePlatform.js";
import { followPromises } from "./promises.js";
import { fetchFiles } from "./relativeFetch.js";
import { offerTensorFlow } from "./tensorFlow.js";

const platform = pagePlatform(tell);
const { searchParams: asked } = new URL(location.href);
const javascript = asked.get("language") === "javascript";
process.env.GRADUS_DATA = asked.get("data")!;

captureOutput((message) => platform.send(message));
offerHelpers();
offerTensorFlow();
keepFiles(tell);
fetchFiles();
const session = startSession(platform, { javascript, cooperative: true });
followPromises();
addEventListener("error", (event) => {
  event.preventDefault();
  session.fail(event.error ?? new Error(event.message));
});
addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  session.fail(event.reason);
});

listen((message: ToExecutionWorker) => {
  if (message.type === "goOnWhile") goOnWhile(message.address);
  else if (message.type === "files") receiveFiles(message.changes);
  else session.receive(message);
});
tell({ type: "ready" });
