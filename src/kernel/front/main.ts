// Entry of the kernel: `node dist/kernel/front/main.js CONNECTION_FILE [--language=javascript]`.
import { readConnection } from "../../jupyter/connectionFile.js";
import { LanguageClient } from "../language/client.js";
import { languageProcesses } from "../language/start.js";
import type { OpenRequest } from "../language/types.js";
import { serve, type Server } from "./server.js";
import { TypeService } from "./typeService.js";

const file = process.argv[2];
if (file === undefined) {
  console.error("Cannot start the kernel: give it Jupyter's connection file");
  process.exit(2);
}
// A fault of the kernel's own must not take the session with it.
process.on("uncaughtException", (error) => console.error(error));
process.on("unhandledRejection", (reason) => console.error(reason));
const connection = connectionOf(file);
const notebook: OpenRequest = {
  dir: process.cwd(),
  language: process.argv.includes("--language=javascript") ? "javascript" : "typescript",
};
// The first cell waits for the language process longest: it starts before the sockets.
const types = new TypeService(new LanguageClient(languageProcesses({ share: true })), notebook);
const server = await serve({ connection, ...notebook, types }).catch(cannotServe);
endWith(server);
await server.closed;
// An end of its own accord delivers what the sockets still hold, `process.exit` does not wait for it.
setTimeout(() => process.exit(0), 2000).unref();

function connectionOf(name: string): ReturnType<typeof readConnection> {
  try {
    return readConnection(name);
  } catch (error) {
    console.error((error as Error).message);
    process.exit(2);
  }
}

/** Most often another program took the port after it was chosen: who started the kernel chooses others when it ends. */
function cannotServe(error: Error & { address?: string }): never {
  const { message, address = connection.ip } = error;
  console.error(`Cannot start the kernel: ${address}: ${message}; start it again, with other ports`);
  process.exit(1);
}

/** Ends with the signals that mean it, and with the process that started the kernel where that asks for it. */
function endWith(running: Server): void {
  process.on("SIGINT", () => running.interrupt());
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => void running.close());
  const parent = Number(process.env["JPY_PARENT_PID"]);
  if (!(parent > 1) || process.platform === "win32") return;
  const first = process.ppid;
  setInterval(() => {
    if (process.ppid !== first) void running.close();
  }, 1000).unref();
}
