// A script that npm started ends when npm does, also when npm is ended by SIGTERM, which it does not pass on.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";

const parent = pathToFileURL(path.resolve(import.meta.dirname, "../../scripts/lib/parent.mjs")).href;
const script = `
import { endWithNpm } from ${JSON.stringify(parent)};
endWithNpm();
process.on("SIGTERM", () => {
  console.log("stops what it started");
  process.exit();
});
setTimeout(() => {}, 60_000);
console.log("ready " + process.pid);
`;

// Windows has no SIGTERM: ending a process there ends it at once
it.skipIf(process.platform === "win32")("a script ends with npm", { timeout: 60_000 }, async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-parent-"));
  fs.writeFileSync(
    path.join(folder, "package.json"),
    JSON.stringify({ scripts: { start: "node script.mjs" } }),
  );
  fs.writeFileSync(path.join(folder, "script.mjs"), script);
  const npm = spawn("npm", ["start"], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  npm.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  await expect.poll(() => output, { timeout: 30_000 }).toMatch(/ready \d+/);
  const pid = Number(/ready (\d+)/.exec(output)![1]);
  try {
    npm.kill("SIGTERM");
    await expect.poll(() => output, { timeout: 20_000 }).toContain("stops what it started");
  } finally {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // it ended, as it should
    }
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
