// A network while it is built: the stages so far, the shape of the values, and how they lie in memory.
import { complaint } from "../validation.js";
import { flatForm, rowsForm, sameForm, seenAs, type Form } from "./forms.js";
import { withBranches } from "./branches.js";
import { linear, type Ids, type Network, type Stage } from "./stage.js";

/** Number of values of a shape. */
export const size = (shape: readonly number[]) => shape.reduce((product, n) => product * n, 1);

/** What a layer gives: the stage that writes it (−1: the samples), its shape, and how it lies. */
export interface Values {
  source: number;
  form: Form;
  shape: readonly number[];
  /** Whether several layers read it, so that its stage must stay as it is. */
  shared: boolean;
}

/** Takes the stages of one layer after the other; the rules of each layer decide which. */
export class NetworkBuilder {
  readonly stages: Stage[] = [];
  // the current values
  source = -1;
  form: Form;
  shape: readonly number[];
  shared = false;
  ids = false;
  readonly lookups: Ids[] = [];
  scale = 1;
  offset = 0;
  readonly input: Form;

  constructor(inputShape: readonly number[]) {
    this.shape = inputShape;
    this.input = flatForm(size(inputShape));
    this.form = this.input;
  }

  /** A stage that reads the current values and writes the next. */
  push(stage: Omit<Stage, "sources" | "input" | "activation"> & Partial<Stage>): void {
    this.stages.push({ input: this.form, sources: [this.source], activation: linear, ...stage });
    this.form = stage.output;
    this.source = this.stages.length - 1;
    this.shared = false;
  }

  /** The current values. */
  get values(): Values {
    const { source, form, shape, shared } = this;
    return { source, form, shape, shared };
  }

  /** Goes on from values of before. */
  enter(values: Values): void {
    Object.assign(this, values);
  }

  /** The stage that wrote the current values, if nothing else reads them: the next layer may join it. */
  get last(): Stage | undefined {
    return this.shared ? undefined : this.stages[this.source];
  }

  /** Whether the current values are the samples, and nothing else reads them. */
  get isAtStart(): boolean {
    return this.source < 0 && !this.shared;
  }

  /** The current values as rows, moved if need be. */
  rows(positions: number, n: number): Form {
    return seenAs(this.form, positions, n, true) ?? this.repack(positions, n);
  }

  /** The current values copied into rows. */
  repack(positions: number, n: number): Form {
    this.push({ kind: "repack", output: rowsForm(positions, n) });
    return this.form;
  }

  /** Height, width and channels of an image, and the form it lies in. */
  image(
    index: number,
    wholeVectors: boolean,
  ): { height: number; width: number; channels: number; form: Form } {
    if (this.shape.length !== 3) {
      const wanted = "of shape [height, width, channels]";
      const fix = "add a reshape before it";
      throw new TypeError(
        complaint({
          action: "build the network",
          name: `input of layer ${String(index)}`,
          wanted,
          got: this.shape,
          fix,
        }),
      );
    }
    const [height, width, channels] = this.shape as [number, number, number];
    const seen = seenAs(this.form, height * width, channels, wholeVectors);
    return { height, width, channels, form: seen ?? this.repack(height * width, channels) };
  }

  /** @throws RangeError if no window fits into the image. */
  checkSize(index: number, outHeight: number, outWidth: number): void {
    if (outHeight >= 1 && outWidth >= 1) return;
    const name = `input of layer ${String(index)}`;
    const wanted = "at least as large as the window";
    throw new RangeError(complaint({ action: "build the network", name, wanted, got: this.shape }));
  }

  /** Values moved, if need be, into rows of their last axis, as `rowsForm` lays them out; they are the current ones then. */
  asRows(values: Values): Values {
    const n = values.shape.at(-1)!;
    const positions = size(values.shape) / n;
    this.enter(values);
    if (!sameForm(this.form, rowsForm(positions, n))) this.repack(positions, n);
    return this.values;
  }

  finish(outputs: readonly Values[]): Network {
    const written = outputs.map((values) => this.#output(values));
    const { stages, places } = withBranches(this.stages);
    const { input, ids, lookups, scale, offset } = this;
    const list = written.map((stage, i) => ({ stage: places[stage]!, shape: outputs[i]!.shape }));
    return { stages, outputs: list, input, ids, lookups, scale, offset };
  }

  /** The stage of an output, which nobody else reads: the loss walks its rows, which are those of the last axis. */
  #output(values: Values): number {
    this.enter(values);
    const n = this.shape.at(-1) ?? 1;
    const rows = this.rows(size(this.shape) / n, n);
    if (this.source < 0 || this.shared || rows !== this.form)
      this.push({ kind: "elementwise", output: rows, scale: 1, offset: 0 });
    return this.source;
  }
}
