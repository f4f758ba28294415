// Exercises that check themselves: what the learner wrote is tried out, and a hint comes back in the lesson's language.
import { complaint, nearestName } from "../validation.js";
import { exercises, type ExerciseId, type ExerciseAnswers } from "./exercises/index.js";
import type { Language, Sentence } from "./exercises/types.js";

/**
 * Thrown by {@link todo}: this part of an exercise is still to be written.
 *
 * @example
 * ```ts
 * import { todo, TodoError } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(() => todo()).toThrow(TodoError);
 * ```
 */
export class TodoError extends Error {
  override readonly name = "TodoError";
}

/** Thrown by {@link solution} when an answer is not right; its message is the hint. */
export class ExerciseError extends Error {
  override readonly name = "ExerciseError";
}

/**
 * Marks the blank of an exercise. It fits wherever a value is wanted; replace it by your own code.
 *
 * @throws {@link TodoError} always; {@link exercise} reads it as “not started”.
 *
 * @example
 * ```ts
 * import { exercise, todo } from "gradus";
 *
 * const drawDistinct = (count: number): number[] => todo();
 * exercise("01-1", "en", drawDistinct);
 * ```
 */
export function todo(): never {
  throw new TodoError("This part is still to be written: replace todo() by your code");
}

/**
 * Tries an answer and prints one line: `✓` right, `△` not yet, with a hint, `○` not started.
 *
 * A wrong answer is no error, so that Run All goes on; an error inside the learner's code is shown as it is.
 *
 * @param id - Lesson and number, as in `"01-1"`.
 * @param language - Language of the hint.
 * @param answer - What the exercise asks for, mostly a function; undefined means not started.
 * @throws RangeError if there is no such exercise.
 */
export function exercise<Id extends ExerciseId>(
  id: Id,
  language: Language,
  answer: ExerciseAnswers[Id] | undefined,
): void {
  const { mark, text } = judge(id, language, answer);
  console.log(`${mark} ${title(id, language)} · ${text}`);
}

/**
 * Tries an answer as {@link exercise} does, and throws if it is not right. The notebooks in `solutions/` end in it.
 *
 * @throws {@link ExerciseError} with the hint.
 * @throws RangeError if there is no such exercise.
 *
 * @example
 * ```ts
 * import { ExerciseError, solution } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(() => solution("01-1", "en", () => [[0, 1]])).toThrow(ExerciseError); // its message is the hint
 * ```
 */
export function solution<Id extends ExerciseId>(
  id: Id,
  language: Language,
  answer: ExerciseAnswers[Id],
): void {
  const { mark, text } = judge(id, language, answer);
  if (mark !== "✓") throw new ExerciseError(`${title(id, language)} · ${text}`);
  console.log(`✓ ${title(id, language)} · ${text}`);
}

interface Verdict {
  mark: "✓" | "△" | "○";
  text: string;
}

function judge(id: ExerciseId, language: Language, answer: unknown): Verdict {
  if (!Object.hasOwn(exercises, id)) {
    const near = nearestName(id, Object.keys(exercises));
    throw new RangeError(
      complaint({
        action: "check the exercise",
        name: "id",
        wanted: "a lesson and number such as 01-1",
        got: id,
        fix: near ? `did you mean ${near}?` : undefined,
      }),
    );
  }
  const { start, check, right } = exercises[id];
  const say = (sentence: Sentence) => sentence[language];
  if (answer === undefined) return { mark: "○", text: `${notStarted[language]} ${say(start)}` };
  try {
    const hint = (check as (answer: unknown) => Sentence | undefined)(answer);
    return hint ? { mark: "△", text: say(hint) } : { mark: "✓", text: say(right) };
  } catch (error) {
    // By name: after an edit of the library, a cell may hold an older copy of the class.
    if (error instanceof Error && error.name === "TodoError")
      return { mark: "○", text: `${notStarted[language]} ${say(start)}` };
    throw error;
  }
}

const notStarted: Sentence = { ko: "빈칸이 남아 있습니다.", en: "There is a blank left." };

function title(id: string, language: Language): string {
  const number = id.slice(id.indexOf("-") + 1);
  return language === "ko" ? `연습 ${number}` : `Exercise ${number}`;
}
