// A question that the learner answers before the cell that measures it: committing is what makes the answer stick.
import { notebookHost } from "../../display/host.js";
import { newDisplay } from "../../display/index.js";
import { outputHost } from "../../display/internal.js";
import { complaint, nearestName, showValue } from "../../validation.js";
import type { Language } from "../exercises/types.js";
import {
  answerBundle,
  type AnswerWidget,
  answerWidget,
  type Question,
  questionBundle,
  type QuestionWidget,
  questionWidget,
} from "./parts.js";
import { predictionWords } from "./words.js";

/**
 * Asks for a prediction: shows the question with a button for each option. A click commits; it may be changed until the
 * answer is seen. What comes back is answered by {@link Prediction.answer} in a later cell.
 *
 * Where nothing can be clicked (HTML, print, stock tslab) question and options are text and the answer is folded; in
 * plain Node both are printed.
 *
 * @param language - `"en"` or `"ko"`: the language of the words around the question.
 * @param question - The question, in plain text: write η = 0.1, not a formula.
 * @param options - Two or more options in the order shown, as in `{ a: "rises", b: "falls" }`.
 * @throws RangeError for an unknown language, fewer than two options, or two of the same text.
 * @throws TypeError if the question or an option is no text, or empty.
 *
 * @example
 * ```ts
 * import { claim, predict } from "gradus";
 *
 * const flat = predict("en", "Which outputs does the best plane give for XOR?", {
 *   a: "close to 0, 1, 1, 0",
 *   b: "0.5 everywhere",
 *   c: "0, 0.5, 0.5, 1",
 * });
 * // …in a later cell, folded (its code says which option is right), below the one that measures:
 * flat.answer("b", "The two high corners lie opposite each other, so the best plane lies flat.");
 * claim("output at every corner", [0.5, 0.5, 0.5, 0.5], { equals: [0.5, 0.5, 0.5, 0.5] });
 * ```
 */
export function predict<Key extends string>(
  language: Language,
  question: string,
  options: Readonly<Record<Key, string>>,
): Prediction<Key> {
  checkQuestion(language, question, options);
  return new Prediction(language, question, options);
}

/** A question that {@link predict} has asked. */
export class Prediction<Key extends string = string> {
  readonly #question: Question;
  readonly #asked: QuestionWidget;
  #answered: { widget: AnswerWidget; words: string; execution: unknown } | undefined;

  /** Asks the question; {@link predict} checks its arguments first. */
  constructor(language: Language, question: string, options: Readonly<Record<Key, string>>) {
    this.#question = { language, text: question, options };
    this.#asked = questionWidget(this.#question);
    this.#asked.on("chosen", () => {
      this.#agree();
    });
    newDisplay().update(questionBundle(this.#asked, this.#question));
  }

  /** The option that the learner has committed to; undefined before. */
  get chosen(): Key | undefined {
    return (this.#asked.get("chosen") || undefined) as Key | undefined;
  }

  /**
   * Shows the answer: hidden until the learner has committed, then their choice, the right one and the reason.
   * A cell that is run again shows it again.
   *
   * @param key - The right option.
   * @param because - Why it is right, in a sentence or two of plain text.
   * @param measured - Lines that were measured, default none: they wait with the answer, which `console.log` would not.
   * @throws RangeError if there is no such option.
   * @throws TypeError if `because` is no text, or empty; if `measured` is no list of texts.
   * @throws Error if the prediction has an answer already.
   */
  answer(key: Key, because: string, measured: readonly string[] = []): void {
    const action = `answer ${JSON.stringify(this.#question.text)}`;
    const keys = Object.keys(this.#question.options);
    if (!keys.includes(key)) {
      throw new RangeError(complaint({ action, name: "key", wanted: `one of ${keys.join(", ")}`, got: key }));
    }
    checkText(action, "because", because);
    checkLines(action, measured);
    const answer = { right: key, because, measured };
    const words = `(${key}) ${because}`;
    const execution = executionNow();
    const before = this.#answered;
    if (before && (before.words !== words || before.execution === execution)) {
      const fix = "run the cell that asks the question again, or take one answer away";
      throw new Error(`Cannot ${action}: answer must be given once, current value is a second one; ${fix}`);
    }
    before?.widget.close();
    const widget = answerWidget(this.#question, answer);
    widget.on("isShown", () => {
      this.#agree();
    });
    this.#answered = { widget, words, execution };
    this.#agree();
    newDisplay().update(answerBundle(widget, this.#question, answer));
  }

  /** What is chosen opens the answer; an open answer ends the choosing. */
  #agree(): void {
    const answer = this.#answered?.widget;
    if (!answer) return;
    const chosen = this.#asked.get("chosen");
    answer.set({ chosen });
    if (chosen !== "" || answer.get("isShown")) this.#asked.set({ isFinal: true });
  }
}

/** What tells one execution of a cell from the next; stock tslab does not say, so there each answer has its own. */
function executionNow(): unknown {
  return notebookHost()?.execution ?? (outputHost() ? Symbol("an execution") : "no notebook");
}

function checkQuestion(language: unknown, question: unknown, options: unknown): void {
  const languages = Object.keys(predictionWords);
  if (!languages.includes(language as string)) {
    const near = typeof language === "string" ? nearestName(language, languages) : undefined;
    const fix = near === undefined ? undefined : `write ${JSON.stringify(near)}`;
    const wanted = languages.map((name) => JSON.stringify(name)).join(" or ");
    throw new RangeError(
      complaint({ action: "ask for a prediction", name: "language", wanted, got: language, fix }),
    );
  }
  checkText("ask for a prediction", "question", question);
  const action = `ask ${JSON.stringify(question)}`;
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    const wanted = 'an object such as { a: "rises", b: "falls" }';
    throw new TypeError(complaint({ action, name: "options", wanted, got: options }));
  }
  const entries = Object.entries(options);
  if (entries.length < 2) {
    throw new RangeError(complaint({ action, name: "options", wanted: "two or more", got: options }));
  }
  for (const [key, text] of entries) {
    if (key.trim() === "") throw new TypeError(complaint({ action, name: "key", wanted: "text", got: key }));
    checkText(action, `option ${key}`, text);
  }
  const texts = entries.map(([, text]) => String(text));
  const twice = texts.find((text, i) => texts.indexOf(text) < i);
  if (twice !== undefined) {
    throw new RangeError(
      `Cannot ${action}: options must be all different, current value is ${showValue(twice)} twice`,
    );
  }
}

function checkText(action: string, name: string, value: unknown): void {
  if (typeof value === "string" && value.trim() !== "") return;
  throw new TypeError(complaint({ action, name, wanted: "text", got: value }));
}

function checkLines(action: string, lines: unknown): void {
  if (Array.isArray(lines) && lines.every((line) => typeof line === "string")) return;
  const wanted = 'a list of texts such as ["B = 12: 0.91"]';
  throw new TypeError(complaint({ action, name: "measured", wanted, got: lines }));
}
