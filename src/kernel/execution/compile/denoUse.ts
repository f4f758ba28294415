// Whether a cell was written for Deno: it then sees the kernel's stand-in under that name, see `deno.ts`.
import type { Node } from "./syntaxTree.js";

/** Looks at a cell's nodes, one by one. */
export class DenoUse {
  #names = false;
  #asks = false;

  /** A cell that asks whether there is Deno is told the truth, and takes its way for Node. */
  get isWanted(): boolean {
    return this.#names && !this.#asks;
  }

  see(node: Node): void {
    if (node.type === "MemberExpression") this.#names ||= isDeno(node.object);
    else if (node.type === "VariableDeclarator") this.#names ||= isDeno(node.init);
    else if (node.type === "UnaryExpression")
      this.#asks ||= node.operator === "typeof" && isDeno(node.argument);
    else if (node.type === "Literal") this.#asks ||= node.value === "Deno";
  }
}

function isDeno(node: Node | null): boolean {
  return node?.type === "Identifier" && node.name === "Deno";
}
