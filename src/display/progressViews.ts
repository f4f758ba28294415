// Three ways to show progress: a bar in the notebook, Keras's bar in a terminal, one line a round in a file.
import { newDisplay } from "./display.js";
import type { MimeBundle } from "./host.js";
import type { ProgressState, RoundState } from "./progressState.js";
import {
  barParts,
  countText,
  durationText,
  metricsText,
  roundText,
  stepTimeText,
  timeText,
} from "./progressText.js";
import { escapeHtml } from "./rich.js";
import { openStopPanel, type StopPanel } from "./stopPanel.js";
import { viewBundle } from "./widgetModel.js";

/** Draws the state of a task. */
export interface ProgressView {
  draw(state: ProgressState): void;
  /** Called at the end of each round, however fast they come. */
  endRound?(state: ProgressState, round: RoundState): void;
  close?(): void;
}

/** Tasks shorter than this get no Stop button, in ms. */
const stopDelay = 1000;

/** A bar under the cell, redrawn in place; with a Stop button if the task takes longer than a second. */
export function notebookView(onStop?: () => void): ProgressView {
  const handle = newDisplay();
  const start = performance.now();
  let panel: StopPanel | undefined;
  return {
    draw(state) {
      const bundle = progressBundle(state);
      const html = String(bundle["text/html"]);
      if (panel && !state.isOver) {
        panel.update(html);
        return;
      }
      if (onStop && !state.isOver && performance.now() - start > stopDelay)
        panel = openStopPanel(html, onStop);
      // The view of the panel goes with the task; the bar stays.
      handle.update(panel && !state.isOver ? { ...viewBundle(panel.id), ...bundle } : bundle);
    },
    close: () => panel?.close(),
  };
}

/** The bar as HTML and as text. Colours follow the theme; without them the signs still read. */
export function progressBundle(state: ProgressState): MimeBundle {
  const lines = stateLines(state);
  const rows = lines.map(({ label, round, note }) => {
    if (!round) return escapeHtml(`${label}${note ?? ""}`);
    const [done, rest] = barParts(round);
    const metrics = metricsText(round.metrics);
    const color = round.isOver ? "var(--jp-success-color1, #2e7d32)" : "var(--jp-brand-color1, #1976d2)";
    return (
      `${escapeHtml(label)}<b>${countText(round)}</b> <span style="color:${color}">${done}</span>` +
      `<span style="color:var(--jp-border-color1, #bdbdbd)">${rest}</span> ` +
      `${escapeHtml(timeText(round, state.unit))}${escapeHtml(metrics && ` · ${metrics.replaceAll(" - ", " · ")}`)}`
    );
  });
  return {
    "text/html": `<pre style="margin:0;color:var(--vscode-foreground, var(--jp-ui-font-color1, inherit))">${rows.join("\n")}</pre>`,
    "text/plain": lines
      .map(({ label, round, note }) => `${label}${round ? roundText(round, state.unit) : (note ?? "")}`)
      .join("\n"),
  };
}

interface Line {
  label: string;
  round?: RoundState;
  note?: string;
}

/** What is on view: title, the last rounds, the running one, and the time left for all. */
function stateLines({
  title,
  rounds,
  roundName,
  finished,
  numFinished,
  current,
  remaining,
  isOver,
}: ProgressState): Line[] {
  const label = (round: RoundState): string =>
    rounds > 1
      ? `${roundName} ${String(round.index).padStart(String(rounds).length)}/${String(rounds)}  `
      : "";
  const lines: Line[] = title === undefined ? [] : [{ label: title }];
  const hidden = numFinished - finished.length;
  if (hidden > 0) lines.push({ label: "", note: `… ${hidden.toLocaleString("en")} more` });
  for (const round of finished) lines.push({ label: label(round), round });
  if (current) lines.push({ label: label(current), round: current });
  if (rounds > 1 && !isOver && remaining !== undefined && remaining > 1000) {
    lines.push({ label: "", note: `${durationText(remaining)} left` });
  }
  return lines;
}

/** Keras's `verbose=1`: the line of the running round is written over until it is full. */
export function terminalView(out: { write(text: string): unknown }): ProgressView {
  let lastIndex = 0;
  let lastLine = 0;
  const bold = (text: string): string => `\u001b[1m${text}\u001b[0m`;
  const write = (state: ProgressState, round: RoundState): void => {
    if (round.index !== lastIndex) {
      if (lastLine > 0) out.write("\n");
      if (state.title && lastIndex === 0) out.write(`${state.title}\n`);
      if (state.rounds > 1) out.write(`${state.roundName} ${String(round.index)}/${String(state.rounds)}\n`);
      lastIndex = round.index;
      lastLine = 0;
    }
    const [done, rest] = barParts(round);
    const metrics = metricsText(round.metrics);
    const time = timeText(round, state.unit);
    const plain = `${countText(round)} ${done}${rest} ${time}${metrics && ` - ${metrics}`}`;
    const coloured = `${bold(countText(round))} \u001b[32m${done}\u001b[0m\u001b[37m${rest}\u001b[0m ${bold(time)}${metrics && ` - ${metrics}`}`;
    out.write(`\r${coloured}${" ".repeat(Math.max(0, lastLine - plain.length))}`);
    lastLine = plain.length;
  };
  return {
    // Where rounds take less than a drawing, only those drawn appear.
    draw(state) {
      const round = state.current ?? state.finished.at(-1);
      if (round) write(state, round);
    },
    endRound(state, round) {
      if (round.index === lastIndex) write(state, round);
    },
    close() {
      if (lastLine > 0) out.write("\n");
    },
  };
}

/** Keras's `verbose=2`: one line a round, for files and pipes. */
export function linesView(
  print: (line: string) => void = (line) => {
    console.log(line);
  },
): ProgressView {
  let titled = false;
  return {
    draw: () => undefined,
    endRound(state, round) {
      if (state.title && !titled) print(state.title);
      titled = true;
      if (state.rounds > 1) print(`${state.roundName} ${String(round.index)}/${String(state.rounds)}`);
      const perStep = round.done > 0 ? round.elapsed / round.done : 0;
      const metrics = metricsText(round.metrics);
      print(
        `${countText(round)} - ${durationText(round.elapsed)} - ${stepTimeText(perStep)}/${state.unit}${metrics && ` - ${metrics}`}`,
      );
    },
  };
}
