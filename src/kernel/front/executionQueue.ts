// Cells run one after the other; after an error those that wait are not run.

interface Job {
  run(): Promise<"ok" | "abort">;
  abort(): void;
}

/** Runs execute requests in the order they came. */
export class ExecutionQueue {
  #jobs: Job[] = [];
  #running = false;

  add(job: Job): void {
    this.#jobs.push(job);
    if (!this.#running) void this.#runAll();
  }

  async #runAll(): Promise<void> {
    this.#running = true;
    for (let job = this.#jobs.shift(); job; job = this.#jobs.shift()) {
      try {
        if ((await job.run()) === "abort") this.abort();
      } catch (error) {
        console.error(error); // the next cell runs, whatever this one broke
      }
    }
    this.#running = false;
  }

  /** Takes all waiting requests off the queue. */
  abort(): void {
    for (const job of this.#jobs.splice(0)) job.abort();
  }
}
