// A figure that follows a running computation, redrawn in place at most four times a second.
import { type DisplayHandle, newDisplay } from "../display/index.js";
import { outputHost } from "../display/internal.js";
import type { Figure } from "./figure.js";

/** Time between two drawings in ms. */
const interval = 250;

/** Redraws what `draw` makes; who is told of news calls `update`, and `finish` in the end. */
export abstract class LiveFigure {
  private handle: DisplayHandle | undefined;
  private lastDrawn = -Infinity;
  private lastFigure: Figure | undefined;

  /** The figure as things stand. */
  protected abstract draw(): Figure | Promise<Figure>;

  /** Redraws if a quarter of a second has passed since the last time. */
  update(): void | Promise<void> {
    // Outside a notebook there is no place to redraw: only `finish` shows something.
    if (!outputHost() || performance.now() - this.lastDrawn < interval) return;
    return this.redraw(false);
  }

  /** Draws the last state, with its PNG for places where nothing moves. */
  finish(): void | Promise<void> {
    return this.redraw(true);
  }

  /** The figure drawn last. */
  get figure(): Figure | undefined {
    return this.lastFigure;
  }

  /** The next drawing is a new output, not this one's place. */
  protected startAnew(): void {
    this.handle = undefined;
    this.lastDrawn = -Infinity;
  }

  private redraw(isLast: boolean): void | Promise<void> {
    this.lastDrawn = performance.now();
    const figure = this.draw();
    if (figure instanceof Promise) return figure.then((made) => this.put(made, isLast));
    this.put(figure, isLast);
  }

  private put(figure: Figure, isLast: boolean): void {
    this.lastFigure = figure;
    this.handle ??= newDisplay();
    this.handle.update(isLast ? (outputHost() ? figure : figure.text) : figure.toQuickBundle());
    this.lastDrawn = performance.now();
  }
}
