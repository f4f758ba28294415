// A server of modules for pages of other origins, as those at esm.sh: it announces where the types of a module are.
import http from "node:http";
import type { AddressInfo } from "node:net";

/** What it sends, by path. */
export type Served = Record<string, { text: string; types?: string }>;

export class ModuleServer {
  /** Its address, without a slash at the end. */
  readonly address: string;
  /** The paths that were asked for, each as often as it was. */
  readonly asked: readonly string[];
  readonly #server: http.Server;

  private constructor(server: http.Server, asked: readonly string[]) {
    this.#server = server;
    this.asked = asked;
    this.address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  }

  static async open(served: Served): Promise<ModuleServer> {
    const asked: string[] = [];
    const server = http.createServer(({ url }, response) => {
      asked.push(url!);
      response.setHeader("Access-Control-Allow-Origin", "*");
      const file = served[url!];
      if (!file) return response.writeHead(404).end();
      if (file.types !== undefined) {
        response.setHeader("Access-Control-Expose-Headers", "X-TypeScript-Types");
        response.setHeader("X-TypeScript-Types", file.types);
      }
      const type = url!.endsWith(".js") ? "text/javascript" : "application/typescript";
      return response.writeHead(200, { "Content-Type": type }).end(file.text);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new ModuleServer(server, asked);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
