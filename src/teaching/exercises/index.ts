// All exercises by id.
import { lesson01 } from "./lesson01.js";
import { lesson02 } from "./lesson02.js";
import { lesson03 } from "./lesson03.js";
import { lesson04 } from "./lesson04.js";
import { lesson05 } from "./lesson05.js";
import { lesson06 } from "./lesson06.js";
import { lesson07 } from "./lesson07.js";
import { lesson08 } from "./lesson08.js";
import { lesson09 } from "./lesson09.js";
import type { Exercise } from "./types.js";

export const exercises = {
  ...lesson01,
  ...lesson02,
  ...lesson03,
  ...lesson04,
  ...lesson05,
  ...lesson06,
  ...lesson07,
  ...lesson08,
  ...lesson09,
};

/** Lesson and number of an exercise, as in `"01-1"`. */
export type ExerciseId = keyof typeof exercises;

/** What each exercise takes as its answer. */
export type ExerciseAnswers = {
  [Id in ExerciseId]: (typeof exercises)[Id] extends Exercise<infer Answer> ? Answer : never;
};
