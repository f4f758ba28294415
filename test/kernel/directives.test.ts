import { describe, expect, it } from "vitest";
import { readDirectives } from "../../src/kernel/directives.js";

describe("readDirectives()", () => {
  it.each([
    ["/** @module lib */\nexport const a = 1;", { module: "lib", jsx: false, browser: false }],
    ["// first\n/**\n * @jsx\n * @browser\n */\n1", { jsx: true, browser: true }],
    ["const a = 1; /** @module late */", { jsx: false, browser: false }],
    ["/* @module plain */ 1", { jsx: false, browser: false }],
    ["/** @module ../escape */ 1", { jsx: false, browser: false }],
    ["@decorator class A {}", { jsx: false, browser: false }],
    [" Math.max?\n", { help: "Math.max", jsx: false, browser: false }],
    ["list??", { help: "list", jsx: false, browser: false }],
    ["!git status", { commands: ["!git status"], jsx: false, browser: false }],
    ["!done", { jsx: false, browser: false }],
    ["a ? b : c", { jsx: false, browser: false }],
  ])("%s", (code, directives) => {
    expect(readDirectives(code)).toEqual(directives);
  });
});
