// The memory that the main thread and the watchdog thread share.

/** Layout of the shared words. */
export const word = {
  /** Number of the last interrupt that the main thread has seen. */
  seen: 0,
  /** 1 while the main thread waits for an answer; the watchdog sets 2 (answer), 3 (error) or 4 (interrupt). */
  input: 1,
  /** Which request is waited for. */
  request: 2,
  /** Length in bytes of the answer in `text`. */
  length: 3,
  /** How many calls are running that end by themselves soon after they are asked to. */
  willing: 4,
  /** 1 while the debugger holds the main thread. */
  paused: 5,
} as const;

export interface Shared {
  words: Int32Array<SharedArrayBuffer>;
  text: Uint8Array<SharedArrayBuffer>;
}

export function newShared(): Shared {
  return {
    words: new Int32Array(new SharedArrayBuffer(4 * Object.keys(word).length)),
    text: new Uint8Array(new SharedArrayBuffer(64 * 1024)),
  };
}
