// Starts JupyterLab with folders of its own: nothing of the user's Jupyter or home directory is read or written.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { cache, inRoot, venv, venvPython } from "./paths.mjs";
import { SetupError } from "./run.mjs";

function environment(token) {
  const own = (name) => cache("jupyter", name);
  return {
    ...process.env,
    JUPYTER_CONFIG_DIR: own("config"),
    JUPYTER_DATA_DIR: own("data"),
    JUPYTER_RUNTIME_DIR: own("runtime"),
    JUPYTERLAB_SETTINGS_DIR: own("settings"),
    JUPYTERLAB_WORKSPACES_DIR: own("workspaces"),
    IPYTHONDIR: own("ipython"),
    JUPYTER_PREFER_ENV_PATH: "1",
    JUPYTER_NO_CONFIG: "1",
    JUPYTER_TOKEN: token,
    VIRTUAL_ENV: venv(),
  };
}

const isFree = (port, host) =>
  new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });

async function choosePort(wanted, host) {
  if (wanted === undefined) {
    for (let port = 8888; port < 8988; port++) if (await isFree(port, host)) return port;
    throw new SetupError(
      "Cannot start JupyterLab: a port from 8888 to 8987 must be free; name another with --port",
    );
  }
  if (await isFree(wanted, host)) return wanted;
  throw new SetupError(
    `Cannot start JupyterLab: port must be free, current value is ${wanted}, which another program uses; leave --port out or name another`,
  );
}

/**
 * Starts JupyterLab on `notebooks/`.
 *
 * @param port - Port to listen on; defaults to the first free one from 8888.
 * @param ip - Address to listen on; defaults to 127.0.0.1, this machine only.
 * @param browser - Whether to open a browser; defaults to true.
 * @returns the address with its token, the running process, and `stop()`.
 */
export async function startLab({ port, ip = "127.0.0.1", browser = true } = {}) {
  const token = randomBytes(24).toString("hex");
  const chosen = await choosePort(port, ip);
  fs.mkdirSync(cache("jupyter", "runtime"), { recursive: true, mode: 0o700 });
  const args = [
    "-m",
    "jupyterlab",
    `--notebook-dir=${inRoot("notebooks")}`,
    `--ip=${ip}`,
    `--port=${chosen}`,
  ];
  args.push(
    "--ServerApp.port_retries=0",
    "--LabApp.default_url=/lab/tree/index.ipynb",
    "--log-level=WARN",
    "-y",
  );
  if (!browser) args.push("--no-browser");
  if (process.getuid?.() === 0) args.push("--allow-root"); // containers
  const server = spawn(venvPython, args, {
    env: environment(token),
    stdio: ["ignore", "inherit", "inherit"],
  });
  const exited = new Promise((resolve) => server.once("exit", (code) => resolve(code ?? 1)));
  const url = `http://${ip === "0.0.0.0" ? "127.0.0.1" : ip}:${chosen}/lab/tree/index.ipynb?token=${token}`;
  await waitUntilUp(chosen, ip, exited);
  const stop = async () => {
    server.kill("SIGTERM"); // the server shuts its kernels down
    await Promise.race([exited, delay(10_000, undefined, { ref: false })]);
    server.kill("SIGKILL");
  };
  return { url, token, port: chosen, exited, stop };
}

async function waitUntilUp(port, ip, exited) {
  let gone = false;
  void exited.then(() => (gone = true));
  for (;;) {
    if (gone)
      throw new SetupError(
        "Cannot start JupyterLab: it ended before it answered; its own message stands above",
      );
    const answer = await fetch(`http://${ip === "0.0.0.0" ? "127.0.0.1" : ip}:${port}/api`).catch(
      () => undefined,
    );
    if (answer?.ok) return;
    await delay(50);
  }
}
