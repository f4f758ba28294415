// What must be given back when a trainer goes, also when it is merely forgotten.
import type { Arena } from "./arena.js";
import type { Engine } from "./engine.js";
import type { Plan } from "./plan.js";

/** A trainer's share of the engine: its plan, and blocks of memory that go with it. */
export class Belongings {
  gone = false;
  readonly #engine: Engine;
  readonly #plan: Plan;
  readonly #blocks = new Set<number>();

  constructor(engine: Engine, plan: Plan) {
    this.#engine = engine;
    this.#plan = plan;
  }

  get arena(): Arena {
    return this.#engine.arena;
  }

  /** A block of memory, not cleared. */
  allocate(bytes: number): number {
    const address = this.arena.allocate(bytes, { dirty: true });
    this.#blocks.add(address);
    return address;
  }

  /** Gives a block back, unless all was given back before. */
  release(address: number): void {
    if (this.#blocks.delete(address)) this.arena.free(address);
  }

  /** Gives everything back. */
  giveBack(): void {
    if (this.gone) return;
    this.gone = true;
    this.#engine.team.settle();
    for (const address of this.#blocks) this.arena.free(address);
    this.#blocks.clear();
    this.#plan.dispose();
    this.#engine.leave();
  }
}

/** Gives back what belonged to a trainer that nobody holds any more. */
export const forgotten = new FinalizationRegistry((belongings: Belongings) => {
  belongings.giveBack();
});
