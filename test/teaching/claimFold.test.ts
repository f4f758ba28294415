import { claim, display, interact } from "gradus";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type FakeHost, removeHost, useFakeHost } from "../display/fakeHost.js";

let host: FakeHost;
let execution = 0;
beforeEach(() => {
  host = useFakeHost();
  host.execution = ++execution;
});
afterEach(() => {
  removeHost();
  vi.restoreAllMocks();
});

const html = (index = 0) => String(host.page[index]!["text/html"]);

describe("the claims of a cell", () => {
  it("are one line that unfolds, and a line each in words", () => {
    claim("error", 0.0156, { below: 0.03 });
    expect(html()).toContain("1 claim held</summary>");
    claim("inputs < outputs & more", [1, 2], { equals: [1, 2] });
    expect(host.page).toHaveLength(1);
    expect(html()).toContain("2 claims held</summary>");
    expect(html()).toMatch(/^<details class="gradus-claims"><summary/);
    expect(html()).toContain("inputs &lt; outputs &amp; more = [1, 2]");
    expect(host.page[0]!["text/plain"]).toBe("✓ error 0.0156 < 0.03\n✓ inputs < outputs & more = [1, 2]");
  });

  it("stand where the first of them was made", () => {
    display("before");
    claim("one", 1, { equals: 1 });
    display("after");
    claim("two", 2, { equals: 2 });
    expect(host.page.map((bundle) => bundle["text/plain"])).toEqual([
      "before",
      "✓ one = 1\n✓ two = 2",
      "after",
    ]);
  });

  it("begin anew when a cell is run", () => {
    claim("one", 1, { equals: 1 });
    host.execution = ++execution;
    claim("one", 1, { equals: 1 });
    expect(host.page.map((bundle) => bundle["text/plain"])).toEqual(["✓ one = 1", "✓ one = 1"]);
  });

  it("open when one fails, which is shown with what was wanted", () => {
    claim("one", 1, { equals: 1 });
    expect(() => {
      claim("two", 3, { equals: 2 });
    }).toThrow("two\n  wanted: = 2\n  got:    3");
    expect(html()).toMatch(/^<details class="gradus-claims" open>/);
    expect(html()).toContain("1 claim held, 1 failed</summary>");
    expect(html()).toContain("two\n  wanted: = 2\n  got:    3");
    expect(host.page[0]!["text/plain"]).toBe("✓ one = 1");
  });

  it("show nothing when the first fails: the error says all", () => {
    expect(() => {
      claim("two", 3, { equals: 2 });
    }).toThrow("wanted: = 2");
    expect(host.page).toEqual([]);
  });

  it("inside interact() are words beside what it draws, anew each time", () => {
    interact(
      ({ k }) => {
        claim("k", k, { above: 0 });
        claim("its square", k * k, { above: 0 });
      },
      { k: [1, 9] },
    );
    expect(host.outputs.filter(({ bundle }) => "text/html" in bundle)).toEqual([]);
    expect(host.page.map((bundle) => bundle["text/plain"])).toContain("✓ k 5 > 0\n✓ its square 25 > 0");
  });

  // the last one: from here on this process speaks Korean
  it("speak the language of their sentences", () => {
    claim("가장 큰 오차", 1, { below: 2 });
    claim("XOR", 1, { equals: 1 });
    expect(html()).toContain("2 확인</summary>");
    // a later cell whose claims have no words of a language
    host.execution = ++execution;
    claim("784 × 512", 401408, { equals: 401408 });
    expect(html(1)).toContain("1 확인</summary>");
  });
});
