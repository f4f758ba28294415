// Texts of names that packages declare, kept as long as the checker that wrote them: to write them takes most of a long list's
// time. Where a text names a namespace as one cell calls it (`tf.Tensor`), another cell reads its own name for it.
import type ts from "typescript";
import type { Completion } from "./completionWords.js";

export type NameTexts = Pick<Completion, "documentation"> & { signature: string };

/** Stands for the namespace's name; no signature has it. */
const mark = "\0.";

const kept = new WeakMap<ts.TypeChecker, WeakMap<ts.Symbol, NameTexts>>();

export class KeptTexts {
  readonly #texts: WeakMap<ts.Symbol, NameTexts>;
  readonly #namespace: string | undefined;

  /** @param namespace - What the cell calls the namespace whose names are listed, if it is one. */
  constructor(checker: ts.TypeChecker, namespace: string | undefined) {
    this.#texts = kept.get(checker) ?? new WeakMap();
    kept.set(checker, this.#texts);
    this.#namespace = namespace;
  }

  get(symbol: ts.Symbol): NameTexts | undefined {
    const texts = this.#texts.get(symbol);
    if (!texts?.signature.includes(mark)) return texts;
    if (this.#namespace === undefined) return undefined;
    return { ...texts, signature: texts.signature.replaceAll(mark, () => `${this.#namespace!}.`) };
  }

  /** Keeps what no cell has a part in: then it stays what it is as long as its checker lives. */
  set(symbol: ts.Symbol, texts: NameTexts): void {
    if (!isFixed(symbol)) return;
    const { signature } = texts;
    this.#texts.set(symbol, { ...texts, signature: this.#withMark(signature) });
  }

  #withMark(signature: string): string {
    if (this.#namespace === undefined) return signature;
    const name = this.#namespace.replaceAll("$", "\\$");
    return signature.replace(new RegExp(`(?<![\\p{ID_Continue}$.])${name}\\.`, "gu"), mark);
  }
}

function isFixed({ declarations = [] }: ts.Symbol): boolean {
  return declarations.length > 0 && declarations.every((one) => one.getSourceFile().isDeclarationFile);
}
