// What fit() gives back: one number an epoch for the loss and each metric.
import { displaySymbol, type MimeBundle } from "../../display/host.js";

/**
 * The record of a training; shows itself as a small table.
 *
 * @example
 * ```ts
 * import { History, layers, Sequential } from "gradus";
 * import { expect } from "vitest";
 *
 * const model = new Sequential([layers.dense({ units: 1, inputShape: [1] })]);
 * model.compile({ optimizer: "sgd", loss: "mse" });
 * const fitted = await model.fit([[1], [2]], [[2], [4]], { epochs: 3, verbose: 0 });
 * expect(fitted).toBeInstanceOf(History);
 * expect(fitted.history["loss"]).toHaveLength(3);
 * ```
 */
export class History {
  /** By Keras's names: `loss`, `accuracy`, `val_loss`, …; one number an epoch. */
  readonly history: Record<string, number[]> = {};
  /** Numbers of the epochs, from 0. */
  readonly epoch: number[] = [];
  /** Epoch and step (both from 0) where the loss stopped being a finite number. */
  nonFinite: { epoch: number; step: number } | undefined;

  /** @internal */
  push(epoch: number, logs: Readonly<Record<string, number>>): void {
    this.epoch.push(epoch);
    for (const name in logs) (this.history[name] ??= []).push(logs[name]!);
  }

  /** Rows of the table: all epochs, or the first and last few of many. */
  #rows(): { cells: string[] }[] {
    const names = Object.keys(this.history);
    const row = (i: number) => ({
      cells: [String(this.epoch[i]! + 1), ...names.map((name) => format(this.history[name]![i]))],
    });
    const count = this.epoch.length;
    if (count <= 10) return Array.from({ length: count }, (_, i) => row(i));
    const dots = { cells: ["…", ...names.map(() => "…")] };
    return [0, 1, 2].map(row).concat(dots, [count - 3, count - 2, count - 1].map(row));
  }

  toString(): string {
    const titles = ["epoch", ...Object.keys(this.history)];
    const rows = this.#rows().map(({ cells }) => cells);
    const widths = titles.map((title, i) => Math.max(title.length, ...rows.map((cells) => cells[i]!.length)));
    const line = (cells: readonly string[]) => cells.map((cell, i) => cell.padStart(widths[i]!)).join("  ");
    return [titles, ...rows].map(line).join("\n");
  }

  [displaySymbol](): MimeBundle {
    const cell = (tag: string) => (text: string) => `<${tag} style="text-align:right">${text}</${tag}>`;
    const row = (tag: string, cells: readonly string[]) => `<tr>${cells.map(cell(tag)).join("")}</tr>`;
    const body = this.#rows().map(({ cells }) => row("td", cells));
    const head = row("th", ["epoch", ...Object.keys(this.history)]);
    return {
      "text/html": `<table><thead>${head}</thead><tbody>${body.join("")}</tbody></table>`,
      "text/plain": this.toString(),
    };
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }
}

function format(value: number | undefined): string {
  if (value === undefined) return "";
  if (!Number.isFinite(value)) return String(value);
  return value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential(3) : value.toFixed(4);
}
