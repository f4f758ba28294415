// The two outputs of a prediction, question and answer: each has a widget, a still form in HTML, and words.
import type { MimeBundle } from "../../display/host.js";
import { escapeHtml, viewBundle } from "../../display/internal.js";
import { widgets } from "../../widgets/index.js";
import { answerPage, pageStyle, questionPage } from "./page.js";
import { type PredictionWords, predictionWords } from "./words.js";
import type { Language } from "../exercises/types.js";

/** A question with the options one chooses from. */
export interface Question {
  readonly language: Language;
  readonly text: string;
  /** Text of each option by its key, in the order shown. */
  readonly options: Readonly<Record<string, string>>;
}

type QuestionState = {
  /** Key of the option chosen; empty before. */
  chosen: string;
  /** Whether the answer was seen: nothing can be chosen any more. */
  isFinal: boolean;
  question: string;
  /** Key and text of each option. */
  options: [string, string][];
} & Pick<PredictionWords, "title" | "commit" | "committed">;

type AnswerState = {
  chosen: string;
  /** Whether the learner wants to see it without having chosen. */
  isShown: boolean;
  right: string;
  /** What is said by the key chosen; under the empty key, where none was. */
  verdicts: Record<string, string>;
  because: string;
  /** Lines that were measured, as one text; empty where there are none. */
  measured: string;
} & Pick<PredictionWords, "wait" | "showAnyway">;

/** What answers a question. */
export interface Answer {
  /** Key of the right option. */
  readonly right: string;
  readonly because: string;
  /** Lines that were measured. */
  readonly measured: readonly string[];
}

export type QuestionWidget = widgets.AnyWidget<QuestionState>;
export type AnswerWidget = widgets.AnyWidget<AnswerState>;

/** The question with its buttons. */
export function questionWidget({ language, text, options }: Question): QuestionWidget {
  const { title, commit, committed } = predictionWords[language];
  return new widgets.AnyWidget<QuestionState>({
    esm: questionPage,
    css: pageStyle,
    state: {
      chosen: "",
      isFinal: false,
      question: text,
      options: Object.entries(options),
      ...{ title, commit, committed },
    },
  });
}

/** The answer, behind a curtain until something was chosen. */
export function answerWidget(question: Question, { right, because, measured }: Answer): AnswerWidget {
  const words = predictionWords[question.language];
  const keys = Object.keys(question.options);
  const rightOption = optionOf(question, right);
  const verdictOn = (key: string): string =>
    key === right ? words.right(rightOption) : words.wrong(optionOf(question, key), rightOption);
  return new widgets.AnyWidget<AnswerState>({
    esm: answerPage,
    css: pageStyle,
    state: {
      chosen: "",
      isShown: false,
      right,
      verdicts: {
        "": `${words.answer}: ${rightOption}`,
        ...Object.fromEntries(keys.map((key) => [key, verdictOn(key)])),
      },
      because,
      measured: measured.join("\n"),
      ...{ wait: words.wait, showAnyway: words.showAnyway },
    },
  });
}

/** What the question is on every kind of page. */
export function questionBundle(widget: QuestionWidget, question: Question): MimeBundle {
  const { title } = predictionWords[question.language];
  const keys = Object.keys(question.options);
  const items = keys.map((key) => `<li>${escapeHtml(optionOf(question, key))}</li>`).join("");
  return {
    ...viewOf(widget),
    "text/html": frame(
      `<p><strong>${title}.</strong> ${escapeHtml(question.text)}</p>` +
        `<ul style="list-style: none; padding-left: 0">${items}</ul>`,
    ),
    "text/plain": `${title}. ${question.text}\n${keys.map((key) => `  ${optionOf(question, key)}`).join("\n")}`,
  };
}

/** What the answer is on every kind of page: folded where it cannot wait for a choice. */
export function answerBundle(
  widget: AnswerWidget,
  question: Question,
  { right, because, measured }: Answer,
): MimeBundle {
  const { answer } = predictionWords[question.language];
  const option = optionOf(question, right);
  const numbers = measured.length === 0 ? "" : `<pre>${escapeHtml(measured.join("\n"))}</pre>`;
  return {
    ...viewOf(widget),
    "text/html": frame(
      `<details><summary><strong>${answer}</strong> · ${escapeHtml(question.text)}</summary>` +
        `<p><strong>${escapeHtml(option)}</strong></p><p>${escapeHtml(because)}</p>${numbers}</details>`,
    ),
    "text/plain": [`${answer} · ${question.text}`, option, because, ...measured].join("\n  "),
  };
}

/** An option as shown: `(b) 0.5 everywhere`. */
function optionOf({ options }: Question, key: string): string {
  return `(${key}) ${options[key]!}`;
}

function viewOf(widget: widgets.Widget): MimeBundle {
  const model = widget.open();
  return model ? viewBundle(model.id) : {};
}

const frame = (content: string): string =>
  `<div class="gradus-prediction" style="border-left: 4px solid #1976d2; padding-left: 12px">${content}</div>`;
