// The stages of layers that join, and of inputs that come joined. A stage joins two; more are joined one after the other.
import { complaint } from "../validation.js";
import { flatForm, rowsForm, sameForm, type Form } from "./forms.js";
import { size, type NetworkBuilder, type Values } from "./networkBuilder.js";
import type { ConcatenateSpec, MergeSpec, SliceSpec } from "./types.js";

export function addMerge(
  net: NetworkBuilder,
  { kind }: MergeSpec,
  index: number,
  inputs: readonly Values[],
): void {
  checkInputs(inputs, index, kind === "subtract" ? 2 : Infinity);
  const shape = inputs[0]!.shape;
  if (inputs.some((each) => each.shape.join() !== shape.join()))
    throw unlike(index, `all of shape [${shape.join(", ")}]`, inputs);
  const { form } = inputs[0]!;
  const isAlike = inputs.every((each) => sameForm(each.form, form));
  const [first, ...others] = isAlike ? inputs : inputs.map((each) => net.asRows(each));
  net.enter(first!);
  for (const { source, form: second } of others) {
    const operation = kind === "average" ? "add" : kind;
    net.push({ kind: operation, sources: [net.source, source], second, output: second });
  }
  if (kind === "average")
    net.push({ kind: "elementwise", output: net.form, scale: 1 / inputs.length, offset: 0 });
}

export function addConcatenate(
  net: NetworkBuilder,
  { axis = -1 }: ConcatenateSpec,
  index: number,
  inputs: readonly Values[],
): void {
  checkInputs(inputs, index);
  const { shape } = inputs[0]!;
  const along = axis < 0 ? axis + shape.length : axis;
  const others = (values: Values) => values.shape.map((n, i) => (i === along ? 0 : n)).join();
  if (!(along in shape) || inputs.some((each) => others(each) !== others(inputs[0]!)))
    throw unlike(index, `the same in all but axis ${String(axis)}`, inputs);
  const blocks = size(shape.slice(0, along));
  const rows = inputs.map((each) => net.asRows(each));
  net.enter(rows[0]!);
  for (const next of rows.slice(1)) {
    const joined = net.shape.map((n, i) => (i === along ? n + next.shape[along]! : n));
    const n = joined.at(-1)!;
    net.push({
      kind: "concatenate",
      sources: [net.source, next.source],
      input: blocksOf(net, blocks, along),
      second: blocksOf(next, blocks, along),
      output: rowsForm(size(joined) / n, n),
    });
    net.shape = joined;
  }
}

/** One of several inputs, which lie one behind the other in a sample. */
export function addSlice(net: NetworkBuilder, { from, shape }: SliceSpec, index: number): void {
  if (net.source >= 0 || from + size(shape) > net.input.n) {
    const name = `layer ${String(index)} (slice)`;
    throw new RangeError(
      complaint({
        action: "build the network",
        name,
        wanted: "within the samples",
        got: [from, size(shape)],
      }),
    );
  }
  net.push({ kind: "slice", output: flatForm(size(shape)), from });
  net.shape = shape;
}

/** What is copied at a time: a row along the last axis, along another one the rows that belong to one place before it. */
function blocksOf({ form, shape }: Pick<Values, "form" | "shape">, blocks: number, along: number): Form {
  if (along === shape.length - 1) return form;
  const width = form.ld / blocks;
  return { positions: blocks, n: width, stored: width, ld: form.ld };
}

function checkInputs(inputs: readonly Values[], index: number, most = Infinity): void {
  if (inputs.length >= 2 && inputs.length <= most) return;
  const name = `inputs of layer ${String(index)}`;
  const wanted = most === 2 ? "two" : "at least two";
  throw new TypeError(complaint({ action: "build the network", name, wanted, got: inputs.length }));
}

function unlike(index: number, wanted: string, inputs: readonly Values[]): TypeError {
  const name = `shapes of the inputs of layer ${String(index)}`;
  const got = inputs.map(({ shape }) => [...shape]);
  return new TypeError(complaint({ action: "build the network", name, wanted, got }));
}
