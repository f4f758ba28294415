import { describe, expect, it } from "vitest";
import { isComplete } from "../../../src/kernel/language/completeness.js";

const status = (code: string, language: "typescript" | "javascript" = "typescript") =>
  isComplete(code, language).status;

it.each([
  "1 + 1",
  "",
  "   \n",
  "const a = 1",
  "const a = 1;\n",
  "function f() {}",
  "if (a) b",
  "if (a) {\n}\n",
  "`a${b}c`",
  "`two\nlines`",
  "/* c */",
  "// c",
  "/re[/]/g",
  "a\n  .b()",
  "<div>text</div>",
  "const f = <T,>(x: T) => x",
  "@dec class A {}",
  "label: for (;;) {}",
  "{ a: 1, b: 2 }",
  "interface A { b: string }",
  "await f()",
  "import x from 'y'",
  "export default 1",
  "const 가 = '나'",
  "type T = `a${string}`",
  "x = a ? b : c",
  "async () => { await 1 }",
  "'it\\'s'",
  "switch (a) { case 1: }",
  "'line\\\nnext'",
])("%s is complete", (code) => {
  expect(status(code)).toBe("complete");
});

it.each([
  "f(",
  "f(1,",
  "[1, 2",
  "{ a: 1,",
  "function f() {",
  "function f(",
  "function",
  "if (a)",
  "if (a) {",
  "for (;;) {",
  "while (x) {\n  y()",
  "const a =",
  "const a = [",
  "a +",
  "a &&",
  "a ?",
  "a ? b :",
  "x.",
  "x?.",
  "() =>",
  "async () => {",
  "`abc",
  "`a ${b",
  "`a ${b} c\nd",
  "/* open",
  "/** doc",
  "class A {",
  "class A { m() {",
  "class A extends",
  "interface I {",
  "enum E { A,",
  "try {",
  "try {}",
  "try { a } catch (e) {",
  "import {",
  "import { a } from",
  "export {",
  "new",
  "typeof",
  "return (",
  "const { a,",
  "let x:",
  "type T =",
  "type T = {",
  "<div>",
  "<div>\n  <b>x</b>",
  "<>\n",
  "@dec",
  "switch (a) {",
  "switch (a) { case 1:",
  "do {",
  "do { a }",
  "f(`x`, `",
  "foo( // comment",
  "foo( /* c */",
  "{ let a = 1;",
  "x = {\n  a: `b${1}`,",
  "const 가 = (",
])("%s is incomplete", (code) => {
  expect(status(code)).toBe("incomplete");
});

it.each([
  "const = 1",
  "}",
  ")",
  "foo)",
  "foo(]",
  "a b",
  "'abc",
  '"abc',
  "'abc\n",
  "/re",
  "1 +* 2",
  "if else",
  "const a = 1; }",
  "function () {}",
  "x = ;",
  "import from 'x'",
  "f(1 2",
  "[1, 2}",
  "({ a: 1 )",
  "const a = 'x\nfoo(",
  "#",
  "enum E { 1a }",
])("%s is invalid", (code) => {
  expect(status(code)).toBe("invalid");
});

describe("indent", () => {
  it.each([
    ["for (;;) {", "  "],
    ["function f() {\n  if (a) {", "    "],
    ["function f() {\n  a();", "  "],
    ["f(\n  1,", "  "],
    ["const f = (x) =>", "  "],
    ["if (a) { // why", "  "],
    ["\tif (a) {", "\t  "],
    ["`text {", ""],
    ["a +", ""],
  ])("after %j is %j", (code, indent) => {
    expect(isComplete(code, "typescript")).toEqual({ status: "incomplete", indent });
  });
});

it("JavaScript is judged as JavaScript", () => {
  expect(status("const el = <div>x</div>", "javascript")).toBe("complete");
  expect(status("f(", "javascript")).toBe("incomplete");
  expect(status("const = 1", "javascript")).toBe("invalid");
});
