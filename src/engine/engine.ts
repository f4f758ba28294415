// The engine of this process: one memory, one WebAssembly instance, its helper threads. Made when the first network needs
// it; let go, threads and all, when the last network has gone and its memory had grown.
import { Arena } from "./arena.js";
import { findBlas, loadBlas, type Blas } from "./blas.js";
import { perform, type EngineExports, type Run } from "./commands.js";
import { canShare, compileEngine } from "./platform.js";
import { Team } from "./threads.js";

/** An empty engine larger than this is let go. */
const KEEP_BYTES = 64 * 2 ** 20;

export class Engine {
  readonly arena: Arena;
  readonly exports: EngineExports;
  readonly team: Team;
  readonly #library: () => string | undefined;
  #blas: Blas | undefined;
  #users = 0;

  private constructor(arena: Arena, module: WebAssembly.Module) {
    this.arena = arena;
    this.#library = once(() => (arena.shared ? findBlas() : undefined));
    const blas = (...values: Parameters<Blas>) => {
      this.#blas!(...values);
    };
    const instance = new WebAssembly.Instance(module, { env: { memory: arena.memory, blas } });
    this.exports = instance.exports as unknown as EngineExports;
    arena.start(this.exports.heapBase());
    this.team = new Team(arena, module, this.#library);
  }

  /** The engine for a new user, who must `leave` it. */
  static async enter(): Promise<Engine> {
    current ??= make();
    const engine = await current.catch((error: unknown) => {
      current = undefined;
      throw error;
    });
    engine.#users++;
    return engine;

    async function make(): Promise<Engine> {
      const arena = new Arena(canShare());
      return new Engine(arena, await compileEngine(arena.shared));
    }
  }

  leave(): void {
    if (--this.#users > 0 || this.arena.bytes <= KEEP_BYTES) return;
    this.team.dismiss();
    current = undefined;
  }

  /** Loads the native products; false when it cannot be found or loaded. */
  useBlas(): boolean {
    const library = this.#library();
    if (!library) return false;
    this.#blas ??= loadBlas(this.arena.memory, library);
    return this.#blas !== undefined;
  }

  /** Runs a command in `threads` threads, the calling one among them. Tiny networks come here ten thousand times: no objects. */
  run(
    what: Run["what"],
    plan: number,
    from: number,
    to: number,
    batch: number,
    t: number,
    threads: number,
    barrier: number,
  ): void {
    if (threads > 1) this.team.start({ what, plan, from, to, batch, t }, threads, barrier);
    perform(this.exports, 0, what, plan, from, to, batch, t);
    if (threads > 1) this.team.join();
  }
}

/** Looks for the library when somebody asks: a tiny network does not. */
function once<Value>(find: () => Value): () => Value {
  let found: { value: Value } | undefined;
  return () => (found ??= { value: find() }).value;
}

let current: Promise<Engine> | undefined;
