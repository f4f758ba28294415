// How far a long task is: what its display draws.

/** Averages or last values by name, in the order they are shown. */
export type ProgressMetrics = Readonly<Record<string, number>>;

/** One round (for training: one epoch) as it stands. */
export interface RoundState {
  /** Counts from 1. */
  index: number;
  /** Steps done. */
  done: number;
  /** Steps of the round, if known. */
  total: number | undefined;
  /** Time since the round began, in ms. */
  elapsed: number;
  metrics: ProgressMetrics;
  isOver: boolean;
}

/** What a view draws. */
export interface ProgressState {
  readonly title: string | undefined;
  readonly rounds: number;
  readonly roundName: string;
  readonly unit: string;
  /** The last finished rounds, oldest first. */
  readonly finished: readonly RoundState[];
  /** Number of rounds finished so far. */
  readonly numFinished: number;
  readonly current: RoundState | undefined;
  /** Estimated time to the end of all rounds in ms, if known. */
  readonly remaining: number | undefined;
  readonly isOver: boolean;
}
