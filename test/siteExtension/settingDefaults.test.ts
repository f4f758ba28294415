// Defaults of settings; test/live/page.test.ts compares all of JupyterLab's with what JupyterLab makes of them.
import { describe, expect, it } from "vitest";
import { defaultsOf, type Schema } from "../../src/siteExtension/settingDefaults.js";

const schema: Schema & { type: string } = {
  type: "object",
  definitions: {
    size: { properties: { width: { default: 3 }, unit: { default: "em" } } },
    tree: { properties: { name: { default: "leaf" }, below: { items: { $ref: "#/definitions/tree" } } } },
  },
  properties: {
    plain: { default: false },
    none: {},
    nothing: { default: null },
    nested: { default: { width: 1 }, allOf: [{ $ref: "#/definitions/size" }] },
    absent: { properties: { inner: { default: 1 } } },
    list: { default: [{ id: "a" }, { id: "b", rank: 1 }], items: { properties: { rank: { default: 9 } } } },
    trees: { default: { below: [{ below: [{}] }, {}] }, $ref: "#/definitions/tree" },
    named: {
      default: { a1: {}, b1: {}, c: {} },
      properties: { c: { properties: { own: { default: 1 } } } },
      patternProperties: { "^a": { properties: { first: { default: "p" } } } },
      additionalProperties: { properties: { rest: { default: [0] } } },
    },
    choice: {
      default: {},
      oneOf: [{ properties: { one: { default: 1 } } }],
    } as Schema,
  },
};

describe("settings that nobody has changed", () => {
  it("are the defaults that Ajv fills in", () => {
    // What new Ajv({ useDefaults: true }).compile(schema) makes of {}: of a choice it takes nothing.
    expect(defaultsOf(schema)).toEqual({
      plain: false,
      nothing: null,
      nested: { width: 1, unit: "em" },
      list: [
        { id: "a", rank: 9 },
        { id: "b", rank: 1 },
      ],
      trees: { name: "leaf", below: [{ name: "leaf", below: [{ name: "leaf" }] }, { name: "leaf" }] },
      named: { a1: { first: "p" }, b1: { rest: [0] }, c: { own: 1 } },
      choice: {},
    });
  });

  it("are their reader's own: a change stays out of the schema", () => {
    (defaultsOf(schema)!.list as object[]).pop();
    expect(defaultsOf(schema)!.list).toHaveLength(2);
  });

  it("are left to JupyterLab where a schema asks for more", () => {
    const withA = (a: object): Schema => ({ properties: { a: { default: {}, ...a } } });
    for (const unread of [
      { then: {} },
      { $ref: "https://example.org/schema" },
      { $ref: "#/definitions/none" },
      { default: [{}], items: [{ properties: { b: { default: 1 } } }] },
    ])
      expect(defaultsOf(withA(unread)), JSON.stringify(unread)).toBeUndefined();
  });
});
