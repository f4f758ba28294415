// The module `tslab` that the kernel provides, as stock tslab documents it.

/** The versions of the kernel and of what it stands on. */
export declare const versions: {
  tslab: string;
  typescript: string;
  node: string;
};

export interface Display {
  javascript(s: string): void;
  html(s: string): void;
  markdown(s: string): void;
  latex(s: string): void;
  svg(s: string): void;
  png(b: Uint8Array): void;
  jpeg(b: Uint8Array): void;
  gif(b: Uint8Array): void;
  pdf(b: Uint8Array): void;
  text(s: string): void;
  /** Shows data of any MIME type the front end knows. */
  raw(contentType: string, b: string | Uint8Array): unknown;
}

/** A display whose output is replaced each time it is used. */
export declare function newDisplay(): Display;

/** Shows rich content below the cell. */
export declare const display: Display;
