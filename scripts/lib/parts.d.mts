/** A part of `npm test`. */
export interface Part {
  name: string;
  /** Runs only when named. */
  extra?: boolean;
}

/** In the order they run. */
export const parts: readonly Part[];
