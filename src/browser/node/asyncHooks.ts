// AsyncLocalStorage where nothing follows promises: a value holds while its work runs, or until the turn's end.

export class AsyncLocalStorage<T> {
  #current: T | undefined;

  run<R>(value: T, work: () => R): R {
    const before = this.#current;
    this.#current = value;
    try {
      return work();
    } finally {
      this.#current = before;
    }
  }

  /** What runs on from here without a pause gets the value; what comes after it in the queue does not. */
  enterWith(value: T): void {
    this.#current = value;
    queueMicrotask(() => {
      if (this.#current === value) this.#current = undefined;
    });
  }

  getStore(): T | undefined {
    return this.#current;
  }
}
