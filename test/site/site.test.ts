// The parts of the site that need neither JupyterLite nor a browser; test/live has the rest.
import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { copyContents } from "../../src/site/contents.js";
import { drawPreviews } from "../../src/site/previews.js";
import { staticServer } from "../../src/site/server.js";
import { siteCommand } from "../../src/site/siteCommand.js";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-site-test-"));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const place = (...parts: string[]): string => path.join(folder, ...parts);

function write(name: string, content = ""): string {
  fs.mkdirSync(path.dirname(place(name)), { recursive: true });
  fs.writeFileSync(place(name), content);
  return place(name);
}

const filesUnder = (dir: string): string[] =>
  fs
    .readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();

describe("what a notebook finds beside it", () => {
  it("is the files of its folder and below, without other notebooks, packages and what is hidden", () => {
    const notebook = write("contents/en/a.ipynb");
    for (const name of ["data/cats.csv", "b.ipynb", ".secret", "node_modules/x/index.js"]) write(`contents/en/${name}`);
    write("contents/ko/dogs.csv");
    copyContents(place("contents"), [notebook], place("copied"));
    expect(filesUnder(place("copied"))).toEqual(["en/a.ipynb", "en/data/cats.csv"]);
  });
});

describe("the server", () => {
  it("sends the folder's files below its path, and nothing else", async () => {
    write("served/index.html", "<p>");
    write("served/a/b c.wasm", "w");
    write("outside.txt", "secret");
    const server = staticServer(place("served"), "/below/").listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    /** Not fetch, which would tidy the path. */
    const get = async (asked: string): Promise<[number, string | undefined]> => {
      const request = http.get({ port, path: asked, host: "127.0.0.1" });
      const [response] = (await once(request, "response")) as [http.IncomingMessage];
      response.resume();
      return [response.statusCode!, response.headers["content-type"]];
    };
    try {
      expect(await get("/below/")).toEqual([200, "text/html; charset=utf-8"]);
      expect(await get("/below/a/b%20c.wasm?x=1")).toEqual([200, "application/wasm"]);
      for (const asked of ["/", "/below/none", "/below/a", "/below/../outside.txt", "/below/%2e%2e%2foutside.txt", "/below/%zz"])
        expect((await get(asked))[0], asked).toBe(404);
    } finally {
      server.close();
    }
  });
});

describe("previews", () => {
  it("are PNGs of the size that is asked for, of numbered notebooks that have a picture", async () => {
    const files = ["en/01-a.ipynb", "ko/01-b.ipynb", "en/02-c.ipynb", "en/other.ipynb"].map((name) => write(`shown/${name}`));
    write(
      "shown/pictures/01.svg",
      '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="100"><rect width="160" height="100" fill="#f00"/></svg>',
    );
    const places = await drawPreviews(place("shown"), files, place("previews"));
    expect([...places]).toEqual([
      ["en/01-a", "previews/01.png"],
      ["ko/01-b", "previews/01.png"],
    ]);
    const { default: sharp } = await import("sharp");
    const { data, info } = await sharp(place("previews", "previews", "01.png")).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([1200, 630]);
    const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * info.channels).subarray(0, 3)];
    expect([at(600, 315), at(20, 20)]).toEqual([
      [255, 0, 0],
      [255, 255, 255],
    ]);
  });
});

describe("gradus site", () => {
  const options = { out: place("out"), run: false, python: "python3" };

  it.each([
    [{ url: "example.org" }, /--url must be an address/],
    [{ port: "many" }, /--port must be/],
    [{ python: place("no", "python") }, /must have JupyterLite.*\n.*pip install jupyterlite-core==/],
  ])("says what is wrong with %o", async (wrong, message) => {
    const file = write("own/a.ipynb", '{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":5}');
    await expect(siteCommand([file], { ...options, ...wrong })).rejects.toThrow(message);
    await expect(siteCommand([place("served")], options)).rejects.toThrow(/path must be a folder with notebooks/);
  });

  it("names the version of JupyterLite that npm run site installs", () => {
    const pinned = /^jupyterlite-core==\S+/m.exec(fs.readFileSync("scripts/requirements-site.txt", "utf8"))![0];
    for (const file of ["src/site/commands.ts", "src/site/jupyterLite.ts"])
      expect(fs.readFileSync(file, "utf8")).toContain(pinned);
  });
});
