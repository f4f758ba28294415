// Whose turn it is. What TypeScript is asked it answers in one go, so notebooks that share a process take turns: one question
// of one notebook, then one of the next, never all that one of them has waiting. What may wait (an editor's questions, step by
// step) gets its turn when no cell does.

type Work = () => void;

export class Turns<Owner> {
  /** A map keeps its keys in the order of their turns. */
  readonly #first = new Map<Owner, Work[]>();
  readonly #later = new Map<Owner, Work[]>();
  #isRunning = false;

  /** True while anybody's turn is to come. */
  get isBusy(): boolean {
    return this.#isRunning;
  }

  /** Work for a cell that somebody waits for. Must not throw. */
  add(owner: Owner, work: Work): void {
    this.#add(this.#first, owner, work);
  }

  /** Work that lets all of the other kind go first. */
  addPatient(owner: Owner, work: Work): void {
    this.#add(this.#later, owner, work);
  }

  /** Forgets what an owner has waiting. */
  drop(owner: Owner): void {
    this.#first.delete(owner);
    this.#later.delete(owner);
  }

  #add(row: Map<Owner, Work[]>, owner: Owner, work: Work): void {
    const waiting = row.get(owner);
    if (waiting) waiting.push(work);
    else row.set(owner, [work]);
    if (!this.#isRunning) this.#next();
  }

  /** What has arrived meanwhile is read before each turn. */
  #next(): void {
    this.#isRunning = this.#first.size > 0 || this.#later.size > 0;
    if (this.#isRunning) setImmediate(this.#take);
  }

  readonly #take = (): void => {
    const row = this.#first.size > 0 ? this.#first : this.#later;
    const [turn] = row;
    if (turn) {
      const [owner, [work, ...rest]] = turn;
      row.delete(owner);
      if (rest.length > 0) row.set(owner, rest);
      work?.();
    }
    this.#next();
  };
}
