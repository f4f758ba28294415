// Entry of the execution worker: the kernel's session of cells, on a page's own means.
import { listen, tell } from "../workerLine.js";
import "../node/globals.js";
import { offerHelpers, startSession } from "../../kernel/execution.js";
import { captureOutput } from "./consoleOutput.js";
import { pagePlatform } from "./pagePlatform.js";
import { followPromises } from "./promises.js";

const platform = pagePlatform(tell);
const javascript = new URL(location.href).searchParams.get("language") === "javascript";

captureOutput((message) => platform.send(message));
offerHelpers();
const session = startSession(platform, { javascript });
followPromises();
addEventListener("error", (event) => {
  event.preventDefault();
  session.fail(event.error ?? new Error(event.message));
});
addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  session.fail(event.reason);
});

listen(session.receive);
tell({ type: "ready" });
