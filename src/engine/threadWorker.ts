// The script of a helper thread.
import { parentPort, workerData } from "node:worker_threads";
import { serve, type HelperData } from "./helperThread.js";

serve(workerData as HelperData, () => parentPort!.postMessage("ready"));
