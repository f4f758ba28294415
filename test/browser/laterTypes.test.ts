// The checker's service in a page, with the types that come when the first cells have been judged.
import fs from "node:fs";
import path from "node:path";
import { expect, it, vi } from "vitest";
import { door, LaterTypes, standIn } from "../../src/browser/language/laterTypes.js";
import type { CheckReply, LanguageRequestLine, LanguageService } from "../../src/kernel/language.js";

/** A service that knows cells, and finds an error in one that touches a tensor before the types are there. */
function made() {
  const done: unknown[] = [];
  let isThere = false;
  let cell = 0;
  const service = {
    open: ({ dir }: { dir: string }) => void done.push(["open", dir, (cell = 0)]),
    restore: ({ entries, lastCell }: { entries: { code: string }[]; lastCell: number }) =>
      void done.push(["restore", entries.map(({ code }) => code), (cell = lastCell)]),
    check({ code }: { code: string }): CheckReply {
      const ok = isThere || !code.includes("tensor");
      return { cell: ++cell, ok, errors: ok ? [] : [{ code: "TS2339" } as never], warnings: [] };
    },
  };
  const bring = () => {
    isThere = true;
    done.push("types");
  };
  const later = new LaterTypes(service as unknown as LanguageService, bring, "warm");
  later.service.open({ dir: "/notebook", language: "typescript" });
  done.length = 0;
  return { later, done };
}

it("a cell that touches what only stands in is judged again by all types, after the cells before it", () => {
  const { later, done } = made();
  expect(later.service.check({ code: "a" })).toMatchObject({ cell: 1, ok: true });
  expect(done).toEqual([]);
  expect(later.service.check({ code: "tensor" })).toMatchObject({ cell: 2, ok: true });
  expect(done).toEqual(["types", ["open", "/notebook", 0], ["restore", ["a"], 1]]);
  expect(later.service.check({ code: "b" })).toMatchObject({ cell: 3, ok: true });
  expect(done).toHaveLength(3);
});

it("a cell that would hide an error has all types from the first", () => {
  for (const code of ['import * as tf from "@tensorflow/tfjs"', "// @ts-expect-error\na"]) {
    const { later, done } = made();
    later.service.check({ code });
    expect(done[0], code).toBe("types");
  }
});

it("they come when no cell has been judged for a while; an editor's own questions wait for them, others bring them", () => {
  vi.useFakeTimers();
  try {
    const { later, done } = made();
    const answered: unknown[] = [];
    const take = (method: LanguageRequestLine["method"], params: unknown = {}) =>
      later.take({ id: 1, method, params }, () => answered.push([method, done.includes("types")]));
    take("check");
    take("editor", { op: "colours" });
    vi.advanceTimersByTime(500);
    take("check");
    vi.advanceTimersByTime(500);
    expect(answered).toEqual([
      ["check", false],
      ["check", false],
    ]);
    vi.advanceTimersByTime(500);
    expect(answered[2]).toEqual(["editor", true]);

    const asked = made();
    asked.later.take({ id: 1, method: "complete", params: {} }, () => asked.done.push("answer"));
    expect([asked.done[0], asked.done.at(-1)]).toEqual(["types", "answer"]);
  } finally {
    vi.useRealTimers();
  }
});

it("every type that the library takes through the door has a name that stands in for it", () => {
  const sources = fs
    .readdirSync("src/keras", { recursive: true, encoding: "utf8" })
    // what mends TensorFlow.js itself is in no declaration that cells reach
    .filter((file) => file.endsWith(".ts") && !file.includes("mends"))
    .map((file) => fs.readFileSync(path.join("src/keras", file), "utf8"))
    .filter((text) => /from "[^"]*\/tensorflow\.js"/.test(text));
  const throughDoor = sources.flatMap((text) => [
    ...[...text.matchAll(/\btfjs\.([A-Z]\w*)/g)].map(([, name]) => name!),
    ...[...text.matchAll(/import type \{([^}]*)\} from "[^"]*\/tensorflow\.js"/g)].flatMap(([, names]) =>
      names!.split(",").map((name) => name.trim()),
    ),
  ]);
  const named = [...standIn.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name);
  expect(throughDoor.length).toBeGreaterThan(20);
  expect([...new Set(throughDoor)].filter((name) => !named.includes(name))).toEqual([]);
  expect([door, door.replace(".d.ts", ".ts")].some((file) => fs.existsSync(`src/${file}`))).toBe(true);
});
