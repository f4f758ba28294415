// All exercises by id.
import { lesson01 } from "./lesson01.js";
import { lesson02 } from "./lesson02.js";
import type { Exercise } from "./types.js";

export const exercises = { ...lesson01, ...lesson02 };

/** Lesson and number of an exercise, as in `"01-1"`. */
export type ExerciseId = keyof typeof exercises;

/** What each exercise takes as its answer. */
export type ExerciseAnswers = {
  [Id in ExerciseId]: (typeof exercises)[Id] extends Exercise<infer Answer> ? Answer : never;
};
