// The files beside a notebook, which the host of the page keeps: JupyterLite's drive, a server, a map.

/** Paths are relative to the notebook's folder and have slashes, as in "data/cats.csv" or "../data/cats.csv". */
export interface PageFiles {
  /** What is there when a session begins. */
  load: () => Promise<Readonly<Record<string, Uint8Array>>>;
  /** Keeps what a cell has written; undefined: a cell has removed it. */
  save: (path: string, content: Uint8Array | undefined) => Promise<void> | void;
}

/** New contents by path; undefined for files that are gone. */
export type FileChanges = Readonly<Record<string, Uint8Array | undefined>>;
