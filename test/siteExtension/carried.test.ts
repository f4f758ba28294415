// Links that carry a notebook's cells.
import zlib from "node:zlib";
import { describe, expect, it } from "vitest";
import { carriedOf, notebookOf, pack, unpack, type Carried } from "../../src/siteExtension/carried.js";

const notebook = {
  metadata: { kernelspec: { name: "jslab" } },
  cells: [
    { cell_type: "markdown", source: ["# 제목\n", "글"] },
    { cell_type: "code", source: "1 + 1", outputs: [{ output_type: "stream", name: "stdout", text: "2" }] },
    { cell_type: "raw", source: "---" },
  ],
};
const carried: Carried = {
  name: "01-a.ipynb",
  kernel: "jslab",
  cells: [
    ["m", "# 제목\n글"],
    ["c", "1 + 1"],
  ],
};

describe("a link that carries cells", () => {
  it("takes texts and kinds, and nothing that a cell has shown", () => {
    expect(carriedOf("ko/01-a.ipynb", notebook)).toEqual(carried);
  });

  it("is deflated JSON in base64url, which any other tool reads", async () => {
    const text = await pack(carried);
    expect(text).toMatch(/^[\w-]+$/);
    expect(JSON.parse(zlib.inflateRawSync(Buffer.from(text, "base64url")).toString())).toEqual(carried);
  });

  it("opens as a notebook that nobody has run", async () => {
    const opened = notebookOf(await unpack(await pack(carried))) as typeof notebook;
    expect(opened.metadata.kernelspec.name).toBe("jslab");
    expect(opened.cells).toEqual([
      { cell_type: "markdown", id: "cell-0", metadata: {}, source: "# 제목\n글" },
      { cell_type: "code", id: "cell-1", metadata: {}, source: "1 + 1", execution_count: null, outputs: [] },
    ]);
  });

  it.each([
    ["cut", async () => (await pack(carried)).slice(0, -9)],
    ["no base64", () => "ㅎ"],
    ["another thing", () => zlib.deflateRawSync('{"name":"a","cells":[["x","y"]]}').toString("base64url")],
    ["a name that is none", () => zlib.deflateRawSync('{"cells":[]}').toString("base64url")],
  ])("says so when it is %s", async (_what, text) => {
    await expect(async () => unpack(await text())).rejects.toThrow(/its link must be whole/);
  });

  it("has no folders in the name that it is kept under", async () => {
    const text = await pack({ ...carried, name: "../../en/01-a.ipynb" });
    await expect(unpack(text)).rejects.toThrow(/its link must be whole/);
  });
});
