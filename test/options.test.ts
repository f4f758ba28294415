// No option is silently ignored: every public function, class and method that takes options refuses one that it does not know.
// TypeScript says which those are, so that a new one is tried without being written down here.
import ts from "typescript";
import { expect, it } from "vitest";
import * as gradus from "../src/index.js";
import { publicSurface } from "./publicSurface.js";

/** Something that takes options: its name, and which of its parameters they are. */
interface Taker {
  name: string;
  kind: "function" | "class" | "method";
  place: number;
}

/** The public names that take options. */
function optionTakers(): Taker[] {
  const { calls, isOurs, typeOf } = publicSurface();
  const isOptions = (parameter: ts.Symbol): boolean => {
    const type = typeOf(parameter);
    return (type.isUnion() ? type.types : [type]).some((one) => {
      const symbol = one.aliasSymbol ?? one.symbol;
      if (!(one.flags & ts.TypeFlags.Object) || !symbol || !one.symbol || !isOurs(one.symbol)) return false;
      if (one.getCallSignatures().length > 0 || one.getConstructSignatures().length > 0) return false;
      const isUnnamed = symbol.name === "__type" && /^(options|__\d+)$/.test(parameter.name);
      return /Options$/.test(symbol.name) || (isUnnamed && one.getProperties().length > 0);
    });
  };
  const found = new Map<string, Taker>();
  for (const { name, kind, signatures } of calls)
    for (const signature of signatures) {
      const place = signature.getParameters().findIndex((parameter) => isOptions(parameter));
      if (place < 0) continue;
      found.set(name, { name, kind, place });
      break;
    }
  return [...found.values()];
}

/** What to call something with, before its options: of several the first that it takes. */
const fillers: unknown[] = [undefined, [1, 2], [[1, 2], [3, 4]], 2, "relu", () => 0, { loss: [1, 2] }]; // prettier-ignore

/** What became of an option that nobody knows: refused by its name, or what else was said. */
async function outcome(call: (...args: unknown[]) => unknown, place: number): Promise<string> {
  let said = "";
  for (const filler of fillers) {
    try {
      const result = call(...new Array<unknown>(place).fill(filler), { thisIsNoOption: 1 });
      if (typeof (result as Iterator<unknown> | undefined)?.next === "function")
        (result as Iterator<unknown>).next();
      await result;
      return "accepted";
    } catch (error) {
      said = (error as Error).message;
      if (said.includes("thisIsNoOption")) return "refused";
    }
  }
  return said;
}

/** Objects whose methods are tried. */
const model = new gradus.Sequential([gradus.layers.dense({ units: 1, inputShape: [2] })]);
model.compile({ loss: "mse" });
const [figure] = gradus.plt.subplots(1, 1);
const instances: Record<string, object> = {
  NDArray: gradus.array([[1, 2], [3, 4]]), // prettier-ignore
  Sequential: model,
  PyFigure: figure,
  Axes: figure.axes[0]!,
};

/** Made by a function that has checked the options. */
const madeElsewhere = ["Progress", "Sweep"];

it("an option that is not known is refused by every public function", async () => {
  const takers = optionTakers();
  expect(takers.length).toBeGreaterThan(150);
  const answers: Record<string, string> = {};
  for (const { name, kind, place } of takers) {
    if (madeElsewhere.includes(name)) continue;
    let call: (...args: unknown[]) => unknown;
    if (kind === "method") {
      const [owner, method] = name.split("#") as [string, string];
      const instance = instances[owner.replace(/^.*\./, "")] as
        Record<string, (...args: unknown[]) => unknown> | undefined;
      if (typeof instance?.[method] !== "function") continue; // a call() that only own layers have
      call = (...args) => instance[method]!(...args);
    } else {
      const target = name
        .split(".")
        .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], gradus);
      call = (...args) =>
        kind === "class"
          ? new (target as new (...args: unknown[]) => object)(...args)
          : (target as (...args: unknown[]) => unknown)(...args);
    }
    answers[name] = await outcome(call, place);
  }
  const others = Object.entries(answers).filter(([, answer]) => answer !== "refused");
  expect(others).toEqual([]);
}, 120_000);
