// vitest's global set-up: the site, built once from the notebooks as they are, behind a static server under a sub-path.
import { once } from "node:events";
import fs from "node:fs";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { siteCommand } from "../../../src/site/siteCommand.js";
import { staticServer } from "../../../src/site/server.js";
import { root } from "../../lab/harness/places.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the site lies, with a slash at its end. */
    site: string;
  }
}

const python = path.join(
  root,
  ".venv",
  ...(process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"]),
);

export default async function setup(project: TestProject): Promise<() => void> {
  const out = path.join(root, ".cache", "site");
  fs.rmSync(out, { recursive: true, force: true });
  const code = await siteCommand([path.join(root, "notebooks")], {
    ...{ out, python, run: false, url: "https://example.org/lessons" },
  });
  if (code !== 0) throw new Error(`the site could not be built: exit code ${String(code)}`);
  const server = staticServer(out, "/some/path/").listen(0, "127.0.0.1");
  await once(server, "listening");
  project.provide("site", `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/some/path/`);
  return () => {
    server.close();
    server.closeAllConnections();
  };
}
