// Memory of large results that nobody holds any longer is free again soon. V8 collects its young objects once they hold 32 MB
// outside of its heap, but gives that memory back on another thread, a while later; until then it counts as taken, and so much makes
// V8 mark and compact its whole heap, which takes longer than the arithmetic did. So after every few large results the young objects
// alone are collected, a third of a millisecond, and what they held is free before that returns: the next results are written there.
import { nodeModule } from "../nodeModule.js";

/** Bytes of large results between two collections: their arithmetic takes ten times as long as one. */
const between = 1 << 24;
/** Bytes of large results from which on it pays to ask for V8's collector, which takes a millisecond or two. */
const paysFrom = 1 << 26;

let asked = 0;
let since = 0;
let collect: (() => void) | undefined;

/** To be told of each large result before its memory is taken. */
export function collectPromptly(bytes: number): void {
  if (asked < paysFrom && (asked += bytes) >= paysFrom) collect = collector();
  if (!collect || (since += bytes) < between) return;
  since = 0;
  collect();
}

/** The collection; undefined where this V8 does not offer it. */
function collector(): (() => void) | undefined {
  try {
    const { setFlagsFromString } = nodeModule("node:v8")!;
    setFlagsFromString("--expose-gc");
    const gc = nodeModule("node:vm")!.runInNewContext("gc") as (options: { type: "minor" }) => void;
    if (!("gc" in globalThis)) setFlagsFromString("--no-expose-gc");
    return () => {
      setFlagsFromString("--no-concurrent-array-buffer-sweeping"); // for this collection only
      gc({ type: "minor" });
      setFlagsFromString("--concurrent-array-buffer-sweeping");
    };
  } catch {
    return undefined;
  }
}
