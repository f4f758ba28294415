// The words of the plan stand in two places: the classes that the interpreter reads and the lists that are written from.
import fs from "node:fs";
import { describe, expect, it } from "vitest";
import {
  floatWords,
  layerWords,
  lossWords,
  metricWords,
  optimizerWords,
  parameterWords,
  planWords,
} from "../../src/engine/words.js";

/** Fields of a class in an AssemblyScript file, with their types. */
function fieldsOf(file: string, name: string): [string, string][] {
  const source = fs.readFileSync(new URL(`../../src/engine/assembly/${file}`, import.meta.url), "utf8");
  const body = new RegExp(`class ${name}( extends \\w+)? \\{([^}]*)\\}`).exec(source)![2]!;
  return [...body.matchAll(/^ {2}(\w+): (\w+);$/gm)].map((match) => [match[1]!, match[2]!]);
}

describe("words", () => {
  const loss = fieldsOf("losses.ts", "Loss");
  it.each([
    ["Parameter", fieldsOf("plan.ts", "Parameter"), parameterWords],
    ["Layer", fieldsOf("plan.ts", "Layer"), layerWords],
    ["Plan", fieldsOf("plan.ts", "Plan"), planWords],
    ["Loss", loss, lossWords],
    ["Metric", [...loss, ...fieldsOf("metrics.ts", "Metric")], metricWords],
    ["Optimizer", fieldsOf("optimizers.ts", "Optimizer"), optimizerWords],
  ] as const)("%s has the fields that are written", (_, fields, words) => {
    expect(fields.map(([name]) => name)).toEqual(words);
    for (const [name, type] of fields) expect([name, type === "f32"]).toEqual([name, floatWords.has(name)]);
  });
});
