// What compiled decorators ask for the types of members: design:type as TypeScript writes it.
import { expect, it } from "vitest";
import { offerHelpers } from "../../../src/kernel/execution/loader/babelHelpers.js";

offerHelpers();
const { typeOf } = (globalThis as unknown as { babelHelpers: { typeOf: (read: () => unknown) => unknown } })
  .babelHelpers;

it("is the class; Object where it is not there, not there yet, or undefined as a name that a file does not export", () => {
  expect(typeOf(() => Date)).toBe(Date);
  expect(typeOf(() => Later)).toBe(Object);
  expect(typeOf(() => (globalThis as { nowhere?: unknown }).nowhere)).toBe(Object);
  class Later {}
});
