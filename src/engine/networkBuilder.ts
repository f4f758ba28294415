// A network while it is built: the stages so far, the shape of the values, and how they lie in memory.
import { complaint } from "../validation.js";
import { flatForm, rowsForm, seenAs, type Form } from "./forms.js";
import { linear, type Activation, type Network, type Stage } from "./stage.js";

/** Number of values of a shape. */
export const size = (shape: readonly number[]) => shape.reduce((product, n) => product * n, 1);

/** Takes the stages of one layer after the other; the rules of each layer decide which. */
export class NetworkBuilder {
  readonly stages: Stage[] = [];
  form: Form;
  shape: readonly number[];
  ids = false;
  numIds = 0;
  scale = 1;
  offset = 0;
  readonly input: Form;

  constructor(inputShape: readonly number[]) {
    this.shape = inputShape;
    this.input = flatForm(size(inputShape));
    this.form = this.input;
  }

  /** A stage that reads the current values and writes the next. */
  push(stage: Omit<Stage, "input" | "activation"> & { activation?: Activation; input?: Form }): void {
    this.stages.push({ input: this.form, activation: linear, ...stage });
    this.form = stage.output;
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

  /** The last axis as rows that the loss can walk. */
  finish(): Network {
    const n = this.shape.at(-1) ?? 1;
    const rows = this.rows(size(this.shape) / n, n);
    // the loss walks the rows of the last stage, which must be those of the output
    if (this.stages.length === 0 || rows !== this.form) {
      this.push({ kind: "elementwise", output: rows, scale: 1, offset: 0 });
    }
    const { stages, input, ids, numIds, scale, offset, shape: outputShape } = this;
    return { stages, input, ids, numIds, scale, offset, outputShape };
  }
}
