// The HDF5 library in WebAssembly, and another copy of it when damaged files have worn one out.
import { freshHdf5 } from "./freshHdf5.js";

type Hdf5 = typeof import("h5wasm").default;

/** The library, and the file system that it reads from. */
export interface Hdf5Library {
  hdf5: Hdf5;
  files: Files;
}

/** The part of Emscripten's file system that is used here. */
export interface Files {
  readFile(path: string): Uint8Array;
  writeFile(path: string, bytes: Uint8Array): void;
  unlink(path: string): void;
}

/**
 * An error leaves C's functions without their ends, which would have given their stack back: after some 2,000 damaged files every
 * file, sound ones too, ended in "memory access out of bounds". A trap of WebAssembly's leaves anything.
 */
const mostFailures = 500;

let current: Promise<Hdf5Library> | undefined;
let copies = 0;
let failures = 0;

export function loadLibrary(): Promise<Hdf5Library> {
  current ??= start(copies++).catch((error: unknown) => {
    current = undefined;
    throw error;
  });
  return current;
}

async function start(copy: number): Promise<Hdf5Library> {
  const { default: hdf5 } = copy === 0 ? await import("h5wasm") : await freshHdf5(copy);
  const library = await hdf5.ready;
  library.activate_throwing_error_handler(); // else errors go to stderr, and numbers come back that mean nothing
  return { hdf5, files: library.FS as unknown as Files };
}

/** Counts a file that could not be read: the next one has a new copy of the library, where this one may have suffered. */
export function noteFailure(error: unknown): void {
  const isTrap =
    !(error instanceof Error) || error instanceof WebAssembly.RuntimeError || /^Aborted/.test(error.message);
  if (!isTrap && ++failures < mostFailures) return;
  failures = 0;
  current = undefined;
}
