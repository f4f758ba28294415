// The walk through the network: what each step says, which numbers are known by then, and what is looked at.
import {
  activations,
  type DiagramFunctions,
  type DiagramWeights,
  losses,
  meanGradient,
  type Pass,
} from "./pass.js";
import type { DiagramWords } from "./text.js";

/** What is looked at: units by layer and place, or the weights of a layer. */
export interface Focus {
  layer: 1 | 2;
  unit?: number;
  weights?: boolean;
}

/** How far one sample has walked: what is not known yet is not drawn. */
export interface Known {
  hidden: number;
  outputs: number;
  outputErrors: boolean;
  outputGradient: boolean;
  hiddenErrors: number;
  hiddenGradient: boolean;
}

export interface Step {
  caption: string;
  /** The arithmetic, line by line. */
  lines: string[];
  /** A picture of the network, or of the matrices up to here. */
  shows: { known: Known; focus?: Focus } | { rows: "forward" | "back" | "gradient" };
}

/** A number of the diagram: three decimals, whole numbers as they are, one digit of what would be 0.000. */
export function short(value: number): string {
  if (Number.isInteger(value)) return String(value).replace("-", "−");
  const text = Math.abs(value) < 5e-4 ? value.toExponential(0) : value.toFixed(3);
  return text.replaceAll("-", "−");
}

/** A number behind a sign. */
const inside = (value: number): string => (value < 0 ? `(${short(value)})` : short(value));

const subscript = (i: number): string => String.fromCodePoint(0x2081 + i);
/** The name of a unit: x₁, h₂, y; an output alone has no number. */
export const unitName = (letter: string, i: number, count: number): string =>
  letter === "y" && count === 1 ? "y" : `${letter}${subscript(i)}`;

export function stepsOf(
  weights: DiagramWeights,
  passes: readonly Pass[],
  functions: DiagramFunctions,
  { captions }: DiagramWords,
): Step[] {
  const pass = passes[0]!;
  const { x, t, a1, y, z1, z2, d1, d2 } = pass;
  const hidden = activations[functions.activation];
  const output = activations[functions.outputActivation];
  const loss = losses[functions.loss];
  const known: Known = {
    ...{ hidden: 0, outputs: 0, hiddenErrors: 0 },
    ...{ outputErrors: false, outputGradient: false, hiddenGradient: false },
  };
  const steps: Step[] = [];
  const add = (caption: string, lines: string[], now: Partial<Known>, focus?: Focus): void => {
    Object.assign(known, now);
    steps.push({ caption, lines, shows: { known: { ...known }, ...(focus && { focus }) } });
  };
  const names = {
    x: x.map((_, i) => unitName("x", i, x.length)),
    h: a1.map((_, j) => unitName("h", j, a1.length)),
    y: y.map((_, k) => unitName("y", k, y.length)),
  };
  /** `σ(0 × 0.3 + 1 × −0.2 + 0.1) = σ(−0.1) = 0.475` */
  const sum = (
    sign: string,
    inputs: readonly number[],
    column: readonly number[],
    ...[bias, z, a]: [number, number, number]
  ) => {
    const products = inputs.map((input, i) => `${short(input)} × ${inside(column[i]!)}`);
    return `${sign}(${[...products, inside(bias)].join(" + ")}) = ${sign}(${short(z)}) = ${short(a)}`;
  };
  const column = (matrix: readonly (readonly number[])[], j: number): number[] =>
    matrix.map((row) => row[j]!);

  add(captions.start, [names.x.map((name, i) => `${name} = ${short(x[i]!)}`).join(", ")], {});
  for (const [j, name] of names.h.entries()) {
    const line = sum(hidden.sign, x, column(weights.W1, j), weights.B1[j]!, z1[j]!, a1[j]!);
    add(captions.hidden, [`${name} = ${line}`], { hidden: j + 1 }, { layer: 1, unit: j });
  }
  for (const [k, name] of names.y.entries()) {
    const line = sum(output.sign, a1, column(weights.W2, k), weights.B2[k]!, z2[k]!, y[k]!);
    add(captions.output, [`${name} = ${line}`], { outputs: k + 1 }, { layer: 2, unit: k });
  }
  const parts = y.map((one, k) => loss.valueText(short(one), short(t[k]!)));
  add(captions.loss, [`E = ${parts.join(" + ")} = ${short(pass.loss)}`], {}, { layer: 2 });
  add(
    captions.outputError,
    names.y.map((name, k) => {
      const [said, target] = [short(y[k]!), short(t[k]!)];
      return `δ(${name}) = ${loss.errorText(said, target, output.slopeText(said))} = ${short(d2[k]!)}`;
    }),
    { outputErrors: true },
    { layer: 2 },
  );
  add(
    captions.outputWeights,
    names.y.flatMap((to, k) =>
      names.h.map(
        (from, j) =>
          `∂E/∂w(${from}→${to}) = ${short(a1[j]!)} × ${inside(d2[k]!)} = ${short(a1[j]! * d2[k]!)}`,
      ),
    ),
    { outputGradient: true },
    { layer: 2, weights: true },
  );
  for (const [j, name] of names.h.entries()) {
    const products = d2.map((d, k) => `${short(d)} × ${inside(weights.W2[j]![k]!)}`).join(" + ");
    const through = d2.length > 1 ? `(${products})` : products;
    const line = `δ(${name}) = ${through} × ${hidden.slopeText(short(a1[j]!))} = ${short(d1[j]!)}`;
    add(captions.hiddenError, [line], { hiddenErrors: j + 1 }, { layer: 1, unit: j });
  }
  add(
    captions.hiddenWeights,
    names.h.flatMap((to, j) =>
      names.x.map(
        (from, i) => `∂E/∂w(${from}→${to}) = ${short(x[i]!)} × ${inside(d1[j]!)} = ${short(x[i]! * d1[j]!)}`,
      ),
    ),
    { hiddenGradient: true },
    { layer: 1, weights: true },
  );
  const count = passes.length;
  const rows = (
    caption: (rows: number) => string,
    lines: string[],
    shows: "forward" | "back" | "gradient",
  ): void => void steps.push({ caption: caption(count), lines, shows: { rows: shows } });
  rows(captions.rowsForward, [`A1 = ${hidden.sign}(X·W1 + B1),  Y = ${output.sign}(A1·W2 + B2)`], "forward");
  const D2 = loss.errorText("Y", "T", output.slopeText("Y"));
  rows(captions.rowsBack, [`D2 = ${D2},  D1 = D2·W2ᵀ × ${hidden.slopeText("A1")}`], "back");
  const shares = `/ ${String(count)}`;
  rows(captions.gradient, [`∂E/∂W1 = Xᵀ·D1 ${shares},  ∂E/∂W2 = A1ᵀ·D2 ${shares}`], "gradient");
  return steps;
}

/** What all steps say, for those who do not see the drawing. */
export function stepsText(label: string, steps: readonly Step[], passes: readonly Pass[]): string {
  const row = (values: readonly number[]): string => values.map(short).join(" ");
  const table = passes.map(
    ({ x, t, a1, y, d2, d1 }) =>
      `  X ${row(x)} · A1 ${row(a1)} · Y ${row(y)} · T ${row(t)} · D2 ${row(d2)} · D1 ${row(d1)}`,
  );
  const { W1, B1, W2, B2 } = meanGradient(passes);
  const gradient = `  W1 ${W1.map(row).join(" | ")} · B1 ${row(B1)} · W2 ${W2.map(row).join(" | ")} · B2 ${row(B2)}`;
  const lines = steps.flatMap(({ caption, lines }, i) => [
    `${String(i + 1)}. ${caption}`,
    ...lines.map((line) => `  ${line}`),
  ]);
  return [`[${label}]`, ...lines, ...table, gradient].join("\n");
}
