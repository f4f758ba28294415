// The names of earlier cells, and which cells are still needed for them.
import type { NameKind } from "./cellNames.js";

/** Where a name of an earlier cell is found. */
export interface KnownName {
  kind: NameKind;
  /** Import specifier of the cell's module, as in `./.cell-3.ts`. */
  from: string;
}

/** Where names are looked up. */
export interface NameSource {
  get(name: string): KnownName | undefined;
}

/** Names by the cell that declared them last. */
export class KnownNames implements NameSource {
  readonly #names = new Map<string, KnownName>();
  /** What each cell itself takes from other cells, by import specifier. */
  readonly #uses = new Map<string, readonly string[]>();
  /** Cells that change types for all others. */
  readonly #kept = new Set<string>();

  get(name: string): KnownName | undefined {
    return this.#names.get(name);
  }

  list(): string[] {
    return [...this.#names.keys()];
  }

  /**
   * Takes over the names of a cell.
   *
   * @param from - Import specifier of the cell.
   * @param uses - Import specifiers of the cells it takes names from.
   * @param kept - Keeps the cell when nothing names it any more.
   */
  add(
    from: string,
    declared: ReadonlyMap<string, NameKind>,
    { uses = [], kept = false }: { uses?: readonly string[]; kept?: boolean } = {},
  ): void {
    for (const [name, kind] of declared) this.#names.set(name, { kind, from });
    this.#uses.set(from, uses);
    if (kept) this.#kept.add(from);
  }

  /** Number of cells held. */
  get numCells(): number {
    return this.#uses.size;
  }

  /** Forgets the cells that no name leads to any more, directly or by way of other cells, and returns them. */
  sweep(): string[] {
    const needed = new Set<string>();
    const open = [...this.#kept, ...[...this.#names.values()].map(({ from }) => from)];
    for (let from; (from = open.pop()) !== undefined;) {
      if (needed.has(from)) continue;
      needed.add(from);
      open.push(...(this.#uses.get(from) ?? []));
    }
    const unneeded = [...this.#uses.keys()].filter((from) => !needed.has(from));
    for (const from of unneeded) this.#uses.delete(from);
    return unneeded;
  }
}
