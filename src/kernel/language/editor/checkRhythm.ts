// When cells are checked while somebody types: the cell that is typed in after a short pause, all others after a longer one.
// One check is under way at a time, and of those that wait only the newest is made.

/** ms after the last keystroke before its cell is checked. */
export const typingPause = 120;
/** ms after the last keystroke before all cells are checked. */
const restPause = 500;
/** ms in which changes of the notebook come together. */
const gatherPause = 50;

export class CheckRhythm {
  readonly #check: (cell: string | undefined) => Promise<void>;
  #typingTimer: ReturnType<typeof setTimeout> | undefined;
  #restTimer: ReturnType<typeof setTimeout> | undefined;
  #isChecking = false;
  #waiting: { cell: string | undefined } | undefined;

  /** @param check - Checks one cell, or all without one; must not fail. */
  constructor(check: (cell: string | undefined) => Promise<void>) {
    this.#check = check;
  }

  /** A cell's text has changed under the user's hands. */
  typed(cell: string, pause = typingPause): void {
    this.stop();
    this.#typingTimer = setTimeout(() => void this.#run(cell), pause);
    this.#restTimer = setTimeout(() => void this.#run(undefined), restPause);
  }

  /** Checks all cells, in a moment. */
  soon(): void {
    clearTimeout(this.#restTimer);
    this.#restTimer = setTimeout(() => void this.#run(undefined), gatherPause);
  }

  /** Forgets what was to be checked. */
  stop(): void {
    clearTimeout(this.#typingTimer);
    clearTimeout(this.#restTimer);
    this.#waiting = undefined;
  }

  async #run(cell: string | undefined): Promise<void> {
    if (this.#isChecking) {
      const waitsForAll = this.#waiting && this.#waiting.cell === undefined;
      if (!waitsForAll) this.#waiting = { cell };
      return;
    }
    this.#isChecking = true;
    try {
      await this.#check(cell);
    } finally {
      this.#isChecking = false;
      const next = this.#waiting;
      this.#waiting = undefined;
      if (next) void this.#run(next.cell);
    }
  }
}
