// A helper thread's work: sleep, work, say so, for ever.
import { commandWords, perform, type EngineExports, type Run } from "./commands.js";
import { importsOf, loadNative, type Libraries, type Native } from "./native.js";

/** What a helper begins with. */
export interface HelperData {
  memory: WebAssembly.Memory;
  module: WebAssembly.Module;
  /** Address of its command words. */
  command: number;
  /** Its number, from 1. */
  thread: number;
  libraries: Libraries;
}

/**
 * Serves commands; does not return.
 *
 * @param onReady - Called when the first command may come.
 */
export function serve(
  { memory, module, command, thread, libraries }: HelperData,
  onReady: () => void,
): never {
  let native: Native | undefined;
  const imports = importsOf(memory, () => (native ??= loadNative(memory, libraries)));
  const instance = new WebAssembly.Instance(module, imports);
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
