// The steps where no kernel runs, as on a page of the site: a row of radio buttons, each with its drawing. The browser's
// own arrow keys, clicks and taps go through them; no script is needed. Without its style all steps stand below each other.
import { escapeHtml } from "../../display/internal.js";

const style = `
.gradus-steps { display: flex; flex-wrap: wrap; gap: 4px 10px; padding: 5px; max-width: 660px; font-size: 13px; }
.gradus-steps input { width: 22px; height: 22px; margin: 0; accent-color: #1976d2; }
.gradus-steps input:focus-visible { outline: 3px solid #1976d2; outline-offset: 1px; }
.gradus-steps section { display: none; order: -1; flex-basis: 100%; }
.gradus-steps section svg { display: block; max-width: 100%; height: auto; }
.gradus-steps p { margin: 0 0 2px; font-variant-numeric: tabular-nums; }
.gradus-steps .said { min-height: 6em; }
.gradus-steps input:checked + section { display: block; }
@media print {
  .gradus-steps input, .gradus-steps input:checked + section:not(.kept) { display: none; }
  .gradus-steps section.kept { display: block; }
}`;

/** A step as it is shown. */
export interface Frame {
  caption: string;
  lines: readonly string[];
  svg: string;
  /** Whether it stands on paper, too. */
  isKept: boolean;
}

let drawn = 0;

/** HTML that shows one step at a time, the first one to begin with. */
export function stillSteps(label: string, frames: readonly Frame[]): string {
  const name = `gradus-steps-${String(++drawn)}`;
  const steps = frames.map(({ caption, lines, svg, isKept }, i) => {
    const spoken = escapeHtml([caption, ...lines].join(" "));
    const said = [caption, ...lines].map((line) => `<p>${escapeHtml(line)}</p>`).join("");
    return (
      `<input type="radio" name="${name}" title="${escapeHtml(caption)}" aria-label="${spoken}"${i === 0 ? " checked" : ""}>` +
      `<section${isKept ? ' class="kept"' : ""}>${svg}<div class="said">${said}</div></section>`
    );
  });
  return `<div class="gradus-steps" role="radiogroup" aria-label="${escapeHtml(label)}"><style>${style}</style>${steps.join("")}</div>`;
}
