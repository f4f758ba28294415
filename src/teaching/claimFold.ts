// The claims of one cell as one line that unfolds. Where nothing folds, each is a printed line.
import { type DisplayHandle, html, newDisplay, notebookHost } from "../display/index.js";
import { currentSink, escapeHtml } from "../display/internal.js";

/** The claims of the cell that runs. */
interface Fold {
  /** The cell's execution: run again, it has a fold of its own. */
  readonly execution: number;
  readonly place: DisplayHandle;
  readonly held: string[];
  readonly failed: string[];
}

let latest: Fold | undefined;

/** Whether a sentence so far was Korean: the one line of a cell whose claims have no words, as in `784 × 512`, is so, too. */
let isKorean = false;

/** Shows a claim that held, as `sentence value bound`. */
export function showHeld(claim: string): void {
  const host = notebookHost();
  // Stock tslab and plain Node print; what is captured to stand elsewhere goes there as text.
  if (!host || currentSink()) {
    console.log(`✓ ${claim}`);
    return;
  }
  const { execution } = host;
  if (latest?.execution !== execution) latest = { execution, place: newDisplay(), held: [], failed: [] };
  latest.held.push(claim);
  draw(latest);
}

/** Opens the fold of a cell whose claim did not hold; the error itself is thrown by {@link claim}. */
export function showFailed(error: string): void {
  if (!latest || latest.execution !== notebookHost()?.execution) return;
  latest.failed.push(error);
  draw(latest);
}

function draw({ place, held, failed }: Fold): void {
  isKorean ||= /\p{Script=Hangul}/u.test(held.join(""));
  const words = isKorean ? summaries.ko : summaries.en;
  const rows = [
    ...held.map((claim) => row("✓", "#43a047", claim)),
    ...failed.map((error) => row("✗", "#e53935", error)),
  ];
  const isOpen = failed.length > 0;
  const mark = isOpen ? '<span style="color: #e53935">✗</span>' : '<span style="color: #43a047">✓</span>';
  place.update(
    html(
      `<details class="gradus-claims"${isOpen ? " open" : ""}><summary style="cursor: pointer">${mark} ${words(held.length, failed.length)}</summary>${rows.join("")}</details>`,
      held.map((claim) => `✓ ${claim}`).join("\n"),
    ),
  );
}

/** A claim as it stands in the fold. */
const row = (mark: string, color: string, text: string): string =>
  `<div style="padding-left: 1.2em; text-indent: -1.1em; white-space: pre-wrap"><span style="color: ${color}">${mark}</span> ${escapeHtml(text)}</div>`;

/** The one line of a fold, in the language of its sentences. */
const summaries = {
  en: (held: number, failed: number): string =>
    `${String(held)} ${held === 1 ? "claim" : "claims"} held${failed > 0 ? `, ${String(failed)} failed` : ""}`,
  ko: (held: number, failed: number): string =>
    `${String(held)} 확인${failed > 0 ? `, ${String(failed)} 실패` : ""}`,
};
