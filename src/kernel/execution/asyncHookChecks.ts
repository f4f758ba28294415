// Node ends the process when its stack of async contexts is not as it left it: which is so after code was terminated in
// the middle of a callback. `--no-force-async-hooks-checks` turns that check off, but AsyncLocalStorage turns it on again
// (Node 20 and 22, where it is made of async hooks).

interface AsyncWrap {
  async_hook_fields: Uint32Array;
  constants: { kCheck: number; kTotals: number };
}

const asyncWrap = internals();

/** Turns the check off; called before each cell, since hooks that a cell enables turn it on. */
export function dropAsyncHookChecks(): void {
  if (!asyncWrap) return;
  const { async_hook_fields: fields, constants } = asyncWrap;
  fields[constants.kCheck] = 0;
  // Only counts: which hooks run is decided by the fields for each kind.
  fields[constants.kTotals] = 0;
}

function internals(): AsyncWrap | undefined {
  const { noDeprecation } = process;
  process.noDeprecation = true;
  try {
    return (process as unknown as { binding(name: string): AsyncWrap }).binding("async_wrap");
  } catch {
    return undefined; // not offered any more: nor is AsyncLocalStorage made of hooks there
  } finally {
    if (noDeprecation === undefined) delete process.noDeprecation;
    else process.noDeprecation = noDeprecation;
  }
}
