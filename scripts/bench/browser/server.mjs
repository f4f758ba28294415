// A server that sends a site as a host does, compressed by brotli, and counts what it sends.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import zlib from "node:zlib";

const types = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** @param folder - The built site. `sent` holds the bytes since it was last set to 0. */
export async function serveCompressed(folder) {
  const counter = { sent: 0, requests: 0 };
  const packed = new Map();
  const server = http.createServer(({ url }, response) => {
    const asked = path.join(folder, decodeURIComponent(new URL(url, "http://x").pathname));
    const file = fs.statSync(asked, { throwIfNoEntry: false })?.isDirectory()
      ? path.join(asked, "index.html")
      : asked;
    if (!fs.existsSync(file)) return response.writeHead(404).end();
    const extension = path.extname(file);
    const isText = extension in types;
    if (!packed.has(file))
      packed.set(
        file,
        isText ? zlib.brotliCompressSync(fs.readFileSync(file), quality) : fs.readFileSync(file),
      );
    const body = packed.get(file);
    const head = {
      "Content-Type": types[extension] ?? "application/octet-stream",
      "Cache-Control": "max-age=600",
      ...(isText && { "Content-Encoding": "br" }),
    };
    counter.sent += body.length;
    counter.requests++;
    return response.writeHead(200, head).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}/`;
  return { url, counter, close: () => (server.close(), server.closeAllConnections()) };
}

const quality = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 9 } };
