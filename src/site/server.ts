// A server of static files, for looking at a site on this machine.
import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { once } from "node:events";

/** What browsers insist on being told; all else may be guessed. */
const types: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/**
 * A server that sends the files of a folder, and nothing else.
 *
 * @param prefix - The path below which they are found, with slashes around it.
 */
export function staticServer(folder: string, prefix = "/"): http.Server {
  const root = path.resolve(folder);
  return http.createServer(({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    const file = pathname.startsWith(prefix) ? fileAt(root, pathname.slice(prefix.length)) : undefined;
    if (file === undefined) return void response.writeHead(404).end("Not found");
    const type = types[path.extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "Content-Type": type });
    fs.createReadStream(file).pipe(response);
  });
}

function fileAt(root: string, asked: string): string | undefined {
  try {
    const place = path.join(root, decodeURIComponent(asked));
    const isInside = place === root || place.startsWith(`${root}${path.sep}`) || place === `${root}${path.sep}`;
    if (!isInside) return undefined;
    const file = fs.statSync(place).isDirectory() ? path.join(place, "index.html") : place;
    return fs.statSync(file).isFile() ? file : undefined;
  } catch {
    return undefined; // no such file, or a path that is none
  }
}

/** Serves a folder until Ctrl-C. */
export async function serveFolder(folder: string, port: number): Promise<void> {
  const server = staticServer(folder).listen(port, "127.0.0.1");
  await once(server, "listening");
  console.log(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/\nCtrl-C ends it.`);
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  await once(server, "close");
}
