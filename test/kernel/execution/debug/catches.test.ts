import { describe, expect, it } from "vitest";
import { isCaught } from "../../../../src/kernel/execution/debug/catches.js";

/** Whether the error thrown at the `¶` of a source is caught. */
function caughtAt(marked: string): boolean {
  const before = marked.slice(0, marked.indexOf("¶")).split("\n");
  return isCaught(marked.replace("¶", ""), false, before.length, before.at(-1)!.length + 1);
}

describe("isCaught()", () => {
  it.each([
    "try { ¶throw 1; } catch { }",
    "for (const x of [1]) {\n  try {\n    if (x) ¶f(x);\n  } catch (error) { }\n}",
    "await ¶f().catch(() => 0);",
    "¶f().then(() => 1, () => 2);",
    "function g(): void { try { ¶f(); } catch { } }",
  ])("yes: %s", (source) => expect(caughtAt(source)).toBe(true));

  it.each([
    "¶throw 1;",
    "try { ¶throw 1; } finally { }",
    "try { f(); } catch { ¶throw 1; }",
    "try { const g = () => { ¶throw 1; }; g(); } catch { }",
    "¶f().then(() => 1);",
    "f().catch(() => { ¶throw 1; });",
  ])("no: %s", (source) => expect(caughtAt(source)).toBe(false));
});
