// A helper thread's work: sleep, work, say so, for ever.
import { loadBlas, type Blas } from "./blas.js";
import { commandWords, perform, type EngineExports, type Run } from "./commands.js";

/** What a helper begins with. */
export interface HelperData {
  memory: WebAssembly.Memory;
  module: WebAssembly.Module;
  /** Address of its command words. */
  command: number;
  /** Its number, from 1. */
  thread: number;
  /** The library's file, if products go there. */
  blas: string | undefined;
}

/**
 * Serves commands; does not return.
 *
 * @param onReady - Called when the first command may come.
 */
export function serve({ memory, module, command, thread, blas }: HelperData, onReady: () => void): never {
  let product: Blas | undefined;
  const instance = new WebAssembly.Instance(module, {
    env: {
      memory,
      blas: (...values: Parameters<Blas>) => {
        product ??= blas === undefined ? undefined : loadBlas(memory, blas);
        if (!product) throw new Error("Cannot multiply: the library must be loadable in every thread");
        product(...values);
      },
    },
  });
  const words = new Int32Array(memory.buffer, command, 16);
  let generation = Atomics.load(words, commandWords.generation);
  onReady();

  for (;;) {
    Atomics.wait(words, commandWords.generation, generation);
    const now = Atomics.load(words, commandWords.generation);
    if (now === generation) continue;
    generation = now;
    const [what, plan, from, to, batch, t] = words.subarray(commandWords.what);
    perform(
      instance.exports as unknown as EngineExports,
      thread,
      what as Run["what"],
      plan!,
      from!,
      to!,
      batch!,
      t!,
    );
    Atomics.store(words, commandWords.done, generation);
    Atomics.notify(words, commandWords.done);
  }
}
