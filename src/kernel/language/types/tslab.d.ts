// The module `tslab` that the kernel provides: what stock tslab documents, and clear().

/** The versions of the kernel and of what it stands on. */
export declare const versions: {
  tslab: string;
  typescript: string;
  node: string;
};

export interface Display {
  javascript(source: string): void;
  html(source: string): void;
  markdown(source: string): void;
  latex(source: string): void;
  svg(source: string): void;
  png(bytes: Uint8Array): void;
  jpeg(bytes: Uint8Array): void;
  gif(bytes: Uint8Array): void;
  pdf(bytes: Uint8Array): void;
  text(text: string): void;
  /** Shows content of any MIME type; JSON types take objects. */
  raw(type: string, content: unknown, metadata?: Record<string, unknown>): void;
  /** Shows content in several forms, of which the front end picks one. */
  raw(bundle: Record<string, unknown>): void;
  /** Removes the cell's output; with `wait`, only when new output comes. */
  clear(wait?: boolean | { wait?: boolean }): void;
}

/** A display whose content replaces its last. */
export declare function newDisplay(): Display;

/** Shows rich content below the cell. */
export declare const display: Display;
