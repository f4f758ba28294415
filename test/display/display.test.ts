import { afterEach, describe, expect, it, vi } from "vitest";
import { display, displaySymbol, html, json, latex, markdown, newDisplay, png } from "../../src/index.js";
import { removeHost, useFakeHost } from "./fakeHost.js";

afterEach(() => {
  removeHost();
  vi.restoreAllMocks();
  delete (globalThis as Record<string, unknown>)["__tslab__"];
});

describe("display() in a notebook", () => {
  it("shows each value as its own output, in order", () => {
    const host = useFakeHost();
    display("one", { a: 1 }, html("<b>two</b>"));
    expect(host.outputs.map(({ bundle }) => bundle)).toEqual([
      { "text/plain": "one" },
      { "text/plain": "{ a: 1 }" },
      { "text/html": "<b>two</b>", "text/plain": "two" },
    ]);
  });

  it("takes a MIME bundle as it is", () => {
    const host = useFakeHost();
    display({ "text/html": "<i>x</i>", "text/plain": "x" });
    expect(host.outputs[0]!.bundle).toEqual({ "text/html": "<i>x</i>", "text/plain": "x" });
  });

  it("replaces an output through its handle", () => {
    const host = useFakeHost();
    const handle = newDisplay();
    handle.update("before");
    handle.update("after");
    expect(host.outputs.map(({ id, isUpdate }) => [id, isUpdate])).toEqual([
      [handle.id, false],
      [handle.id, true],
    ]);
    expect(host.page).toEqual([{ "text/plain": "after" }]);
  });

  it("keeps the place of a value that takes time to draw itself", async () => {
    const host = useFakeHost();
    const slow = { [displaySymbol]: () => Promise.resolve({ "text/plain": "slow" }) };
    display(slow);
    display("next");
    await vi.waitFor(() => {
      expect(host.page).toEqual([{ "text/plain": "slow" }, { "text/plain": "next" }]);
    });
  });

  it("shows why a value could not draw itself", async () => {
    const host = useFakeHost();
    display({ [displaySymbol]: () => Promise.reject(new Error("no ink")) });
    await vi.waitFor(() => {
      expect(host.page[0]!["text/plain"]).toContain("no ink");
    });
  });

  it("lets the last update win over a slower one", async () => {
    const host = useFakeHost();
    const handle = newDisplay();
    let finish = (_bundle: object): void => undefined;
    handle.update({ [displaySymbol]: () => new Promise((resolve) => (finish = resolve as never)) });
    handle.update("newer");
    finish({ "text/plain": "older" });
    await Promise.resolve();
    expect(host.page).toEqual([{ "text/plain": "newer" }]);
  });
});

describe("display() without a notebook", () => {
  it("prints the text, and prints an update only when it says something new", () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const handle = newDisplay();
    handle.update(html("<b>half</b> done"));
    handle.update(html("<i>half</i> done"));
    handle.update("all done");
    expect(log.mock.calls).toEqual([["half done"], ["all done"]]);
  });
});

describe("display() in stock tslab", () => {
  it("draws through tslab's display.raw, the picture first", () => {
    const raw = vi.fn();
    (globalThis as Record<string, unknown>)["__tslab__"] = {
      require: () => ({ display: { raw }, newDisplay: () => ({ raw }) }),
    };
    display({ "text/plain": "words", "image/png": "iVBOR" });
    display("only words");
    expect(raw.mock.calls).toEqual([
      ["image/png", "iVBOR"],
      ["text/plain", "only words"],
    ]);
  });
});

describe("rich outputs", () => {
  it("carry their words too", () => {
    expect(markdown("**a**").bundle).toEqual({ "text/markdown": "**a**", "text/plain": "**a**" });
    expect(latex("x^2").bundle["text/latex"]).toBe("$\\displaystyle x^2$");
    expect(json([1]).bundle["application/json"]).toEqual([1]);
    expect(png(Uint8Array.of(0x89, 0x50)).bundle["image/png"]).toBe("iVA=");
    expect(html("<style>b{}</style><p>a &amp; b</p>").toString()).toBe("a &amp; b");
  });
});
