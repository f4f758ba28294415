// What a progress display can be told.

/** Keras's levels: 0 silent, 1 a bar in place, 2 one line a round; `"auto"` is 1 in a notebook or terminal, else 2. */
export type Verbosity = "auto" | 0 | 1 | 2;

export interface ProgressOptions {
  /** What is being done, above the bar; none by default. */
  title?: string | undefined;
  /** Steps of one round; leave out when it is not known. */
  total?: number | undefined;
  /** Number of rounds (epochs); defaults to 1. */
  rounds?: number | undefined;
  /** What a round is called; defaults to `"Epoch"`. */
  roundName?: string | undefined;
  /** What a step is called, as in `2ms/step`; defaults to `"step"`. */
  unit?: string | undefined;
  /** Defaults to `"auto"`. */
  verbose?: Verbosity | undefined;
  /** Called when the Stop button is pressed; the notebook shows it if the task takes longer than a second. */
  onStop?: (() => void) | undefined;
}

export const optionNames = [
  "title",
  "total",
  "rounds",
  "roundName",
  "unit",
  "verbose",
  "onStop",
] as const satisfies readonly (keyof ProgressOptions)[];
