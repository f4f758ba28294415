// What an exercise is: a blank to fill, and a check that answers with a hint.

/** The lessons' languages. */
export type Language = "ko" | "en";

/** One sentence in both languages. */
export type Sentence = Readonly<Record<Language, string>>;

export interface Exercise<Answer> {
  /** Where to begin; shown while the blank is still there. */
  start: Sentence;
  /** What holds when the answer is right. */
  right: Sentence;
  /** Tries the answer; returns a hint that does not give it away, or undefined if it is right. */
  check: (answer: Answer) => Sentence | undefined;
}
