// The words of a progress line, as Keras prints them: `469/469 ━━━━━━━━━━━━━━━━━━━━ 1s 2ms/step - accuracy: 0.9261 - loss: 0.2580`.

import type { ProgressMetrics, RoundState } from "./progressState.js";

const barWidth = 20;

/** The two parts of a bar of 20 signs: done and still to do. */
export function barParts({ done, total, isOver }: RoundState): [string, string] {
  const share = total ? Math.min(1, done / total) : isOver ? 1 : 0;
  const filled = Math.floor(share * barWidth);
  return ["━".repeat(filled), "━".repeat(barWidth - filled)];
}

/** `12/469`, padded to the length it will have at the end; `12/Unknown` when the end is not known. */
export function countText({ done, total }: RoundState): string {
  if (total === undefined) return `${String(done)}/Unknown`;
  return `${String(done).padStart(String(total).length)}/${String(total)}`;
}

/** Remaining time while running, elapsed time when over, then the time a step takes. */
export function timeText(round: RoundState, unit: string): string {
  const { done, total, elapsed, isOver } = round;
  const perStep = done > 0 ? elapsed / done : 0;
  const shown = isOver || total === undefined ? elapsed : perStep * (total - done);
  return `${durationText(shown)} ${stepTimeText(perStep)}/${unit}`;
}

/** `3s`, `2:05` or `1:02:05` from milliseconds. */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const two = (n: number): string => String(n).padStart(2, "0");
  if (seconds >= 3600) {
    return `${String(Math.floor(seconds / 3600))}:${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  }
  return seconds > 60 ? `${String(Math.floor(seconds / 60))}:${two(seconds % 60)}` : `${String(seconds)}s`;
}

/** `2s`, `3ms` or `45us` from milliseconds. */
export function stepTimeText(ms: number): string {
  if (ms >= 1000 || ms === 0) return `${String(Math.round(ms / 1000))}s`;
  return ms >= 1 ? `${String(Math.round(ms))}ms` : `${String(Math.round(ms * 1000))}us`;
}

/** `accuracy: 0.9261 - loss: 2.5800e-04`: four decimals, or an exponent below 0.001. */
export function metricsText(metrics: ProgressMetrics): string {
  return Object.entries(metrics)
    .map(([name, value]) => `${name}: ${metricText(value)}`)
    .join(" - ");
}

function metricText(value: number): string {
  if (!Number.isFinite(value) || Math.abs(value) > 1e-3) return value.toFixed(4);
  const [digits, exponent] = value.toExponential(4).split("e") as [string, string];
  return `${digits}e${exponent[0]!}${exponent.slice(1).padStart(2, "0")}`;
}

/** The whole line without colours. */
export function roundText(round: RoundState, unit: string): string {
  const metrics = metricsText(round.metrics);
  return `${countText(round)} ${barParts(round).join("")} ${timeText(round, unit)}${metrics && ` - ${metrics}`}`;
}
