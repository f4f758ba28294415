// The engine of this process: one memory, one WebAssembly instance, its helper threads. Made when the first network needs
// it; let go, threads and all, when the last network has gone and its memory had grown.
import { Arena } from "./arena.js";
import { findLibraries, importsOf, loadNative, type Native } from "./native.js";
import { perform, type EngineExports, type Run } from "./commands.js";
import { canShare, compileEngine } from "./platform.js";
import { Team } from "./threads.js";

/** An empty engine larger than this is let go. */
const KEEP_BYTES = 64 * 2 ** 20;

export class Engine {
  readonly arena: Arena;
  readonly exports: EngineExports;
  readonly team: Team;
  /** Loaded for the first network that pays it: a tiny one does not look for libraries. */
  readonly native: () => Native;
  #users = 0;

  private constructor(arena: Arena, module: WebAssembly.Module) {
    this.arena = arena;
    const libraries = once(() => (arena.shared ? findLibraries() : { openblas: undefined, own: undefined }));
    this.native = once(() => loadNative(arena.memory, libraries()));
    const instance = new WebAssembly.Instance(module, importsOf(arena.memory, this.native));
    this.exports = instance.exports as unknown as EngineExports;
    arena.start(this.exports.heapBase());
    this.team = new Team(arena, module, libraries);
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

/** What is worked out when somebody first asks. */
function once<Value>(find: () => Value): () => Value {
  let found: { value: Value } | undefined;
  return () => (found ??= { value: find() }).value;
}

let current: Promise<Engine> | undefined;
