// vitest's global set-up: one JupyterLab for all test files, on a free port, with folders of its own.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { TestProject } from "vitest/node";
import { root } from "./places.js";

export interface LabAddress {
  url: string;
  token: string;
}

declare module "vitest" {
  export interface ProvidedContext {
    lab: LabAddress;
  }
}

/** Settings that make a page testable: all cells in the document, nothing saved by itself, no news. */
const settings = {
  "@jupyterlab/notebook-extension:tracker": {
    windowingMode: "none",
    recordTiming: false,
    maxNumberOutputs: 100_000,
  },
  "@jupyterlab/docmanager-extension:plugin": { autosave: false },
  "@jupyterlab/apputils-extension:notification": {
    fetchNews: "false",
    checkForUpdates: false,
    doNotDisturbMode: true,
  },
};

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...address } = await startServer();
  project.provide("lab", address);
  return stop;
}

/** Starts JupyterLab on the project's folder; nothing of the user's own Jupyter is read or written. */
export async function startServer(): Promise<LabAddress & { stop: () => Promise<void> }> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-lab-"));
  for (const [id, values] of Object.entries(settings)) {
    const [extension, plugin] = id.split(":");
    const file = path.join(folder, "settings", extension!, `${plugin!}.jupyterlab-settings`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, JSON.stringify(values));
  }
  const port = await freePort();
  const token = randomBytes(16).toString("hex");
  const python = path.join(
    root,
    ".venv",
    ...(process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"]),
  );
  const args = [
    ...[
      "-m",
      "jupyterlab",
      "--no-browser",
      "--ip=127.0.0.1",
      `--port=${String(port)}`,
      "--ServerApp.port_retries=0",
    ],
    ...[
      `--ServerApp.root_dir=${root}`,
      "--LabApp.expose_app_in_browser=True",
      "--ContentsManager.allow_hidden=True",
    ],
    ...(process.getuid?.() === 0 ? ["--allow-root"] : []),
  ];
  const own = (name: string) => path.join(folder, name);
  const log = fs.openSync(own("server.log"), "w");
  const server = spawn(python, args, {
    cwd: root,
    stdio: ["ignore", log, log],
    env: {
      ...process.env,
      JUPYTER_TOKEN: token,
      JUPYTER_NO_CONFIG: "1",
      JUPYTER_PREFER_ENV_PATH: "1",
      JUPYTER_CONFIG_DIR: own("config"),
      JUPYTER_DATA_DIR: own("data"),
      JUPYTER_RUNTIME_DIR: own("runtime"),
      JUPYTERLAB_SETTINGS_DIR: own("settings"),
      JUPYTERLAB_WORKSPACES_DIR: own("workspaces"),
      IPYTHONDIR: own("ipython"),
    },
  });
  const stop = async () => {
    if (server.exitCode === null && server.signalCode === null) {
      const ended = once(server, "exit");
      server.kill("SIGTERM");
      await Promise.race([ended, delay(10_000, undefined, { ref: false })]);
      server.kill("SIGKILL");
    }
    fs.rmSync(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${String(port)}`;
  for (let i = 0; !(await fetch(`${url}/api`).catch(() => undefined))?.ok; i++) {
    if (server.exitCode !== null || i > 600) {
      const said = fs.readFileSync(own("server.log"), "utf8").slice(-2000);
      await stop();
      throw new Error(`Cannot start JupyterLab: it did not answer; it wrote:\n${said}`);
    }
    await delay(100);
  }
  return { url, token, stop };
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
