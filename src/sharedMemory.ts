// Memory that threads share, where there is any: a page that is not cross-origin isolated does not even know its name.

/** A buffer that threads share, or one of this thread alone where there is none. */
export function sharedBuffer(bytes: number): SharedArrayBuffer | ArrayBuffer {
  return typeof SharedArrayBuffer === "undefined" ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes);
}

/** Whether threads share a buffer. */
export function isShared(buffer: ArrayBufferLike): boolean {
  return typeof SharedArrayBuffer !== "undefined" && buffer instanceof SharedArrayBuffer;
}
