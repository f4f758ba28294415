// Programs that some tests speak to. What the machine lacks is installed where that is possible without asking (apt as root).
import fs from "node:fs";
import path from "node:path";
import { run } from "./run.mjs";

const isThere = (file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;

function onPath(names) {
  const endings = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    for (const name of names)
      for (const ending of endings)
        if (isThere(path.join(folder, name + ending))) return path.join(folder, name + ending);
  }
  return undefined;
}

const tools = {
  chromium: {
    find: () =>
      process.env.CHROMIUM_PATH ??
      onPath(["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"]) ??
      [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
        "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
      ].find(isThere),
    packages: ["chromium", "fonts-noto-cjk"],
    variable: "CHROMIUM_PATH",
  },
  "redis-server": {
    find: () => process.env.REDIS_SERVER_PATH ?? onPath(["redis-server"]),
    packages: ["redis-server"],
    variable: "REDIS_SERVER_PATH",
  },
};

let aptUpdated = false;
async function aptInstall(packages) {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !onPath(["apt-get"])) return;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  console.log(`  installing ${packages.join(", ")} with apt-get …`);
  if (!aptUpdated) await run("apt-get", ["update"], { env });
  aptUpdated = true;
  await run("apt-get", ["install", "-y", "--no-install-recommends", ...packages], { env });
}

/**
 * Path of a program, installing it where that needs no question.
 *
 * @returns `{ path }`, or `{ missing }` with what to type.
 */
export async function findTool(name) {
  const { find, packages, variable } = tools[name];
  if (!find()) await aptInstall(packages);
  const found = find();
  if (found) return { path: found, variable };
  return {
    missing: `${name} is not on this machine; type: sudo apt-get install ${packages.join(" ")} (or set ${variable})`,
  };
}
