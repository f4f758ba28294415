// Modules of Node that hardly any notebook imports. Their declarations are a sixth of @types/node's; until something the
// checker reads names one, TypeScript sees only that it exists. A name that is missed would be an error, never an `any`.

type RareModule = string;

/** A file of @types/node that declares one of them, or a part of it. */
const rareFile =
  /\/@types\/node\/(http2|inspector|repl|sqlite|test|trace_events|wasi)(?:\.\w+|\/\w+)?\.d\.ts$/;

/** A text that is the name of one. `test` alone is none, but a word that notebooks are full of. */
const name = String.raw`["'\x60](?:(?:node:)?(http2|inspector|repl|sqlite|trace_events|wasi)|node:(test))\b`;
const named = new RegExp(name, "g");

/** The same in @types/node, which speaks of `"http2"` elsewhere, too, and whose BuiltInModule lists all modules. */
const imported = new RegExp(
  String.raw`(?:\b(?:from|import)\s*|(?<!typeof )\bimport\(|\brequire\()${name}`,
  "g",
);

/** The rare modules, and which of them something has named. */
export class RareModules {
  readonly #named = new Set<RareModule>();

  /** Whether only the names of the modules in a file are to be seen. */
  isUnnamed(file: string): boolean {
    const module = rareModuleOf(file);
    return module !== undefined && !this.#named.has(module);
  }

  /**
   * Reads what a text names.
   *
   * @returns The modules that nothing had named before.
   */
  readNames(file: string, text: string): RareModule[] {
    const found = text.matchAll(file.includes("/@types/node/") ? imported : named);
    const names = new Set([...found].map(([, plain, withPrefix]) => (plain ?? withPrefix)!));
    const fresh = [...names].filter((module) => !this.#named.has(module));
    for (const module of fresh) this.#named.add(module);
    return fresh;
  }
}

/** The rare module that a file declares. */
export function rareModuleOf(file: string): RareModule | undefined {
  return rareFile.exec(file)?.[1];
}

/** The modules of a declaration file without what is in them. A file that declares more than modules stays whole. */
export function namesOnly(text: string): string {
  const declaresMore = /^(?!declare module |\}|\/\/(?!\/)|\/\*)\S|^\s+global \{/m.test(text);
  if (declaresMore) return text;
  return [...text.matchAll(/^declare module .* \{/gm)].map(([opening]) => `${opening}}\n`).join("");
}
