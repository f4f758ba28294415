// A page with the kernel in it, below a path of a server that sends files and nothing else.
import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import type { PageKernel, PageMessage } from "../../src/browser/index.js";

declare const window: {
  kernel: PageKernel;
  said: PageMessage[];
  files: Record<string, Uint8Array>;
};

const html = `<!doctype html>
<title>Kernel</title>
<link rel="icon" href="data:,">
<script type="module">
import { PageKernel } from "./kernel/index.js";
window.said = [];
window.files = { "cats.csv": new TextEncoder().encode("name,weight\\nTom,4.5\\n") };
window.kernel = new PageKernel({
  language: "typescript",
  send: (message) => said.push(message),
  files: {
    load: async () => files,
    save: (path, content) => content ? (files[path] = content) : delete files[path],
  },
});
</script>`;

const types: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
};

/** What a cell showed and how it ended. */
export interface Outcome {
  id: string;
  /** Content of the reply. */
  reply: Record<string, unknown>;
  stdout: string;
  stderr: string;
  /** text/plain of its result. */
  value: string | undefined;
  messages: PageMessage[];
}

/** One page with one kernel. */
export class KernelPage {
  readonly page: Page;
  readonly #server: http.Server;
  #last = 0;

  private constructor(page: Page, server: http.Server) {
    this.page = page;
    this.#server = server;
  }

  /**
   * @param folder - The built kernel.
   * @param isolated - Whether the page may share memory with its workers, as the site's may.
   */
  static async open(browser: Browser, folder: string, { isolated = false } = {}): Promise<KernelPage> {
    const server = http.createServer((request, response) => {
      if (isolated) {
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
      }
      const asked = /^\/below\/kernel\/([^?]+)/.exec(request.url!)?.[1];
      const file = asked === undefined ? undefined : path.join(folder, asked);
      if (request.url === "/below/")
        return response.writeHead(200, { "Content-Type": "text/html" }).end(html);
      if (!file || !fs.existsSync(file)) return response.writeHead(404).end();
      const type = types[path.extname(file)] ?? "application/octet-stream";
      return response.writeHead(200, { "Content-Type": type }).end(fs.readFileSync(file));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/below/`);
    await page.waitForFunction(() => "kernel" in window);
    return new KernelPage(page, server);
  }

  /** Sends a request; what it says goes on while the next one is sent. */
  async send(type: string, content: object, channel: PageMessage["channel"] = "shell"): Promise<string> {
    const id = `request-${String(++this.#last)}`;
    const header = { msg_id: id, msg_type: type, session: "page", username: "", date: "", version: "5.5" };
    const message = { channel, header, parent_header: {}, metadata: {}, content: { ...content } };
    await this.page.evaluate((given) => window.kernel.receive(given), message);
    return id;
  }

  /** Everything said under a request, when it is answered and the kernel has said that it is idle. */
  async answer(id: string): Promise<PageMessage[]> {
    await this.page.waitForFunction(
      (parent) => {
        const mine = window.said.filter(({ parent_header }) => parent_header.msg_id === parent);
        return mine.some(({ content }) => content["execution_state"] === "idle");
      },
      id,
      { timeout: 120_000, polling: 20 },
    );
    return this.saidUnder(id);
  }

  saidUnder(id: string): Promise<PageMessage[]> {
    return this.page.evaluate(
      (parent) => window.said.filter(({ parent_header }) => parent_header.msg_id === parent),
      id,
    );
  }

  /** The content of the nth message of a type that is said under a request, when it is. */
  async said(id: string, type: string, nth = 1): Promise<Record<string, unknown>> {
    const found = await this.page.waitForFunction(
      (wanted) =>
        window.said.filter(
          ({ parent_header, header }) =>
            parent_header.msg_id === wanted.id && header.msg_type === wanted.type,
        )[wanted.nth - 1]?.content,
      { id, type, nth },
      { timeout: 60_000, polling: 20 },
    );
    return (await found.jsonValue())!;
  }

  /** The texts of the files beside the notebook. */
  files(): Promise<Record<string, string>> {
    return this.page.evaluate(() =>
      Object.fromEntries(
        Object.entries(window.files).map(([name, content]) => [name, new TextDecoder().decode(content)]),
      ),
    );
  }

  async ask(type: string, content: object): Promise<Record<string, unknown>> {
    const messages = await this.answer(await this.send(type, content));
    return messages.find(({ channel }) => channel === "shell")!.content;
  }

  async run(code: string): Promise<Outcome> {
    return this.outcome(await this.send("execute_request", { code }));
  }

  async outcome(id: string): Promise<Outcome> {
    const messages = withoutNotice(await this.answer(id));
    const contents = (type: string) =>
      messages.filter(({ header }) => header.msg_type === type).map(({ content }) => content);
    const text = (name: string) =>
      contents("stream")
        .filter((content) => content["name"] === name)
        .map((content) => String(content["text"]))
        .join("");
    const data = contents("execute_result")[0]?.["data"] as Record<string, string> | undefined;
    return {
      ...{ id, messages, stdout: text("stdout"), stderr: text("stderr"), value: data?.["text/plain"] },
      reply: contents("execute_reply")[0]!,
    };
  }

  async close(): Promise<void> {
    await this.page.close();
    this.#server.close();
  }
}

/** On a busy machine a cell says that it waits for its types, and takes that back: how busy it is is not of interest. */
function withoutNotice(messages: PageMessage[]): PageMessage[] {
  const notice = messages.findIndex(({ content }) => /^This cell waits/.test(String(content["text"])));
  if (notice < 0) return messages;
  const back = messages.findIndex(({ header }, at) => at > notice && header.msg_type === "clear_output");
  return messages.filter((_, at) => at !== notice && at !== back);
}
