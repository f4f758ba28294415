// Walking and reading oxc-parser's ESTree.
import type { BindingPattern, Node } from "oxc-parser";

export type { Node };

/** The nodes directly below a node. */
export function* childNodes(node: Node): Generator<Node> {
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) yield item;
    } else if (isNode(value)) {
      yield value;
    }
  }
}

/** A node and all below it. */
export function* everyNode(node: Node): Generator<Node> {
  yield node;
  for (const child of childNodes(node)) yield* everyNode(child);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}

/** The names that a pattern such as `{ a, b: [c = 1] }` declares. */
export function boundNames(pattern: BindingPattern): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        boundNames(property.type === "RestElement" ? property.argument : property.value),
      );
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => {
        if (element === null) return [];
        return boundNames(element.type === "RestElement" ? element.argument : element);
      });
    case "AssignmentPattern":
      return boundNames(pattern.left);
  }
}
