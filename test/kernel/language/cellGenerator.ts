// Writes notebooks by a grammar of TypeScript statements: right ones, wrong ones, and names that change their meaning.

/** A seeded generator of numbers in [0, 1): mulberry32, https://github.com/bryc/code/blob/master/jshash/PRNGs.md. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A cell, and sometimes code to be completed after it, with `|` at the cursor. */
export interface GeneratedCell {
  code: string;
  complete?: string;
}

type Kind =
  | "number"
  | "string"
  | "array"
  | "object"
  | "function"
  | "class"
  | "enum"
  | "namespace"
  | "interface"
  | "promise"
  | "union"
  | "module"
  | "generic";

/**
 * Writes one notebook; the same seed gives the same notebook.
 *
 * `next(ok)` takes whether the last cell had no errors: only then are its names used later on.
 */
export function* generateNotebook(seed: number, numCells: number): Generator<GeneratedCell, void, boolean> {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const chance = (share: number) => random() < share;
  const names = new Map<string, Kind>();
  const declared = new Map<string, Kind>();
  const letters = "abcdefghijk";

  /** A name for a declaration: often one that an earlier cell has declared as something else. */
  const fresh = (kind: Kind) => {
    const capital =
      kind === "class" ||
      kind === "enum" ||
      kind === "namespace" ||
      kind === "interface" ||
      kind === "generic";
    const name =
      (capital ? pick([...letters]).toUpperCase() : pick([...letters])) +
      (chance(0.3) ? String(Math.floor(random() * 4)) : "");
    declared.set(name, kind);
    return name;
  };
  const known = (...kinds: Kind[]) => {
    const found = [...names].filter(([, kind]) => kinds.includes(kind)).map(([name]) => name);
    return found.length > 0 && chance(0.95) ? pick(found) : undefined;
  };
  const number = (): string =>
    known("number") ?? pick(["1", "2.5", "-3", "0x1f", "[1, 2].length", "Math.max(1, 2)"]);
  const string = (): string => known("string") ?? pick(["'text'", "`t${1}`", "'가나다'", "String(1)"]);
  const any = (): string =>
    known(...new Set(names.values())) ?? pick([number(), string(), "undefinedName", "null"]);
  const type = (): string =>
    pick([
      known("interface") ?? "number",
      known("class") ?? "string",
      "number",
      "string",
      "boolean",
      "number[]",
      "'a' | 'b'",
      "Record<string, number>",
      "unknown",
      "[number, string]",
    ]);

  const statements: (() => string)[] = [
    () => `const ${fresh("number")} = ${number()} + ${number()};`,
    () => `let ${fresh("number")} = ${number()};`,
    () => `let ${fresh("string")}: string = ${chance(0.8) ? string() : number()};`,
    () => `var ${fresh("string")} = ${string()};`,
    () => `const ${fresh("array")} = [${number()}, ${number()}].map((x) => x * ${number()});`,
    () => `const ${fresh("array")} = [...${known("array") ?? "[1]"}, ${chance(0.7) ? number() : string()}];`,
    () =>
      `const ${fresh("object")} = { x: ${number()}, y: ${string()}, get z() { return this.x; }, nested: { deep: [${any()}] } };`,
    () => {
      const source = known("object") ?? "{ x: 1, y: '' }";
      return `const { x: ${fresh("number")}, ...${fresh("object")} } = ${source};`;
    },
    () =>
      `function ${fresh("function")}(p: ${type()}, q = ${number()}) { return ${pick(["q", "p", "[p, q]", "String(p)", any()])}; }`,
    () => `async function ${fresh("promise")}() { return ${any()}; }`,
    () =>
      `const ${fresh("function")} = <T extends ${type()}>(p: T): T[] => [p${chance(0.2) ? ", " + any() : ""}];`,
    () => {
      const base = known("class");
      const name = fresh("class");
      return `class ${name}${base && base !== name ? ` extends ${base}` : ""} { ${pick(["#secret = 1; get secret() { return this.#secret; }", "static made = 0;", "readonly size: number = " + number() + ";", "method<T>(t: T) { return [t]; }", "constructor(public tag = " + string() + ") { " + (base && base !== name ? "super(); " : "") + "}"])} }`;
    },
    () =>
      `enum ${fresh("enum")} { One${chance(0.3) ? " = 'one'" : ""}, ${chance(0.3) ? "Two = 'two'" : "Two = 5"} }`,
    () =>
      `${chance(0.3) ? "export " : ""}namespace ${fresh("namespace")} { export const inner = ${any()}; export interface Shape { side: ${type()} } }`,
    () =>
      `interface ${fresh("interface")} { ${pick(["a", "b", "c"])}${chance(0.5) ? "?" : ""}: ${type()}; m?(): ${type()} }`,
    () =>
      `type ${fresh("interface")} = ${pick([type() + " | " + type(), "Partial<" + type() + ">", "{ [k: string]: " + type() + " }", "readonly " + "number[]", "ReturnType<typeof parseInt>", "keyof " + type()])};`,
    () => `type ${fresh("generic")}<T> = T extends ${type()} ? { value: T } : never;`,
    () => `let ${fresh("union")}: ${type()} | ${type()} | undefined;`,
    () =>
      `import ${pick(["fs", "* as path", "{ join }", "{ readFile as read }"])} from "node:${pick(["fs", "path", "os"])}";`,
    () => {
      declared.set("hammer", "function");
      declared.set("Nail", "interface");
      return pick([
        'import { hammer, type Nail } from "./tools";',
        'import * as tools from "./tools.ts"; tools.hammer(1);',
        'import { missing } from "./tools";',
        'import nothing from "./nowhere";',
      ]);
    },
    () => `export const ${fresh("number")} = ${number()};`,
    () =>
      `import type { Stats } from "node:fs"; let ${fresh("object")}: Stats | { x: number; y: string } = { x: ${number()}, y: ${string()} };`,
    // uses
    () =>
      `${known("number") ?? "unknownNumber"} ${pick(["=", "+=", "-="])} ${chance(0.7) ? number() : string()};`,
    () => `${known("string") ?? "unknownString"} = ${chance(0.7) ? string() : number()};`,
    () =>
      `${any()}.${pick(["toFixed()", "length", "x", "y", "nope", "map((v) => v)", "secret", "size", "toString()", "One", "inner"])};`,
    () => `const ${fresh("number")}: ${type()} = ${any()};`,
    () =>
      `const ${fresh("object")}: ${known("interface") ?? "{ a: number }"} = { ${pick(["a", "b", "c"])}: ${any()} };`,
    () => `new ${known("class") ?? "Map"}(${chance(0.5) ? any() : ""});`,
    () => `${known("function") ?? "parseInt"}(${any()}${chance(0.4) ? ", " + any() : ""});`,
    () =>
      `const ${fresh("promise")} = await ${known("promise") ?? "Promise.resolve"}(${chance(0.5) ? number() : ""});`,
    () => `${known("promise") ?? "fetch"}(${chance(0.3) ? any() : ""});`,
    () => {
      const value = known("union") ?? any();
      return `if (typeof ${value} === "string") { ${value}.length; } else { ${value}.toFixed(); }`;
    },
    () => `for (const item of ${known("array") ?? any()}) { item.toFixed(); var ${fresh("number")} = item; }`,
    () =>
      `const ${fresh("number")}: ${known("enum") ?? "number"} = ${known("enum") ?? "Number"}.${pick(["One", "Two", "Three", "MAX_VALUE"])};`,
    () => `let ${fresh("object")}: ${known("namespace") ?? "NoSpace"}.Shape = { side: ${any()} };`,
    () => `let ${fresh("object")}: ${known("generic") ?? "Partial"}<${type()}> = { value: ${any()} };`,
    () => `(${any()}) satisfies ${type()};`,
    () => `switch (${any()}) { case ${any()}: break; default: ${any()}; }`,
    () => `try { throw ${any()}; } catch (e) { e.message; }`,
    () => `// @ts-expect-error\n${any()}.certainlyMissing;`,
    () => `{ using r = { [Symbol.dispose]() {} }; r.nope; }`,
    () => `${chance(0.5) ? "delete " : "void "}${any()}.x;`,
    () => `export { ${any().replace(/\W.*$/, "") || "none"} };`,
    () => `const ${fresh("number")} = ;`,
    () => `return ${any()};`,
    () => `abstract class ${fresh("class")} { abstract area(): number; }`,
    () => `label: for (;;) { break label; }`,
    () => `function* ${fresh("function")}() { yield ${any()}; const x = yield; }`,
    () => `const ${fresh("function")} = (this_: ${type()}) => { ${any()}; return this_; };`,
    () => `const ${fresh("object")} = <div title={${any()}} />;`,
    () => `type ${fresh("interface")} = typeof ${any()};`,
    () => `[1, 2, 3].reduce((sum, x) => sum + x, ${any()}).toFixed(${any()});`,
  ];
  const drafts: (() => string)[] = [
    () => `${any()}.|`,
    () => `${pick([...letters])}|`,
    () => `const v: |`,
    () => `const v: ${known("interface") ?? "{ a: 1 }"} = { | }`,
    () => `${known("function") ?? "parseInt"}(|`,
    () => `import { | } from "./tools"`,
    () => `new ${known("class") ?? "Map"}().|`,
  ];

  for (let cell = 0; cell < numCells; cell++) {
    const numStatements = pick([1, 1, 1, 2, 3]);
    const code = Array.from({ length: numStatements }, () => pick(statements)()).join(
      chance(0.5) ? "\n" : " ",
    );
    const ok = yield chance(0.3) ? { code, complete: pick(drafts)() } : { code };
    if (ok) for (const [name, kind] of declared) names.set(name, kind);
    declared.clear();
  }
}
