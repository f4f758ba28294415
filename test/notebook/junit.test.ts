import { describe, expect, it } from "vitest";
import { CellExecutionError, DeadKernelError } from "../../src/notebook/errors.js";
import { toJUnit } from "../../src/notebook/junit.js";
import type { CodeCell } from "../../src/notebook/nbformat.js";
import { notebookOf } from "./tinyKernel.js";

const notebook = notebookOf('let a = 1 < 2 && "b";\nmore()');
const cell = notebook.cells[0] as CodeCell;
const result = {
  file: "a.ipynb",
  notebook,
  cells: [{ index: 0, cell, seconds: 1.25 }],
  seconds: 2,
  claims: 0,
};

describe("toJUnit()", () => {
  it("writes a test a cell", () => {
    expect(toJUnit([result])).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="gradus">
  <testsuite name="a.ipynb" tests="1" failures="0" time="2.000">
    <testcase classname="a.ipynb" name="cell 1: let a = 1 &lt; 2 &amp;&amp; &quot;b&quot;;" time="1.250"/>
  </testsuite>
</testsuites>
`);
  });

  it("writes failures without colours and control characters", () => {
    const failure = { ename: "E", evalue: "no\x07", traceback: ["\x1b[31mred\x1b[0m"] };
    const xml = toJUnit([{ ...result, error: new CellExecutionError({ index: 0, cell }, failure) }]);
    expect(xml).toContain('<failure type="CellExecutionError" message="Cell 1 raised E: no');
    expect(xml).toContain(">red</failure>");
    expect(xml).not.toMatch(/[\x00-\x08\x0b-\x1f]/);
  });

  it("has a test for a kernel that failed outside a cell", () => {
    const xml = toJUnit([{ ...result, error: new DeadKernelError("gone") }]);
    expect(xml).toContain('tests="2" failures="1"');
    expect(xml).toContain('name="kernel"');
  });
});
