// Entry of the execution worker: the kernel's session of cells, on a page's own means.
import { listen, tell } from "../workerLine.js";
import "../node/globals.js";
import { offerHelpers, startSession } from "../../kernel/execution.js";
import { offerBuffer } from "./buffer.js";
import { captureOutput } from "./consoleOutput.js";
import type { ToExecutionWorker } from "../messages.js";
import { keepFiles, receiveFiles } from "./disk.js";
import { goOnWhile } from "./interruption.js";
import { loadParser } from "../node/oxcParser.js";
import { loadTransform } from "../node/oxcTransform.js";
import { setTimeout } from "../node/timers.js";
import { offerPage, preload } from "./pageImports.js";
import { pagePlatform } from "./pagePlatform.js";
import { followPromises } from "./promises.js";
import { fetchFiles } from "./relativeFetch.js";
import { offerTensorFlow } from "./tensorFlow.js";

type Begin = Extract<ToExecutionWorker, { type: "begin" }>;

/** ms in which a page that opens, or shows a result, has better things to do than to load what its first cells rarely need. */
const [openingTime, showingTime] = [5000, 500];

let session: ReturnType<typeof startSession>;
let isLoading = false;

function begin({ language, data }: Begin): void {
  process.env.GRADUS_DATA = data;
  const platform = pagePlatform((message) => {
    tell(message);
    if (message.type === "done" && !isLoading) setTimeout(loadTypeScript, showingTime);
  });
  setTimeout(loadTypeScript, openingTime);
  captureOutput((message) => platform.send(message));
  offerHelpers();
  offerTensorFlow();
  offerBuffer();
  offerPage();
  keepFiles(tell);
  fetchFiles();
  session = startSession(platform, { javascript: language === "javascript", cooperative: true });
  followPromises();
  addEventListener("error", (event) => {
    event.preventDefault();
    session.fail(event.error ?? new Error(event.message));
  });
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    session.fail(event.reason);
  });
  tell({ type: "ready" });
}

/** What takes types out of cells. What fails here is tried again by the first cell that has types, and said there. */
function loadTypeScript(): void {
  if (isLoading) return;
  isLoading = true;
  void Promise.allSettled([loadTransform(), loadParser()]);
}

listen((message: ToExecutionWorker) => {
  if (message.type === "begin") begin(message);
  else if (message.type === "goOnWhile") goOnWhile(message.address);
  else if (message.type === "files") receiveFiles(message.changes);
  else session.receive(message);
});
// Nearly every notebook asks for the library: it is there before the first cell is.
preload(["gradus"]);
