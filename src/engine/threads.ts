// Helper threads: each sleeps on its own command words in the shared memory until a run starts, works on the same plan
// as the main thread, and says when it is done.
import type { Arena } from "./arena.js";
import type { Libraries } from "./native.js";
import { startHelper } from "./platform.js";
import { commandWords, type Run } from "./commands.js";
import { barrierWords } from "./schema/index.js";

interface Helper {
  words: Int32Array;
  address: number;
  terminate: () => void;
}

/** The helper threads of one engine. */
export class Team {
  readonly #arena: Arena;
  readonly #module: WebAssembly.Module;
  readonly #libraries: () => Libraries;
  #helpers: Helper[] = [];
  /** Barrier of the run under way. Still set at the next start if the main thread was interrupted inside WebAssembly. */
  #running: { barrier: number; helpers: number } | undefined;

  constructor(arena: Arena, module: WebAssembly.Module, libraries: () => Libraries) {
    this.#arena = arena;
    this.#module = module;
    this.#libraries = libraries;
  }

  /** Makes sure that `threads` threads can work; returns how many can. */
  async hire(threads: number): Promise<number> {
    while (this.#helpers.length < threads - 1) {
      const address = this.#arena.allocate(64);
      const data = {
        memory: this.#arena.memory,
        module: this.#module,
        command: address,
        thread: this.#helpers.length + 1,
        libraries: this.#libraries(),
      };
      const helper = startHelper(data);
      if (!helper) {
        this.#arena.free(address);
        break;
      }
      await helper.ready;
      this.#helpers.push({ words: this.#arena.i32(address, 16), address, terminate: helper.terminate });
    }
    return Math.min(threads, this.#helpers.length + 1);
  }

  get size(): number {
    return this.#helpers.length;
  }

  /** Starts helpers 1 … threads − 1; the caller then does the work of thread 0 and calls `join`. */
  start(run: Run, threads: number, barrier: number): void {
    this.settle();
    this.#running = { barrier, helpers: threads - 1 };
    for (let k = 0; k < threads - 1; k++) {
      const { words } = this.#helpers[k]!;
      words.set([run.what, run.plan, run.from, run.to, run.batch, run.t], commandWords.what);
      Atomics.add(words, commandWords.generation, 1);
      Atomics.notify(words, commandWords.generation);
    }
  }

  /** Waits for the helpers of the run under way. */
  join(): void {
    for (let k = 0; k < (this.#running?.helpers ?? 0); k++) {
      const { words } = this.#helpers[k]!;
      const generation = Atomics.load(words, commandWords.generation);
      for (let done; (done = Atomics.load(words, commandWords.done)) !== generation;) {
        Atomics.wait(words, commandWords.done, done, 100);
      }
    }
    this.#running = undefined;
  }

  /**
   * After an interrupt the helpers wait at a barrier for a main thread that will not come: they are sent home. To be called
   * before anybody else touches the memory of their run.
   */
  settle(): void {
    if (!this.#running) return;
    const words = this.#arena.i32(this.#running.barrier, 16);
    Atomics.store(words, barrierWords.abandoned, 1);
    Atomics.add(words, barrierWords.generation, 1);
    Atomics.notify(words, barrierWords.generation);
    this.join();
    Atomics.store(words, barrierWords.arrivals, 0);
    Atomics.store(words, barrierWords.abandoned, 0);
  }

  /** Ends all helpers. */
  dismiss(): void {
    for (const { terminate, address } of this.#helpers) {
      terminate();
      this.#arena.free(address);
    }
    this.#helpers = [];
  }
}
